//! The certificates of the demo cast. OpenSSL made them, together with those of the tests: `tests/vectors/certificates/make.sh`.
//!
//! Their private keys were thrown away. TLS is only played here, so nobody ever needs one; a certificate alone is public.

use crate::x509::{Certificate, pem};

/// The authority that this issuer trusts, and no other.
const AUTHORITY: &str = include_str!("../certificates/ca.pem");
/// Certificate A: what `meter-gateway` registered the subject of.
pub(crate) const GATEWAY_A: &str = include_str!("../certificates/gateway-a.pem");
/// Certificate B: by the same authority, for somebody else.
const GATEWAY_B: &str = include_str!("../certificates/gateway-b.pem");
/// What `parcel-locker` made itself and registered.
pub(crate) const PARCEL_LOCKER: &str = include_str!("../certificates/parcel-locker.pem");

/// A certificate that a learner may show.
#[derive(Clone, Copy, Debug)]
pub struct DemoCertificate {
    /// What the page calls it.
    pub name: &'static str,
    /// The certificate, in PEM.
    pub pem: &'static str,
}

/// The certificates that a learner may show: A and B by the demo authority, and one that its client signed itself.
#[must_use]
pub const fn demo_certificates() -> [DemoCertificate; 3] {
    [
        DemoCertificate { name: "A", pem: GATEWAY_A },
        DemoCertificate { name: "B", pem: GATEWAY_B },
        DemoCertificate { name: "parcel-locker", pem: PARCEL_LOCKER },
    ]
}

/// The authority, taken apart.
pub(crate) fn authority() -> Certificate {
    read(AUTHORITY)
}

/// A certificate of the cast, taken apart.
pub(crate) fn read(text: &str) -> Certificate {
    let Ok(certificate) = pem::decode(text).and_then(|der| Certificate::parse(&der)) else {
        unreachable!("the certificates of the cast are well formed");
    };
    certificate
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::ports::UnixTime;

    #[test]
    fn the_cast_shows_what_it_says_and_for_a_long_time() {
        let [a, b, own] = demo_certificates().map(|certificate| read(certificate.pem));
        assert_eq!(a.subject().to_string(), "CN=meter-gateway,O=Example Energy,C=NL");
        assert!(!b.subject().matches(a.subject()));
        for certificate in [&a, &b] {
            assert!(certificate.issuer().matches(authority().subject()));
        }
        assert!(own.issuer().matches(own.subject()));
        for certificate in [a, b, own, authority()] {
            assert!(certificate.not_before() < UnixTime(1_600_000_000));
            assert!(certificate.not_after() > UnixTime(2_500_000_000));
        }
    }
}
