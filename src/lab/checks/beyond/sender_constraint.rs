//! *Sender constraint*: an access token can be bound to a certificate (RFC 8705 §3) or a key (RFC 9449 §6.1); an ID Token is tied to its
//! request by `nonce` (OIDC Core §3.1.3.7).

use super::{
    client_checks, exchange, id_token, is_token_request, issued, nth, refusal, signed_in, success, text, token,
};
use crate::lab::action::Action;
use crate::lab::checks::{missing, record};
use crate::lab::evidence::{Evidence, TokenKind};
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, observed};

/// The member of `cnf` that each of the two bindings has.
const BINDINGS: [&str; 2] = ["x5t#S256", "jkt"];

/// Holds when each token says what it is bound to, its holder was answered with it, and a copy elsewhere was refused.
pub(in crate::lab) fn oauth(evidence: &Evidence) -> Judgement {
    judge_oauth(evidence).unwrap_or_else(|other| other)
}

/// Holds when the client accepts the ID Token for the request that it came from and refuses it for the next one.
pub(in crate::lab) fn oidc(evidence: &Evidence) -> Judgement {
    judge_oidc(evidence).unwrap_or_else(|other| other)
}

fn judge_oauth(evidence: &Evidence) -> Result<Judgement, Judgement> {
    const ORDERS: &str = "GET /orders";
    let called: fn(&Action) -> bool = |action| matches!(action, Action::CallApi { .. });
    let mut errors = Vec::new();
    for (index, binding) in BINDINGS.into_iter().enumerate() {
        let (asked, _) = issued(evidence, is_token_request, index)?;
        let access = token(evidence, asked, TokenKind::Access).ok_or_else(|| missing("access_token"))?;
        let is_unbound = |claims| text_of_cnf(claims, binding).is_empty();
        if access.claims.as_ref().is_some_and(is_unbound) {
            return Err(Judgement::fails(Finding::new(Code::TokenNotBound, [binding.into()])));
        }
        let (_, own) = nth(evidence, called, index * 2, ORDERS)?;
        let (_, copied) = nth(evidence, called, index * 2 + 1, ORDERS)?;
        success(ORDERS, own)?;
        let Some(error) = refusal(ORDERS, copied)? else {
            return Err(Judgement::fails(Finding::new(Code::CopyAccepted, [binding.into()])));
        };
        errors.push([copied.status().to_string().as_str(), " ", &error].concat());
    }
    let facts = [errors[0].as_str().into(), errors[1].as_str().into()];
    Ok(Judgement::holds(vec![observed(Finding::new(Code::CopiesRefused, facts))]))
}

fn text_of_cnf<'a>(claims: &'a serde_json::Map<String, serde_json::Value>, name: &str) -> &'a str {
    claims.get("cnf").and_then(|cnf| cnf.get(name)?.as_str()).unwrap_or_default()
}

fn judge_oidc(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let (index, reply) = signed_in(evidence, 0)?;
    let record = record(evidence)?;
    let [before, now] = [nonce(evidence, 0)?, nonce(evidence, 1)?];
    let claims = id_token(evidence, index, reply)?;
    if claims.contains_key("cnf") {
        return Err(Judgement::fails(Finding::new(Code::IdTokenBound, [])));
    }
    let exchange = exchange(evidence, index).ok_or_else(|| missing("id_token"))?;
    let shown = text(&claims, "nonce");
    if client_checks(&claims, record, Some(&before), exchange).is_err() {
        return Err(Judgement::fails(Finding::new(Code::NotOfThisRequest, [shown.into(), before.into()])));
    }
    if client_checks(&claims, record, Some(&now), exchange).is_ok() {
        return Err(Judgement::fails(Finding::new(Code::StaleNonceTaken, [shown.into()])));
    }
    Ok(Judgement::holds(vec![observed(Finding::new(Code::StaleNonceRefused, [shown.into(), now.into()]))]))
}

/// The nonce that the client sent with its `count`th sign-in.
fn nonce(evidence: &Evidence, count: usize) -> Result<String, Judgement> {
    const AUTHORIZE: &str = "GET /authorize";
    let (index, _) = nth(evidence, |action| matches!(action, Action::SignIn { .. }), count, AUTHORIZE)?;
    let query = exchange(evidence, index).and_then(|exchange| exchange.request.uri().query()).unwrap_or_default();
    let nonce = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "nonce");
    nonce.map(|(_, value)| value.into_owned()).ok_or_else(|| missing("nonce"))
}
