//! Opening what was encrypted to a key (RFC 7516), as the platform's primitives.
//!
//! Unlike signing keys these cross the edge with every call, because a reader opens one token and is done. What does not open is
//! `None`, whatever the reason: telling a wrong key from wrong padding is what makes an oracle (RFC 7516 §11.5).

use super::{Crypto, CryptoError};

/// The hash inside of RSAES-OAEP and its mask generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OaepHash {
    /// SHA-1, which OAEP does not ask to resist collisions.
    Sha1,
    /// SHA-256.
    Sha256,
}

/// A curve of elliptic-curve Diffie-Hellman.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AgreementCurve {
    /// P-256; the secret has 32 octets.
    P256,
    /// P-384; the secret has 48 octets.
    P384,
    /// P-521; the secret has 66 octets.
    P521,
}

/// Decrypting and agreeing on keys.
pub trait Decryption: Crypto {
    /// Decrypts with RSAES-OAEP and a private RSA JWK that has all of its numbers.
    ///
    /// # Errors
    /// [`CryptoError::BadKey`] when the JWK is no such key.
    async fn decrypt_rsa_oaep(
        &self,
        hash: OaepHash,
        private_jwk: &str,
        encrypted: &[u8],
    ) -> Result<Option<Vec<u8>>, CryptoError>;

    /// The secret that a private and a public EC JWK on `curve` share: the x-coordinate of the common point, in full length.
    ///
    /// # Errors
    /// [`CryptoError::BadKey`] when one of them is no such key.
    async fn agree(&self, curve: AgreementCurve, private_jwk: &str, public_jwk: &str) -> Result<Vec<u8>, CryptoError>;

    /// Unwraps a key by AES Key Wrap (RFC 3394) with a key of 16, 24 or 32 octets.
    ///
    /// # Errors
    /// [`CryptoError::NotOffered`] where the platform has no AES of this key length.
    async fn unwrap_aes_kw(&self, key: &[u8], wrapped: &[u8]) -> Result<Option<Vec<u8>>, CryptoError>;

    /// Opens AES-GCM with a key of 16, 24 or 32 octets, a nonce of 12 and a tag of 16.
    ///
    /// # Errors
    /// As [`Decryption::unwrap_aes_kw`].
    async fn open_aes_gcm(&self, key: &[u8], sealed: Sealed<'_>) -> Result<Option<Vec<u8>>, CryptoError>;

    /// Decrypts AES-CBC with PKCS #7 padding, a key of 16, 24 or 32 octets and an initialization vector of 16. It authenticates nothing:
    /// the caller has checked the MAC before.
    ///
    /// # Errors
    /// As [`Decryption::unwrap_aes_kw`].
    async fn decrypt_aes_cbc(&self, key: &[u8], iv: &[u8], encrypted: &[u8]) -> Result<Option<Vec<u8>>, CryptoError>;
}

/// What authenticated encryption makes, and what it authenticates beside.
#[derive(Clone, Copy, Debug)]
pub struct Sealed<'a> {
    /// The nonce or initialization vector.
    pub iv: &'a [u8],
    /// What is authenticated and not encrypted.
    pub associated: &'a [u8],
    /// What is encrypted.
    pub encrypted: &'a [u8],
    /// The authentication tag.
    pub tag: &'a [u8],
}
