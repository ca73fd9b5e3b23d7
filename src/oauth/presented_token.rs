//! An access token at an API, under either scheme: `Bearer` (RFC 6750 §2.1) or `DPoP` (RFC 9449 §7.1).
//!
//! The scheme is what the client says. Whether the token is bound to a key, its `cnf` decides (DPP-12).

use std::fmt;

use http::HeaderMap;
use thiserror::Error;

use super::bearer::is_b64token;
use super::credentials::{Credentials, CredentialsError};
use super::token_response::TokenType;
use crate::cite::Citation;

/// An access token as a request carries it, nothing else known about it.
#[derive(Clone, PartialEq, Eq)]
pub struct PresentedToken {
    scheme: TokenType,
    token: String,
}

impl PresentedToken {
    /// Reads the token of a request. `None` when there is no `Authorization` header field, or one of a scheme that carries no
    /// token.
    ///
    /// # Errors
    /// [`PresentedTokenError`] when the field is there and is malformed, or is there twice (PRS-05, DPP-13).
    pub fn of(headers: &HeaderMap) -> Result<Option<Self>, PresentedTokenError> {
        let Some(credentials) = Credentials::of(headers)? else { return Ok(None) };
        let Some(scheme) = TokenType::from_name(credentials.scheme) else { return Ok(None) };
        match credentials.value {
            "" => Err(PresentedTokenError::Missing(scheme)),
            value if is_b64token(value) => Ok(Some(Self { scheme, token: value.to_owned() })),
            _ => Err(PresentedTokenError::Characters(scheme)),
        }
    }

    /// The scheme that it came under.
    #[must_use]
    pub const fn scheme(&self) -> TokenType {
        self.scheme
    }

    /// The token's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.token
    }
}

impl fmt::Debug for PresentedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [redacted]", self.scheme.as_str())
    }
}

/// Why no token could be read from a request that tries to carry one. Always `invalid_request` (RFC 6750 §3.1).
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum PresentedTokenError {
    /// The `Authorization` header field itself is malformed, or is there twice.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// The scheme stands alone.
    #[error("The Authorization header field says {} and carries no token.", .0.as_str())]
    Missing(TokenType),
    /// The token has characters that no token may have.
    #[error("What follows {} has characters that no access token may have.", .0.as_str())]
    Characters(TokenType),
}

impl PresentedTokenError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Credentials(error) => error.code(),
            Self::Missing(_) => "presented_token_missing",
            Self::Characters(_) => "presented_token_characters",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Credentials(error) => error.citation(),
            Self::Missing(TokenType::DPoP) | Self::Characters(TokenType::DPoP) => Citation::rfc(9449, "7.1"),
            Self::Missing(TokenType::Bearer) | Self::Characters(TokenType::Bearer) => Citation::rfc(6750, "2.1"),
        }
    }
}
