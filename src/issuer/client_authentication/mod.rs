//! Who is asking? (RFC 6749 §2.3, §3.2.1; OIDC Core §9) The same at every endpoint that only clients may use.
//!
//! First what the request presents, then whether it proves anything. A stranger learns nothing from a refusal: an unknown client, a
//! wrong secret, a wrong key and a wrong method are answered alike (CAU-09), and only the trace, which is the issuer's own, says
//! which it was. Whoever fails too often has to wait (RFC 6749 §2.3.1).

mod answer;
mod assertion;
mod certificate;
mod secret;

use std::rc::Rc;

use http::header::AUTHORIZATION;

use crate::cite::Citation;
use crate::oauth::client_auth::present;
use crate::oauth::{ClientAuthMethod, Form, OAuthError, Presented};
use crate::ports::{Clock, Crypto, Random, Transport};

pub(super) static CREDENTIALS: Check = Check::new("Credentials", Citation::rfc(6749, "2.3"));
pub(super) static PACE: Check = Check::new("Pace", Citation::rfc(6749, "2.3.1"));
pub(super) static CLIENT: Check = Check::new("Client authentication", Citation::rfc(6749, "3.2.1"));
pub(super) use assertion::{ASSERTION, CLIENT_KEYS, FIRST_USE};

use crate::issuer::state::{Client, Issuer};
use crate::server::{Check, Incoming, Trace, quoted, refuse};

/// The registered client that sent the request, proven by what the request presents.
pub(super) async fn authenticate<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    form: &Form,
    transport: &impl Transport,
    trace: &mut Trace,
) -> Result<Rc<Client>, OAuthError> {
    let presented = presented(request, form, trace)?;
    let id = presented.client_id().map(|id| id.as_str().to_owned()).unwrap_or_default();
    let now = issuer.now();
    let wait = issuer.throttle.borrow().wait(&id, now);
    if let Some(seconds) = wait {
        let because = "Ten failures for this identifier in a minute.";
        return Err(refuse(trace, &PACE, describe(&presented), answer::too_many(seconds), because));
    }
    let known = issuer.registry.borrow().client(&id);
    let judged = match &presented {
        Presented::Assertion(assertion) => assertion::prove(issuer, known, assertion, transport, trace).await,
        Presented::None { .. } => public(known, &presented, trace),
        // Nobody asks a public client for a proof; a token can still be bound to what it shows (RFC 8705 §4).
        Presented::Certificate { .. } if known.as_ref().is_some_and(|client| client.is_public()) => {
            public(known, &presented, trace)
        }
        Presented::Certificate { client_id, der } => {
            certificate::prove(issuer, known, client_id.as_ref(), der, trace).await
        }
        Presented::Basic { .. } | Presented::Post { .. } => {
            secret::prove(known, &presented, issuer.policies.borrow().profile, trace)
        }
    };
    let mut throttle = issuer.throttle.borrow_mut();
    match &judged {
        Ok(_) => throttle.succeeded(&id),
        // Whoever presents no proof is not guessing one, and nobody guesses a certificate whose key they have to hold.
        Err(_) if matches!(presented, Presented::None { .. } | Presented::Certificate { .. }) => {}
        Err(_) => throttle.failed(&id, now),
    }
    judged
}

/// What the request presents: one proof or none, never two.
fn presented(request: &Incoming, form: &Form, trace: &mut Trace) -> Result<Presented, OAuthError> {
    match present(&request.head, form) {
        Ok(presented) => {
            trace.passed(&CREDENTIALS, describe(&presented), "At most one proof.");
            Ok(presented)
        }
        Err(error) => {
            let used_header = request.head.headers.contains_key(AUTHORIZATION);
            let saw = if used_header { "An Authorization header." } else { "Credentials in the form." };
            let check = Check::new(CREDENTIALS.name, error.citation());
            Err(refuse(trace, &check, saw, answer::unreadable(&error, used_header), &error.to_string()))
        }
    }
}

/// A request without a proof is a public client's, or nobody's.
fn public(known: Option<Rc<Client>>, presented: &Presented, trace: &mut Trace) -> Result<Rc<Client>, OAuthError> {
    match known {
        Some(client) if client.token_endpoint_auth_method.shows_certificate() => {
            let check = Check::new(CLIENT.name, Citation::rfc(8705, "2"));
            let because = "The client proves itself by a certificate, and the connection shows none.";
            Err(refuse(trace, &check, describe(presented), answer::no_certificate(), because))
        }
        Some(client) if client.is_public() => {
            let decided = "A public client: nothing to prove, and nothing proven. It only says who it is.";
            trace.passed(&CLIENT, describe(presented), decided);
            Ok(client)
        }
        _ => {
            let because = "No secret, and no public client has this identifier.";
            Err(refuse(trace, &CLIENT, describe(presented), answer::missing(), because))
        }
    }
}

fn describe(presented: &Presented) -> String {
    let id = presented.client_id().map(|id| quoted(id.as_str()));
    let method = presented.method().map_or("", ClientAuthMethod::as_str);
    match (presented, id) {
        (Presented::Certificate { .. }, None) => "A certificate on the connection, and no client_id.".to_owned(),
        (Presented::Certificate { .. }, Some(id)) => format!("client_id {id}, and a certificate on the connection."),
        (Presented::None { .. }, None) => "No client_id and no secret.".to_owned(),
        (Presented::None { .. }, Some(id)) => format!("client_id {id}, no secret."),
        (Presented::Assertion(assertion), id) => {
            let id = id.unwrap_or_default();
            format!("{method}: {id} and an assertion signed with {}.", assertion.algorithm().name())
        }
        (_, id) => format!("{method}: {} and a secret.", id.unwrap_or_default()),
    }
}
