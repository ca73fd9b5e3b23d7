//! The demo APIs, `https://api.test` and `https://stock.test`: how each judges a request. What they offer is in `api_resource`.
//!
//! Each treats tokens as an API that belongs to somebody else would. A JWT it checks by itself (RFC 9068 §4): it knows the issuer's name
//! and its own, and asks the issuer for the keys by a message, once, and again when a token names a key it has not seen (OIDC Core
//! §10.1.1). About any other token it asks the issuer, every time (RFC 7662). It never looks into the issuer.

use http::StatusCode;

use crate::cite::{Citation, Document};
use crate::jose::jwt::Validation;
use crate::jose::{CompactJws, VerificationKey};
use crate::oauth::{ActiveToken, Introspection, TokenType};
use crate::ports::{Clock, Crypto, Random};

use super::api_client::{self, KnownKeys};
use super::api_resource::Resource;
use super::policy::SubjectStyle;
use super::proofs::Proofs;
use super::protected_resource::{self, Refusal, jwt};
use super::reply::{self, Reply};
use super::trace::{Check, Trace, quoted};
use super::{API, ISSUER, Incoming, Issuer, STOCK_API};

static KEY_SET: Check = Check::new("The issuer's keys", Citation::new(Document::OidcCore, "10.1.1"));
static INTROSPECTION: Check = Check::new("The issuer's word", Citation::rfc(7662, "2.2"));
static AUDIENCE: Check = Check::new("Audience", Citation::rfc(7662, "4"));

/// One of the demo APIs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DemoApi {
    /// `https://api.test`: orders.
    Orders,
    /// `https://stock.test`: what is in stock.
    Stock,
}

impl DemoApi {
    /// What it is called in `aud`.
    pub(super) const fn identifier(self) -> &'static str {
        match self {
            Self::Orders => API,
            Self::Stock => STOCK_API,
        }
    }

    /// What it is called in a challenge (RFC 9110 §11.5).
    const fn realm(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Stock => "stock",
        }
    }
}

/// What one API remembers: the issuer's keys and the proofs that it has seen.
#[derive(Default)]
pub(super) struct ApiMemory {
    pub(super) keys: KnownKeys,
    pub(super) proofs: Proofs,
}

/// Answers a request for something that an API offers.
pub(super) async fn answer<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    resource: Resource,
    request: &Incoming,
    trace: &mut Trace,
) -> Reply {
    let mut scheme = TokenType::Bearer;
    let api = resource.api();
    let mut reply = match token(issuer, api, request, &mut scheme, trace).await {
        Ok(token) => match resource.give(&token, trace) {
            Ok(body) => reply::private(reply::json(&body)),
            Err(refusal) => refusal.into_reply(api.realm(), scheme),
        },
        Err(refusal) => refusal.into_reply(api.realm(), scheme),
    };
    issuer.memory_of(api).proofs.offer_nonce(issuer, request, &mut reply);
    reply
}

/// The access token of the request: good, for this API, and in the right hands.
async fn token<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    api: DemoApi,
    request: &Incoming,
    scheme: &mut TokenType,
    trace: &mut Trace,
) -> Result<ActiveToken, Refusal> {
    let knows_query = issuer.policies.borrow().profile.knows_tokens_in_the_query();
    let presented = protected_resource::read(request, knows_query, trace)?;
    *scheme = presented.scheme();
    let text = presented.as_str();
    let token = if text.contains('.') {
        by_itself(issuer, api, text, trace).await?
    } else {
        ask(issuer, api, text, trace).await?
    };
    protected_resource::prove(issuer, &issuer.memory_of(api).proofs, request, &presented, &token, trace).await?;
    Ok(token)
}

/// Checks a JWT with the issuer's keys.
async fn by_itself<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    api: DemoApi,
    text: &str,
    trace: &mut Trace,
) -> Result<ActiveToken, Refusal> {
    let jws = jwt::parse(text, trace)?;
    let key = key(issuer, api, &jws, trace).await?;
    // Whoever runs an issuer that leaves `sub` out has to tell the APIs to go on without it.
    let sub_optional = issuer.policies.borrow().sub == SubjectStyle::Omitted;
    let expected = Validation { sub_optional, ..Validation::access_token(issuer.now(), ISSUER, api.identifier()) };
    jwt::check(&issuer.crypto, &jws, key.as_ref(), &expected, trace).await
}

/// Asks the issuer about a token that says nothing by itself.
async fn ask<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    api: DemoApi,
    text: &str,
    trace: &mut Trace,
) -> Result<ActiveToken, Refusal> {
    let response = api_client::introspect(issuer, api, text).await;
    match Introspection::from_response(&response) {
        Ok(Introspection::Active(token)) => {
            trace.passed(&INTROSPECTION, "A token that is no JWT.", "The issuer says that it is active.");
            // The issuer has looked too; an API that relies on that alone accepts what a mistake there lets through.
            if token.aud.iter().any(|name| name == api.identifier()) {
                trace.passed(&AUDIENCE, quoted(&token.aud.join(" ")), "This API is in it.");
                return Ok(*token);
            }
            trace.refused(&AUDIENCE, quoted(&token.aud.join(" ")), "401 invalid_token. This API is not in it.");
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
    api: DemoApi,
    jws: &CompactJws,
    trace: &mut Trace,
) -> Result<Option<VerificationKey>, Refusal> {
    let keys = &issuer.memory_of(api).keys;
    let known = keys.find(jws);
    if known.is_some() || jws.algorithm().is_err() {
        return Ok(known);
    }
    let response = api_client::key_set(issuer).await;
    if response.status() != StatusCode::OK {
        trace.refused(&KEY_SET, "The issuer answered without its keys.", "503. Nothing can be checked.");
        return Err(Refusal::Unavailable);
    }
    let count = keys.take_over(&issuer.crypto, response.body()).await;
    trace.noted(&KEY_SET, "A key that was not fetched before.", format!("Fetched; the issuer has {count}."));
    Ok(keys.find(jws))
}
