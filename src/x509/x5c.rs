//! Certificates in a JWK (RFC 7517 §4.7): the first is about the key itself.

use thiserror::Error;

use crate::cite::Citation;
use crate::jose::{Jwk, JwkSet};

use super::{Certificate, CertificateError};

/// The first certificate of the member `x5c`; `None` when the key brings none.
///
/// # Errors
/// [`X5cError`] when it is no certificate, or is about another key.
pub fn first(jwk: &Jwk) -> Result<Option<Certificate>, X5cError> {
    let Some(der) = jwk.x5c().into_iter().next() else { return Ok(None) };
    let certificate = Certificate::parse(&der)?;
    if certificate.public_key()?.public_members() == jwk.public_members() {
        Ok(Some(certificate))
    } else {
        Err(X5cError::OtherKey)
    }
}

/// The first certificate of each key of a set that brings one.
///
/// # Errors
/// [`X5cError`] of the first key whose certificate cannot be used, with its place among the keys.
pub fn of_each(set: &JwkSet) -> Result<Vec<Certificate>, (usize, X5cError)> {
    let read = |(place, jwk)| first(jwk).map_err(|error| (place, error)).transpose();
    set.keys.iter().enumerate().filter_map(read).collect()
}

/// Why a key's certificate cannot be used. That the member is an array of Base64 texts, [`Jwk::parse`] has seen already.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum X5cError {
    /// It is no certificate, or none with a key that is known here.
    #[error("The first entry of x5c: {0}")]
    Certificate(#[from] CertificateError),
    /// It is about another key.
    #[error("The first certificate in x5c is about another key than the members of the JWK.")]
    OtherKey,
}

impl X5cError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Certificate(error) => error.code(),
            Self::OtherKey => "x5c_other_key",
        }
    }

    /// The clause that the key breaks.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        Citation::rfc(7517, "4.7")
    }
}
