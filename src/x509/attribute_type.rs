//! Attribute types of distinguished names that have a short name here.

use x509_cert::der::oid::ObjectIdentifier;

/// Types with a short name: those of RFC 4514 §3, and two that certificates of machines often have (RFC 4519 §2.31, RFC 2985 §5.2.1).
pub(super) const SHORT_NAMES: [(&str, ObjectIdentifier); 11] = [
    ("CN", ObjectIdentifier::new_unwrap("2.5.4.3")),
    ("L", ObjectIdentifier::new_unwrap("2.5.4.7")),
    ("ST", ObjectIdentifier::new_unwrap("2.5.4.8")),
    ("O", ObjectIdentifier::new_unwrap("2.5.4.10")),
    ("OU", ObjectIdentifier::new_unwrap("2.5.4.11")),
    ("C", ObjectIdentifier::new_unwrap("2.5.4.6")),
    ("STREET", ObjectIdentifier::new_unwrap("2.5.4.9")),
    ("DC", ObjectIdentifier::new_unwrap("0.9.2342.19200300.100.1.25")),
    ("UID", ObjectIdentifier::new_unwrap("0.9.2342.19200300.100.1.1")),
    ("serialNumber", ObjectIdentifier::new_unwrap("2.5.4.5")),
    ("emailAddress", ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.1")),
];
