//! The client credentials grant (RFC 6749 §4.4): the client asks for itself, and nobody else is there.
//!
//! All that is left to decide is the scope (RFC 6749 §3.3). Scopes about a signed-in person (OIDC Core §3.1.2.1, §5.4) have
//! nothing to be about in this grant; what happens to them is the policy, see [`OpenidPolicy`]. No text forbids an issuer to
//! answer them; none defines an answer either. The parameters of an authentication request (`nonce`, `max_age`, `prompt`…)
//! are simply not read (RFC 6749 §3.2).

use crate::cite::{Citation, Document};
use crate::issuer::personality::{Own, Parts, Played};
use crate::issuer::policy::{OpenidPolicy, SubjectStyle};
use crate::issuer::state::{Client, Issuer, suffixed};
use crate::oauth::{ErrorCode, OAuthError, Scope, TokenRequest};
use crate::ports::{Clock, Crypto, Random};
use crate::server::{Check, Trace, ids, quoted, refuse, unavailable};

use super::granted::{Asked, Granted, Identity};
use super::mint::ACCESS_TOKEN;

pub(super) static SCOPE: Check = Check::new("Scope", Citation::rfc(6749, "3.3"));
pub(super) static PERSON_SCOPES: Check =
    Check::new("Scopes about a person", Citation::new(Document::OidcCore, "3.1.2.1"));
pub(super) static SCOPE_ALLOWED: Check = Check::new("Permission for the scope", Citation::rfc(6749, "5.2"));

/// Scopes that ask about the person who signed in.
pub(super) const ABOUT_A_PERSON: [&str; 5] = ["openid", "profile", "email", "address", "phone"];

/// What the client is given.
pub(super) fn grant<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    message: &TokenRequest,
    wanted: Asked,
    trace: &mut Trace,
) -> Result<Granted, OAuthError> {
    let default = default_scope(issuer, client, &wanted);
    let asked = match message.scope() {
        Ok(Some(scope)) => {
            trace.passed(&SCOPE, quoted(&scope.to_string()), "Well formed.");
            Some(scope)
        }
        Ok(None) => None,
        Err(error) => {
            return Err(refuse(trace, &SCOPE, "A scope.", error.to_oauth_error(), &error.to_string()));
        }
    };
    let policy = issuer.policies.borrow().openid;
    let played = issuer.policies.borrow().personality.clone();
    let scope = match &played {
        Some(played) => as_played(issuer, (client, &default), asked, played, trace)?,
        None => {
            let asked = asked.unwrap_or_else(|| {
                trace.passed(&SCOPE, "No scope.", format!("This client's default: {default}."));
                default.clone()
            });
            allowed(client, about_a_person(asked, policy, trace)?, default, trace)?
        }
    };
    let identity = match policy {
        OpenidPolicy::VendorServiceAccount if scope.contains("openid") => {
            Identity::VendorAccount(client.account().to_owned())
        }
        OpenidPolicy::VendorCopy => Identity::VendorCopy,
        _ => Identity::Nobody,
    };
    let id = ids::identifier(&issuer.ports.random);
    Ok(Granted {
        subject: subject(issuer, client),
        scope,
        identity,
        resources: wanted.resources,
        details: wanted.details,
        id: id.map_err(|error| unavailable(trace, &ACCESS_TOKEN, &error.to_string()))?,
        refresh: None,
        exchanged: None,
        played,
    })
}

/// What the client is given by a server that is played: that one sets aside what it decides in its own way, and the steps judge the rest.
fn as_played<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    (client, default): (&Client, &Scope),
    asked: Option<Scope>,
    played: &Played,
    trace: &mut Trace,
) -> Result<Scope, OAuthError> {
    let registry = issuer.registry.borrow();
    let knows = |token: &str| registry.api_of(token).is_some();
    let own = Own { all: &client.scope, default, knows: &knows };
    let is_unasked = asked.is_none();
    let Parts { judged, granted, otherwise } = played.0.scope(asked, &own, trace)?;
    if is_unasked && otherwise.is_none() {
        trace.passed(&SCOPE, "No scope.", format!("This client's default: {default}."));
    }
    let kept = about_a_person(judged, issuer.policies.borrow().openid, trace)?;
    match otherwise {
        _ if !kept.is_empty() => Ok(allowed(client, kept, default.clone(), trace)?.with(&granted)),
        _ if !granted.is_empty() => Ok(granted),
        Some(otherwise) => Ok(otherwise),
        None => allowed(client, kept, default.clone(), trace),
    }
}

/// What the client is given when it asks for no scope: something about the APIs that it names, with `resource` or in detail.
fn default_scope<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>, client: &Client, wanted: &Asked) -> Scope {
    let registry = issuer.registry.borrow();
    if wanted.resources.is_empty() && !wanted.details.is_empty() {
        registry.default_scope(client, std::slice::from_ref(&issuer.names.api))
    } else {
        registry.default_scope(client, &wanted.resources)
    }
}

/// The `sub` of a token about a client (RFC 9068 §2.2), in the spelling that the policy wants.
pub(super) fn subject<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>, client: &Client) -> Option<String> {
    let id = client.client_id.as_str();
    match issuer.policies.borrow().sub {
        SubjectStyle::ClientId => Some(id.to_owned()),
        SubjectStyle::Suffixed => Some(suffixed(id)),
        SubjectStyle::ServiceAccount => Some(client.account().to_owned()),
        SubjectStyle::Omitted => None,
    }
}

/// Applies the policy to the scopes about a person. `offline_access` is always ignored: it means something only in a request
/// that yields a code (OIDC Core §11).
fn about_a_person(asked: Scope, policy: OpenidPolicy, trace: &mut Trace) -> Result<Scope, OAuthError> {
    let asked = if asked.contains("offline_access") {
        let saw = "offline_access, without a request that yields a code.";
        let check = Check::new(PERSON_SCOPES.name, Citation::new(Document::OidcCore, "11"));
        trace.noted(&check, saw, "Ignored.");
        asked.filter(|token| token != "offline_access")
    } else {
        asked
    };
    if !asked.iter().any(is_about_a_person) {
        return Ok(asked);
    }
    let about = asked.filter(is_about_a_person);
    let saw = format!("{about}, and nobody signed in.");
    match policy {
        OpenidPolicy::Reject => {
            let error = OAuthError::new(
                ErrorCode::InvalidScope,
                "The scope asks about a person who signed in (openid, profile, email, address or phone); with \
                 client_credentials nobody signs in.",
            );
            Err(refuse(trace, &PERSON_SCOPES, saw, error, "Policy: reject."))
        }
        OpenidPolicy::Drop => {
            trace.noted(&PERSON_SCOPES, saw, "Policy: drop. Left out, and the scope in the reply says so.");
            Ok(asked.filter(|token| !is_about_a_person(token)))
        }
        OpenidPolicy::Echo => {
            trace.noted(&PERSON_SCOPES, saw, "Policy: echo. Repeated in the reply, and nothing else changes.");
            Ok(asked)
        }
        OpenidPolicy::VendorServiceAccount | OpenidPolicy::VendorCopy => {
            trace.noted(&PERSON_SCOPES, saw, "Policy: vendor. Kept. Outside the specification: none defines this.");
            Ok(asked)
        }
    }
}

/// Whether the client may have what is left. When ignoring scopes left nothing, it is as if none had been sent.
fn allowed(client: &Client, scope: Scope, default: Scope, trace: &mut Trace) -> Result<Scope, OAuthError> {
    let saw = format!("{} may have {}.", quoted(client.client_id.as_str()), client.scope);
    if scope.is_empty() {
        trace.noted(&SCOPE_ALLOWED, saw, format!("Nothing is left of the scope. The default: {default}."));
        return Ok(default);
    }
    if scope.iter().all(|token| is_about_a_person(token) || client.scope.contains(token)) {
        trace.passed(&SCOPE_ALLOWED, saw, format!("Granted: {scope}."));
        return Ok(scope);
    }
    let sentence = "The scope is unknown, or more than this client may have.";
    let error = OAuthError::new(ErrorCode::InvalidScope, sentence);
    Err(refuse(trace, &SCOPE_ALLOWED, saw, error, sentence))
}

fn is_about_a_person(token: &str) -> bool {
    ABOUT_A_PERSON.contains(&token)
}
