//! Whom is the access token for? (RFC 9068 §3, RFC 8707 §2)
//!
//! Without `resource` the scope says it, and authorization details do: each belongs to one API. Two APIs would make a token that each could
//! use at the other, and nobody asked for that, so it is refused (RFC 9068 §5). A token about a sign-in is also for the issuer itself,
//! which answers at UserInfo. A scope that is about no API leads to the API of the client's default scope, or to the issuer.
//!
//! With `resource` the token is for exactly what was named. What the scope and the details allow elsewhere is left out, and the response
//! says so (RFC 8707 §2.2). Several resources make a token for all of them, if each of them is named on purpose and something in the scope or
//! the details is about it: every scope token here belongs to one API, so nothing becomes ambiguous. A resource that nothing is about
//! is refused with `invalid_target`. A code or a refresh token that is limited to resources allows no other ones.

use crate::cite::Citation;
use crate::issuer::state::{Client, Registry};
use crate::oauth::{ErrorCode, OAuthError, Scope};
use crate::server::{Check, Trace, quoted, refuse};

use super::granted::{Granted, Identity};

pub(super) static AUDIENCE: Check = Check::new("Audience", Citation::rfc(9068, "3"));
static TARGET: Check = Check::new(AUDIENCE.name, Citation::rfc(8707, "2.2"));

/// What one access token is good for, and where.
pub(super) struct Reach {
    /// The `aud`.
    pub(super) audience: Vec<String>,
    /// What is left of the granted scope.
    pub(super) scope: Scope,
    /// Whether the granted authorization details are in it.
    pub(super) has_details: bool,
}

/// Where the token may be used, and for what there. `asked` is what the request named with `resource`.
pub(super) fn choose(
    registry: &Registry,
    client: &Client,
    granted: &Granted,
    asked: &[String],
    trace: &mut Trace,
) -> Result<Reach, OAuthError> {
    let limit = &granted.resources;
    if let Some(other) = asked.iter().find(|name| !limit.is_empty() && !limit.contains(name)) {
        let sentence = "The resource is not one of those that the grant is for.";
        return Err(refuse(trace, &TARGET, quoted(other), target_error(sentence), sentence));
    }
    match if asked.is_empty() { limit } else { asked } {
        [] => implied(registry, client, granted, trace),
        wanted => restricted(registry, granted, wanted, trace),
    }
}

/// The API that scope and details are about.
fn implied(registry: &Registry, client: &Client, granted: &Granted, trace: &mut Trace) -> Result<Reach, OAuthError> {
    let names = &registry.names;
    let mut audience = registry.apis_of(&granted.scope);
    let has_details = !granted.details.is_empty();
    if has_details && !audience.iter().any(|name| *name == names.api) {
        audience.push(names.api.clone());
    }
    let saw = quoted(&granted.scope.to_string());
    // A server that is played grants scopes without asking which API they are about.
    if audience.len() > 1 && granted.played.is_none() {
        let sentence =
            "The request is about more than one API. Ask for one token each, or name the APIs with resource.";
        let error = OAuthError::new(ErrorCode::InvalidScope, sentence);
        return Err(refuse(trace, &AUDIENCE, saw, error, sentence));
    }
    let is_about_a_person = matches!(granted.identity, Identity::Person { .. });
    if audience.is_empty() && !is_about_a_person {
        audience = registry.apis_of(&registry.default_scope(client, &[]));
    }
    if audience.is_empty() || is_about_a_person && granted.scope.contains("openid") {
        audience.push(names.issuer.clone());
    }
    trace.passed(&AUDIENCE, saw, format!("For {}.", audience.join(" and ")));
    Ok(Reach { audience, scope: granted.scope.clone(), has_details })
}

/// What is about the APIs that were named, and nothing else.
fn restricted(
    registry: &Registry,
    granted: &Granted,
    wanted: &[String],
    trace: &mut Trace,
) -> Result<Reach, OAuthError> {
    let names = &registry.names;
    let is_wanted = |name: &str| wanted.iter().any(|own| own == name);
    let is_about_a_person = matches!(granted.identity, Identity::Person { .. });
    let scope = granted.scope.filter(|token| match registry.api_of(token) {
        Some(api) => is_wanted(&api.identifier),
        // What is about no API is about the person: for UserInfo. Where nobody signed in, the policy has spoken already.
        None => !is_about_a_person || is_wanted(&names.issuer),
    });
    let has_details = !granted.details.is_empty() && is_wanted(&names.api);
    let reached = registry.apis_of(&scope);
    let is_reached = |name: &String| {
        reached.contains(name) || has_details && *name == names.api || *name == names.issuer && scope.contains("openid")
    };
    let saw = format!("{} for {}", quoted(&granted.scope.to_string()), quoted(&wanted.join(" ")));
    let is_left_without_scope = scope.is_empty() && !granted.scope.is_empty();
    if is_left_without_scope || !wanted.iter().all(is_reached) {
        let sentence = "Nothing in the scope or the authorization details is about a resource that was named.";
        return Err(refuse(trace, &TARGET, saw, target_error(sentence), sentence));
    }
    let left_out = granted.scope.filter(|token| !scope.contains(token));
    let mut decided = format!("For {}.", wanted.join(" and "));
    if !left_out.is_empty() {
        decided.push_str(&format!(" Left out, because it is about something else: {left_out}."));
    }
    if wanted.len() > 1 {
        decided.push_str(" Each of them could use the token at the others.");
    }
    trace.passed(&TARGET, saw, decided);
    Ok(Reach { audience: wanted.to_vec(), scope, has_details })
}

fn target_error(sentence: &str) -> OAuthError {
    OAuthError::new(ErrorCode::InvalidTarget, sentence)
}
