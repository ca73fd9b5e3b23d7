//! Whom is the access token for? (RFC 9068 §3)
//!
//! Every scope of an API implies that API. Scopes of two APIs would make a token that each could use at the other, so they are
//! refused (RFC 9068 §5). A token about a sign-in is also for the issuer itself, which answers at UserInfo; so is one whose
//! scopes belong to no API.

use crate::cite::Citation;
use crate::oauth::{ErrorCode, OAuthError};

use super::super::ISSUER;
use super::super::refusal::refuse;
use super::super::registry::Registry;
use super::super::trace::{Check, Trace, shown};
use super::{Granted, Identity};

pub(super) static AUDIENCE: Check = Check::new("Audience", Citation::rfc(9068, "3"));

/// The `aud` of the access token: one name, or two when a login stands behind it.
pub(super) fn choose(registry: &Registry, granted: &Granted, trace: &mut Trace) -> Result<Vec<String>, OAuthError> {
    let mut audience: Vec<String> = Vec::new();
    for token in granted.scope.iter() {
        match registry.api_of(token) {
            Some(api) if !audience.contains(&api.identifier) => audience.push(api.identifier.clone()),
            _ => {}
        }
    }
    let saw = shown(&granted.scope.to_string());
    if audience.len() > 1 {
        let sentence = "The scope asks for more than one API. Ask for one token each.";
        let error = OAuthError::new(ErrorCode::InvalidScope, sentence);
        return Err(refuse(trace, &AUDIENCE, saw, error, sentence));
    }
    let about_a_login = matches!(granted.identity, Identity::Person { .. }) && granted.scope.contains("openid");
    if audience.is_empty() || about_a_login {
        audience.push(ISSUER.to_owned());
    }
    trace.passed(&AUDIENCE, saw, format!("For {}.", audience.join(" and ")));
    Ok(audience)
}
