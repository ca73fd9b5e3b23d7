//! UserInfo (OIDC Core §5.3): claims about the person who signed in, for an access token that came from that sign-in.
//!
//! OIDC Core says nothing about tokens that came from no sign-in. Refusing them, and with which code, is this issuer's choice:
//! 403 `insufficient_scope` for a token without `openid`; 401 `invalid_token` for one that carries `openid` although nobody stands
//! behind it, because asking for more scope would not help.

use serde_json::{Map, Value};

use crate::cite::{Citation, Document};
use crate::jose::json;
use crate::jose::jwt::{Claims, Validation};
use crate::oauth::Scope;
use crate::ports::{Clock, Crypto, Random};

use super::access_token;
use super::bearer_token::{self, Refusal};
use super::reply::{self, Reply};
use super::trace::{Check, Trace};
use super::{ISSUER, Incoming, Issuer};

static KEYS: Check = Check::new("The issuer's keys", Citation::rfc(7517, "5"));
static SCOPE: Check = Check::new("Scope", Citation::rfc(6750, "3.1"));
static AUDIENCE: Check = Check::new("Audience", Citation::rfc(9068, "4"));
static PERSON: Check = Check::new("Person", Citation::new(Document::OidcCore, "5.3"));

const REALM: &str = "userinfo";

/// Answers a request to UserInfo.
pub(super) async fn answer<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    trace: &mut Trace,
) -> Reply {
    match run(issuer, request, trace).await {
        Ok(claims) => reply::private(reply::json(&claims)),
        Err(refusal) => refusal.into_reply(REALM),
    }
}

async fn run<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    trace: &mut Trace,
) -> Result<Map<String, Value>, Refusal> {
    let token = bearer_token::read(request, trace)?;
    let jws = access_token::parse(&token, trace)?;
    let keys = match issuer.keys.verifying(&issuer.crypto).await {
        Ok(keys) => keys,
        Err(error) => {
            trace.refused(&KEYS, "The platform's cryptography.", format!("503. {error}"));
            return Err(Refusal::Unavailable);
        }
    };
    // Scope and person are asked before the audience: a token for an API gets the more useful answer.
    let expected = Validation { audience: None, ..Validation::access_token(issuer.now(), ISSUER, ISSUER) };
    let key = access_token::find(&keys, &jws);
    let claims = access_token::check(&issuer.crypto, &jws, key, &expected, trace).await?;
    let scope = bearer_token::require_scope(&SCOPE, &claims, "openid", trace)?;
    person(issuer, &claims, &scope, trace)
}

/// The person whom the token is about, as far as the scope lets the client know them.
fn person<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    claims: &Claims,
    scope: &Scope,
    trace: &mut Trace,
) -> Result<Map<String, Value>, Refusal> {
    let text = |name| claims.string(name).ok().flatten().unwrap_or_default();
    let sub = text("sub");
    let registry = issuer.registry.borrow();
    // A client that bears a person's identifier is still a client (RFC 9068 §5).
    let Some(person) = registry.person(sub).filter(|_| sub != text("client_id")) else {
        return Err(refuse(trace, &PERSON, "The subject is no person who signed in.", NOBODY));
    };
    if !claims.audience().ok().flatten().is_some_and(|names| names.contains(&ISSUER)) {
        return Err(refuse(
            trace,
            &AUDIENCE,
            "An audience without the issuer.",
            "The access token is for another audience.",
        ));
    }
    let mut about = json::object([("sub", Value::from(person.sub.clone()))]);
    if scope.contains("profile") {
        about.insert("name".to_owned(), Value::from(person.name.clone()));
    }
    let told: Vec<&str> = about.keys().map(String::as_str).collect();
    trace.passed(&PERSON, format!("{} signed in.", person.sub), format!("Told: {}.", told.join(", ")));
    Ok(about)
}

fn refuse(trace: &mut Trace, check: &Check, saw: &str, sentence: &'static str) -> Refusal {
    trace.refused(check, saw, format!("401 invalid_token. {sentence}"));
    Refusal::InvalidToken(sentence)
}

const NOBODY: &str = "No end user stands behind this token.";
