//! Keys that sign.

use p256::ecdsa::signature::{RandomizedSigner, SignatureEncoding, Signer};
use rand::RngCore;
use rand::rngs::OsRng;
use rsa::{RsaPrivateKey, pkcs1v15, pss};
use sha2::{Sha256, Sha384, Sha512};

use super::jwk_member::{bad, number, octets};
use super::public_key::PublicKey;
use crate::jose::Jwk;
use crate::ports::{CryptoError, Hash, SigningPrimitive};

/// A private key, bound to its scheme.
#[derive(Clone)]
pub(super) enum PrivateKey {
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
    P521(p521::SecretKey),
    Ed25519(ed25519_dalek::SigningKey),
    RsaPkcs1(RsaPrivateKey, Hash),
    RsaPss(RsaPrivateKey, Hash),
}

impl PrivateKey {
    pub(super) fn generate(primitive: SigningPrimitive) -> Result<Self, CryptoError> {
        let rsa = || RsaPrivateKey::new(&mut OsRng, 2048).map_err(|error| CryptoError::Refused(error.to_string()));
        Ok(match primitive {
            SigningPrimitive::EcdsaP256Sha256 => Self::P256(p256::ecdsa::SigningKey::random(&mut OsRng)),
            SigningPrimitive::EcdsaP384Sha384 => Self::P384(p384::ecdsa::SigningKey::random(&mut OsRng)),
            SigningPrimitive::EcdsaP521Sha512 => Self::P521(p521::SecretKey::random(&mut OsRng)),
            SigningPrimitive::Ed25519 => {
                let mut seed = [0; 32];
                OsRng.fill_bytes(&mut seed);
                Self::Ed25519(ed25519_dalek::SigningKey::from_bytes(&seed))
            }
            SigningPrimitive::RsaPkcs1Sha256 => Self::RsaPkcs1(rsa()?, Hash::Sha256),
            SigningPrimitive::RsaPkcs1Sha384 => Self::RsaPkcs1(rsa()?, Hash::Sha384),
            SigningPrimitive::RsaPkcs1Sha512 => Self::RsaPkcs1(rsa()?, Hash::Sha512),
            SigningPrimitive::RsaPssSha256 => Self::RsaPss(rsa()?, Hash::Sha256),
            SigningPrimitive::RsaPssSha384 => Self::RsaPss(rsa()?, Hash::Sha384),
            SigningPrimitive::RsaPssSha512 => Self::RsaPss(rsa()?, Hash::Sha512),
            SigningPrimitive::HmacSha256 | SigningPrimitive::HmacSha384 | SigningPrimitive::HmacSha512 => {
                return Err(bad("a MAC key has no halves"));
            }
        })
    }

    pub(super) fn import(primitive: SigningPrimitive, jwk: &Jwk) -> Result<Self, CryptoError> {
        let material = jwk.material();
        Ok(match primitive {
            SigningPrimitive::EcdsaP256Sha256 => {
                Self::P256(p256::SecretKey::from_jwk_str(&material).map_err(bad)?.into())
            }
            SigningPrimitive::EcdsaP384Sha384 => {
                Self::P384(p384::SecretKey::from_jwk_str(&material).map_err(bad)?.into())
            }
            SigningPrimitive::EcdsaP521Sha512 => Self::P521(p521::SecretKey::from_jwk_str(&material).map_err(bad)?),
            SigningPrimitive::Ed25519 => {
                let seed = octets(jwk, "d")?.try_into().map_err(|_| bad("d has not 32 octets"))?;
                let key = ed25519_dalek::SigningKey::from_bytes(&seed);
                if octets(jwk, "x")? != key.verifying_key().as_bytes() {
                    return Err(bad("d and x are not of one key"));
                }
                Self::Ed25519(key)
            }
            SigningPrimitive::RsaPkcs1Sha256 => Self::RsaPkcs1(rsa_private(jwk)?, Hash::Sha256),
            SigningPrimitive::RsaPkcs1Sha384 => Self::RsaPkcs1(rsa_private(jwk)?, Hash::Sha384),
            SigningPrimitive::RsaPkcs1Sha512 => Self::RsaPkcs1(rsa_private(jwk)?, Hash::Sha512),
            SigningPrimitive::RsaPssSha256 => Self::RsaPss(rsa_private(jwk)?, Hash::Sha256),
            SigningPrimitive::RsaPssSha384 => Self::RsaPss(rsa_private(jwk)?, Hash::Sha384),
            SigningPrimitive::RsaPssSha512 => Self::RsaPss(rsa_private(jwk)?, Hash::Sha512),
            SigningPrimitive::HmacSha256 | SigningPrimitive::HmacSha384 | SigningPrimitive::HmacSha512 => {
                return Err(bad("a MAC key has no halves"));
            }
        })
    }

    /// The whole key as JWK text. Only elliptic curves, which is what demo clients have.
    pub(super) fn to_jwk(&self) -> Result<String, CryptoError> {
        match self {
            Self::P256(key) => Ok(p256::SecretKey::from(key).to_jwk_string().to_string()),
            Self::P384(key) => Ok(p384::SecretKey::from(key).to_jwk_string().to_string()),
            Self::P521(key) => Ok(key.to_jwk_string().to_string()),
            Self::Ed25519(_) | Self::RsaPkcs1(..) | Self::RsaPss(..) => {
                Err(CryptoError::Refused("private keys of this type are not exported here".to_owned()))
            }
        }
    }

    pub(super) fn public(&self) -> PublicKey {
        match self {
            Self::P256(key) => PublicKey::P256(*key.verifying_key()),
            Self::P384(key) => PublicKey::P384(*key.verifying_key()),
            Self::P521(key) => {
                let verifying = p521::ecdsa::VerifyingKey::from_affine(*key.public_key().as_affine());
                PublicKey::P521(verifying.expect("a public key is a point of the curve"))
            }
            Self::Ed25519(key) => PublicKey::Ed25519(key.verifying_key()),
            Self::RsaPkcs1(key, hash) => PublicKey::RsaPkcs1(key.to_public_key(), *hash),
            Self::RsaPss(key, hash) => PublicKey::RsaPss(key.to_public_key(), *hash),
        }
    }

    pub(super) fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::P256(key) => Signer::<p256::ecdsa::Signature>::sign(key, message).to_vec(),
            Self::P384(key) => Signer::<p384::ecdsa::Signature>::sign(key, message).to_vec(),
            Self::P521(key) => {
                let key = p521::ecdsa::SigningKey::from_bytes(&key.to_bytes()).expect("a secret key signs");
                RandomizedSigner::<p521::ecdsa::Signature>::sign_with_rng(&key, &mut OsRng, message).to_vec()
            }
            Self::Ed25519(key) => key.sign(message).to_vec(),
            Self::RsaPkcs1(key, hash) => {
                let key = key.clone();
                match hash {
                    Hash::Sha256 => pkcs1v15::SigningKey::<Sha256>::new(key).sign(message),
                    Hash::Sha384 => pkcs1v15::SigningKey::<Sha384>::new(key).sign(message),
                    Hash::Sha512 => pkcs1v15::SigningKey::<Sha512>::new(key).sign(message),
                }
                .to_vec()
            }
            Self::RsaPss(key, hash) => {
                let key = key.clone();
                match hash {
                    Hash::Sha256 => pss::SigningKey::<Sha256>::new(key).sign_with_rng(&mut OsRng, message),
                    Hash::Sha384 => pss::SigningKey::<Sha384>::new(key).sign_with_rng(&mut OsRng, message),
                    Hash::Sha512 => pss::SigningKey::<Sha512>::new(key).sign_with_rng(&mut OsRng, message),
                }
                .to_vec()
            }
        }
    }
}

pub(super) fn rsa_private(jwk: &Jwk) -> Result<RsaPrivateKey, CryptoError> {
    let primes = vec![number(jwk, "p")?, number(jwk, "q")?];
    RsaPrivateKey::from_components(number(jwk, "n")?, number(jwk, "e")?, number(jwk, "d")?, primes).map_err(bad)
}
