//! Cryptography and randomness, asked for by handle.
//!
//! Keys cross this edge as [`KeyRef`]: the adapter keeps the real key, imports it once, and never hands out a private key it
//! generated. Key material that does cross (public keys, demo clients' own keys) crosses as JWK JSON text (RFC 7517).

use thiserror::Error;

/// A handle to a key that a [`Crypto`] adapter keeps. Plain data; meaningless to any other adapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyRef(pub u32);

/// A signature or MAC scheme with every parameter fixed (RFC 9864 §1): what the adapter needs, without JOSE's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SigningPrimitive {
    /// ECDSA on P-256 with SHA-256; signatures are R‖S, 64 octets.
    EcdsaP256Sha256,
    /// ECDSA on P-384 with SHA-384; signatures are R‖S, 96 octets.
    EcdsaP384Sha384,
    /// ECDSA on P-521 with SHA-512; signatures are R‖S, 132 octets.
    EcdsaP521Sha512,
    /// EdDSA on Ed25519; signatures have 64 octets.
    Ed25519,
    /// HMAC with SHA-256.
    HmacSha256,
    /// HMAC with SHA-384.
    HmacSha384,
    /// HMAC with SHA-512.
    HmacSha512,
    /// RSASSA-PKCS1-v1_5 with SHA-256; generated keys have 2048 bits and exponent 65537.
    RsaPkcs1Sha256,
    /// RSASSA-PKCS1-v1_5 with SHA-384; keys as with SHA-256.
    RsaPkcs1Sha384,
    /// RSASSA-PKCS1-v1_5 with SHA-512; keys as with SHA-256.
    RsaPkcs1Sha512,
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 octets; generated keys as for PKCS1-v1_5.
    RsaPssSha256,
    /// RSASSA-PSS with SHA-384, MGF1 with SHA-384 and a salt of 48 octets; keys as with SHA-256.
    RsaPssSha384,
    /// RSASSA-PSS with SHA-512, MGF1 with SHA-512 and a salt of 64 octets; keys as with SHA-256.
    RsaPssSha512,
}

/// A hash function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hash {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

/// Signing, verifying and hashing, over keys that stay with the adapter.
pub trait Crypto {
    /// Makes a new key (pair); a private key made here can sign and can never be exported.
    ///
    /// # Errors
    /// [`CryptoError::Unavailable`] without a secure context, [`CryptoError::Refused`] when the primitive is not offered.
    async fn generate(&self, primitive: SigningPrimitive) -> Result<KeyRef, CryptoError>;

    /// Makes a new key pair and gives its private half as JWK JSON, for a demo client whose key a learner must be able to hold.
    ///
    /// # Errors
    /// As [`Crypto::generate`], and [`CryptoError::BadKey`] for a MAC, whose key has no halves.
    async fn generate_private_jwk(&self, primitive: SigningPrimitive) -> Result<String, CryptoError>;

    /// Imports a key that can verify: a public JWK, or an `oct` JWK for a MAC.
    ///
    /// # Errors
    /// [`CryptoError::BadKey`] when the JWK does not hold such a key.
    async fn import_verifying(&self, primitive: SigningPrimitive, jwk: &str) -> Result<KeyRef, CryptoError>;

    /// Imports a key that can sign: a private JWK, or an `oct` JWK for a MAC.
    ///
    /// # Errors
    /// [`CryptoError::BadKey`] when the JWK does not hold such a key.
    async fn import_signing(&self, primitive: SigningPrimitive, jwk: &str) -> Result<KeyRef, CryptoError>;

    /// The public half of a key as JWK JSON: the members of the key itself, without `kid`, `alg`, `use` or `key_ops`.
    ///
    /// # Errors
    /// [`CryptoError::BadKey`] for a MAC key, which has no public half, or an unknown handle.
    async fn export_public(&self, key: KeyRef) -> Result<String, CryptoError>;

    /// Signs `message`.
    ///
    /// # Errors
    /// [`CryptoError::BadKey`] when the key cannot sign.
    async fn sign(&self, key: KeyRef, message: &[u8]) -> Result<Vec<u8>, CryptoError>;

    /// Whether `signature` is right for `message`; any malformed signature is simply `false`.
    ///
    /// # Errors
    /// [`CryptoError::BadKey`] when the handle is unknown.
    async fn verify(&self, key: KeyRef, message: &[u8], signature: &[u8]) -> Result<bool, CryptoError>;

    /// The digest of `message`.
    ///
    /// # Errors
    /// [`CryptoError::Unavailable`] without a secure context.
    async fn digest(&self, hash: Hash, message: &[u8]) -> Result<Vec<u8>, CryptoError>;

    /// Forgets a key. Unknown handles are ignored.
    fn release(&self, key: KeyRef);
}

/// Where unpredictable octets come from.
pub trait Random {
    /// Fills `octets` from a cryptographically secure source.
    ///
    /// # Errors
    /// [`CryptoError::NoRandomness`] when the platform gives none; `octets` are then not to be used.
    fn fill(&self, octets: &mut [u8]) -> Result<(), CryptoError>;
}

/// Why a [`Crypto`] or [`Random`] adapter could not do as asked.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CryptoError {
    /// The key material or handle does not hold a key of the asked kind.
    #[error("The key cannot be used: {0}")]
    BadKey(String),
    /// The platform refused the operation.
    #[error("The cryptography of this platform refused: {0}")]
    Refused(String),
    /// The platform does not have the operation at all.
    #[error("This platform does not offer it: {0}")]
    NotOffered(String),
    /// The platform gave no random octets.
    #[error("This platform gives no random octets, so nothing can be made that nobody can guess: {0}")]
    NoRandomness(String),
    /// The page is not a secure context, so the browser offers it no cryptography.
    #[error("This page was not served over HTTPS or from localhost, so the browser offers it no cryptography.")]
    Unavailable,
}

impl CryptoError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadKey(_) => "crypto_bad_key",
            Self::Refused(_) => "crypto_refused",
            Self::NotOffered(_) => "crypto_not_offered",
            Self::NoRandomness(_) => "crypto_no_randomness",
            Self::Unavailable => "crypto_unavailable",
        }
    }
}
