//! The JWT bearer grant (RFC 7523 §2.1, §3; RFC 7521 §4.1): another issuer's signed word about a person, in place of a sign-in.
//!
//! One other issuer is believed, [`OTHER_ISSUER`]. The assertion says whom the token is about; the client still proves who it is in its own
//! way, and another JWT may serve for that. Whatever is wrong with the assertion, the answer is `invalid_grant` (RFC 7523 §3.1): it stands
//! for what somebody allowed, not for the client.

use crate::cite::Citation;
use crate::issuer::client_authentication::{keys_at, verify};
use crate::issuer::state::{Client, Issuer};
use crate::jose::jwt::{Claims, Validation, validate};
use crate::jose::{CompactJws, JwsError};
use crate::oauth::{ErrorCode, OAuthError, Scope, TokenRequest};
use crate::ports::{Clock, Crypto, Random, Transport};
use crate::server::{Check, OTHER_ISSUER, Text, Trace, ids, quoted, refuse, unavailable};

use super::client_credentials::{ABOUT_A_PERSON, SCOPE, SCOPE_ALLOWED};
use super::granted::{Asked, Granted};
use super::mint::ACCESS_TOKEN;

pub(super) static KEYS: Check = Check::new("The other issuer's keys", Citation::rfc(7523, "3"));
pub(super) static ASSERTION: Check = Check::new("Assertion as a grant", Citation::rfc(7523, "3"));

/// What the other issuer's word allows the client.
pub(super) async fn redeem<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    message: &TokenRequest,
    asked: Asked,
    transport: &impl Transport,
    trace: &mut Trace,
) -> Result<Granted, OAuthError> {
    let Some(text) = message.form.get("assertion") else {
        let sentence = "The parameter assertion is missing.";
        let error = OAuthError::new(ErrorCode::InvalidRequest, sentence);
        return Err(refuse(trace, &ASSERTION, "Not there.", error, sentence));
    };
    let jws = match CompactJws::parse(text) {
        Ok(jws) => jws,
        Err(error) => return Err(no_good(trace, &error.to_string())),
    };
    match signed(issuer, &jws, transport, trace).await {
        Ok(()) => {}
        Err(JwsError::Crypto(error)) => return Err(unavailable(trace, &ASSERTION, &error.to_string())),
        Err(error) => return Err(no_good(trace, &error.to_string())),
    }
    let sub = match subject(issuer, &jws) {
        Ok(sub) => sub,
        Err(reason) => return Err(no_good(trace, &reason)),
    };
    trace.passed(
        &ASSERTION,
        format!("A JWT of {OTHER_ISSUER}, for this issuer, about {}.", quoted(&sub)),
        "Its word is taken.",
    );
    let default = issuer.registry.borrow().default_scope(client, &asked.resources);
    let scope = scope(message, &client.scope, default, trace)?;
    let id = ids::identifier(&issuer.ports.random);
    let id = id.map_err(|error| unavailable(trace, &ACCESS_TOKEN, &error.to_string()))?;
    Ok(Granted::about_absent(sub, scope, asked, id))
}

/// Whether the other issuer signed it.
async fn signed<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    jws: &CompactJws,
    transport: &impl Transport,
    trace: &mut Trace,
) -> Result<(), JwsError> {
    let algorithm = jws.algorithm()?;
    let jwks_uri = [OTHER_ISSUER, "/jwks"].concat();
    let keys = keys_at(issuer, &jwks_uri, (jws, algorithm), transport, (&KEYS, trace)).await?;
    verify(issuer, jws, algorithm, &keys).await
}

/// The person whom the assertion is about, if it holds (RFC 7523 §3). Both the issuer and its token endpoint may be its audience: the
/// issuer-only rule of RFC 10070 is about proofs of clients.
fn subject<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>, jws: &CompactJws) -> Result<String, String> {
    let policy = issuer.policies.borrow().assertion;
    let expected = Validation {
        issuer: Some(OTHER_ISSUER.to_owned()),
        leeway: policy.leeway,
        refuse_future_iat: true,
        ..Validation::any_jwt(issuer.now())
    };
    let report = validate(jws, Some(&Ok(())), &expected);
    if let Some(failed) = report.first_failure() {
        return Err(failed.outcome.reason().unwrap_or_default().to_owned());
    }
    // One that says it is something else was not made for this (RFC 8725 §3.11).
    if jws.header().typ().is_some() && !jws.header().typ_is("JWT") {
        return Err("By its typ the JWT was made for something else.".to_owned());
    }
    let claims = Claims::parse(jws.payload()).map_err(|error| error.to_string())?;
    let missing = |name: &str| format!("The assertion has no {name}.");
    if claims.get("iss").is_none() {
        return Err(missing("iss"));
    }
    let audience = claims.audience().ok().flatten().ok_or_else(|| missing("aud"))?;
    let names = &issuer.names;
    let token_endpoint = names.at("/token");
    if !audience.iter().any(|name| *name == names.issuer || *name == token_endpoint) {
        return Err("The assertion is for somebody else: its aud is not this issuer.".to_owned());
    }
    let exp = claims.time("exp").ok().flatten().ok_or_else(|| missing("exp"))?.at();
    if exp.since(issuer.now()) > i64::from(policy.max_lifetime) {
        return Err("The assertion is good for longer than an hour.".to_owned());
    }
    let sub = claims.string("sub").ok().flatten().ok_or_else(|| missing("sub"))?;
    issuer.registry.borrow().person(sub).ok_or("Its sub is nobody whom this issuer knows.")?;
    // A name of its own makes it good once (RFC 7523 §3 (7)).
    if let Ok(Some(jti)) = claims.string("jti") {
        let name = [OTHER_ISSUER, " ", jti].concat();
        if !issuer.assertions.borrow_mut().first_use(&name, exp.plus(policy.leeway.into())) {
            return Err("The assertion was used before.".to_owned());
        }
    }
    Ok(sub.to_owned())
}

/// The scope that a client gets for a person who is not there: what it asks for of `limit`, or else `default`, and nothing about a sign-in.
pub(super) fn scope(
    message: &TokenRequest,
    limit: &Scope,
    default: Scope,
    trace: &mut Trace,
) -> Result<Scope, OAuthError> {
    let of_an_api = |token: &str| !ABOUT_A_PERSON.contains(&token) && token != "offline_access";
    let limit = limit.filter(of_an_api);
    let asked = match message.scope() {
        Ok(asked) => asked.unwrap_or_else(|| default.filter(of_an_api)),
        Err(error) => return Err(refuse(trace, &SCOPE, "A scope.", error.to_oauth_error(), &error.to_string())),
    };
    let saw = format!("{} of {}.", quoted(&asked.to_string()), quoted(&limit.to_string()));
    if !asked.is_empty() && asked.is_subset_of(&limit) {
        trace.passed(&SCOPE_ALLOWED, saw, format!("Granted: {asked}."));
        return Ok(asked);
    }
    let sentence = "The scope is unknown, about a sign-in, or more than this client may have here.";
    let error = OAuthError::new(ErrorCode::InvalidScope, sentence);
    Err(refuse(trace, &SCOPE_ALLOWED, saw, error, sentence))
}

/// One sentence on the wire for every reason.
fn no_good(trace: &mut Trace, because: &str) -> OAuthError {
    let sentence = "The assertion is not one that this issuer believes: it is malformed, over, used before, for somebody else, \
                    about nobody known here, or signed by nobody who is trusted.";
    let error = OAuthError::new(ErrorCode::InvalidGrant, sentence);
    let check = Check::new(ASSERTION.name, Citation::rfc(7523, "3.1"));
    let saw: Text = "An assertion.".into();
    refuse(trace, &check, saw, error, because)
}
