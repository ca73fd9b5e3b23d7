//! Keys that only verify.

use p256::ecdsa::signature::Verifier;
use rsa::traits::PublicKeyParts;
use rsa::{BigUint, RsaPublicKey, pkcs1v15, pss};
use sha2::{Sha256, Sha384, Sha512};

use super::jwk_member::{bad, number, octets};
use crate::jose::{Jwk, base64url};
use crate::ports::{CryptoError, Hash, SigningPrimitive};

/// A public key, bound to its scheme.
#[derive(Clone)]
pub(super) enum PublicKey {
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
    P521(p521::ecdsa::VerifyingKey),
    Ed25519(ed25519_dalek::VerifyingKey),
    RsaPkcs1(RsaPublicKey, Hash),
    RsaPss(RsaPublicKey, Hash),
}

impl PublicKey {
    pub(super) fn import(primitive: SigningPrimitive, jwk: &Jwk) -> Result<Self, CryptoError> {
        let material = jwk.public_material().unwrap_or_default();
        Ok(match primitive {
            SigningPrimitive::EcdsaP256Sha256 => {
                Self::P256(p256::PublicKey::from_jwk_str(&material).map_err(bad)?.into())
            }
            SigningPrimitive::EcdsaP384Sha384 => {
                Self::P384(p384::PublicKey::from_jwk_str(&material).map_err(bad)?.into())
            }
            SigningPrimitive::EcdsaP521Sha512 => {
                let key = p521::PublicKey::from_jwk_str(&material).map_err(bad)?;
                Self::P521(p521::ecdsa::VerifyingKey::from_affine(*key.as_affine()).map_err(bad)?)
            }
            SigningPrimitive::Ed25519 => {
                let point = octets(jwk, "x")?.try_into().map_err(|_| bad("x has not 32 octets"))?;
                Self::Ed25519(ed25519_dalek::VerifyingKey::from_bytes(&point).map_err(bad)?)
            }
            SigningPrimitive::RsaPkcs1Sha256 => Self::RsaPkcs1(rsa(jwk)?, Hash::Sha256),
            SigningPrimitive::RsaPkcs1Sha384 => Self::RsaPkcs1(rsa(jwk)?, Hash::Sha384),
            SigningPrimitive::RsaPkcs1Sha512 => Self::RsaPkcs1(rsa(jwk)?, Hash::Sha512),
            SigningPrimitive::RsaPssSha256 => Self::RsaPss(rsa(jwk)?, Hash::Sha256),
            SigningPrimitive::RsaPssSha384 => Self::RsaPss(rsa(jwk)?, Hash::Sha384),
            SigningPrimitive::RsaPssSha512 => Self::RsaPss(rsa(jwk)?, Hash::Sha512),
            SigningPrimitive::HmacSha256 | SigningPrimitive::HmacSha384 | SigningPrimitive::HmacSha512 => {
                return Err(bad("a MAC key has no public half"));
            }
        })
    }

    pub(super) fn to_jwk(&self) -> String {
        match self {
            Self::P256(key) => p256::PublicKey::from(key).to_jwk_string(),
            Self::P384(key) => p384::PublicKey::from(key).to_jwk_string(),
            Self::P521(key) => {
                let point = p521::PublicKey::from_affine(*key.as_affine());
                point.expect("a key that verifies is a point of the curve").to_jwk_string()
            }
            Self::Ed25519(key) => {
                format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{}"}}"#, base64url::encode(key.as_bytes()))
            }
            Self::RsaPkcs1(key, _) | Self::RsaPss(key, _) => {
                let text = |number: &BigUint| base64url::encode(&number.to_bytes_be());
                format!(r#"{{"kty":"RSA","n":"{}","e":"{}"}}"#, text(key.n()), text(key.e()))
            }
        }
    }

    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::P256(key) => p256::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            Self::P384(key) => p384::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            Self::P521(key) => p521::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            Self::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            Self::RsaPkcs1(key, hash) => pkcs1v15::Signature::try_from(signature).is_ok_and(|signature| {
                let key = key.clone();
                match hash {
                    Hash::Sha256 => pkcs1v15::VerifyingKey::<Sha256>::new(key).verify(message, &signature),
                    Hash::Sha384 => pkcs1v15::VerifyingKey::<Sha384>::new(key).verify(message, &signature),
                    Hash::Sha512 => pkcs1v15::VerifyingKey::<Sha512>::new(key).verify(message, &signature),
                }
                .is_ok()
            }),
            Self::RsaPss(key, hash) => pss::Signature::try_from(signature).is_ok_and(|signature| {
                let key = key.clone();
                match hash {
                    Hash::Sha256 => pss::VerifyingKey::<Sha256>::new(key).verify(message, &signature),
                    Hash::Sha384 => pss::VerifyingKey::<Sha384>::new(key).verify(message, &signature),
                    Hash::Sha512 => pss::VerifyingKey::<Sha512>::new(key).verify(message, &signature),
                }
                .is_ok()
            }),
        }
    }
}

fn rsa(jwk: &Jwk) -> Result<RsaPublicKey, CryptoError> {
    RsaPublicKey::new(number(jwk, "n")?, number(jwk, "e")?).map_err(bad)
}
