//! The demo API: `GET https://api.test/orders`, for whoever brings an access token with `orders.read`.
//!
//! It treats tokens as an API that belongs to somebody else would (RFC 9068 §4): it knows the issuer's name and its own, and
//! asks the issuer for the keys by a message, once, and again when a token names a key it has not seen (OIDC Core §10.1.1).
//! It never looks into the issuer.

use std::cell::RefCell;

use http::StatusCode;
use serde_json::json;

use crate::cite::{Citation, Document};
use crate::jose::jwt::Validation;
use crate::jose::{Algorithm, CompactJws, JwkSet, VerificationKey};
use crate::ports::{Clock, Crypto, Random};

use super::bearer_token::{self, Refusal};
use super::reply::{self, Reply};
use super::trace::{Check, Trace};
use super::{API, ISSUER, Incoming, Issuer, access_token};

static KEY_SET: Check = Check::new("The issuer's keys", Citation::new(Document::OidcCore, "10.1.1"));
static SCOPE: Check = Check::new("Scope", Citation::rfc(6750, "3.1"));

const REALM: &str = "orders";

/// The issuer's keys, as far as the API has fetched them.
#[derive(Default)]
pub(super) struct KnownKeys(RefCell<Vec<VerificationKey>>);

impl KnownKeys {
    pub(super) fn forget<C: Crypto>(&self, crypto: &C) {
        for key in self.0.take() {
            crypto.release(key.key);
        }
    }
}

/// Answers a request for the orders.
pub(super) async fn answer<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    trace: &mut Trace,
) -> Reply {
    match run(issuer, request, trace).await {
        Ok(()) => reply::private(reply::json(&json!({"orders": [
            {"id": "order-1041", "item": "Desk lamp", "quantity": 1},
            {"id": "order-1042", "item": "Notebook", "quantity": 12},
            {"id": "order-1043", "item": "Tea pot", "quantity": 2},
        ]}))),
        Err(refusal) => refusal.into_reply(REALM),
    }
}

async fn run<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    trace: &mut Trace,
) -> Result<(), Refusal> {
    let token = bearer_token::read(request, trace)?;
    let jws = access_token::parse(&token, trace)?;
    let key = key(issuer, &jws, trace).await?;
    let expected = Validation::access_token(issuer.now(), ISSUER, API);
    let claims = access_token::check(&issuer.crypto, &jws, key.as_ref(), &expected, trace).await?;
    bearer_token::require_scope(&SCOPE, &claims, "orders.read", trace)?;
    Ok(())
}

/// The key that the token names, from those already fetched or else from the issuer. A token whose algorithm is not accepted
/// anyway causes no message.
async fn key<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    jws: &CompactJws,
    trace: &mut Trace,
) -> Result<Option<VerificationKey>, Refusal> {
    let known = access_token::find(&issuer.known_keys.0.borrow(), jws).cloned();
    if known.is_some() || jws.algorithm().is_err() {
        return Ok(known);
    }
    let response = issuer.key_set_for_api().await;
    if response.status() != StatusCode::OK {
        trace.refused(&KEY_SET, "The issuer answered without its keys.", "503. Nothing can be checked.");
        return Err(Refusal::Unavailable);
    }
    let set = JwkSet::parse(response.body()).unwrap_or_default();
    trace.noted(&KEY_SET, "A key that was not fetched before.", format!("Fetched; the issuer has {}.", set.keys.len()));
    import(issuer, &set).await;
    Ok(access_token::find(&issuer.known_keys.0.borrow(), jws).cloned())
}

/// Makes the set the API's own: new keys are imported, keys that it already has stay, keys that are gone are forgotten.
async fn import<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>, set: &JwkSet) {
    let mut keys = Vec::with_capacity(set.keys.len());
    for jwk in &set.keys {
        let known = issuer.known_keys.0.borrow().iter().find(|key| key.jwk == *jwk).cloned();
        let Some(algorithm) = jwk.alg().and_then(Algorithm::from_name) else { continue };
        match known {
            Some(key) => keys.push(key),
            None => keys.extend(VerificationKey::import(&issuer.crypto, jwk, algorithm).await),
        }
    }
    let before = issuer.known_keys.0.replace(keys);
    let now = issuer.known_keys.0.borrow();
    for key in before.iter().filter(|key| !now.contains(key)) {
        issuer.crypto.release(key.key);
    }
}
