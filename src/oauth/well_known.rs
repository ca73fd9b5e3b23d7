//! Issuer identifiers, and where an issuer's metadata is (RFC 8414 §2, §3; OIDC Discovery §4); and where a protected resource's is (RFC 9728 §3).
//!
//! The specifications place the well-known part differently: RFC 8414 and RFC 9728 between host and path, OpenID Connect at the end.

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

/// The URL of the document in which a protected resource describes itself (RFC 9728 §3.1): `resource` is its identifier, which may have a
/// path and a query. A slash that ends the host is left out; one at the end of a path is part of the name.
///
/// # Errors
/// [`IssuerError`] when `resource` is not `https`, names no host or has a fragment.
pub fn protected_resource_url(resource: &str) -> Result<String, IssuerError> {
    if resource.contains('#') {
        return Err(IssuerError::Fragment);
    }
    let (origin, rest) = after_host(resource)?;
    let rest = match rest.strip_prefix('/') {
        Some(query) if query.is_empty() || query.starts_with('?') => query,
        _ => rest,
    };
    Ok([origin, PROTECTED_RESOURCE, rest].concat())
}

/// Whether `issuer` can be an issuer identifier: `https`, a host, no query, no fragment (DIS-03). For development it may be `http` on a host
/// that never leaves this machine: what TLS protects cannot be lost there (as RFC 8252 §8.3 says of redirects).
///
/// # Errors
/// [`IssuerError`] with the first thing that is wrong.
pub fn check_issuer(issuer: &str) -> Result<(), IssuerError> {
    split(issuer).map(|_| ())
}

/// Why a text is no issuer identifier.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum IssuerError {
    /// Another scheme than `https`, and not `http` on this machine.
    #[error("The identifier of an issuer or an API starts with https://, or on this machine alone with http://.")]
    NotHttps,
    /// No host.
    #[error("The identifier names no host.")]
    NoHost,
    /// A query.
    #[error("An issuer identifier has no query part.")]
    Query,
    /// A fragment.
    #[error("The identifier of an issuer or an API has no fragment part.")]
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

/// The hosts of this machine alone (RFC 6761 §6.3, RFC 8252 §7.3).
const LOOPBACK: [&str; 3] = ["127.0.0.1", "[::1]", "localhost"];
/// What is put between host and path of an issuer (RFC 8414 §3.1).
pub const OAUTH: &str = "/.well-known/oauth-authorization-server";
/// What is put at the end of an OpenID Provider's issuer (OIDC Discovery §4).
pub const OPENID: &str = "/.well-known/openid-configuration";
/// What is put between host and path of a protected resource (RFC 9728 §3.1).
pub const PROTECTED_RESOURCE: &str = "/.well-known/oauth-protected-resource";

/// Origin and path, the path without a `/` at its end (both specifications remove it first).
fn split(issuer: &str) -> Result<(&str, &str), IssuerError> {
    if issuer.contains('#') {
        return Err(IssuerError::Fragment);
    }
    if issuer.contains('?') {
        return Err(IssuerError::Query);
    }
    let (origin, path) = after_host(issuer)?;
    Ok((origin, path.strip_suffix('/').unwrap_or(path)))
}

/// What ends with the host, and what follows it.
fn after_host(identifier: &str) -> Result<(&str, &str), IssuerError> {
    let (scheme, rest) = identifier.split_once("://").ok_or(IssuerError::NotHttps)?;
    let (host, after) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let is_safe = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") && is_loopback(host);
    if !is_safe {
        return Err(IssuerError::NotHttps);
    }
    if host.is_empty() {
        return Err(IssuerError::NoHost);
    }
    Ok((&identifier[..identifier.len() - after.len()], after))
}

/// Whether a host, perhaps with a port, is this machine and no other.
fn is_loopback(host: &str) -> bool {
    let is = |known: &&str| host.strip_prefix(*known).is_some_and(|port| port.is_empty() || port.starts_with(':'));
    LOOPBACK.iter().any(is)
}
