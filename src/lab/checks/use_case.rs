//! *Use case*: a service calls an API and nobody is asked (RFC 6749 §4.4); the claims that OpenID providers put into such a token
//! are about issuer, audience and client (RFC 9068 §2.2), never about a login.

use serde_json::{Map, Value};

use super::user_identity::refuse_identity;
use super::{issued, missing, readable_tokens, shown, unreadable};
use crate::lab::action::Action;
use crate::lab::evidence::{Evidence, TokenKind};
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, observed};

/// Holds when the API answered 200 and the person neither sent nor received a message.
pub(in crate::lab) fn oauth(evidence: &Evidence) -> Judgement {
    judge_oauth(evidence).unwrap_or_else(|other| other)
}

/// Holds when the access token has `iss`, `aud` and `client_id` and no claim about a user or a login.
pub(in crate::lab) fn oidc(evidence: &Evidence) -> Judgement {
    judge_oidc(evidence).unwrap_or_else(|other| other)
}

fn judge_oauth(evidence: &Evidence) -> Result<Judgement, Judgement> {
    const ORDERS: &str = "GET /orders";
    issued(evidence, false)?;
    let reply = evidence.reply_to(|action| matches!(action, Action::CallApi { .. })).ok_or_else(|| missing(ORDERS))?;
    let status = reply.status().to_string().into();
    match reply.status() {
        200 => {}
        400..=499 => {
            let error = reply.error().unwrap_or_default().into();
            return Err(Judgement::fails(Finding::new(Code::ApiRefused, [status, error])));
        }
        _ => return Err(unreadable(ORDERS, reply)),
    }
    let person = evidence.person_messages();
    let messages = person.to_string().into();
    if person > 0 {
        return Err(Judgement::fails(Finding::new(Code::PersonTookPart, [messages])));
    }
    Ok(Judgement::holds(vec![observed(Finding::new(Code::ApiAnswered, [status, messages]))]))
}

fn judge_oidc(evidence: &Evidence) -> Result<Judgement, Judgement> {
    const CLAIMS: [&str; 3] = ["iss", "aud", "client_id"];
    issued(evidence, false)?;
    let tokens = readable_tokens(evidence)?;
    refuse_identity(&tokens)?;
    let claims = tokens
        .iter()
        .find(|token| token.kind == TokenKind::Access)
        .map(|token| &token.claims)
        .ok_or_else(|| missing(super::TOKEN))?;
    let absent: Vec<&str> = CLAIMS.into_iter().filter(|name| !says_something(claims, name)).collect();
    if !absent.is_empty() {
        return Err(Judgement::fails(Finding::new(Code::ClientClaimsMissing, [absent.join(", ").into()])));
    }
    let facts = CLAIMS.map(|name| claims.get(name).map_or_else(String::new, shown).into());
    Ok(Judgement::holds(vec![observed(Finding::new(Code::ClientClaims, facts))]))
}

fn says_something(claims: &Map<String, Value>, name: &str) -> bool {
    match claims.get(name) {
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(values)) => !values.is_empty(),
        _ => false,
    }
}
