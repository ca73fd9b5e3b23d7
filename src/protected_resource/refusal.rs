//! How a protected resource refuses (RFC 6750 §3, RFC 9449 §7.1, RFC 9728 §5.1): in the challenge of the scheme that the request used.

use crate::oauth::{ErrorCode, Scope, TokenType, bearer, dpop};
use crate::server::{Reply, reply};

/// Why a protected resource does not answer.
pub(crate) enum Refusal {
    /// No token: the challenge says how to bring one and names no error (RFC 6750 §3.1).
    NoToken,
    /// The request is malformed.
    BadRequest(&'static str),
    /// The token is no good.
    InvalidToken(&'static str),
    /// The token is good for something else.
    InsufficientScope(&'static str),
    /// The token is good for something else, and no scope would change that.
    Forbidden(&'static str),
    /// The proof for the token is no good.
    Proof {
        /// `invalid_dpop_proof` or `use_dpop_nonce`.
        code: ErrorCode,
        /// The sentence that may travel.
        sentence: String,
    },
    /// Nothing can be checked.
    Unavailable,
}

impl Refusal {
    /// The refusal on the wire, in the words of `scheme`. Where the resource describes itself its challenges say at which address, so that a
    /// client which knows nothing else finds the way to a token (RFC 9728 §5.1).
    pub(crate) fn into_reply(self, realm: &str, scheme: TokenType, resource_metadata: Option<&str>) -> Reply {
        let refuse = |error: Option<(ErrorCode, &str)>, scope: Option<&Scope>| {
            let challenge = match scheme {
                TokenType::Bearer => bearer::challenge(realm, error, scope),
                TokenType::DPoP => dpop::challenge(error, scope),
            };
            let challenge = match resource_metadata {
                Some(address) => challenge.with("resource_metadata", address),
                None => challenge,
            };
            bearer::refuse(&challenge, error.map(|(code, _)| code))
        };
        reply::private(match self {
            Self::NoToken => refuse(None, None),
            Self::BadRequest(sentence) => refuse(Some((ErrorCode::InvalidRequest, sentence)), None),
            Self::InvalidToken(sentence) => refuse(Some((ErrorCode::InvalidToken, sentence)), None),
            Self::InsufficientScope(token) => {
                let scope = Scope::parse(token).ok();
                let sentence = "The access token does not have the scope that this resource needs.";
                refuse(Some((ErrorCode::InsufficientScope, sentence)), scope.as_ref())
            }
            Self::Forbidden(sentence) => refuse(Some((ErrorCode::InsufficientScope, sentence)), None),
            Self::Proof { code, sentence } => refuse(Some((code, &sentence)), None),
            Self::Unavailable => reply::without_cryptography(),
        })
    }
}
