//! UserInfo (OIDC Core §5.3): claims about the person who signed in, for an access token that came from that sign-in.
//!
//! OIDC Core says nothing about tokens that came from no sign-in. Refusing them, and with which code, is this issuer's choice:
//! 403 `insufficient_scope` for a token without `openid`; 401 `invalid_token` for one that carries `openid` although nobody stands
//! behind it, because asking for more scope would not help.

use serde_json::{Map, Value};

use crate::cite::{Citation, Document};
use crate::issuer::policy::UserinfoAccounts;
use crate::issuer::state::Issuer;
use crate::jose::json;
use crate::jose::jwt::Validation;
use crate::oauth::{ActiveToken, Scope, TokenType, introspection};
use crate::ports::{Clock, Crypto, Random};
use crate::protected_resource;
use crate::protected_resource::{Refusal, jwt};
use crate::server::{Check, Incoming, Reply, Trace, reply};

static KEYS: Check = Check::new("The issuer's keys", Citation::rfc(7517, "5"));
static OWN: Check = Check::new("Token form", Citation::rfc(6749, "1.4"));
static GRANT: Check = Check::new("Grant", Citation::rfc(6749, "4.1.2"));
static SCOPE: Check = Check::new("Scope", Citation::rfc(6750, "3.1"));
static AUDIENCE: Check = Check::new("Audience", Citation::rfc(9068, "4"));
static PERSON: Check = Check::new("Person", Citation::new(Document::OidcCore, "5.3"));

const REALM: &str = "userinfo";

/// Answers a request to UserInfo.
pub(crate) async fn answer<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    trace: &mut Trace,
) -> Reply {
    let mut scheme = TokenType::Bearer;
    let mut reply = match run(issuer, request, &mut scheme, trace).await {
        Ok(claims) => reply::private(reply::json(&claims)),
        Err(refusal) => refusal.into_reply(REALM, scheme, None),
    };
    issuer.userinfo_proofs().offer_nonce(request, &mut reply);
    reply
}

async fn run<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    scheme: &mut TokenType,
    trace: &mut Trace,
) -> Result<Map<String, Value>, Refusal> {
    let knows_query = issuer.policies.borrow().profile.knows_tokens_in_the_query();
    let presented = protected_resource::read(request, knows_query, trace)?;
    *scheme = presented.scheme();
    let token = token(issuer, presented.as_str(), trace).await?;
    if issuer.is_disabled(token.client_id.as_ref()) {
        let saw = "A token of a client that is switched off.";
        return Err(refuse(trace, &GRANT, saw, "The access token is not good any more: its client is disabled."));
    }
    protected_resource::prove(&issuer.userinfo_proofs(), request, &presented, &token, trace).await?;
    if let Some(account) = account(issuer, &token, trace) {
        return Ok(account);
    }
    let scope = protected_resource::require(&SCOPE, &token, "openid", trace)?;
    person(issuer, &token, &scope, trace)
}

/// What is told about a client as if it were a person, where the policy wants that: no specification defines it.
fn account<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    token: &ActiveToken,
    trace: &mut Trace,
) -> Option<Map<String, Value>> {
    let has_openid = token.scope.iter().flat_map(|scope| scope.split(' ')).any(|name| name == "openid");
    let answers = match issuer.policies.borrow().userinfo_accounts {
        UserinfoAccounts::Off => false,
        UserinfoAccounts::Openid => has_openid,
        UserinfoAccounts::Any => true,
    };
    let client = issuer.registry.borrow().client(token.client_id.as_ref()?.as_str())?;
    if !answers || token.sub_type.as_deref() == Some(introspection::PERSON) {
        return None;
    }
    let sub = token.sub.clone().unwrap_or_else(|| client.client_id.to_string());
    trace.noted(
        &PERSON,
        "Nobody signed in. Policy: accounts.",
        "Told: the account of the client. Outside the specification.",
    );
    Some(json::object([("sub", Value::from(sub)), ("preferred_username", Value::from(client.account_name()))]))
}

/// What the token is good for: one of the issuer's own, remembered if it is opaque, else checked with the issuer's keys.
async fn token<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    text: &str,
    trace: &mut Trace,
) -> Result<ActiveToken, Refusal> {
    let known = issuer.issued.borrow().access(text, issuer.now());
    if let Some(token) = known {
        trace.passed(&OWN, "A token that is no JWT.", "Issued here, and not over.");
        return Ok(token);
    }
    let jws = jwt::parse(text, trace)?;
    let keys = match issuer.keys.verifying(&issuer.ports.crypto).await {
        Ok(keys) => keys,
        Err(error) => {
            trace.refused(&KEYS, "The platform's cryptography.", format!("503. {error}"));
            return Err(Refusal::Unavailable);
        }
    };
    // Scope and person are asked before the audience: a token for an API gets the more useful answer. A token without a subject is
    // about no person, which is said there too.
    let own = &issuer.names.issuer;
    let expected =
        Validation { audience: None, sub_optional: true, ..Validation::access_token(issuer.now(), own, own) };
    let token = jwt::check(&issuer.ports.crypto, &jws, jwt::find(&keys, &jws), &expected, trace).await?;
    if issuer.issued.borrow().jwt_has_ended(token.jti.as_deref()) {
        let saw = "A token of a grant that has ended: its code or refresh token was used twice, or given back.";
        return Err(refuse(trace, &GRANT, saw, "The access token is not good any more: its grant has ended."));
    }
    Ok(token)
}

/// The person whom the token is about, as far as the scope lets the client know them.
fn person<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    token: &ActiveToken,
    scope: &Scope,
    trace: &mut Trace,
) -> Result<Map<String, Value>, Refusal> {
    let sub = token.sub.as_deref().unwrap_or_default();
    let client_id = token.client_id.as_ref().map_or("", |id| id.as_str());
    let registry = issuer.registry.borrow();
    // A client that bears a person's identifier is still a client (RFC 9068 §5).
    let Some(person) = registry.person(sub).filter(|_| sub != client_id) else {
        return Err(refuse(trace, &PERSON, "The subject is no person who signed in.", NOBODY));
    };
    if !token.aud.iter().any(|name| *name == issuer.names.issuer) {
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

fn refuse(trace: &mut Trace, check: &Check, saw: &'static str, sentence: &'static str) -> Refusal {
    trace.refused(check, saw, format!("401 invalid_token. {sentence}"));
    Refusal::InvalidToken(sentence)
}

const NOBODY: &str = "No end user stands behind this token.";
