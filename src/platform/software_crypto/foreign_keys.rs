//! The port [`ForeignKeys`]: a private key in PKCS #8 becomes a whole JWK.

use p256::pkcs8::DecodePrivateKey;
use sha1::{Digest, Sha1};

use super::SoftwareCrypto;
use super::jwk_member::bad;
use crate::jose::base64url;
use crate::ports::{CryptoError, ForeignKeys, SigningPrimitive};

impl ForeignKeys for SoftwareCrypto {
    async fn jwk_of_pkcs8(&self, primitive: SigningPrimitive, pkcs8: &[u8]) -> Result<String, CryptoError> {
        match primitive {
            SigningPrimitive::EcdsaP256Sha256 => {
                Ok(p256::SecretKey::from_pkcs8_der(pkcs8).map_err(bad)?.to_jwk_string().to_string())
            }
            SigningPrimitive::EcdsaP384Sha384 => {
                Ok(p384::SecretKey::from_pkcs8_der(pkcs8).map_err(bad)?.to_jwk_string().to_string())
            }
            SigningPrimitive::EcdsaP521Sha512 => {
                Ok(p521::SecretKey::from_pkcs8_der(pkcs8).map_err(bad)?.to_jwk_string().to_string())
            }
            SigningPrimitive::Ed25519 => {
                // The seed is the last field of the one form that RFC 8410 §7 has without a public half.
                let seed = pkcs8.last_chunk::<32>().filter(|_| pkcs8.len() == 48);
                let key = ed25519_dalek::SigningKey::from_bytes(seed.ok_or_else(|| bad("not a key on Ed25519"))?);
                let member = |octets: &[u8]| base64url::encode(octets);
                let (d, x) = (member(key.as_bytes()), member(key.verifying_key().as_bytes()));
                Ok(format!(r#"{{"kty":"OKP","crv":"Ed25519","d":"{d}","x":"{x}"}}"#))
            }
            _ => Err(bad("only keys on a curve may lack their public half")),
        }
    }

    async fn sha1(&self, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        Ok(Sha1::digest(message).to_vec())
    }
}
