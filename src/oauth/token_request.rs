//! The token request as an issuer reads it (RFC 6749 §3.2, §4.4.2, §6).
//!
//! Parsing covers what can be wrong with *any* request, in the order that ERR-03 documents: method, query, media type, form,
//! repeats. Grant type and scope are read later, after the client is authenticated (CAU-01), so they have their own functions.

use http::header::ALLOW;
use http::request::Parts;
use http::{HeaderValue, Method, Request, StatusCode};
use thiserror::Error;

use super::error::{ErrorCode, OAuthError};
use super::form::{Form, FormError, query_has_secret};
use super::media_type;
use super::scope::{Scope, ScopeError};
use crate::cite::Citation;

/// What an access token is called where one token is exchanged for another (RFC 8693 §3).
pub const ACCESS_TOKEN_TYPE: &str = "urn:ietf:params:oauth:token-type:access_token";

/// A grant type that the page's issuer knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GrantType {
    /// RFC 6749 §4.4.
    ClientCredentials,
    /// RFC 6749 §4.1.
    AuthorizationCode,
    /// RFC 6749 §6.
    RefreshToken,
    /// RFC 6749 §4.2, here only with `response_type=id_token` (OIDC Core §3.2). Something to register for; the token endpoint has no
    /// part in it.
    Implicit,
    /// RFC 7523 §2.1: somebody else's signed word about a person, in place of a sign-in.
    JwtBearer,
    /// RFC 8693 §2.1: one token for another.
    TokenExchange,
}

impl GrantType {
    /// Every grant type, in the order in which they are listed.
    pub const ALL: [Self; 6] = [
        Self::ClientCredentials,
        Self::AuthorizationCode,
        Self::RefreshToken,
        Self::Implicit,
        Self::JwtBearer,
        Self::TokenExchange,
    ];

    /// The value of `grant_type`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::AuthorizationCode => "authorization_code",
            Self::RefreshToken => "refresh_token",
            Self::Implicit => "implicit",
            Self::JwtBearer => "urn:ietf:params:oauth:grant-type:jwt-bearer",
            Self::TokenExchange => "urn:ietf:params:oauth:grant-type:token-exchange",
        }
    }

    /// Whether only a client that proves who it is may use the grant here: the client is all that stands behind the request, or acts for
    /// somebody who is not there.
    #[must_use]
    pub const fn is_for_confidential_clients(self) -> bool {
        matches!(self, Self::ClientCredentials | Self::JwtBearer | Self::TokenExchange)
    }

    /// The grant type of this name; case matters.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grant| grant.as_str() == name)
    }

    /// The clause that defines the grant.
    #[must_use]
    pub const fn citation(self) -> Citation {
        match self {
            Self::ClientCredentials => Citation::rfc(6749, "4.4"),
            Self::AuthorizationCode => Citation::rfc(6749, "4.1"),
            Self::RefreshToken => Citation::rfc(6749, "6"),
            Self::Implicit => Citation::rfc(6749, "4.2"),
            Self::JwtBearer => Citation::rfc(7523, "2.1"),
            Self::TokenExchange => Citation::rfc(8693, "2.1"),
        }
    }
}

/// A well-formed token request: a POST with a form in which no parameter repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRequest {
    /// The parameters; unknown ones are simply never asked for (TOK-06).
    pub form: Form,
}

impl TokenRequest {
    /// Reads a request: [`require_post`], [`refuse_secrets_in_query`], [`require_form`], [`read_form`].
    ///
    /// # Errors
    /// [`TokenRequestError`] with the first thing that is wrong.
    pub fn parse(request: &Request<Vec<u8>>) -> Result<Self, TokenRequestError> {
        require_post(request.method())?;
        refuse_secrets_in_query(request.uri().query())?;
        require_form(request.headers(), request.body())?;
        Ok(Self { form: read_form(request.body())? })
    }

    /// The same from the parts of a request, for a caller that has taken it apart.
    ///
    /// # Errors
    /// As [`TokenRequest::parse`].
    pub fn from_parts(parts: &Parts, body: &[u8]) -> Result<Self, TokenRequestError> {
        require_post(&parts.method)?;
        refuse_secrets_in_query(parts.uri.query())?;
        require_form(&parts.headers, body)?;
        Ok(Self { form: read_form(body)? })
    }

    /// The `grant_type` as sent (TOK-04).
    ///
    /// # Errors
    /// [`TokenRequestError::GrantTypeMissing`] when it is absent or empty.
    pub fn grant_type(&self) -> Result<&str, TokenRequestError> {
        self.form.get("grant_type").ok_or(TokenRequestError::GrantTypeMissing)
    }

    /// The refresh token that is redeemed (RFC 6749 §6).
    ///
    /// # Errors
    /// [`TokenRequestError::RefreshTokenMissing`] when it is absent or empty.
    pub fn refresh_token(&self) -> Result<&str, TokenRequestError> {
        self.form.get("refresh_token").ok_or(TokenRequestError::RefreshTokenMissing)
    }

    /// The scope asked for; `None` when the parameter is absent or empty (TOK-05).
    ///
    /// # Errors
    /// [`ScopeError`] when it is malformed.
    pub fn scope(&self) -> Result<Option<Scope>, ScopeError> {
        self.form.get("scope").map(Scope::parse).transpose()
    }
}

/// The endpoint takes only POST (TOK-01; INT-01, REV-01).
///
/// # Errors
/// [`TokenRequestError::NotPost`].
pub fn require_post(method: &Method) -> Result<(), TokenRequestError> {
    if method == Method::POST { Ok(()) } else { Err(TokenRequestError::NotPost) }
}

/// The query is never read for parameters, but a secret in it is refused loudly: it is in somebody's log by now (TOK-03).
///
/// # Errors
/// [`TokenRequestError::SecretInQuery`].
pub fn refuse_secrets_in_query(query: Option<&str>) -> Result<(), TokenRequestError> {
    if query.is_some_and(query_has_secret) { Err(TokenRequestError::SecretInQuery) } else { Ok(()) }
}

/// The body is a form (TOK-02). An empty body may come without a media type: what it lacks is named later.
///
/// # Errors
/// [`TokenRequestError::NotAForm`].
pub fn require_form(headers: &http::HeaderMap, body: &[u8]) -> Result<(), TokenRequestError> {
    let bare = body.is_empty() && !headers.contains_key(http::header::CONTENT_TYPE);
    if bare || media_type::is_form(headers) { Ok(()) } else { Err(TokenRequestError::NotAForm) }
}

/// Decodes the body and refuses repeated parameters (TOK-07, TOK-08).
///
/// # Errors
/// [`TokenRequestError::Form`] or [`TokenRequestError::Repeated`].
pub fn read_form(body: &[u8]) -> Result<Form, TokenRequestError> {
    let form = Form::parse(body)?;
    match form.repeated() {
        Some(name) => Err(TokenRequestError::Repeated(name.to_owned())),
        None => Ok(form),
    }
}

/// What is wrong with a token request before anybody asks who sent it, or with its grant type.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TokenRequestError {
    /// Another method than POST.
    #[error("This endpoint takes only POST.")]
    NotPost,
    /// A secret in the query.
    #[error("The request URI carries a credential; credentials go into the Authorization header field or the form.")]
    SecretInQuery,
    /// Another media type, none, or several.
    #[error("The body has to be application/x-www-form-urlencoded, and its Content-Type has to say so.")]
    NotAForm,
    /// A broken form.
    #[error(transparent)]
    Form(#[from] FormError),
    /// A parameter that comes twice.
    #[error("The parameter {0} comes more than once.")]
    Repeated(String),
    /// No grant type.
    #[error("The parameter grant_type is missing.")]
    GrantTypeMissing,
    /// A refresh without a refresh token.
    #[error("The parameter refresh_token is missing.")]
    RefreshTokenMissing,
    /// A grant type that nobody here knows.
    #[error("This issuer does not know this grant_type.")]
    GrantTypeUnsupported,
}

impl TokenRequestError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotPost => "token_request_not_post",
            Self::SecretInQuery => "token_request_secret_in_query",
            Self::NotAForm => "token_request_not_a_form",
            Self::Form(error) => error.code(),
            Self::Repeated(_) => "token_request_repeated",
            Self::GrantTypeMissing => "token_request_grant_type_missing",
            Self::RefreshTokenMissing => "token_request_refresh_token_missing",
            Self::GrantTypeUnsupported => "token_request_grant_type_unsupported",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::NotPost | Self::Repeated(_) => Citation::rfc(6749, "3.2"),
            Self::SecretInQuery => Citation::rfc(6749, "2.3.1"),
            Self::NotAForm | Self::GrantTypeMissing => Citation::rfc(6749, "4.4.2"),
            Self::Form(error) => error.citation(),
            Self::RefreshTokenMissing => Citation::rfc(6749, "6"),
            Self::GrantTypeUnsupported => Citation::rfc(6749, "5.2"),
        }
    }

    /// The error that an issuer answers with.
    #[must_use]
    pub fn to_oauth_error(&self) -> OAuthError {
        let code = match self {
            Self::GrantTypeUnsupported => ErrorCode::UnsupportedGrantType,
            _ => ErrorCode::InvalidRequest,
        };
        let error = OAuthError::new(code, &self.to_string());
        match self {
            Self::NotPost => {
                error.with_status(StatusCode::METHOD_NOT_ALLOWED).with_header(ALLOW, HeaderValue::from_static("POST"))
            }
            _ => error,
        }
    }
}
