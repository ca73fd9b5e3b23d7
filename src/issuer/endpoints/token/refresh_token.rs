//! The refresh token grant (RFC 6749 §6): the same access once more, without asking anybody.
//!
//! For people who allowed a client to act while they are away (`offline_access`, OIDC Core §11); and for tokens of the client credentials
//! grant, while the policy gives them out, where it saves nothing (RFC 6749 §4.4.3).
//!
//! A confidential client proves who it is, so its refresh token stays the same. A public one gets another each time, and when one comes
//! back that was already replaced, somebody has a copy: then all of the grant ends (RFC 9700 §4.14.2). If it came with a DPoP
//! proof, it is good only with that key (RFC 9449 §5).

use crate::cite::Citation;
use crate::issuer::endpoints::authorization_details;
use crate::issuer::state::{Client, Issuer, RefreshToken};
use crate::oauth::{Confirmation, ErrorCode, OAuthError, Scope, TokenRequest};
use crate::ports::{Clock, Crypto, Random};
use crate::server::{Check, Trace, quoted, refuse};

use super::client_credentials;
use super::granted::{Asked, Granted, Identity};

pub(super) static REFRESH_TOKEN: Check = Check::new("Refresh token", Citation::rfc(6749, "6"));
static SCOPE: Check = Check::new("Scope", Citation::rfc(6749, "6"));

/// What the refresh token allows, or less if the request asks for less.
pub(super) fn redeem<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    message: &TokenRequest,
    asked: Asked,
    binding: Option<&Confirmation>,
    trace: &mut Trace,
) -> Result<Granted, OAuthError> {
    let Some(text) = message.form.get("refresh_token") else {
        let sentence = "The parameter refresh_token is missing.";
        let error = OAuthError::new(ErrorCode::InvalidRequest, sentence);
        return Err(refuse(trace, &REFRESH_TOKEN, "Not there.", error, sentence));
    };
    let token = find(issuer, client, text, binding, trace)?;
    let scope = narrowed(&token, message, trace)?;
    let details = authorization_details::within(token.details.clone(), asked.details, trace)?;
    // About the same sign-in, without the nonce: that belonged to its request (OIDC Core §12.2).
    let (subject, identity) = match &token.login {
        Some(login) => (Some(login.sub.clone()), Identity::Person { auth_time: login.auth_time, nonce: None }),
        None => (client_credentials::subject(issuer, client), Identity::Nobody),
    };
    Ok(Granted {
        subject,
        scope,
        identity,
        resources: token.resources.clone(),
        details,
        id: token.grant.clone(),
        refresh: Some((text.to_owned(), token)),
        exchanged: None,
        played: None,
    })
}

/// The refresh token, if it is good, this client's, and shown with what it is bound to.
fn find<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    text: &str,
    binding: Option<&Confirmation>,
    trace: &mut Trace,
) -> Result<RefreshToken, OAuthError> {
    let known = issuer.issued.borrow().refresh(text, issuer.now());
    let because = match known {
        None if issuer.issued.borrow_mut().end_if_spent(text) => {
            "It was replaced before, so two have it. Every refresh token of this grant ends now."
        }
        None => "No such refresh token is good: never issued, over, or revoked.",
        Some(token) if token.client_id != client.client_id => "It was issued to another client.",
        Some(token) if token.cnf.as_ref().is_some_and(|cnf| !cnf.is_met_by(binding)) => {
            "It is bound to a key or a certificate, and the request proves another or none."
        }
        Some(token) => {
            trace.passed(&REFRESH_TOKEN, "A refresh token of this client.", format!("Good for {}.", token.scope));
            return Ok(token);
        }
    };
    let sentence = "The refresh token is unknown, expired, used up or revoked, or was issued to another client or for another key.";
    let error = OAuthError::new(ErrorCode::InvalidGrant, sentence);
    Err(refuse(trace, &REFRESH_TOKEN, "A refresh token.", error, because))
}

/// The scope that the request asks for: never more than before (RFC 6749 §6).
fn narrowed(token: &RefreshToken, message: &TokenRequest, trace: &mut Trace) -> Result<Scope, OAuthError> {
    match message.scope() {
        Ok(None) => Ok(token.scope.clone()),
        Ok(Some(asked)) if asked.is_subset_of(&token.scope) => {
            trace.passed(&SCOPE, quoted(&asked.to_string()), "Not more than before.");
            Ok(asked)
        }
        Ok(Some(asked)) => {
            let sentence = "The scope is more than the refresh token is good for.";
            let error = OAuthError::new(ErrorCode::InvalidScope, sentence);
            Err(refuse(trace, &SCOPE, quoted(&asked.to_string()), error, sentence))
        }
        Err(error) => Err(refuse(trace, &SCOPE, "A scope.", error.to_oauth_error(), &error.to_string())),
    }
}
