//! The port [`Decryption`] on WebCrypto.
//!
//! Chromium has no AES with keys of 192 bits; other browsers and Node do, so it is tried and the refusal told as what it is.

use js_sys::{Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CryptoKey, SubtleCrypto};

use super::{WebCrypto, bad, describe, imported, named, refused, settled, usages};
use crate::ports::{AgreementCurve, CryptoError, Decryption, OaepHash, Sealed};

impl Decryption for WebCrypto {
    async fn decrypt_rsa_oaep(
        &self,
        hash: OaepHash,
        private_jwk: &str,
        encrypted: &[u8],
    ) -> Result<Option<Vec<u8>>, CryptoError> {
        let hash = match hash {
            OaepHash::Sha1 => "SHA-1",
            OaepHash::Sha256 => "SHA-256",
        };
        let subtle = self.subtle()?;
        let algorithm = named("RSA-OAEP", &[("hash", hash.into())]);
        let key = imported(subtle, &algorithm, private_jwk, &["decrypt"]).await?;
        decrypted(subtle, &algorithm, &key, encrypted).await
    }

    async fn agree(&self, curve: AgreementCurve, private_jwk: &str, public_jwk: &str) -> Result<Vec<u8>, CryptoError> {
        let (curve, bits) = match curve {
            AgreementCurve::P256 => ("P-256", 256),
            AgreementCurve::P384 => ("P-384", 384),
            // The coordinate is written in whole octets.
            AgreementCurve::P521 => ("P-521", 528),
        };
        let subtle = self.subtle()?;
        let algorithm = named("ECDH", &[("namedCurve", curve.into())]);
        let private = imported(subtle, &algorithm, private_jwk, &["deriveBits"]).await?;
        let public = imported(subtle, &algorithm, public_jwk, &[]).await?;
        let with = named("ECDH", &[("public", public.into())]);
        let secret = settled(subtle.derive_bits_with_object(&with, &private, bits)).await;
        secret.map(|octets| octets_of(&octets)).map_err(|error| refused(&error))
    }

    async fn unwrap_aes_kw(&self, key: &[u8], wrapped: &[u8]) -> Result<Option<Vec<u8>>, CryptoError> {
        let subtle = self.subtle()?;
        let key = aes(subtle, "AES-KW", key, "unwrapKey").await?;
        // Only a key can be unwrapped, and one for HMAC may have any length.
        let form = named("HMAC", &[("hash", "SHA-256".into())]);
        let unwrapped = settled(subtle.unwrap_key_with_js_u8_array_and_str_and_object(
            "raw",
            &Uint8Array::from(wrapped),
            &key,
            "AES-KW",
            &form,
            true,
            &usages(&["sign"]),
        ))
        .await;
        let Ok(unwrapped) = unwrapped else { return Ok(None) };
        let octets = settled(subtle.export_key("raw", unwrapped.unchecked_ref())).await;
        octets.map(|octets| Some(octets_of(&octets))).map_err(|error| refused(&error))
    }

    async fn open_aes_gcm(&self, key: &[u8], sealed: Sealed<'_>) -> Result<Option<Vec<u8>>, CryptoError> {
        let subtle = self.subtle()?;
        let key = aes(subtle, "AES-GCM", key, "decrypt").await?;
        let algorithm = named("AES-GCM", &[("iv", octets(sealed.iv)), ("additionalData", octets(sealed.associated))]);
        decrypted(subtle, &algorithm, &key, &[sealed.encrypted, sealed.tag].concat()).await
    }

    async fn decrypt_aes_cbc(&self, key: &[u8], iv: &[u8], encrypted: &[u8]) -> Result<Option<Vec<u8>>, CryptoError> {
        let subtle = self.subtle()?;
        let key = aes(subtle, "AES-CBC", key, "decrypt").await?;
        decrypted(subtle, &named("AES-CBC", &[("iv", octets(iv))]), &key, encrypted).await
    }
}

async fn aes(subtle: &SubtleCrypto, name: &str, key: &[u8], usage: &str) -> Result<CryptoKey, CryptoError> {
    let made = subtle.import_key_with_str("raw", &Uint8Array::from(key), name, false, &usages(&[usage]));
    settled(made).await.map(JsCast::unchecked_into).map_err(|error| match key.len() {
        16 | 24 | 32 => CryptoError::NotOffered(describe(&error)),
        _ => bad("a key of AES has 16, 24 or 32 octets"),
    })
}

/// That decryption failed is all that WebCrypto says, and all that anybody should.
async fn decrypted(
    subtle: &SubtleCrypto,
    algorithm: &Object,
    key: &CryptoKey,
    encrypted: &[u8],
) -> Result<Option<Vec<u8>>, CryptoError> {
    let made = subtle.decrypt_with_object_and_js_u8_array(algorithm, key, &Uint8Array::from(encrypted));
    Ok(settled(made).await.ok().map(|found| octets_of(&found)))
}

fn octets(of: &[u8]) -> JsValue {
    Uint8Array::from(of).into()
}

fn octets_of(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer).to_vec()
}
