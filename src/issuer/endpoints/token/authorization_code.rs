//! The authorization code grant at the token endpoint (RFC 6749 §4.1.3, RFC 7636 §4.5, §4.6).
//!
//! Here for contrast: the same endpoint, the same checks before, and behind the code a person who signed in. A code is spent by
//! being shown, whatever comes of it, so that nobody can try verifiers (RFC 6749 §10.5). The OAuth 2.1 draft has dropped the parameter
//! `redirect_uri` here and lets older clients go on sending it (§10.2): under that profile PKCE alone is enough.

use crate::cite::{Citation, Document};
use crate::issuer::endpoints::authorization_details;
use crate::issuer::state::{Client, Code, Issuer};
use crate::oauth::pkce::CodeVerifier;
use crate::oauth::{ErrorCode, OAuthError, TokenRequest};
use crate::ports::{Clock, Crypto, Random};
use crate::server::{Check, Text, Trace, ids, quoted, refuse, unavailable};

use super::granted::{Asked, Granted, Identity};
use super::mint::ACCESS_TOKEN;

pub(super) static CODE: Check = Check::new("Code", Citation::rfc(6749, "4.1.3"));
pub(super) static REDIRECT_URI: Check = Check::new("Redirect URI", Citation::rfc(6749, "4.1.3"));
static NO_REDIRECT_URI: Check = Check::new(REDIRECT_URI.name, Citation::new(Document::OAuth21, "10.2"));
pub(super) static VERIFIER: Check = Check::new("Code verifier", Citation::rfc(7636, "4.6"));

/// What the person at the sign-in allowed the client.
pub(super) async fn redeem<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    message: &TokenRequest,
    asked: Asked,
    trace: &mut Trace,
) -> Result<Granted, OAuthError> {
    let form = &message.form;
    let Some(name) = form.get("code") else {
        return Err(missing(trace, &CODE, "The parameter code is missing."));
    };
    let redirect_uri = form.get("redirect_uri");
    let is_optional = issuer.policies.borrow().profile.redeems_without_redirect_uri();
    if redirect_uri.is_none() && !is_optional {
        return Err(missing(trace, &REDIRECT_URI, "The parameter redirect_uri is missing."));
    }
    let entry = issuer.codes.borrow_mut().take(name);
    let code = match entry {
        None if issuer.issued.borrow_mut().end_if_spent(name) => {
            let because =
                "It was redeemed before, so two have it. Every token that came of it and is remembered here ends now.";
            return Err(no_good(trace, &CODE, "A code.", because));
        }
        None => return Err(no_good(trace, &CODE, "A code.", "No such code is open: never issued, or spent.")),
        Some(entry) if entry.is_expired(issuer.now()) => {
            return Err(no_good(trace, &CODE, "A code.", "It was good for 60 seconds, and they are over."));
        }
        Some(entry) if entry.value.client_id != client.client_id => {
            let saw = format!("A code for {}.", quoted(entry.value.client_id.as_str()));
            return Err(no_good(trace, &CODE, saw, "Another client shows it. It is spent now."));
        }
        Some(entry) => entry.value,
    };
    // Before anything is waited for: whoever shows the code while this answer is under way ends what comes of it.
    let id = ids::identifier(&issuer.ports.random);
    let id = id.map_err(|error| unavailable(trace, &ACCESS_TOKEN, &error.to_string()))?;
    issuer.issued.borrow_mut().spend(name, issuer.now(), id.clone());
    trace.passed(&CODE, format!("A code for {}.", quoted(client.client_id.as_str())), "Open, and spent now.");
    match redirect_uri {
        Some(other) if code.redirect_uri != other => {
            return Err(no_good(trace, &REDIRECT_URI, quoted(other), "The code was sent to another address."));
        }
        Some(own) => trace.passed(&REDIRECT_URI, quoted(own), "The address that the code was sent to."),
        None if code.code_challenge.is_some() => {
            trace.passed(&NO_REDIRECT_URI, "Not there.", "Not needed: the code is bound to a challenge.");
        }
        None => {
            let because = "Not there, and the code is bound to no challenge.";
            return Err(no_good(trace, &NO_REDIRECT_URI, "Not there.", because));
        }
    }
    verify(issuer, &code, form.get("code_verifier"), trace).await?;
    Ok(Granted {
        subject: Some(code.login.sub),
        scope: code.scope,
        identity: Identity::Person { auth_time: code.login.auth_time, nonce: code.login.nonce },
        resources: code.resources,
        details: authorization_details::within(code.details, asked.details, trace)?,
        id,
        refresh: None,
        exchanged: None,
        played: None,
    })
}

/// Whether the caller is the one who started the attempt. A verifier for a code without a challenge is refused too: somebody
/// took the challenge out on the way (RFC 9700 §4.8.2).
async fn verify<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    code: &Code,
    verifier: Option<&str>,
    trace: &mut Trace,
) -> Result<(), OAuthError> {
    let (challenge, verifier) = match (&code.code_challenge, verifier) {
        (Some(challenge), Some(verifier)) => (challenge, verifier),
        (Some(_), None) => {
            return Err(no_good(trace, &VERIFIER, "No code_verifier.", "The code was asked for with a challenge."));
        }
        (None, Some(_)) => {
            let because = "The code was asked for without a challenge.";
            return Err(no_good(trace, &VERIFIER, "A code_verifier.", because));
        }
        (None, None) => {
            trace.noted(&VERIFIER, "Neither challenge nor verifier.", "This confidential client proved who it is.");
            return Ok(());
        }
    };
    let verifier = match CodeVerifier::parse(verifier) {
        Ok(verifier) => verifier,
        Err(error) => return Err(no_good(trace, &VERIFIER, "A code_verifier.", &error.to_string())),
    };
    let computed = verifier.challenge(&issuer.ports.crypto).await;
    let computed = computed.map_err(|error| unavailable(trace, &VERIFIER, &error.to_string()))?;
    if computed == *challenge {
        trace.passed(&VERIFIER, "A code_verifier.", "Its S256 is the challenge of the authorization request.");
        Ok(())
    } else {
        Err(no_good(
            trace,
            &VERIFIER,
            "A code_verifier.",
            "Its S256 is not the challenge of the authorization request.",
        ))
    }
}

fn missing(trace: &mut Trace, check: &Check, sentence: &str) -> OAuthError {
    let error = OAuthError::new(ErrorCode::InvalidRequest, sentence);
    refuse(trace, check, "Not there.", error, sentence)
}

/// One sentence for every reason: which one it was is nobody's business but the issuer's.
fn no_good(trace: &mut Trace, check: &Check, saw: impl Into<Text>, because: &str) -> OAuthError {
    let error = OAuthError::new(
        ErrorCode::InvalidGrant,
        "The code is unknown, expired or used before, or client, redirect_uri or code_verifier are not those it belongs to.",
    );
    refuse(trace, check, saw, error, because)
}
