//! Issuer identifiers, and where an issuer's metadata is (RFC 8414 §2, §3; OIDC Discovery §4).
//!
//! The two specifications place the well-known part differently: RFC 8414 between host and path, OpenID Connect at the end.

use thiserror::Error;

use crate::cite::Citation;

/// The URL of the OAuth metadata document (DIS-01).
///
/// # Errors
/// [`IssuerError`] when `issuer` is no issuer identifier.
pub fn oauth_authorization_server_url(issuer: &str) -> Result<String, IssuerError> {
    let (origin, path) = split(issuer)?;
    Ok([origin, OAUTH, path].concat())
}

/// The URL of the OpenID Provider's configuration document (DIS-02).
///
/// # Errors
/// [`IssuerError`] when `issuer` is no issuer identifier.
pub fn openid_configuration_url(issuer: &str) -> Result<String, IssuerError> {
    let (origin, path) = split(issuer)?;
    Ok([origin, path, OPENID].concat())
}

/// Whether `issuer` can be an issuer identifier: `https`, a host, no query, no fragment (DIS-03).
///
/// # Errors
/// [`IssuerError`] with the first thing that is wrong.
pub fn check_issuer(issuer: &str) -> Result<(), IssuerError> {
    split(issuer).map(|_| ())
}

/// Why a text is no issuer identifier.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum IssuerError {
    /// Another scheme than `https`.
    #[error("An issuer identifier starts with https://.")]
    NotHttps,
    /// No host.
    #[error("The issuer identifier names no host.")]
    NoHost,
    /// A query.
    #[error("An issuer identifier has no query part.")]
    Query,
    /// A fragment.
    #[error("An issuer identifier has no fragment part.")]
    Fragment,
}

impl IssuerError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotHttps => "issuer_not_https",
            Self::NoHost => "issuer_no_host",
            Self::Query => "issuer_query",
            Self::Fragment => "issuer_fragment",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        Citation::rfc(8414, "2")
    }
}

const SCHEME: &str = "https://";
const OAUTH: &str = "/.well-known/oauth-authorization-server";
const OPENID: &str = "/.well-known/openid-configuration";

/// Origin and path, the path without a `/` at its end (both specifications remove it first).
fn split(issuer: &str) -> Result<(&str, &str), IssuerError> {
    if issuer.contains('#') {
        return Err(IssuerError::Fragment);
    }
    if issuer.contains('?') {
        return Err(IssuerError::Query);
    }
    let rest = match issuer.get(..SCHEME.len()) {
        Some(scheme) if scheme.eq_ignore_ascii_case(SCHEME) => &issuer[SCHEME.len()..],
        _ => return Err(IssuerError::NotHttps),
    };
    let host_length = rest.find('/').unwrap_or(rest.len());
    if host_length == 0 {
        return Err(IssuerError::NoHost);
    }
    let (origin, path) = issuer.split_at(SCHEME.len() + host_length);
    Ok((origin, path.strip_suffix('/').unwrap_or(path)))
}
