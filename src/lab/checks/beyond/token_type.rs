//! *Audience and token type*: an access token is for the API and says so (RFC 9068 §2), an ID Token is for the client (OIDC Core §2).
//! Each is refused in the place of the other.

use serde_json::{Map, Value};

use super::{client_checks, exchange, id_token, is_token_request, issued, nth, refusal, signed_in, success, token};
use crate::jose::CompactJws;
use crate::lab::action::{Action, TokenFrom};
use crate::lab::checks::{missing, record, shown};
use crate::lab::evidence::{Evidence, TokenKind};
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, observed};

const ORDERS: &str = "GET /orders";

/// Holds when the token's header says `at+jwt`, `aud` names the API, and that API answered.
pub(in crate::lab) fn oauth(evidence: &Evidence) -> Judgement {
    judge_oauth(evidence).unwrap_or_else(|other| other)
}

/// Holds when the client accepts its ID Token, the API refuses it, and the client refuses the access token in its place.
pub(in crate::lab) fn oidc(evidence: &Evidence) -> Judgement {
    judge_oidc(evidence).unwrap_or_else(|other| other)
}

fn judge_oauth(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let (index, _) = issued(evidence, is_token_request, 0)?;
    let access = token(evidence, index, TokenKind::Access).ok_or_else(|| missing("access_token"))?;
    let jws = CompactJws::parse(&access.text).ok();
    let (Some(jws), Some(claims)) = (jws, access.claims) else {
        return Err(Judgement::untested(Finding::new(Code::OpaqueToken, [])));
    };
    let typ = jws.header().typ().unwrap_or("–");
    if !jws.header().typ_is("at+jwt") {
        return Err(Judgement::fails(Finding::new(Code::TokenNotTyped, [typ.into()])));
    }
    let (call, reply) = nth(evidence, |action| matches!(action, Action::CallApi { .. }), 0, ORDERS)?;
    let host = exchange(evidence, call).and_then(|exchange| exchange.request.uri().host()).unwrap_or_default();
    let aud = audience(&claims);
    if !aud.split(", ").any(|name| name.strip_prefix("https://") == Some(host)) {
        return Err(Judgement::fails(Finding::new(Code::AudienceNotApi, [aud.into()])));
    }
    if let Some(error) = refusal(ORDERS, reply)? {
        let status = reply.status().to_string();
        return Err(Judgement::fails(Finding::new(Code::ApiRefused, [status.into(), error.into()])));
    }
    Ok(Judgement::holds(vec![observed(Finding::new(Code::TypedToken, [typ.into(), aud.into()]))]))
}

fn judge_oidc(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let (index, reply) = signed_in(evidence, 0)?;
    let (_, own) = nth(evidence, |action| *action == CALL, 0, ORDERS)?;
    let (_, swapped) = nth(evidence, |action| *action == SWAPPED_CALL, 0, ORDERS)?;
    let record = record(evidence)?;
    let exchange = exchange(evidence, index).ok_or_else(|| missing("id_token"))?;
    let id_token = id_token(evidence, index, reply)?;
    let aud = audience(&id_token);
    if client_checks(&id_token, record, None, exchange).is_err() {
        return Err(Judgement::fails(Finding::new(Code::IdTokenNotForClient, [aud.into()])));
    }
    // With its own token the client is welcome there: the refusal is about the token alone.
    success(ORDERS, own)?;
    let status = swapped.status().to_string();
    let Some(error) = refusal(ORDERS, swapped)? else {
        return Err(Judgement::fails(Finding::new(Code::ApiTookIdToken, [status.into()])));
    };
    let access = super::claims(evidence, index, TokenKind::Access)?;
    let for_api = audience(&access);
    if client_checks(&access, record, None, exchange).is_ok() {
        return Err(Judgement::fails(Finding::new(Code::ClientTookAccessToken, [for_api.into()])));
    }
    let facts = [aud.into(), status.into(), error.into(), for_api.into()];
    Ok(Judgement::holds(vec![observed(Finding::new(Code::SwapRefused, facts))]))
}

const CALL: Action = Action::CallApi { token: TokenFrom::Latest };
const SWAPPED_CALL: Action = Action::CallApi { token: TokenFrom::IdToken };

/// `aud`, whether it is a text or a list.
fn audience(claims: &Map<String, Value>) -> String {
    match claims.get("aud") {
        Some(Value::Array(names)) => names.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.map(shown).unwrap_or_default(),
    }
}
