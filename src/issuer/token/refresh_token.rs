//! The refresh token grant (RFC 6749 §6): the same access once more, without asking anybody.
//!
//! For tokens of the client credentials grant, and only while the policy gives them out. It saves nothing there: the client
//! authenticates as before and sends as many requests (RFC 6749 §4.4.3).

use crate::cite::Citation;
use crate::oauth::{ErrorCode, OAuthError, TokenRequest};
use crate::ports::{Clock, Crypto, Random};

use super::super::Issuer;
use super::super::refusal::refuse;
use super::super::registry::Client;
use super::super::trace::{Check, Trace, shown};
use super::{Granted, Identity, client_credentials};

pub(super) static REFRESH_TOKEN: Check = Check::new("Refresh token", Citation::rfc(6749, "6"));
static SCOPE: Check = Check::new("Scope", Citation::rfc(6749, "6"));

/// What the refresh token allows, or less if the request asks for less.
pub(super) fn redeem<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    message: &TokenRequest,
    trace: &mut Trace,
) -> Result<Granted, OAuthError> {
    let Some(text) = message.form.get("refresh_token") else {
        let sentence = "The parameter refresh_token is missing.";
        let error = OAuthError::new(ErrorCode::InvalidRequest, sentence);
        return Err(refuse(trace, &REFRESH_TOKEN, "Not there.", error, sentence));
    };
    let known = issuer.issued.borrow().refresh(text, issuer.now());
    let because = match &known {
        None => Some("No such refresh token is good: never issued, over, or revoked."),
        Some(token) if token.client_id != client.client_id => Some("It was issued to another client."),
        Some(_) => None,
    };
    let (Some(token), None) = (known, because) else {
        let sentence = "The refresh token is unknown, expired or revoked, or was issued to another client.";
        let error = OAuthError::new(ErrorCode::InvalidGrant, sentence);
        return Err(refuse(trace, &REFRESH_TOKEN, "A refresh token.", error, because.unwrap_or_default()));
    };
    trace.passed(&REFRESH_TOKEN, "A refresh token of this client.", format!("Good for {}.", token.scope));
    let scope = match message.scope() {
        Ok(None) => token.scope,
        Ok(Some(asked)) if asked.is_subset_of(&token.scope) => {
            trace.passed(&SCOPE, shown(&asked.to_string()), "Not more than before.");
            asked
        }
        Ok(Some(asked)) => {
            let sentence = "The scope is more than the refresh token is good for.";
            let error = OAuthError::new(ErrorCode::InvalidScope, sentence);
            return Err(refuse(trace, &SCOPE, shown(&asked.to_string()), error, sentence));
        }
        Err(error) => return Err(refuse(trace, &SCOPE, "A scope.", error.to_oauth_error(), &error.to_string())),
    };
    let subject = client_credentials::subject(issuer, client);
    Ok(Granted { subject, scope, identity: Identity::Nobody, refresh: Some(text.to_owned()) })
}
