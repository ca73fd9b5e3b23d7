//! Bearer tokens as the demo API and UserInfo take them (RFC 6750): where the token is, whether it allows what is asked, and
//! how a refusal looks.

use crate::cite::Citation;
use crate::jose::jwt::Claims;
use crate::oauth::bearer::{self, BearerToken};
use crate::oauth::{ErrorCode, Scope};

use super::Incoming;
use super::reply::{self, Reply};
use super::trace::{Check, Trace, shown};

static TOKEN: Check = Check::new("Bearer token", Citation::rfc(6750, "2.1"));

/// Why a protected resource does not answer.
pub(super) enum Refusal {
    /// No token: the challenge says how to bring one and names no error (RFC 6750 §3.1).
    NoToken,
    /// The request is malformed.
    BadRequest(&'static str),
    /// The token is no good.
    InvalidToken(&'static str),
    /// The token is good for something else.
    InsufficientScope(&'static str),
    /// Nothing can be checked.
    Unavailable,
}

impl Refusal {
    pub(super) fn into_reply(self, realm: &str) -> Reply {
        let refuse = |code, sentence| bearer::refuse(realm, Some((code, sentence)), None);
        reply::private(match self {
            Self::NoToken => bearer::refuse(realm, None, None),
            Self::BadRequest(sentence) => refuse(ErrorCode::InvalidRequest, sentence),
            Self::InvalidToken(sentence) => refuse(ErrorCode::InvalidToken, sentence),
            Self::InsufficientScope(token) => {
                let scope = Scope::parse(token).ok();
                let sentence = "The access token does not have the scope that this resource needs.";
                bearer::refuse(realm, Some((ErrorCode::InsufficientScope, sentence)), scope.as_ref())
            }
            Self::Unavailable => reply::without_cryptography(),
        })
    }
}

/// The token of a request. Only the `Authorization` header field is read.
pub(super) fn read(request: &Incoming, trace: &mut Trace) -> Result<String, Refusal> {
    match BearerToken::of(&request.head.headers) {
        Ok(Some(token)) => {
            trace.passed(&TOKEN, "Authorization: Bearer, and a token.", "Read.");
            Ok(token.as_str().to_owned())
        }
        Ok(None) => {
            trace.refused(&TOKEN, "No bearer token.", "401, and a challenge without an error.");
            Err(Refusal::NoToken)
        }
        Err(error) => {
            trace.refused(&TOKEN, error.to_string(), "400 invalid_request.");
            Err(Refusal::BadRequest("The Authorization header field is malformed."))
        }
    }
}

/// Whether the token has the scope that the resource needs; the token's whole scope if so.
pub(super) fn require_scope(
    check: &Check,
    claims: &Claims,
    needed: &'static str,
    trace: &mut Trace,
) -> Result<Scope, Refusal> {
    let text = claims.string("scope").ok().flatten().unwrap_or_default();
    let scope = Scope::parse(text).unwrap_or_default();
    if scope.contains(needed) {
        trace.passed(check, shown(text), format!("It has {needed}."));
        return Ok(scope);
    }
    trace.refused(check, shown(text), format!("403 insufficient_scope. It does not have {needed}."));
    Err(Refusal::InsufficientScope(needed))
}
