//! From what a request presents to the registered client that sent it.

use std::rc::Rc;

use crate::cite::Citation;
use crate::issuer::state::{Client, Issuer};
use crate::oauth::client_auth::BasicReading;
use crate::oauth::{Form, OAuthError, Presented};
use crate::ports::{Clock, Crypto, Random, Transport};
use crate::server::{Check, Incoming, Trace, refuse};

use super::presented::{CLIENT, describe, presented};
use super::{answer, assertion, certificate, secret, unencoded};

pub(crate) static PACE: Check = Check::new("Pace", Citation::rfc(6749, "2.3.1"));

pub(crate) static ENABLED: Check = Check::new("Client switched on", Citation::rfc(6749, "3.2.1"));

/// The registered client that sent the request, proven by what the request presents.
pub(crate) async fn authenticate<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    form: &Form,
    transport: &impl Transport,
    trace: &mut Trace,
) -> Result<Rc<Client>, OAuthError> {
    let reading = issuer.policies.borrow().basic_secret;
    let realm = issuer.names.realm();
    let presented = presented(reading, realm, request, form, trace)?;
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
        Presented::None { .. } => public(known, &presented, realm, trace),
        // Nobody asks a public client for a proof; a token can still be bound to what it shows (RFC 8705 §4).
        Presented::Certificate { .. } if known.as_ref().is_some_and(|client| client.is_public()) => {
            public(known, &presented, realm, trace)
        }
        Presented::Certificate { client_id, der } => {
            certificate::prove(issuer, known, client_id.as_ref(), der, trace).await
        }
        Presented::Basic(_) | Presented::Post { .. } => {
            let (registry, policies) = (issuer.registry.borrow(), issuer.policies.borrow());
            // Where nothing is decoded, nothing is missed by leaving the encoding out.
            let unencoded = || {
                let is_decoded = policies.basic_secret == BasicReading::Form;
                is_decoded
                    .then(|| unencoded::recognise(&registry, &request.head.headers, presented.client_id()))
                    .flatten()
            };
            secret::prove(&registry, &presented, &policies, now, unencoded, trace)
        }
    };
    let mut throttle = issuer.throttle.borrow_mut();
    match &judged {
        Ok(_) => throttle.succeeded(&id),
        // Whoever presents no proof is not guessing one, and nobody guesses a certificate whose key they have to hold.
        Err(_) if matches!(presented, Presented::None { .. } | Presented::Certificate { .. }) => {}
        Err(_) => throttle.failed(&id, now),
    }
    match judged {
        Ok(client) if client.disabled => {
            let because = "Whoever runs the issuer has switched the client off.";
            Err(refuse(trace, &ENABLED, describe(&presented), answer::failed(&presented, realm), because))
        }
        judged => judged,
    }
}

/// A request without a proof is a public client's, or nobody's.
fn public(
    known: Option<Rc<Client>>,
    presented: &Presented,
    realm: &str,
    trace: &mut Trace,
) -> Result<Rc<Client>, OAuthError> {
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
            Err(refuse(trace, &CLIENT, describe(presented), answer::missing(realm), because))
        }
    }
}
