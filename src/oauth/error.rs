//! The error response (RFC 6749 §5.2) and the codes that the endpoints built here use.
//!
//! The issuer writes [`OAuthError`], whose text can never leave the character set of the specification; a client reads
//! [`ErrorResponse`], liberally.

use std::str::FromStr;

use http::header::{CACHE_CONTROL, CONTENT_TYPE, PRAGMA, WWW_AUTHENTICATE};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value};
use thiserror::Error;

use super::challenge::Challenge;
pub use super::error_text::clean;
use super::media_type;
use crate::cite::Citation;

/// An error code as registered ("OAuth Extensions Error Registry", RFC 6749 §11.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// The request is malformed.
    InvalidRequest,
    /// The client could not be authenticated.
    InvalidClient,
    /// The authorization grant itself is no good: a code or a refresh token, never `client_credentials` (ERR-01).
    InvalidGrant,
    /// This client may not use this grant.
    UnauthorizedClient,
    /// The issuer does not know this grant type.
    UnsupportedGrantType,
    /// The scope is malformed, unknown, or more than allowed.
    InvalidScope,
    /// The person, or the issuer for them, said no (RFC 6749 §4.1.2.1).
    AccessDenied,
    /// The authorization endpoint does not offer this response type (RFC 6749 §4.1.2.1).
    UnsupportedResponseType,
    /// The issuer failed (RFC 6749 §4.1.2.1).
    ServerError,
    /// The access token is expired, malformed or otherwise no good (RFC 6750 §3.1).
    InvalidToken,
    /// The access token allows less than was asked for (RFC 6750 §3.1).
    InsufficientScope,
    /// The DPoP proof is no good, or is not there where one must be (RFC 9449 §5).
    InvalidDpopProof,
    /// The DPoP proof lacks a fresh nonce of this server (RFC 9449 §8, §9).
    UseDpopNonce,
    /// The API that the token is wanted for is unknown, malformed or not allowed (RFC 8707 §2).
    InvalidTarget,
    /// The authorization details are malformed, unknown or more than allowed (RFC 9396 §5).
    InvalidAuthorizationDetails,
    /// A redirect URI cannot be registered (RFC 7591 §3.2.2).
    InvalidRedirectUri,
    /// Something else about the client cannot be registered (RFC 7591 §3.2.2).
    InvalidClientMetadata,
    /// The issuer cannot revoke tokens of this type (RFC 7009 §2.2.1).
    UnsupportedTokenType,
}

impl ErrorCode {
    /// The code as it travels.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        CODES.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }

    /// The clause that defines the code.
    #[must_use]
    pub const fn citation(self) -> Citation {
        match self {
            Self::AccessDenied | Self::UnsupportedResponseType | Self::ServerError => Citation::rfc(6749, "4.1.2.1"),
            Self::InvalidToken | Self::InsufficientScope => Citation::rfc(6750, "3.1"),
            Self::InvalidDpopProof => Citation::rfc(9449, "5"),
            Self::UseDpopNonce => Citation::rfc(9449, "8"),
            Self::InvalidTarget => Citation::rfc(8707, "2"),
            Self::InvalidAuthorizationDetails => Citation::rfc(9396, "5"),
            Self::InvalidRedirectUri | Self::InvalidClientMetadata => Citation::rfc(7591, "3.2.2"),
            Self::UnsupportedTokenType => Citation::rfc(7009, "2.2.1"),
            _ => Citation::rfc(6749, "5.2"),
        }
    }
}

impl FromStr for ErrorCode {
    type Err = UnknownErrorCode;

    fn from_str(text: &str) -> Result<Self, UnknownErrorCode> {
        CODES.iter().find(|row| row.1 == text).map(|row| row.0).ok_or(UnknownErrorCode)
    }
}

/// The text is no error code that this project knows.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("This error code is not one that this page knows.")]
pub struct UnknownErrorCode;

/// A refusal that an issuer answers with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuthError {
    /// The code.
    pub code: ErrorCode,
    /// One sentence for the developer of the client, in the allowed characters. Never a secret or a token (ERR-04).
    pub description: String,
    /// The HTTP status.
    pub status: StatusCode,
    /// Header fields beyond those that every refusal has.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl OAuthError {
    /// A refusal with status 400 (500 for `server_error`). Characters that may not travel are replaced in `description`.
    #[must_use]
    pub fn new(code: ErrorCode, description: &str) -> Self {
        let status = match code {
            ErrorCode::ServerError => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        Self { code, description: clean(description), status, headers: Vec::new() }
    }

    /// The same refusal as a 401 with `challenge`: a 401 without a challenge cannot be made (RFC 9110 §15.5.2).
    #[must_use]
    pub fn with_challenge(mut self, challenge: &Challenge) -> Self {
        self.status = StatusCode::UNAUTHORIZED;
        self.with_header(WWW_AUTHENTICATE, challenge.to_header_value())
    }

    /// The same refusal with another status, for 405 and 429.
    #[must_use]
    pub const fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same refusal with one more header field.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The response, not to be stored by any cache (TOK-10).
    #[must_use]
    pub fn into_response(self) -> Response<Vec<u8>> {
        let body = Body { error: self.code.as_str(), error_description: &self.description };
        let mut response = json_response(self.status, &body);
        response.headers_mut().extend(self.headers);
        response
    }
}

/// A JSON response that no cache may store: what every reply of the token endpoint is (RFC 6749 §5.1, §5.2).
#[must_use]
pub fn json_response(status: StatusCode, body: &impl Serialize) -> Response<Vec<u8>> {
    let body = serde_json::to_vec(body).expect("structs and maps with string keys always serialise");
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type::JSON));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(PRAGMA, HeaderValue::from_static("no-cache"));
    response
}

/// A refusal as a client reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorResponse {
    /// The code as sent; [`ErrorCode::from_str`] says whether it is a known one.
    pub error: String,
    /// The sentence for the developer, when there is one.
    pub error_description: Option<String>,
    /// The page about the error, when there is one.
    pub error_uri: Option<String>,
}

impl ErrorResponse {
    /// Reads the body of a refusal; `None` when it is not a JSON object with a text member `error`.
    #[must_use]
    pub fn parse(body: &[u8]) -> Option<Self> {
        let members: Map<String, Value> = serde_json::from_slice(body).ok()?;
        let text = |name: &str| members.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(Self { error: text("error")?, error_description: text("error_description"), error_uri: text("error_uri") })
    }
}

#[derive(Serialize)]
struct Body<'a> {
    error: &'static str,
    error_description: &'a str,
}

const CODES: [(ErrorCode, &str); 18] = [
    (ErrorCode::InvalidRequest, "invalid_request"),
    (ErrorCode::InvalidClient, "invalid_client"),
    (ErrorCode::InvalidGrant, "invalid_grant"),
    (ErrorCode::UnauthorizedClient, "unauthorized_client"),
    (ErrorCode::UnsupportedGrantType, "unsupported_grant_type"),
    (ErrorCode::InvalidScope, "invalid_scope"),
    (ErrorCode::AccessDenied, "access_denied"),
    (ErrorCode::UnsupportedResponseType, "unsupported_response_type"),
    (ErrorCode::ServerError, "server_error"),
    (ErrorCode::InvalidToken, "invalid_token"),
    (ErrorCode::InsufficientScope, "insufficient_scope"),
    (ErrorCode::InvalidDpopProof, "invalid_dpop_proof"),
    (ErrorCode::UseDpopNonce, "use_dpop_nonce"),
    (ErrorCode::InvalidTarget, "invalid_target"),
    (ErrorCode::InvalidAuthorizationDetails, "invalid_authorization_details"),
    (ErrorCode::InvalidRedirectUri, "invalid_redirect_uri"),
    (ErrorCode::InvalidClientMetadata, "invalid_client_metadata"),
    (ErrorCode::UnsupportedTokenType, "unsupported_token_type"),
];
