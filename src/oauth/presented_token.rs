//! An access token at an API, under either scheme: `Bearer` (RFC 6750 §2.1) or `DPoP` (RFC 9449 §7.1).
//!
//! The scheme is what the client says. Whether the token is bound to a key, its `cnf` decides (DPP-12).

use std::fmt;

use http::header::AUTHORIZATION;
use http::request::Parts;
use http::{HeaderMap, Method};
use thiserror::Error;

use super::bearer::is_b64token;
use super::credentials::{Credentials, CredentialsError};
use super::form::{Form, decode_component};
use super::media_type;
use super::token_response::TokenType;
use crate::cite::Citation;

/// An access token as a request carries it, nothing else known about it.
#[derive(Clone, PartialEq, Eq)]
pub struct PresentedToken {
    scheme: TokenType,
    token: String,
    in_form: bool,
}

impl PresentedToken {
    /// Reads the token of a request: from the `Authorization` header field, or from the form of a POST (RFC 6750 §2.2); never from
    /// the query. `None` when it carries none.
    ///
    /// # Errors
    /// [`PresentedTokenError`] when it carries one in a malformed way, or in two (PRS-04).
    pub fn of(parts: &Parts, body: &[u8]) -> Result<Option<Self>, PresentedTokenError> {
        let header = Self::in_header(&parts.headers)?;
        let form = if parts.method == Method::POST && media_type::is_form(&parts.headers) {
            Form::parse(body).unwrap_or_default()
        } else {
            Form::new()
        };
        let mut tokens = form.iter().filter(|(name, _)| *name == FORM_PARAMETER).map(|(_, token)| token);
        let in_form = match (tokens.next(), tokens.next()) {
            (None, _) => return Ok(header),
            (Some(token), None) => token,
            (Some(_), Some(_)) => return Err(PresentedTokenError::TwoMethods),
        };
        if parts.headers.contains_key(AUTHORIZATION) {
            return Err(PresentedTokenError::TwoMethods);
        }
        if !is_b64token(in_form) {
            return Err(PresentedTokenError::Characters(TokenType::Bearer));
        }
        Ok(Some(Self { scheme: TokenType::Bearer, token: in_form.to_owned(), in_form: true }))
    }

    /// Whether a query carries a token (RFC 6750 §2.3), under any spelling of the parameter's name. Nobody here reads it.
    #[must_use]
    pub fn is_in_query(query: Option<&str>) -> bool {
        let mut pairs = query.unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
        pairs.any(|(name, value)| {
            !value.is_empty() && decode_component(name.as_bytes()).is_ok_and(|name| name == FORM_PARAMETER)
        })
    }

    /// Reads the token of the `Authorization` header field. `None` when there is no such field, or one of a scheme that carries no
    /// token.
    ///
    /// # Errors
    /// [`PresentedTokenError`] when the field is there and is malformed, or is there twice (PRS-05, DPP-13).
    pub fn in_header(headers: &HeaderMap) -> Result<Option<Self>, PresentedTokenError> {
        let Some(credentials) = Credentials::of(headers)? else { return Ok(None) };
        let Some(scheme) = TokenType::from_name(credentials.scheme) else { return Ok(None) };
        match credentials.value {
            "" => Err(PresentedTokenError::Missing(scheme)),
            value if is_b64token(value) => Ok(Some(Self { scheme, token: value.to_owned(), in_form: false })),
            _ => Err(PresentedTokenError::Characters(scheme)),
        }
    }

    /// The scheme that it came under.
    #[must_use]
    pub const fn scheme(&self) -> TokenType {
        self.scheme
    }

    /// Whether it came in the form.
    #[must_use]
    pub const fn is_in_form(&self) -> bool {
        self.in_form
    }

    /// The token's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.token
    }
}

/// The parameter of the form (RFC 6750 §2.2).
const FORM_PARAMETER: &str = "access_token";

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
    /// Two tokens, or one in two places.
    #[error("The request carries an access token in more than one way; exactly one is allowed.")]
    TwoMethods,
}

impl PresentedTokenError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Credentials(error) => error.code(),
            Self::Missing(_) => "presented_token_missing",
            Self::Characters(_) => "presented_token_characters",
            Self::TwoMethods => "presented_token_two_methods",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Credentials(error) => error.citation(),
            Self::TwoMethods => Citation::rfc(6750, "3.1"),
            Self::Missing(TokenType::DPoP) | Self::Characters(TokenType::DPoP) => Citation::rfc(9449, "7.1"),
            Self::Missing(TokenType::Bearer) | Self::Characters(TokenType::Bearer) => Citation::rfc(6750, "2.1"),
        }
    }
}
