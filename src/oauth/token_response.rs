//! The successful token response (RFC 6749 §5.1): written exactly, read liberally.
//!
//! The token's own text stays opaque here. A client looks at the members, never into the access token (RFC 9068 §6).

use std::fmt;

use http::{Response, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value};
use thiserror::Error;

use super::authorization_details::AuthorizationDetail;
use super::confirmation::Confirmation;
use super::error::json_response;
use crate::cite::Citation;

/// Members of a token response, in the order in which they are written.
#[derive(Clone, Default, PartialEq, Serialize)]
pub struct TokenResponse {
    /// The access token.
    pub access_token: String,
    /// How to use it, as sent; [`TokenResponse::kind`] compares it.
    pub token_type: String,
    /// Seconds from the response until the token ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u64>,
    /// A refresh token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// The scope that was granted, as sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// What kind of token `access_token` is, where one was exchanged for it (RFC 8693 §2.2.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_token_type: Option<String>,
    /// An ID Token (OIDC Core §3.1.3.3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    /// The authorization details that were granted (RFC 9396 §7).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorization_details: Vec<AuthorizationDetail>,
    /// Members that no specification known here defines; a client ignores them (TOK-09).
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl TokenResponse {
    /// The response 200, not to be stored by any cache (TOK-10).
    #[must_use]
    pub fn to_response(&self) -> Response<Vec<u8>> {
        json_response(StatusCode::OK, self)
    }

    /// Reads the body of a 200 as a client does: unknown members and their order do not matter, `null` counts as absent, and a
    /// lifetime that came as a string of digits is taken.
    ///
    /// # Errors
    /// [`TokenResponseError`] when a client cannot use what arrived.
    pub fn parse(body: &[u8]) -> Result<Self, TokenResponseError> {
        let mut unknown: Map<String, Value> =
            serde_json::from_slice(body).map_err(|_| TokenResponseError::NotAnObject)?;
        let response = Self {
            access_token: required(&mut unknown, "access_token")?,
            token_type: required(&mut unknown, "token_type")?,
            expires_in: lifetime(&mut unknown)?,
            refresh_token: text(&mut unknown, "refresh_token")?,
            scope: text(&mut unknown, "scope")?,
            issued_token_type: text(&mut unknown, "issued_token_type")?,
            id_token: text(&mut unknown, "id_token")?,
            authorization_details: details(&mut unknown)?,
            unknown,
        };
        response.kind().ok_or(TokenResponseError::UnknownTokenType)?;
        Ok(response)
    }

    /// The type of the access token; `None` for one that this project does not know how to use (TOK-12).
    #[must_use]
    pub fn kind(&self) -> Option<TokenType> {
        TokenType::from_name(&self.token_type)
    }
}

impl fmt::Debug for TokenResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenResponse")
            .field("access_token", &"[redacted]")
            .field("token_type", &self.token_type)
            .field("expires_in", &self.expires_in)
            .field("refresh_token", &self.refresh_token.as_ref().map(|_| "[redacted]"))
            .field("scope", &self.scope)
            .field("id_token", &self.id_token.as_ref().map(|_| "[redacted]"))
            .finish_non_exhaustive()
    }
}

/// How an access token is used (RFC 6749 §7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenType {
    /// RFC 6750: whoever holds it may use it.
    Bearer,
    /// RFC 9449: only who holds a key may use it.
    DPoP,
}

impl TokenType {
    /// The registered name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bearer => "Bearer",
            Self::DPoP => "DPoP",
        }
    }

    /// How a token is used that is bound to this. One that is bound to a certificate is a bearer token on the wire: what has to be
    /// proven is proven under it (RFC 8705 §3).
    #[must_use]
    pub const fn of(cnf: Option<&Confirmation>) -> Self {
        match cnf {
            Some(Confirmation { jkt: Some(_), .. }) => Self::DPoP,
            _ => Self::Bearer,
        }
    }

    /// The type of this name, in any case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Bearer, Self::DPoP].into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(name))
    }
}

/// Why a client cannot use a token response.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum TokenResponseError {
    /// The body is not one JSON object.
    #[error("The body is not one JSON object.")]
    NotAnObject,
    /// A required member is absent.
    #[error("The member {0} did not arrive.")]
    Missing(&'static str),
    /// A member has another JSON type than it must have.
    #[error("The member {name} is not a {expected}.")]
    WrongType {
        /// The member.
        name: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// A token type that this project does not know how to use.
    #[error("The token_type is one that this client does not know how to use.")]
    UnknownTokenType,
}

impl TokenResponseError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAnObject => "token_response_not_an_object",
            Self::Missing(_) => "token_response_missing",
            Self::WrongType { .. } => "token_response_wrong_type",
            Self::UnknownTokenType => "token_response_unknown_token_type",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::UnknownTokenType => Citation::rfc(6749, "7.1"),
            _ => Citation::rfc(6749, "5.1"),
        }
    }
}

fn text(members: &mut Map<String, Value>, name: &'static str) -> Result<Option<String>, TokenResponseError> {
    match members.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(TokenResponseError::WrongType { name, expected: "string" }),
    }
}

fn details(members: &mut Map<String, Value>) -> Result<Vec<AuthorizationDetail>, TokenResponseError> {
    let name = "authorization_details";
    match members.remove(name) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(value) => AuthorizationDetail::list(value)
            .map_err(|_| TokenResponseError::WrongType { name, expected: "list of objects that have a type" }),
    }
}

fn required(members: &mut Map<String, Value>, name: &'static str) -> Result<String, TokenResponseError> {
    text(members, name)?.filter(|text| !text.is_empty()).ok_or(TokenResponseError::Missing(name))
}

fn lifetime(members: &mut Map<String, Value>) -> Result<Option<u64>, TokenResponseError> {
    let wrong = TokenResponseError::WrongType { name: "expires_in", expected: "number of whole seconds" };
    match members.remove("expires_in") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(number)) => number.as_u64().map(Some).ok_or(wrong),
        // Rust would also read a leading plus sign.
        Some(Value::String(digits)) if !digits.starts_with('+') => digits.parse().map(Some).map_err(|_| wrong),
        Some(_) => Err(wrong),
    }
}
