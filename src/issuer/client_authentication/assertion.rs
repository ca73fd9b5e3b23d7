//! Proof by signature: `client_secret_jwt` and `private_key_jwt` (RFC 7523 §3, OIDC Core §9).
//!
//! The key comes first, and only keys registered for the client that the assertion names are tried, each with its own algorithm
//! (RFC 8725 §3.1). What the assertion says is judged once it is certain who says it; then its `jti` is spent.

use std::rc::Rc;

use crate::cite::{Citation, Document};
use crate::issuer::policy::Policies;
use crate::issuer::state::{Client, Issuer};
use crate::jose::{Jwk, JwsError};
use crate::oauth::assertion::{AssertionError, AudienceRule, ClientAssertion, Expectation, shared_key};
use crate::oauth::{ClientAuthMethod, ErrorCode, OAuthError};
use crate::ports::{Clock, Crypto, Random, Transport};
use crate::server::{Check, Trace, quoted, refuse, unavailable};

use super::answer;
use super::keys::{among, keys_at, verify};
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
    match verify(issuer, assertion.jws(), assertion.algorithm(), &keys).await {
        Ok(()) => trace.passed(&CLIENT, saw(), "The signature is by a key of this client."),
        Err(JwsError::Crypto(error)) => return Err(unavailable(trace, &CLIENT, &error.to_string())),
        Err(error) => return Err(fail(trace, &error.to_string())),
    }
    claims(issuer, assertion, trace)?;
    Ok(client)
}

/// The keys of the client that may have signed the assertion.
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
    let (jws, algorithm) = (assertion.jws(), assertion.algorithm());
    let found = match &client.jwks_uri {
        Some(uri) => keys_at(issuer, uri, (jws, algorithm), transport, (&CLIENT_KEYS, trace)).await,
        None => among(&client.jwks, jws, algorithm),
    };
    found.map_err(|error| error.to_string())
}

/// What the assertion says, and whether it says so for the first time.
fn claims<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    assertion: &ClientAssertion,
    trace: &mut Trace,
) -> Result<(), OAuthError> {
    let names = &issuer.names;
    let token_endpoint = names.at("/token");
    let now = issuer.now();
    let policy = issuer.policies.borrow().assertion_rules();
    let expected = Expectation { issuer: &names.issuer, token_endpoint: &token_endpoint, now, policy };
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
