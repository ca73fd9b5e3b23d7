//! A question or an order about a token: introspection (RFC 7662 §2.1) and revocation (RFC 7009 §2.1) ask with the same form.
//!
//! Who may ask, and what the token is, the issuer decides. The caller authenticates as at the token endpoint
//! ([`super::client_auth`]), which is not part of this form.

use std::fmt;

use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderValue, Method, Request, Uri};
use thiserror::Error;

use super::error::{ErrorCode, OAuthError};
use super::form::Form;
use super::media_type;
use super::token_request::{self, TokenRequestError};
use crate::cite::Citation;

/// What kind of token the caller thinks it is ("OAuth Token Type Hints", RFC 7009 §2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenTypeHint {
    /// An access token.
    AccessToken,
    /// A refresh token.
    RefreshToken,
}

impl TokenTypeHint {
    /// The registered name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccessToken => "access_token",
            Self::RefreshToken => "refresh_token",
        }
    }

    /// The hint of this name. An unknown one is no error: it helps nobody and changes nothing (INT-05).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::AccessToken, Self::RefreshToken].into_iter().find(|hint| hint.as_str() == name)
    }
}

/// A well-formed request about one token. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenReference {
    /// Every parameter; those of client authentication among them.
    pub form: Form,
    token: String,
}

impl TokenReference {
    /// A request about `token`.
    #[must_use]
    pub fn new(token: &str, hint: Option<TokenTypeHint>) -> Self {
        let mut form = Form::new().with("token", token);
        if let Some(hint) = hint {
            form.push("token_type_hint", hint.as_str());
        }
        Self { form, token: token.to_owned() }
    }

    /// Reads a request: a POST with a form in which no parameter repeats and `token` is one.
    ///
    /// # Errors
    /// [`TokenReferenceError`] with the first thing that is wrong.
    pub fn from_parts(parts: &Parts, body: &[u8]) -> Result<Self, TokenReferenceError> {
        token_request::require_post(&parts.method)?;
        token_request::refuse_secrets_in_query(parts.uri.query())?;
        token_request::require_form(&parts.headers, body)?;
        let form = token_request::read_form(body)?;
        let token = form.get("token").ok_or(TokenReferenceError::TokenMissing)?.to_owned();
        Ok(Self { form, token })
    }

    /// The token, whatever it is.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Where to look first. A wrong hint must not change the answer (INT-05, REV-02).
    #[must_use]
    pub fn hint(&self) -> Option<TokenTypeHint> {
        self.form.get("token_type_hint").and_then(TokenTypeHint::from_name)
    }

    /// The request as it travels, without the caller's authentication.
    #[must_use]
    pub fn to_request(&self, endpoint: &Uri) -> Request<Vec<u8>> {
        let mut request = Request::new(self.form.encode().into_bytes());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = endpoint.clone();
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type::FORM));
        request
    }
}

impl fmt::Debug for TokenReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenReference").field("form", &self.form).finish_non_exhaustive()
    }
}

/// What is wrong with a request about a token before anybody asks who sent it. Always `invalid_request`.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TokenReferenceError {
    /// As for any request with a form.
    #[error(transparent)]
    Message(#[from] TokenRequestError),
    /// No token.
    #[error("The parameter token is missing.")]
    TokenMissing,
}

impl TokenReferenceError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Message(error) => error.code(),
            Self::TokenMissing => "token_reference_token_missing",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Message(error) => error.citation(),
            Self::TokenMissing => Citation::rfc(7662, "2.1"),
        }
    }

    /// The error that an issuer answers with.
    #[must_use]
    pub fn to_oauth_error(&self) -> OAuthError {
        match self {
            Self::Message(error) => error.to_oauth_error(),
            Self::TokenMissing => OAuthError::new(ErrorCode::InvalidRequest, &self.to_string()),
        }
    }
}
