//! The `Authorization` header field, split into scheme and credentials (RFC 9110 §11.4, §11.6.2).
//!
//! What the credentials say is for the scheme to decide: [`super::client_auth::basic`] and [`super::bearer`].

use http::HeaderMap;
use http::header::AUTHORIZATION;
use thiserror::Error;

use crate::cite::Citation;

/// Scheme and credentials of one `Authorization` header field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Credentials<'a> {
    /// The scheme as written; it compares without regard to case (RFC 9110 §11.1).
    pub scheme: &'a str,
    /// What follows the scheme and its spaces; empty when nothing does.
    pub value: &'a str,
}

impl<'a> Credentials<'a> {
    /// Reads the field of a request; `None` when there is none.
    ///
    /// # Errors
    /// [`CredentialsError`] when there are several fields, or one that is not visible ASCII.
    pub fn of(headers: &'a HeaderMap) -> Result<Option<Self>, CredentialsError> {
        let mut fields = headers.get_all(AUTHORIZATION).iter();
        let Some(field) = fields.next() else { return Ok(None) };
        if fields.next().is_some() {
            return Err(CredentialsError::Several);
        }
        field.to_str().map(Self::split).map(Some).map_err(|_| CredentialsError::NotAscii)
    }

    /// Splits a field value at the spaces after the scheme; one or more are allowed.
    #[must_use]
    pub fn split(field: &'a str) -> Self {
        let field = field.trim_matches([' ', '\t']);
        let (scheme, value) = field.split_once(' ').unwrap_or((field, ""));
        Self { scheme, value: value.trim_start_matches(' ') }
    }

    /// Whether the scheme is `name`.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(name)
    }
}

/// Why no credentials could be read from a request that has the field.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum CredentialsError {
    /// The field came more than once.
    #[error("The request has more than one Authorization header field.")]
    Several,
    /// The field holds octets that no credentials may have.
    #[error("The Authorization header field holds something other than visible ASCII characters.")]
    NotAscii,
}

impl CredentialsError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Several => "authorization_several",
            Self::NotAscii => "authorization_not_ascii",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        Citation::rfc(9110, "11.6.2")
    }
}
