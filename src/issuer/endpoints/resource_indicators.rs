//! For which APIs is the token wanted? The parameter `resource` (RFC 8707), at the authorization and at the token endpoint.
//!
//! Each value has to be the identifier of an API that the client may use: one with a scope, or with authorization details, that the client
//! is registered for. The issuer itself, which answers at UserInfo, is one too for clients that may ask for `openid`. Which of them
//! the token is for in the end also depends on the scope; `token::audience` decides that.

use thiserror::Error;

use crate::cite::Citation;
use crate::issuer::state::{Client, Registry};
use crate::oauth::{ErrorCode, Form, GrantType, OAuthError, ResourceError, ResourceIndicator};
use crate::server::{Check, Trace, quoted, refuse};

pub(crate) static RESOURCE: Check = Check::new("Resource", Citation::rfc(8707, "2"));
static AUDIENCE_PARAMETER: Check = Check::new(RESOURCE.name, Citation::rfc(8693, "2.1"));

/// Why a resource is refused. What it was is repeated only in the trace.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub(crate) enum TargetError {
    #[error(transparent)]
    Malformed(#[from] ResourceError),
    /// Unknown and not allowed are answered alike, so that nobody finds out which APIs there are.
    #[error("The resource is unknown, or one that this client may not use.")]
    NotForThisClient,
}

/// The APIs that a request names, each once; and with a refusal the value that it is about.
pub(crate) fn judge<'a>(
    registry: &Registry,
    client: &Client,
    form: &'a Form,
) -> Result<Vec<String>, (TargetError, &'a str)> {
    let mut named: Vec<String> = Vec::new();
    for text in form.get_all("resource") {
        let resource = ResourceIndicator::parse(text).map_err(|error| (error.into(), text))?;
        if named.iter().any(|name| name == resource.as_str()) {
            continue;
        }
        if !registry.may_target(client, resource.as_str()) {
            return Err((TargetError::NotForThisClient, text));
        }
        named.push(resource.to_string());
    }
    Ok(named)
}

/// The same at the token endpoint. Without the parameter nothing is written down.
pub(crate) fn read(
    registry: &Registry,
    client: &Client,
    form: &Form,
    trace: &mut Trace,
) -> Result<Vec<String>, OAuthError> {
    let exchanges = form.get("grant_type") == Some(GrantType::TokenExchange.as_str());
    if let Some(audience) = form.get("audience").filter(|_| !exchanges) {
        let decided = "Ignored: audience belongs to token exchange. Some servers read it here; the standard says resource (RFC 8707).";
        trace.noted(&AUDIENCE_PARAMETER, format!("audience {}", quoted(audience)), decided);
    }
    match judge(registry, client, form) {
        Ok(named) if named.is_empty() => Ok(named),
        Ok(named) => {
            trace.passed(&RESOURCE, quoted(&named.join(" ")), "An API that this client may use, each of them.");
            Ok(named)
        }
        Err((error, text)) => {
            let refusal = OAuthError::new(ErrorCode::InvalidTarget, &error.to_string());
            Err(refuse(trace, &RESOURCE, quoted(text), refusal, &error.to_string()))
        }
    }
}
