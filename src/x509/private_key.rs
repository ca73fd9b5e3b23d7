//! Private keys in DER as JWKs: PKCS #8 (RFC 5958), and inside of it or alone SEC 1 (RFC 5915), PKCS #1 (RFC 8017 App. A.1.2) and Ed25519
//! (RFC 8410 §7).

use x509_cert::der::asn1::{AnyRef, BitString, OctetStringRef, UintRef};
use x509_cert::der::oid::ObjectIdentifier;
use x509_cert::der::oid::db::rfc5912::{
    ID_EC_PUBLIC_KEY, ID_RSASSA_PSS, RSA_ENCRYPTION, SECP_256_R_1, SECP_384_R_1, SECP_521_R_1,
};
use x509_cert::der::oid::db::rfc8410::ID_ED_25519;
use x509_cert::der::{Encode, Tag, TagNumber, Tagged};
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::key_file::{KeyFile, KeyFileError};
use super::{key_kind, public_key, tlv};
use crate::ports::SigningPrimitive;

/// `PrivateKeyInfo ::= SEQUENCE { version, algorithm, privateKey OCTET STRING, attributes [0], publicKey [1] }`
pub(super) fn pkcs8(der: &[u8], fields: &[&[u8]]) -> Result<KeyFile, KeyFileError> {
    let [_, algorithm, key, rest @ ..] = fields else { return Err(KeyFileError::NotAKey) };
    let algorithm: AlgorithmIdentifierOwned = tlv::value(algorithm).ok_or(KeyFileError::NotAKey)?;
    let key = tlv::value::<OctetStringRef<'_>>(key).ok_or(KeyFileError::NotAKey)?.as_bytes();
    match algorithm.oid {
        RSA_ENCRYPTION | ID_RSASSA_PSS => rsa(&tlv::inside(key, Tag::Sequence).ok_or(KeyFileError::NotAKey)?),
        ID_EC_PUBLIC_KEY => {
            let curve = algorithm.parameters.as_ref().and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
            let fields = tlv::inside(key, Tag::Sequence).ok_or(KeyFileError::NotAKey)?;
            sec1(&fields, curve, || Some(der.to_vec()))
        }
        ID_ED_25519 => {
            let seed = tlv::value::<OctetStringRef<'_>>(key).ok_or(KeyFileError::NotAKey)?.as_bytes();
            let public = rest.iter().find(|field| field.first() == Some(&0x81)).and_then(|field| ed25519_public(field));
            match public {
                Some(public) => Ok(KeyFile::Key(public_key::jwk(vec![
                    ("kty", "OKP".to_owned()),
                    ("crv", "Ed25519".to_owned()),
                    ("d", public_key::text(seed)),
                    ("x", public_key::text(&public)),
                ])?)),
                None if seed.len() == 32 => {
                    let bare = bare_ed25519(&algorithm, key).ok_or(KeyFileError::NotAKey)?;
                    Ok(KeyFile::WithoutPublicHalf { primitive: SigningPrimitive::Ed25519, pkcs8: bare })
                }
                None => Err(KeyFileError::NotAKey),
            }
        }
        _ => Err(KeyFileError::UnknownKind(key_kind::of(&algorithm))),
    }
}

/// `ECPrivateKey ::= SEQUENCE { version, privateKey OCTET STRING, parameters [0], publicKey [1] }`. What the curve is, PKCS #8 says outside.
pub(super) fn sec1(
    fields: &[&[u8]],
    outside: Option<ObjectIdentifier>,
    whole: impl FnOnce() -> Option<Vec<u8>>,
) -> Result<KeyFile, KeyFileError> {
    let [_, private, rest @ ..] = fields else { return Err(KeyFileError::NotAKey) };
    let private = tlv::value::<OctetStringRef<'_>>(private).ok_or(KeyFileError::NotAKey)?.as_bytes();
    let inside = tagged(rest, 0).and_then(tlv::value::<ObjectIdentifier>);
    let oid = outside.or(inside).ok_or(KeyFileError::UnknownKind(Some("a curve written out in numbers")))?;
    let curve = public_key::curve_name(oid).ok_or_else(|| KeyFileError::UnknownKind(Some(key_kind::curve_of(oid))))?;
    let (octets, primitive) = match oid {
        SECP_256_R_1 => (32, SigningPrimitive::EcdsaP256Sha256),
        SECP_384_R_1 => (48, SigningPrimitive::EcdsaP384Sha384),
        SECP_521_R_1 => (66, SigningPrimitive::EcdsaP521Sha512),
        _ => return Err(KeyFileError::NotAKey),
    };
    let missing = usize::checked_sub(octets, private.len()).ok_or(KeyFileError::NotAKey)?;
    let public = tagged(rest, 1).and_then(tlv::value::<BitString>);
    let point = public.as_ref().and_then(BitString::as_bytes).and_then(|octets| public_key::point(curve, octets));
    match point {
        Some(mut members) => {
            members.push(("d", public_key::text(&[&vec![0; missing], private].concat())));
            Ok(KeyFile::Key(public_key::jwk(members)?))
        }
        None => {
            let pkcs8 = whole().or_else(|| wrapped(fields, oid)).ok_or(KeyFileError::NotAKey)?;
            Ok(KeyFile::WithoutPublicHalf { primitive, pkcs8 })
        }
    }
}

/// `RSAPrivateKey ::= SEQUENCE { version, n, e, d, p, q, dP, dQ, qInv }`, and with more than two primes also those.
pub(super) fn rsa(fields: &[&[u8]]) -> Result<KeyFile, KeyFileError> {
    let [_, numbers @ ..] = fields else { return Err(KeyFileError::NotAKey) };
    if numbers.len() > NUMBERS.len() {
        return Err(KeyFileError::UnknownKind(Some("RSA with more than two primes")));
    }
    let mut members = vec![("kty", "RSA".to_owned())];
    for (name, number) in NUMBERS.into_iter().zip(numbers) {
        let number: UintRef<'_> = tlv::value(number).ok_or(KeyFileError::NotAKey)?;
        members.push((name, public_key::text(number.as_bytes())));
    }
    if members.len() != NUMBERS.len() + 1 {
        return Err(KeyFileError::NotAKey);
    }
    Ok(KeyFile::Key(public_key::jwk(members)?))
}

const NUMBERS: [&str; 8] = ["n", "e", "d", "p", "q", "dp", "dq", "qi"];

/// What is inside the field with this number.
fn tagged<'a>(fields: &[&'a [u8]], number: u8) -> Option<&'a [u8]> {
    let field = fields.iter().find(|field| field.first() == Some(&(0xA0 + number)))?;
    Some(tlv::value::<AnyRef<'_>>(field)?.value())
}

/// A bit string under a tag of its own, whose first octet says how many bits are not used: none.
fn ed25519_public(field: &[u8]) -> Option<Vec<u8>> {
    let any: AnyRef<'_> = tlv::value(field)?;
    let Tag::ContextSpecific { constructed: false, number: TagNumber::N1 } = any.tag() else { return None };
    any.value().strip_prefix(&[0]).filter(|octets| octets.len() == 32).map(<[u8]>::to_vec)
}

/// The one form that every platform reads: version 0 and nothing behind the key.
fn bare_ed25519(algorithm: &AlgorithmIdentifierOwned, key: &[u8]) -> Option<Vec<u8>> {
    let key = tlv::written(Tag::OctetString, &[key])?;
    tlv::written(Tag::Sequence, &[&VERSION_0, &algorithm.to_der().ok()?, &key])
}

/// A SEC 1 key in PKCS #8, which is what platforms read.
fn wrapped(fields: &[&[u8]], curve: ObjectIdentifier) -> Option<Vec<u8>> {
    let oid = |oid: ObjectIdentifier| oid.to_der().ok();
    let algorithm = tlv::written(Tag::Sequence, &[&oid(ID_EC_PUBLIC_KEY)?, &oid(curve)?])?;
    let key = tlv::written(Tag::OctetString, &[&tlv::written(Tag::Sequence, fields)?])?;
    tlv::written(Tag::Sequence, &[&VERSION_0, &algorithm, &key])
}

const VERSION_0: [u8; 3] = [2, 1, 0];
