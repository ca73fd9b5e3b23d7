//! The checks: one file a row, each function the *passes when* of one cell, computed from what came back. Those beyond the document are
//! in [`beyond`], and that of the one question in [`answer`].
//!
//! What a check needs and does not find makes the verdict *could not test*, never *holds*.

pub(super) mod answer;
pub(super) mod beyond;
pub(super) mod renewals;
pub(super) mod standard_spec;
pub(super) mod subject;
pub(super) mod tokens_returned;
pub(super) mod use_case;
pub(super) mod user_identity;

use serde_json::{Map, Value};

use super::action::TokenAsk;
use super::evidence::{Evidence, IssuerRecord, Reply, Token, TokenKind};
use super::finding::{Code, Finding};
use super::verdict::{Judgement, Line, observed};
use crate::jose::json;

/// How the token endpoint answered a request of the experiments.
pub(super) enum TokenAnswer<'a> {
    /// 200, with a JSON object.
    Issued(Reply<'a>),
    /// An OAuth error, with its code.
    Refused(Reply<'a>, String),
}

/// A token whose claims can be read.
pub(super) struct ReadToken {
    /// Which token.
    pub(super) kind: TokenKind,
    /// What it says.
    pub(super) claims: Map<String, Value>,
}

const TOKEN: &str = "POST /token";

/// The answer to the first token request that asked, or did not ask, for `openid`.
pub(super) fn token_answer(evidence: &Evidence, openid: bool) -> Result<TokenAnswer<'_>, Judgement> {
    let asked = |(ask, _): &(&TokenAsk, Reply<'_>)| ask.asks_openid() == openid;
    let (_, reply) = evidence.token_replies().find(asked).ok_or_else(|| missing(TOKEN))?;
    match (reply.status(), reply.json(), reply.error()) {
        (200, Some(_), _) => Ok(TokenAnswer::Issued(reply)),
        // The experiments send the right secret; if the client is not known, nothing was learnt about the grant.
        (_, _, Some(error)) if error == "invalid_client" => Err(refused_otherwise(TOKEN, reply, error)),
        (400..=499, _, Some(error)) => Ok(TokenAnswer::Refused(reply, error)),
        _ => Err(unreadable(TOKEN, reply)),
    }
}

/// Says that nothing came with `openid`, where the issuer refused that request: what holds then rests on the plain one.
pub(super) fn nothing_with_openid(evidence: &Evidence) -> Option<Line> {
    let Ok(TokenAnswer::Refused(reply, error)) = token_answer(evidence, true) else { return None };
    let facts = [reply.status().to_string().into(), error.into()];
    Some(observed(Finding::new(Code::NothingWithOpenid, facts)))
}

/// A successful token response; a refusal is evidence against a claim about what such a response holds.
pub(super) fn issued(evidence: &Evidence, openid: bool) -> Result<Reply<'_>, Judgement> {
    match token_answer(evidence, openid)? {
        TokenAnswer::Issued(reply) => Ok(reply),
        TokenAnswer::Refused(reply, error) => {
            let facts = [reply.status().to_string().into(), error.into()];
            Err(Judgement::fails(Finding::new(Code::TokenRefused, facts)))
        }
    }
}

/// The claims of every token that arrived. None at all, or one that cannot be read, leaves a claim about them untested.
pub(super) fn readable_tokens(evidence: &Evidence) -> Result<Vec<ReadToken>, Judgement> {
    let tokens = evidence.tokens();
    if tokens.is_empty() {
        return Err(missing(TOKEN));
    }
    let read = tokens.into_iter().map(|Token { kind, claims, .. }| Some(ReadToken { kind, claims: claims? }));
    read.collect::<Option<_>>().ok_or_else(|| Judgement::untested(Finding::new(Code::OpaqueToken, [])))
}

/// The issuer's books.
pub(super) fn record(evidence: &Evidence) -> Result<&IssuerRecord, Judgement> {
    evidence.record.as_ref().ok_or_else(|| Judgement::untested(Finding::new(Code::NoRecord, [])))
}

/// The run did not bring the answer to `what`.
pub(super) fn missing(what: &str) -> Judgement {
    Judgement::untested(Finding::new(Code::NotObserved, [what.into()]))
}

/// The answer to `what` is not what the check can read.
pub(super) fn unreadable(what: &str, reply: Reply<'_>) -> Judgement {
    Judgement::untested(Finding::new(Code::Unreadable, [what.into(), reply.status().to_string().into()]))
}

/// `what` was refused for a reason that says nothing about the claim.
pub(super) fn refused_otherwise(what: &str, reply: Reply<'_>, error: String) -> Judgement {
    let status = reply.status().to_string();
    Judgement::untested(Finding::new(Code::RefusedOtherwise, [what.into(), status.into(), error.into()]))
}

/// The text of a JSON value as a learner would write it: strings without quotes.
pub(super) fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| json::text(value), str::to_owned)
}
