//! Signatures in certificates: which algorithm, and the two spellings of an ECDSA signature.
//!
//! Certificates write it as two numbers in DER (RFC 3279 §2.2.3), JOSE and WebCrypto as two numbers of fixed length (RFC 7518 §3.4).
//! Read strictly: a number that is negative, too long or written with needless zeros is no signature.

use x509_cert::der::asn1::UintRef;
use x509_cert::der::oid::ObjectIdentifier;
use x509_cert::der::oid::db::rfc5912::{ECDSA_WITH_SHA_256, ECDSA_WITH_SHA_384, SHA_256_WITH_RSA_ENCRYPTION};
use x509_cert::der::oid::db::rfc8410::ID_ED_25519;
use x509_cert::der::{Encode, Tag};

use crate::jose::Algorithm;

use super::tlv;

/// The algorithms by which a certificate may be signed here. Those on SHA-1 are not among them.
const ALGORITHMS: [(ObjectIdentifier, Algorithm); 4] = [
    (ECDSA_WITH_SHA_256, Algorithm::Es256),
    (ECDSA_WITH_SHA_384, Algorithm::Es384),
    (SHA_256_WITH_RSA_ENCRYPTION, Algorithm::Rs256),
    (ID_ED_25519, Algorithm::Ed25519),
];

pub(super) fn algorithm(identifier: &ObjectIdentifier) -> Option<Algorithm> {
    ALGORITHMS.iter().find(|row| row.0 == *identifier).map(|row| row.1)
}

/// A signature as the platform checks it; `None` when it is malformed.
pub(super) fn for_platform(algorithm: Algorithm, signature: &[u8]) -> Option<Vec<u8>> {
    match algorithm {
        Algorithm::Es256 | Algorithm::Es384 => numbers(signature, algorithm.signature_octets()? / 2),
        _ => Some(signature.to_vec()),
    }
}

fn numbers(der: &[u8], octets: usize) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(2 * octets);
    for number in tlv::exactly::<2>(der, Tag::Sequence)? {
        let number: UintRef<'_> = tlv::value(number)?;
        let missing = octets.checked_sub(number.as_bytes().len())?;
        out.resize(out.len() + missing, 0);
        out.extend(number.as_bytes());
    }
    Some(out)
}

/// An ECDSA signature of fixed length as a certificate carries it.
pub(super) fn for_certificate(signature: &[u8]) -> Option<Vec<u8>> {
    let (r, s) = signature.split_at(signature.len() / 2);
    let number = |octets| UintRef::new(octets).and_then(|number| number.to_der()).ok();
    let inside = [number(r)?, number(s)?].concat();
    x509_cert::der::asn1::Any::new(Tag::Sequence, inside).and_then(|whole| whole.to_der()).ok()
}
