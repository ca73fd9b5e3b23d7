//! *Tokens returned*: an access token and no ID Token, with `openid` and without (RFC 6749 §4.4.3; OIDC Core §2, §3.1.2.1).

use super::{TokenAnswer, issued, refused_otherwise, token_answer};
use crate::inspect::Receipt;
use crate::lab::evidence::{Evidence, IssuerRecord, Reply, Token, TokenKind};
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, observed};

/// Holds when an access token arrived and an ID Token did not.
pub(in crate::lab) fn oauth(evidence: &Evidence) -> Judgement {
    issued(evidence, false).and_then(|reply| access_token_only(evidence, reply)).unwrap_or_else(|other| other)
}

/// Holds when the request with `openid` was refused because of the scope, or brought an access token and no ID Token.
pub(in crate::lab) fn oidc(evidence: &Evidence) -> Judgement {
    judge_oidc(evidence).unwrap_or_else(|other| other)
}

/// The names of the members that arrived, as the Receipt shows them.
pub(in crate::lab) fn arrived(reply: Reply<'_>) -> Vec<&'static str> {
    let receipt = Receipt::from_response(None, reply.0);
    receipt.rows.iter().filter(|row| row.arrived).map(|row| row.name).collect()
}

fn judge_oidc(evidence: &Evidence) -> Result<Judgement, Judgement> {
    match token_answer(evidence, true)? {
        TokenAnswer::Issued(reply) => access_token_only(evidence, reply),
        TokenAnswer::Refused(reply, error) if error == "invalid_scope" => {
            let facts = [reply.status().to_string().into(), error.into()];
            Ok(Judgement::holds(vec![observed(Finding::new(Code::ScopeRefused, facts))]))
        }
        TokenAnswer::Refused(reply, error) => Err(refused_otherwise(super::TOKEN, reply, error)),
    }
}

fn access_token_only(evidence: &Evidence, reply: Reply<'_>) -> Result<Judgement, Judgement> {
    let arrived = arrived(reply);
    if arrived.contains(&"id_token") {
        return Err(Judgement::fails(id_token_of(evidence.record.as_ref(), &evidence.tokens())));
    }
    let names = arrived.join(", ").into();
    if !arrived.contains(&"access_token") {
        return Err(Judgement::fails(Finding::new(Code::NoAccessToken, [names])));
    }
    let count = arrived.len().to_string().into();
    Ok(Judgement::holds(vec![observed(Finding::new(Code::AccessTokenOnly, [count, names]))]))
}

/// Whom the ID Token among `tokens` is about, by the issuer's own books.
pub(super) fn id_token_of(record: Option<&IssuerRecord>, tokens: &[Token]) -> Finding {
    let logins = record.map_or_else(|| "?".to_owned(), |record| record.logins.to_string());
    let logins = logins.into();
    let Some(id_token) = tokens.iter().find(|token| token.kind == TokenKind::Id) else {
        return Finding::new(Code::IdTokenUnreadable, [logins]);
    };
    if tokens.iter().any(|token| token.kind == TokenKind::Access && token.text == id_token.text) {
        return Finding::new(Code::IdTokenIsAccessToken, [logins]);
    }
    if id_token.claims.is_none() {
        return Finding::new(Code::IdTokenUnreadable, [logins]);
    }
    let sub = id_token.text_claim("sub").unwrap_or_default();
    let person = record.and_then(|record| record.people.iter().find(|person| person.sub == sub));
    if let Some(person) = person {
        return Finding::new(Code::IdTokenAboutPerson, [sub.into(), person.name.as_str().into(), logins]);
    }
    let code = match record.map(|record| &record.client) {
        Some(client) if client.client_id == sub => Code::IdTokenAboutClient,
        Some(client) if client.accounts.iter().any(|account| account == sub) => Code::IdTokenAboutAccount,
        _ => Code::IdTokenAboutUnknown,
    };
    Finding::new(code, [sub.into(), logins])
}
