//! *Who is the subject?*: the client, by whatever name, and nobody of the user directory (RFC 9068 §2.2; RFC 7519 §4.1.2).

use serde_json::Value;

use super::{ReadToken, issued, missing, nothing_with_openid, readable_tokens, record, shown};
use crate::lab::evidence::{Evidence, IssuerRecord, PersonRecord};
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, observed, recorded};

/// Holds when `sub` is an identifier of the registered client, or is absent while `client_id` names the client.
pub(in crate::lab) fn oauth(evidence: &Evidence) -> Judgement {
    judge_oauth(evidence).unwrap_or_else(|other| other)
}

/// Holds when the subject of every token stands for the client, and no token names anybody of the user directory.
pub(in crate::lab) fn oidc(evidence: &Evidence) -> Judgement {
    judge_oidc(evidence).unwrap_or_else(|other| other)
}

fn judge_oauth(evidence: &Evidence) -> Result<Judgement, Judgement> {
    issued(evidence, false)?;
    let tokens = readable_tokens(evidence)?;
    let record = record(evidence)?;
    let mut lines = Vec::new();
    for token in &tokens {
        lines.push(observed(subject(token, record)?));
    }
    lines.truncate(1);
    let accounts = Some(record.client.accounts.join(", ")).filter(|names| !names.is_empty());
    let accounts = accounts.unwrap_or_else(|| "–".to_owned());
    lines.push(recorded(Finding::new(Code::ClientRecord, [record.client.client_id.as_str().into(), accounts.into()])));
    Ok(Judgement::holds(lines))
}

fn judge_oidc(evidence: &Evidence) -> Result<Judgement, Judgement> {
    if !evidence.token_replies().any(|(ask, _)| ask.asks_openid()) {
        return Err(missing(super::TOKEN));
    }
    let tokens = readable_tokens(evidence)?;
    let record = record(evidence)?;
    for token in &tokens {
        subject(token, record)?;
    }
    let people: Vec<String> =
        record.people.iter().map(|person| [person.name.as_str(), ", ", person.sub.as_str()].concat()).collect();
    let mut lines = vec![
        observed(Finding::new(Code::NobodyReferenced, [tokens.len().to_string().into()])),
        recorded(Finding::new(Code::UserDirectory, [people.join("; ").into()])),
    ];
    lines.extend(nothing_with_openid(evidence));
    Ok(Judgement::holds(lines))
}

/// Whom one token is about.
fn subject(ReadToken { kind, claims }: &ReadToken, record: &IssuerRecord) -> Result<Finding, Judgement> {
    let member = kind.member();
    let client = &record.client;
    // A person named anywhere in the token is a person in the token, whatever the claim is called.
    if let Some(person) = claims.values().find_map(|value| person_in(value, &record.people)) {
        let facts = [member.into(), person.sub.as_str().into(), person.name.as_str().into()];
        return Err(Judgement::fails(Finding::new(Code::SubjectIsPerson, facts)));
    }
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    match (claims.get("sub"), text("sub")) {
        (_, Some(sub)) if sub == client.client_id => Ok(Finding::new(Code::SubjectIsClient, [sub.into()])),
        (_, Some(sub)) if client.accounts.iter().any(|account| account == sub) => {
            Ok(Finding::new(Code::SubjectIsAccount, [sub.into(), client.client_id.as_str().into()]))
        }
        (None, _) if text("client_id") == Some(&client.client_id) => {
            Ok(Finding::new(Code::SubjectAbsent, [client.client_id.as_str().into()]))
        }
        (sub, _) => {
            let sub = sub.map_or_else(String::new, shown);
            Err(Judgement::fails(Finding::new(Code::SubjectUnknown, [member.into(), sub.into()])))
        }
    }
}

fn person_in<'a>(value: &Value, people: &'a [PersonRecord]) -> Option<&'a PersonRecord> {
    match value {
        Value::String(text) => people.iter().find(|person| person.sub == *text),
        Value::Array(values) => values.iter().find_map(|value| person_in(value, people)),
        Value::Object(members) => members.values().find_map(|value| person_in(value, people)),
        _ => None,
    }
}
