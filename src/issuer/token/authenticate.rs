//! Who is asking? (RFC 6749 §2.3, §3.2.1; OIDC Core §9)
//!
//! First what the request presents, then whether it proves anything. A stranger learns nothing from a refusal: an unknown client, a
//! wrong secret and a wrong method are answered alike (CAU-09), and only the trace, which is the issuer's own, says which it was.

use std::rc::Rc;

use http::header::AUTHORIZATION;

use crate::cite::Citation;
use crate::oauth::client_auth::present;
use crate::oauth::{
    Challenge, ClientAuthError, ClientAuthMethod, ClientSecret, ErrorCode, OAuthError, Presented, TokenRequest,
};

use super::super::Incoming;
use super::super::registry::{Client, Registry};
use super::super::trace::{Check, Trace, shown};
use super::refuse;

pub(super) static CREDENTIALS: Check = Check::new("Credentials", Citation::rfc(6749, "2.3"));
pub(super) static CLIENT: Check = Check::new("Client authentication", Citation::rfc(6749, "3.2.1"));

/// What the request presents: one proof or none, never two.
pub(super) fn presented(
    request: &Incoming,
    message: &TokenRequest,
    trace: &mut Trace,
) -> Result<Presented, OAuthError> {
    let read = present(&request.head, &message.form).and_then(|presented| match presented {
        Presented::Assertion(_) => Err(ClientAuthError::UnsupportedAssertion),
        other => Ok(other),
    });
    match read {
        Ok(presented) => {
            trace.passed(&CREDENTIALS, describe(&presented), "At most one proof.");
            Ok(presented)
        }
        Err(error) => {
            let used_header = request.head.headers.contains_key(AUTHORIZATION);
            let saw = if used_header { "An Authorization header." } else { "Credentials in the form." };
            Err(refuse(trace, &CREDENTIALS, saw, unreadable(&error, used_header), &error.to_string()))
        }
    }
}

/// The registered client that the proof belongs to.
pub(super) fn client(registry: &Registry, presented: &Presented, trace: &mut Trace) -> Result<Rc<Client>, OAuthError> {
    let known = presented.client_id().and_then(|id| registry.client(id.as_str()));
    let judgement = match presented.client_secret() {
        Some(secret) => prove(known.as_deref(), secret, presented.method()),
        None if known.as_deref().is_some_and(Client::is_public) => {
            Ok("A public client: nothing to prove, and nothing proven. It only says who it is.")
        }
        None => Err("No secret, and no public client has this identifier."),
    };
    match (known, judgement) {
        (Some(client), Ok(reason)) => {
            trace.passed(&CLIENT, describe(presented), reason);
            Ok(client)
        }
        (_, Ok(reason) | Err(reason)) => {
            let error = if presented.client_secret().is_some() { failed(presented) } else { missing() };
            Err(refuse(trace, &CLIENT, describe(presented), error, reason))
        }
    }
}

/// Whether `secret` proves that the caller is `client`, by a method that the client may use.
///
/// HTTP Basic works for every client with a password, whichever way it registered (RFC 6749 §2.3.1); the form works only for
/// a client that registered for it (OIDC Core §9).
fn prove(
    client: Option<&Client>,
    secret: &ClientSecret,
    method: ClientAuthMethod,
) -> Result<&'static str, &'static str> {
    // An unknown client costs a comparison too, so that the time of the answer does not tell it from a wrong secret.
    let nobodys = ClientSecret::new("the secret of no client at all");
    let known = client.and_then(|client| client.client_secret.as_ref());
    let right = known.unwrap_or(&nobodys).matches(secret) && known.is_some();
    let Some(client) = client else {
        return Err("No client has this identifier.");
    };
    let registered = client.token_endpoint_auth_method;
    if !right {
        Err("The secret is not this client's.")
    } else if registered == method {
        Ok("The secret is this client's, sent the way it registered for.")
    } else if method == ClientAuthMethod::ClientSecretBasic && registered == ClientAuthMethod::ClientSecretPost {
        Ok("The secret is this client's. It registered for the form; Basic works for every client with a secret.")
    } else {
        Err("The secret is this client's, but not sent the way it registered for.")
    }
}

/// The proof was there and failed: 401 with a challenge if the header carried it; otherwise 400, because no scheme could be
/// named in a challenge (RFC 6749 §5.2, RFC 9110 §15.5.2).
fn failed(presented: &Presented) -> OAuthError {
    let error = OAuthError::new(
        ErrorCode::InvalidClient,
        "The client could not be authenticated: it is unknown, its secret is wrong, or it is registered for another \
         authentication method.",
    );
    if presented.in_header() { error.with_challenge(&challenge()) } else { error }
}

/// There was no proof: 401, and the challenge names the way.
fn missing() -> OAuthError {
    OAuthError::new(
        ErrorCode::InvalidClient,
        "The request carries no client authentication. Send client_id and secret in an Authorization header of scheme \
         Basic.",
    )
    .with_challenge(&challenge())
}

fn unreadable(error: &ClientAuthError, used_header: bool) -> OAuthError {
    let OAuthError { code, description, .. } = error.to_oauth_error(REALM);
    let refusal = OAuthError::new(code, &description);
    if code == ErrorCode::InvalidClient && used_header { refusal.with_challenge(&challenge()) } else { refusal }
}

const REALM: &str = "issuer.test";

/// `charset` tells the client to write identifier and secret in UTF-8 (RFC 7617 §2.1).
fn challenge() -> Challenge {
    Challenge::new("Basic").with("realm", REALM).with("charset", "UTF-8")
}

fn describe(presented: &Presented) -> String {
    let id = presented.client_id().map(|id| shown(id.as_str()));
    match (presented, id) {
        (Presented::None { .. }, None) => "No client_id and no secret.".to_owned(),
        (Presented::None { .. }, Some(id)) => format!("client_id {id}, no secret."),
        (_, id) => format!("{}: {} and a secret.", presented.method(), id.unwrap_or_default()),
    }
}
