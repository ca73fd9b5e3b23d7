//! Names for the kinds of key that certificates and key files hold, those that are not used here included.

use x509_cert::der::oid::ObjectIdentifier;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::public_key::curve_name;

const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");

const KINDS: [(ObjectIdentifier, &str); 12] = [
    (ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1"), "RSA"),
    (ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.7"), "RSA"),
    (ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10"), "RSA"),
    (ObjectIdentifier::new_unwrap("1.2.840.10040.4.1"), "DSA"),
    (ObjectIdentifier::new_unwrap("1.2.840.113549.1.3.1"), "Diffie-Hellman"),
    (ObjectIdentifier::new_unwrap("1.3.101.110"), "X25519"),
    (ObjectIdentifier::new_unwrap("1.3.101.111"), "X448"),
    (ObjectIdentifier::new_unwrap("1.3.101.112"), "Ed25519"),
    (ObjectIdentifier::new_unwrap("1.3.101.113"), "Ed448"),
    (ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.17"), "ML-DSA-44"),
    (ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.18"), "ML-DSA-65"),
    (ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.19"), "ML-DSA-87"),
];

/// Curves that JOSE knows, or that key files have, beside those on which keys are used here.
const CURVES: [(ObjectIdentifier, &str); 5] = [
    (ObjectIdentifier::new_unwrap("1.3.132.0.10"), "secp256k1"),
    (ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.1"), "P-192"),
    (ObjectIdentifier::new_unwrap("1.3.132.0.33"), "P-224"),
    (ObjectIdentifier::new_unwrap("1.3.36.3.3.2.8.1.1.7"), "brainpoolP256r1"),
    (ObjectIdentifier::new_unwrap("1.3.36.3.3.2.8.1.1.11"), "brainpoolP384r1"),
];

/// The kind of key that an algorithm names; of a curve the curve.
pub(super) fn of(algorithm: &AlgorithmIdentifierOwned) -> Option<&'static str> {
    if algorithm.oid == EC {
        return Some(match algorithm.parameters.as_ref().and_then(|any| any.decode_as::<ObjectIdentifier>().ok()) {
            Some(curve) => curve_of(curve),
            None => "a curve written out in numbers",
        });
    }
    KINDS.iter().find(|row| row.0 == algorithm.oid).map(|row| row.1)
}

/// The name of a curve.
pub(super) fn curve_of(curve: ObjectIdentifier) -> &'static str {
    let other = || CURVES.iter().find(|row| row.0 == curve).map(|row| row.1);
    curve_name(curve).or_else(other).unwrap_or("another curve")
}
