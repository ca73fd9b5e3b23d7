//! The revocation endpoint (RFC 7009): a client gives a token back.
//!
//! Opaque access tokens and refresh tokens end at once, because whoever uses one has to come back here. A JWT cannot be called back:
//! APIs check it by themselves and do not ask. Saying 200 would be a lie, so the answer is `unsupported_token_type` (§2.2.1).

use crate::cite::Citation;
use crate::issuer::client_authentication::authenticate;
use crate::issuer::state::Issuer;
use crate::issuer::tokens::OwnToken;
use crate::oauth::{ErrorCode, OAuthError};
use crate::ports::{Clock, Crypto, Random, Transport};
use crate::server::{Check, Incoming, Reply, Trace, refuse, reply, unavailable};

use super::introspection;

static TOKEN: Check = Check::new("Token", Citation::rfc(7009, "2.2"));
static OWNER: Check = Check::new("Owner", Citation::rfc(7009, "2.1"));
static KIND: Check = Check::new("Kind of token", Citation::rfc(7009, "2.2.1"));

/// Revokes a token.
pub(crate) async fn answer<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    transport: &impl Transport,
    trace: &mut Trace,
) -> Reply {
    match run(issuer, request, transport, trace).await {
        Ok(()) => reply::private(Reply::new(Vec::new())),
        Err(error) => error.into_response(),
    }
}

async fn run<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    transport: &impl Transport,
    trace: &mut Trace,
) -> Result<(), OAuthError> {
    let reference = introspection::read(request, trace)?;
    let caller = authenticate(issuer, request, &reference.form, transport, trace).await?;
    let text = reference.token();
    let found = OwnToken::look_up(issuer, text).await;
    let found = found.map_err(|error| unavailable(trace, &TOKEN, &error.to_string()))?;
    let Some(token) = found else {
        trace.noted(&TOKEN, "No token of this issuer that is good now.", "200: what the client wants is so already.");
        return Ok(());
    };
    if token.client_id() != Some(&caller.client_id) {
        let sentence = "The token was issued to another client.";
        let error = OAuthError::new(ErrorCode::InvalidRequest, sentence);
        return Err(refuse(trace, &OWNER, "A token of another client.", error, sentence));
    }
    trace.passed(&OWNER, "A token of this client.", "It may give it back.");
    match token {
        OwnToken::Opaque(_) if keeps(issuer) => {
            trace.noted(&KIND, "An access token.", "It stays good: the server that is played ends none.");
            Ok(())
        }
        OwnToken::Opaque(_) => {
            issuer.issued.borrow_mut().revoke_access(text);
            trace.passed(&KIND, "An opaque access token.", "Ended. The next API that asks will hear so.");
            Ok(())
        }
        OwnToken::Refresh(_) => {
            issuer.issued.borrow_mut().revoke_refresh(text);
            trace.passed(&KIND, "A refresh token.", "Ended, with the opaque access tokens that came of it.");
            Ok(())
        }
        OwnToken::Jwt(_) => {
            let sentence = "A JWT cannot be revoked here: APIs check it by themselves. It ends with its exp.";
            let error = OAuthError::new(ErrorCode::UnsupportedTokenType, sentence);
            Err(refuse(trace, &KIND, "A JWT access token.", error, sentence))
        }
    }
}

fn keeps<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>) -> bool {
    issuer.policies.borrow().personality.as_ref().is_some_and(|played| played.0.keeps_revoked())
}
