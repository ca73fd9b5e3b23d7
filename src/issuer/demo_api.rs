//! The demo API: `GET https://api.test/orders`, for whoever brings an access token with `orders.read`.
//!
//! It treats tokens as an API that belongs to somebody else would. A JWT it checks by itself (RFC 9068 §4): it knows the issuer's name
//! and its own, and asks the issuer for the keys by a message, once, and again when a token names a key it has not seen (OIDC Core
//! §10.1.1). About any other token it asks the issuer, every time (RFC 7662). It never looks into the issuer.

use http::StatusCode;
use serde_json::json;

use crate::cite::{Citation, Document};
use crate::jose::jwt::Validation;
use crate::jose::{CompactJws, VerificationKey};
use crate::oauth::{ActiveToken, Introspection, TokenType};
use crate::ports::{Clock, Crypto, Random};

use super::api_client;
use super::policy::SubjectStyle;
use super::protected_resource::{self, Refusal, jwt};
use super::reply::{self, Reply};
use super::trace::{Check, Trace, shown};
use super::{API, ISSUER, Incoming, Issuer};

static KEY_SET: Check = Check::new("The issuer's keys", Citation::new(Document::OidcCore, "10.1.1"));
static INTROSPECTION: Check = Check::new("The issuer's word", Citation::rfc(7662, "2.2"));
static AUDIENCE: Check = Check::new("Audience", Citation::rfc(7662, "4"));
static SCOPE: Check = Check::new("Scope", Citation::rfc(6750, "3.1"));

const REALM: &str = "orders";

/// Answers a request for the orders.
pub(super) async fn answer<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    trace: &mut Trace,
) -> Reply {
    let mut scheme = TokenType::Bearer;
    let mut reply = match run(issuer, request, &mut scheme, trace).await {
        Ok(()) => reply::private(reply::json(&json!({"orders": [
            {"id": "order-1041", "item": "Desk lamp", "quantity": 1},
            {"id": "order-1042", "item": "Notebook", "quantity": 12},
            {"id": "order-1043", "item": "Tea pot", "quantity": 2},
        ]}))),
        Err(refusal) => refusal.into_reply(REALM, scheme),
    };
    issuer.api_proofs.offer_nonce(issuer, request, &mut reply);
    reply
}

async fn run<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    scheme: &mut TokenType,
    trace: &mut Trace,
) -> Result<(), Refusal> {
    let presented = protected_resource::read(request, trace)?;
    *scheme = presented.scheme();
    let text = presented.as_str();
    let token =
        if text.contains('.') { by_itself(issuer, text, trace).await? } else { ask(issuer, text, trace).await? };
    protected_resource::prove(issuer, &issuer.api_proofs, request, &presented, &token, trace).await?;
    protected_resource::require(&SCOPE, &token, "orders.read", trace)?;
    Ok(())
}

/// Checks a JWT with the issuer's keys.
async fn by_itself<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    text: &str,
    trace: &mut Trace,
) -> Result<ActiveToken, Refusal> {
    let jws = jwt::parse(text, trace)?;
    let key = key(issuer, &jws, trace).await?;
    // Whoever runs an issuer that leaves `sub` out has to tell the APIs to go on without it.
    let sub_optional = issuer.policies.borrow().sub == SubjectStyle::Omitted;
    let expected = Validation { sub_optional, ..Validation::access_token(issuer.now(), ISSUER, API) };
    jwt::check(&issuer.crypto, &jws, key.as_ref(), &expected, trace).await
}

/// Asks the issuer about a token that says nothing by itself.
async fn ask<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    text: &str,
    trace: &mut Trace,
) -> Result<ActiveToken, Refusal> {
    let response = api_client::introspect(issuer, text).await;
    match Introspection::from_response(&response) {
        Ok(Introspection::Active(token)) => {
            trace.passed(&INTROSPECTION, "A token that is no JWT.", "The issuer says that it is active.");
            // The issuer has looked too; an API that relies on that alone accepts what a mistake there lets through.
            if token.aud.iter().any(|name| name == API) {
                trace.passed(&AUDIENCE, shown(&token.aud.join(" ")), "This API is in it.");
                return Ok(*token);
            }
            trace.refused(&AUDIENCE, shown(&token.aud.join(" ")), "401 invalid_token. This API is not in it.");
            Err(Refusal::InvalidToken("The access token is for another audience."))
        }
        Ok(Introspection::Inactive) => {
            let decided = "401 invalid_token. The issuer says that it is not active, and never why.";
            trace.refused(&INTROSPECTION, "A token that is no JWT.", decided);
            Err(Refusal::InvalidToken("The access token is not active: it is unknown here, expired or revoked."))
        }
        Err(error) => {
            trace.refused(&INTROSPECTION, error.to_string(), "503. Nothing can be checked.");
            Err(Refusal::Unavailable)
        }
    }
}

/// The key that the token names, from those already fetched or else from the issuer. A token whose algorithm is not accepted
/// anyway causes no message.
async fn key<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    jws: &CompactJws,
    trace: &mut Trace,
) -> Result<Option<VerificationKey>, Refusal> {
    let known = issuer.known_keys.find(jws);
    if known.is_some() || jws.algorithm().is_err() {
        return Ok(known);
    }
    let response = api_client::key_set(issuer).await;
    if response.status() != StatusCode::OK {
        trace.refused(&KEY_SET, "The issuer answered without its keys.", "503. Nothing can be checked.");
        return Err(Refusal::Unavailable);
    }
    let count = issuer.known_keys.take_over(&issuer.crypto, response.body()).await;
    trace.noted(&KEY_SET, "A key that was not fetched before.", format!("Fetched; the issuer has {count}."));
    Ok(issuer.known_keys.find(jws))
}
