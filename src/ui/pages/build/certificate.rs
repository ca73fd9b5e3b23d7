//! What the connection shows beside the request: one of the demo certificates, one that the reader made, or none (RFC 8705 §2).

use crate::client::certificate::OwnCertificate;
use crate::issuer::demo_certificates;
use crate::jose::Jwk;
use crate::oauth::ClientAuthMethod;
use crate::x509::{Certificate, pem};

/// Which certificate is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presented {
    /// None.
    #[default]
    Nothing,
    /// The one that the demo authority issued to `meter-gateway`.
    GatewayA,
    /// One of the same authority, for somebody else.
    GatewayB,
    /// The one that `parcel-locker` made itself.
    ParcelLocker,
    /// The one that the reader made in this page.
    Own,
}

impl Presented {
    /// Every choice, in order.
    pub const ALL: [Self; 5] = [Self::GatewayA, Self::GatewayB, Self::ParcelLocker, Self::Own, Self::Nothing];

    /// The choice's name in the form; for a demo certificate the name that [`demo_certificates`] has.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::GatewayA => "A",
            Self::GatewayB => "B",
            Self::ParcelLocker => "parcel-locker",
            Self::Own => "own",
        }
    }

    /// The choice of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == name)
    }

    /// What the demo client shows that is registered for this method.
    #[must_use]
    pub const fn for_method(method: ClientAuthMethod) -> Self {
        match method {
            ClientAuthMethod::TlsClientAuth => Self::GatewayA,
            ClientAuthMethod::SelfSignedTlsClientAuth => Self::ParcelLocker,
            _ => Self::Nothing,
        }
    }

    /// The octets of a demo certificate.
    #[must_use]
    pub fn demo(self) -> Option<Vec<u8>> {
        let demo = demo_certificates().into_iter().find(|demo| demo.name == self.as_str())?;
        pem::decode(demo.pem).ok()
    }
}

/// The certificate that the reader made. Its private key is gone: TLS is only played, so nobody needs it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// The certificate, in DER.
    pub der: Vec<u8>,
    /// The public key with the certificate in `x5c`, which a client registers.
    pub key: Jwk,
    /// The client that was registered with it.
    pub registered_as: Option<String>,
}

impl From<OwnCertificate> for Own {
    fn from(made: OwnCertificate) -> Self {
        Self { der: made.der, key: made.public, registered_as: None }
    }
}

/// Whom a certificate is about, and who says so.
#[must_use]
pub fn names(der: &[u8]) -> Option<(String, String)> {
    let certificate = Certificate::parse(der).ok()?;
    Some((certificate.subject().to_string(), certificate.issuer().to_string()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_demo_certificate_can_be_chosen_and_says_whose_it_is() {
        let demos = Presented::ALL.into_iter().filter(|choice| choice.demo().is_some());
        assert_eq!(demos.count(), demo_certificates().len());
        let (subject, issuer) = names(&Presented::GatewayA.demo().unwrap()).unwrap();
        assert_eq!(subject, "CN=meter-gateway,O=Example Energy,C=NL");
        assert_ne!(subject, issuer);
        let (subject, issuer) = names(&Presented::ParcelLocker.demo().unwrap()).unwrap();
        assert_eq!(subject, issuer, "self-signed");
        for choice in Presented::ALL {
            assert_eq!(Presented::from_name(choice.as_str()), Some(choice));
        }
        assert_eq!(names(b"no certificate"), None);
    }
}
