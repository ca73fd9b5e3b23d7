//! Proof Key for Code Exchange, method S256 (RFC 7636). The method `plain` is not offered (RFC 9700 §2.1.1).

use std::fmt;

use thiserror::Error;

use crate::cite::Citation;
use crate::jose::base64url;
use crate::ports::{Crypto, CryptoError, Hash, Random};

/// The only `code_challenge_method` offered.
pub const METHOD: &str = "S256";

/// A `code_verifier`: 43 to 128 unreserved characters (RFC 7636 §4.1). Prints as `[redacted]`.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeVerifier(String);

impl CodeVerifier {
    /// A fresh verifier from 32 random octets.
    ///
    /// # Errors
    /// [`CryptoError::NoRandomness`] when the platform gives none.
    pub fn generate(random: &impl Random) -> Result<Self, CryptoError> {
        let mut octets = [0; 32];
        random.fill(&mut octets)?;
        Ok(Self(base64url::encode(&octets)))
    }

    /// Reads a verifier as a client sent it.
    ///
    /// # Errors
    /// [`PkceError`] when it is too short, too long or has foreign characters.
    pub fn parse(text: &str) -> Result<Self, PkceError> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
        if !text.bytes().all(allowed) {
            return Err(PkceError::Character);
        }
        if (43..=128).contains(&text.len()) { Ok(Self(text.to_owned())) } else { Err(PkceError::Length) }
    }

    /// The verifier itself, for the one message that carries it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The S256 challenge that belongs to it (RFC 7636 §4.2).
    ///
    /// # Errors
    /// [`CryptoError`] when the platform cannot hash.
    pub async fn challenge(&self, crypto: &impl Crypto) -> Result<String, CryptoError> {
        Ok(base64url::encode(&crypto.digest(Hash::Sha256, self.0.as_bytes()).await?))
    }
}

impl fmt::Debug for CodeVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Why a text is no `code_verifier`.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum PkceError {
    /// Fewer than 43 or more than 128 characters.
    #[error("The code_verifier does not have between 43 and 128 characters.")]
    Length,
    /// A character that is not unreserved.
    #[error("The code_verifier has a character other than letters, digits, hyphen, dot, underscore and tilde.")]
    Character,
}

impl PkceError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Length => "pkce_length",
            Self::Character => "pkce_character",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        Citation::rfc(7636, "4.1")
    }
}
