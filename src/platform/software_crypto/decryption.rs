//! The port [`Decryption`]: AES, RSAES-OAEP and Diffie-Hellman.

use aes::cipher::{BlockDecryptMut, KeyIvInit, block_padding::Pkcs7};
use aes::{Aes128, Aes192, Aes256};
use aes_gcm::AesGcm;
use aes_gcm::aead::{AeadInPlace, KeyInit};
use aes_gcm::aes::cipher::consts::{U12, U16};
use aes_kw::Kek;
use rsa::Oaep;
use sha1::Sha1;
use sha2::Sha256;

use super::SoftwareCrypto;
use super::jwk_member::bad;
use super::private_key::rsa_private;
use crate::jose::Jwk;
use crate::ports::{AgreementCurve, CryptoError, Decryption, OaepHash, Sealed};

impl Decryption for SoftwareCrypto {
    async fn decrypt_rsa_oaep(
        &self,
        hash: OaepHash,
        private_jwk: &str,
        encrypted: &[u8],
    ) -> Result<Option<Vec<u8>>, CryptoError> {
        let key = rsa_private(&Jwk::parse_text(private_jwk).map_err(bad)?)?;
        let padding = match hash {
            OaepHash::Sha1 => Oaep::new::<Sha1>(),
            OaepHash::Sha256 => Oaep::new::<Sha256>(),
        };
        Ok(key.decrypt(padding, encrypted).ok())
    }

    async fn agree(&self, curve: AgreementCurve, private_jwk: &str, public_jwk: &str) -> Result<Vec<u8>, CryptoError> {
        Ok(match curve {
            AgreementCurve::P256 => {
                let private = p256::SecretKey::from_jwk_str(private_jwk).map_err(bad)?;
                let public = p256::PublicKey::from_jwk_str(public_jwk).map_err(bad)?;
                p256::ecdh::diffie_hellman(private.to_nonzero_scalar(), public.as_affine()).raw_secret_bytes().to_vec()
            }
            AgreementCurve::P384 => {
                let private = p384::SecretKey::from_jwk_str(private_jwk).map_err(bad)?;
                let public = p384::PublicKey::from_jwk_str(public_jwk).map_err(bad)?;
                p384::ecdh::diffie_hellman(private.to_nonzero_scalar(), public.as_affine()).raw_secret_bytes().to_vec()
            }
            AgreementCurve::P521 => {
                let private = p521::SecretKey::from_jwk_str(private_jwk).map_err(bad)?;
                let public = p521::PublicKey::from_jwk_str(public_jwk).map_err(bad)?;
                p521::ecdh::diffie_hellman(private.to_nonzero_scalar(), public.as_affine()).raw_secret_bytes().to_vec()
            }
        })
    }

    async fn unwrap_aes_kw(&self, key: &[u8], wrapped: &[u8]) -> Result<Option<Vec<u8>>, CryptoError> {
        match key.len() {
            16 => Ok(Kek::<Aes128>::try_from(key).map_err(bad)?.unwrap_vec(wrapped).ok()),
            24 => Ok(Kek::<Aes192>::try_from(key).map_err(bad)?.unwrap_vec(wrapped).ok()),
            32 => Ok(Kek::<Aes256>::try_from(key).map_err(bad)?.unwrap_vec(wrapped).ok()),
            _ => Err(no_aes_key()),
        }
    }

    async fn open_aes_gcm(&self, key: &[u8], sealed: Sealed<'_>) -> Result<Option<Vec<u8>>, CryptoError> {
        match key.len() {
            16 => Ok(gcm::<AesGcm<Aes128, U12>>(key, sealed)),
            24 => Ok(gcm::<AesGcm<Aes192, U12>>(key, sealed)),
            32 => Ok(gcm::<AesGcm<Aes256, U12>>(key, sealed)),
            _ => Err(no_aes_key()),
        }
    }

    async fn decrypt_aes_cbc(&self, key: &[u8], iv: &[u8], encrypted: &[u8]) -> Result<Option<Vec<u8>>, CryptoError> {
        match key.len() {
            16 => Ok(cbc::<cbc::Decryptor<Aes128>>(key, iv, encrypted)),
            24 => Ok(cbc::<cbc::Decryptor<Aes192>>(key, iv, encrypted)),
            32 => Ok(cbc::<cbc::Decryptor<Aes256>>(key, iv, encrypted)),
            _ => Err(no_aes_key()),
        }
    }
}

fn gcm<A: AeadInPlace<NonceSize = U12, TagSize = U16> + KeyInit>(key: &[u8], sealed: Sealed<'_>) -> Option<Vec<u8>> {
    if sealed.iv.len() != 12 || sealed.tag.len() != 16 {
        return None;
    }
    let cipher = A::new_from_slice(key).ok()?;
    let mut octets = sealed.encrypted.to_vec();
    cipher
        .decrypt_in_place_detached(sealed.iv.into(), sealed.associated, &mut octets, sealed.tag.into())
        .ok()
        .map(|()| octets)
}

fn cbc<D: BlockDecryptMut + KeyIvInit>(key: &[u8], iv: &[u8], encrypted: &[u8]) -> Option<Vec<u8>> {
    D::new_from_slices(key, iv).ok()?.decrypt_padded_vec_mut::<Pkcs7>(encrypted).ok()
}

fn no_aes_key() -> CryptoError {
    bad("a key of AES has 16, 24 or 32 octets")
}
