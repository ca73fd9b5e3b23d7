//! Bearer tokens at an API: reading the `Authorization` header field, and the three ways to refuse (RFC 6750 §2.1, §3, §3.1).
//!
//! Tokens in the query or in a form body are not read here: the page's API does not take them (PRS-06).

use std::fmt;

use http::header::WWW_AUTHENTICATE;
use http::{HeaderMap, Response, StatusCode};
use thiserror::Error;

use super::challenge::Challenge;
use super::credentials::{Credentials, CredentialsError};
use super::error::ErrorCode;
use super::scope::Scope;
use crate::cite::Citation;

/// An access token as a request carries it: `b64token`, nothing else known about it.
#[derive(Clone, PartialEq, Eq)]
pub struct BearerToken(String);

impl BearerToken {
    /// Reads the token of a request. `None` when there is no `Authorization` header field, or one of another scheme: then the
    /// request has no token at all, which is answered without an error code (PRS-01).
    ///
    /// # Errors
    /// [`BearerError`] when the field is there and is malformed (PRS-05).
    pub fn of(headers: &HeaderMap) -> Result<Option<Self>, BearerError> {
        match Credentials::of(headers)? {
            Some(credentials) if credentials.is("Bearer") => match credentials.value {
                "" => Err(BearerError::Missing),
                value if is_b64token(value) => Ok(Some(Self(value.to_owned()))),
                _ => Err(BearerError::NotB64Token),
            },
            _ => Ok(None),
        }
    }

    /// The token's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for BearerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// `b64token`: letters, digits, `-._~+/`, then any number of `=` (RFC 6750 §2.1).
#[must_use]
pub fn is_b64token(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'+' | b'/');
    !body.is_empty() && body.bytes().all(allowed)
}

/// The challenge of an API: without an error code when the request had no token, with one and its sentence otherwise.
#[must_use]
pub fn challenge(realm: &str, error: Option<(ErrorCode, &str)>, scope: Option<&Scope>) -> Challenge {
    let mut challenge = Challenge::bearer(realm);
    if let Some((code, description)) = error {
        challenge = challenge.with("error", code.as_str()).with("error_description", description);
    }
    match scope {
        Some(scope) => challenge.with("scope", &scope.to_string()),
        None => challenge,
    }
}

/// The refusal of an API: 400 for `invalid_request`, 403 for `insufficient_scope`, 401 for everything else (RFC 6750 §3.1).
#[must_use]
pub fn refuse(realm: &str, error: Option<(ErrorCode, &str)>, scope: Option<&Scope>) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = match error {
        Some((ErrorCode::InvalidRequest, _)) => StatusCode::BAD_REQUEST,
        Some((ErrorCode::InsufficientScope, _)) => StatusCode::FORBIDDEN,
        _ => StatusCode::UNAUTHORIZED,
    };
    response.headers_mut().insert(WWW_AUTHENTICATE, challenge(realm, error, scope).to_header_value());
    response
}

/// Why no bearer token could be read from a request that tries to carry one.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BearerError {
    /// The `Authorization` header field itself is malformed.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// The scheme stands alone.
    #[error("The Authorization header field says Bearer and carries no token.")]
    Missing,
    /// The token has characters that no bearer token may have.
    #[error("What follows Bearer has characters that no bearer token may have.")]
    NotB64Token,
}

impl BearerError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Credentials(error) => error.code(),
            Self::Missing => "bearer_missing",
            Self::NotB64Token => "bearer_not_b64token",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Credentials(error) => error.citation(),
            Self::Missing | Self::NotB64Token => Citation::rfc(6750, "2.1"),
        }
    }
}
