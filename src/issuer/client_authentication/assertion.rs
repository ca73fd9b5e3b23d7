//! Proof by signature: `client_secret_jwt` and `private_key_jwt` (RFC 7523 §3, OIDC Core §9).
//!
//! The key comes first, and only keys registered for the client that the assertion names are tried, each with its own algorithm
//! (RFC 8725 §3.1). What the assertion says is judged once it is certain who says it; then its `jti` is spent.

use std::rc::Rc;

use http::{Request, StatusCode};

use crate::cite::{Citation, Document};
use crate::issuer::policy::Policies;
use crate::issuer::state::{Client, Issuer};
use crate::jose::{self, Jwk, JwkSet, JwsError, VerificationKey};
use crate::oauth::assertion::{AssertionError, AudienceRule, ClientAssertion, Expectation, shared_key};
use crate::oauth::{ClientAuthMethod, ErrorCode, OAuthError};
use crate::ports::{Clock, Connection, Crypto, Random, Transport};
use crate::server::{Check, ISSUER, Trace, quoted, refuse, unavailable};

use super::answer;
use super::presented::CLIENT;

pub(crate) static ASSERTION: Check = Check::new("Claims of the assertion", Citation::rfc(7523, "3"));
pub(crate) static FIRST_USE: Check = Check::new("First use of the assertion", Citation::new(Document::OidcCore, "9"));
pub(crate) static CLIENT_KEYS: Check = Check::new("The client's keys", Citation::new(Document::OidcCore, "10.1.1"));

/// Whether the assertion is the client's, is for this issuer and now, and comes for the first time.
pub(super) async fn prove<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    known: Option<Rc<Client>>,
    assertion: &ClientAssertion,
    transport: &impl Transport,
    trace: &mut Trace,
) -> Result<Rc<Client>, OAuthError> {
    let saw = || {
        let subject = quoted(assertion.subject().as_str());
        format!("{}: {subject}, signed with {}.", assertion.method(), assertion.algorithm().name())
    };
    let fail = |trace: &mut Trace, because: &str| refuse(trace, &CLIENT, saw(), answer::proof_failed(), because);
    let Some(client) = known else {
        return Err(fail(trace, "No client has this identifier."));
    };
    if client.token_endpoint_auth_method != assertion.method() {
        return Err(fail(trace, "The client is registered for another method."));
    }
    if !issuer.policies.borrow().profile.allows_algorithm(assertion.algorithm()) {
        return Err(fail(trace, "The profile does not take this algorithm (FAPI 2.0 SP §5.4.1)."));
    }
    let keys = match keys(issuer, &client, assertion, transport, trace).await {
        Ok(keys) => keys,
        Err(because) => return Err(fail(trace, &because)),
    };
    match verify(issuer, assertion, &keys).await {
        Ok(()) => trace.passed(&CLIENT, saw(), "The signature is by a key of this client."),
        Err(JwsError::Crypto(error)) => return Err(unavailable(trace, &CLIENT, &error.to_string())),
        Err(error) => return Err(fail(trace, &error.to_string())),
    }
    claims(issuer, assertion, trace)?;
    Ok(client)
}

/// The keys of the client that may have signed the assertion. Unknown names are looked up once more at the client's `jwks_uri`.
async fn keys<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    assertion: &ClientAssertion,
    transport: &impl Transport,
    trace: &mut Trace,
) -> Result<Vec<Jwk>, String> {
    if client.token_endpoint_auth_method == ClientAuthMethod::ClientSecretJwt {
        let secret = client.client_secret.as_ref().ok_or("The client has no secret.")?;
        return shared_key(secret).map(|key| vec![key]).map_err(|error| error.to_string());
    }
    let among = |set: &JwkSet| -> Result<Vec<Jwk>, JwsError> {
        let found = set.candidates(assertion.jws().header(), assertion.algorithm())?;
        Ok(found.into_iter().cloned().collect())
    };
    let Some(jwks_uri) = &client.jwks_uri else {
        return among(&client.jwks).map_err(|error| error.to_string());
    };
    let known = |(address, _): &&(String, JwkSet)| address == jwks_uri;
    let cached = issuer.client_keys.borrow().iter().find(known).map(|(_, set)| among(set));
    if let Some(Ok(found)) = cached {
        return Ok(found);
    }
    let set = fetch_keys(jwks_uri, transport).await;
    trace.noted(&CLIENT_KEYS, quoted(jwks_uri), format!("Fetched; the client has {}.", set.keys.len()));
    let found = among(&set);
    let mut client_keys = issuer.client_keys.borrow_mut();
    client_keys.retain(|(address, _)| address != jwks_uri);
    client_keys.push((jwks_uri.clone(), set));
    found.map_err(|error| error.to_string())
}

/// A client's public keys, by a message to its website. An answer without keys is a set without keys.
async fn fetch_keys(jwks_uri: &str, transport: &impl Transport) -> JwkSet {
    let Ok(uri) = jwks_uri.parse() else { return JwkSet::default() };
    let mut request = Request::new(Vec::new());
    *request.uri_mut() = uri;
    match transport.send(request, &Connection::default()).await {
        Ok(response) if response.status() == StatusCode::OK => JwkSet::parse(response.body()).unwrap_or_default(),
        Ok(_) | Err(_) => JwkSet::default(),
    }
}

async fn verify<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    assertion: &ClientAssertion,
    keys: &[Jwk],
) -> Result<(), JwsError> {
    let mut last = JwsError::NoKeyFor(assertion.algorithm().name().to_owned());
    for jwk in keys {
        let Ok(key) = VerificationKey::import(&issuer.ports.crypto, jwk, assertion.algorithm()).await else { continue };
        let verified = jose::verify(&issuer.ports.crypto, assertion.jws(), &key).await;
        issuer.ports.crypto.release(key.key);
        match verified {
            Ok(()) => return Ok(()),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// What the assertion says, and whether it says so for the first time.
fn claims<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    assertion: &ClientAssertion,
    trace: &mut Trace,
) -> Result<(), OAuthError> {
    let token_endpoint = [ISSUER, "/token"].concat();
    let now = issuer.now();
    let policy = issuer.policies.borrow().assertion_rules();
    let expected = Expectation { issuer: ISSUER, token_endpoint: &token_endpoint, now, policy };
    let accepted = match assertion.check(&expected) {
        Ok(accepted) => accepted,
        Err(error) => {
            note_overruled(&issuer.policies.borrow(), &error, trace);
            let check = Check::new(ASSERTION.name, error.citation());
            let refusal = OAuthError::new(ErrorCode::InvalidClient, &error.on_the_wire());
            return Err(refuse(trace, &check, "A signed assertion.", refusal, &error.to_string()));
        }
    };
    for warning in &accepted.warnings {
        trace.noted(&Check::new(ASSERTION.name, warning.citation()), "A signed assertion.", warning.to_string());
    }
    trace.passed(&ASSERTION, "iss, sub, aud, exp and jti.", "From this client, for this issuer, and not over.");
    // Two clients may choose the same name, and neither can spoil the other's.
    let name = [assertion.subject().as_str(), " ", &accepted.jti].concat();
    if issuer.assertions.borrow_mut().first_use(&name, accepted.remember_until) {
        trace.passed(&FIRST_USE, "Its jti.", "Not seen before. It is spent now.");
        Ok(())
    } else {
        let sentence = "This client assertion was used before. Every request needs its own.";
        let refusal = OAuthError::new(ErrorCode::InvalidClient, sentence);
        Err(refuse(trace, &FIRST_USE, "Its jti.", refusal, "The assertion was used before."))
    }
}

/// Says so when the policy would take the audience, and the profile does not let it.
fn note_overruled(policies: &Policies, error: &AssertionError, trace: &mut Trace) {
    let about_audience = matches!(error, AssertionError::AudienceTokenEndpoint | AssertionError::AudienceSeveral);
    if policies.assertion.audience != AudienceRule::Legacy || !about_audience {
        return;
    }
    if let Some(clause) = policies.profile.fixes_assertion_audience() {
        let decided = "The profile does not take that: the issuer identifier has to be the only audience.";
        trace.noted(&Check::new(ASSERTION.name, clause), "Policy: also the token endpoint.", decided);
    }
}
