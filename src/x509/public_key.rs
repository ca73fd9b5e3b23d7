//! The key of a certificate as a JWK, and back (RFC 5480 §2, RFC 3279 §2.3.1, RFC 8410 §4).

use serde_json::Value;
use x509_cert::der::Tag;
use x509_cert::der::asn1::{Any, BitString, UintRef};
use x509_cert::der::oid::ObjectIdentifier;
use x509_cert::der::oid::db::rfc5912::{
    ID_EC_PUBLIC_KEY, ID_RSASSA_PSS, RSA_ENCRYPTION, SECP_256_R_1, SECP_384_R_1, SECP_521_R_1,
};
use x509_cert::der::oid::db::rfc8410::ID_ED_25519;
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

use crate::jose::{Jwk, JwkError, base64url, json};

use super::{CertificateError, tlv};

/// The members of a JWK, written out.
pub(super) type Members = Vec<(&'static str, String)>;

/// The octet before the two coordinates of a point that is written out in full (RFC 5480 §2.2).
const UNCOMPRESSED: u8 = 4;

pub(super) fn read(key: &SubjectPublicKeyInfoOwned) -> Result<Jwk, CertificateError> {
    let octets = key.subject_public_key.as_bytes().ok_or(CertificateError::UnknownKey)?;
    let members = match key.algorithm.oid {
        ID_EC_PUBLIC_KEY => curve(&key.algorithm).and_then(|curve| point(curve, octets)),
        RSA_ENCRYPTION | ID_RSASSA_PSS => rsa(octets),
        ID_ED_25519 => Some(vec![("kty", "OKP".to_owned()), ("crv", "Ed25519".to_owned()), ("x", text(octets))]),
        _ => None,
    };
    Ok(jwk(members.ok_or(CertificateError::UnknownKey)?)?)
}

/// A key from its members.
pub(super) fn jwk(members: Members) -> Result<Jwk, JwkError> {
    Jwk::parse(json::object(members.into_iter().map(|(name, value)| (name, Value::from(value)))))
}

/// The key of a JWK on P-256, for a certificate that is made here; `None` for any other.
pub(super) fn write_p256(jwk: &Jwk) -> Option<SubjectPublicKeyInfoOwned> {
    let coordinate = |name| base64url::decode(jwk.text(name)?).ok();
    let point = [vec![UNCOMPRESSED], coordinate("x")?, coordinate("y")?].concat();
    Some(SubjectPublicKeyInfoOwned {
        algorithm: AlgorithmIdentifierOwned {
            oid: ID_EC_PUBLIC_KEY,
            parameters: Some(Any::encode_from(&SECP_256_R_1).ok()?),
        },
        subject_public_key: BitString::from_bytes(&point).ok()?,
    })
}

fn curve(algorithm: &AlgorithmIdentifierOwned) -> Option<&'static str> {
    curve_name(algorithm.parameters.as_ref()?.decode_as::<ObjectIdentifier>().ok()?)
}

/// The curve's name in a JWK (RFC 5480 §2.1.1.1).
pub(super) const fn curve_name(curve: ObjectIdentifier) -> Option<&'static str> {
    match curve {
        SECP_256_R_1 => Some("P-256"),
        SECP_384_R_1 => Some("P-384"),
        SECP_521_R_1 => Some("P-521"),
        _ => None,
    }
}

pub(super) fn point(curve: &str, octets: &[u8]) -> Option<Members> {
    let coordinates = octets.strip_prefix(&[UNCOMPRESSED]).filter(|rest| rest.len() % 2 == 0)?;
    let (x, y) = coordinates.split_at(coordinates.len() / 2);
    Some(vec![("kty", "EC".to_owned()), ("crv", curve.to_owned()), ("x", text(x)), ("y", text(y))])
}

/// `RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }`
pub(super) fn rsa(octets: &[u8]) -> Option<Members> {
    let [n, e] = tlv::exactly(octets, Tag::Sequence)?;
    let (n, e): (UintRef<'_>, UintRef<'_>) = (tlv::value(n)?, tlv::value(e)?);
    Some(vec![("kty", "RSA".to_owned()), ("n", text(n.as_bytes())), ("e", text(e.as_bytes()))])
}

pub(super) fn text(octets: &[u8]) -> String {
    base64url::encode(octets)
}
