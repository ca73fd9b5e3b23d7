//! Reading a file with a key, whatever the line above it says: certificates, public and private keys in DER are told apart by their form.
//!
//! The names in PEM are often wrong (`PUBLIC KEY` over a PKCS #1 key), and bare Base64 has none.

use x509_cert::der::Tag;
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use super::key_file::{KeyFile, KeyFileError};
use super::{Certificate, CertificateError, key_kind, private_key, public_key, tlv};

/// Reads DER octets, of which none may be left over.
///
/// # Errors
/// [`KeyFileError`] that says what they are instead, as far as that is known.
pub fn read_key_file(der: &[u8]) -> Result<KeyFile, KeyFileError> {
    let fields = tlv::inside(der, Tag::Sequence).ok_or(KeyFileError::NotDer)?;
    let tags: Vec<u8> = fields.iter().filter_map(|field| field.first().copied()).collect();
    match tags[..] {
        [SEQUENCE, SEQUENCE, BITS] => match Certificate::parse(der) {
            Ok(certificate) => Ok(KeyFile::Certificate(certificate)),
            Err(_) if is_request(fields[0]) => Err(KeyFileError::Request),
            Err(error) => Err(error.into()),
        },
        [SEQUENCE, BITS] => {
            let key: SubjectPublicKeyInfoOwned = tlv::value(der).ok_or(KeyFileError::NotAKey)?;
            match public_key::read(&key) {
                Ok(jwk) => Ok(KeyFile::Key(jwk)),
                Err(CertificateError::Key(error)) => Err(error.into()),
                Err(_) => Err(KeyFileError::UnknownKind(key_kind::of(&key.algorithm))),
            }
        }
        [SEQUENCE, OCTETS] => Err(KeyFileError::Encrypted),
        [INTEGER, SEQUENCE, SEQUENCE, ..] => Err(KeyFileError::Container),
        [INTEGER, SEQUENCE, OCTETS, ..] => private_key::pkcs8(der, &fields),
        [INTEGER, OCTETS, ..] => private_key::sec1(&fields, None, || None),
        [INTEGER, INTEGER] => {
            let members = public_key::rsa(der).ok_or(KeyFileError::NotAKey)?;
            Ok(KeyFile::Key(public_key::jwk(members)?))
        }
        // Version, p, q, g, y, x.
        [INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, INTEGER] => Err(KeyFileError::UnknownKind(Some("DSA"))),
        [INTEGER, INTEGER, INTEGER, INTEGER, ..] => private_key::rsa(&fields),
        _ => Err(KeyFileError::NotAKey),
    }
}
const INTEGER: u8 = 0x02;
const BITS: u8 = 0x03;
const OCTETS: u8 = 0x04;
const SEQUENCE: u8 = 0x30;

/// A request for a certificate begins with its version, a name, a key and attributes (RFC 2986 §4.1); a certificate never looks so.
fn is_request(signed: &[u8]) -> bool {
    let fields = tlv::inside(signed, Tag::Sequence).unwrap_or_default();
    let tags: Vec<u8> = fields.iter().filter_map(|field| field.first().copied()).collect();
    tags == [INTEGER, SEQUENCE, SEQUENCE, 0xA0]
}
