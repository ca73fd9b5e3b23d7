//! *Can a client look like a user?* Where identifiers share a namespace, to an API that reads `sub` alone (RFC 9068 §5); an issuer keeps the
//! two kinds of subject apart (RFC 9700 §4.15.1), and an ID Token is about a person alone (OIDC Core §2).

use super::{claims, id_token, is_token_request, issued, logins, nth, refusal, signed_in, success, text};
use crate::lab::action::{Action, Reads};
use crate::lab::checks::record;
use crate::lab::evidence::{Evidence, IssuerRecord, PersonRecord, TokenKind};
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, observed, recorded};
use crate::oauth::introspection::PERSON;

/// Holds when the guard refused the identifier, a client that got it all the same was taken for the person by the careless API, and was
/// not by the careful one.
pub(in crate::lab) fn oauth(evidence: &Evidence) -> Judgement {
    judge_oauth(evidence).unwrap_or_else(|other| other)
}

/// Holds when the ID Token is about somebody who signed in, and the access tokens of person and client can be told apart.
pub(in crate::lab) fn oidc(evidence: &Evidence) -> Judgement {
    judge_oidc(evidence).unwrap_or_else(|other| other)
}

fn judge_oauth(evidence: &Evidence) -> Result<Judgement, Judgement> {
    const REGISTER: &str = "POST /register";
    let registered: fn(&Action) -> bool = |action| matches!(action, Action::Register { .. });
    let (_, guarded) = nth(evidence, registered, 0, REGISTER)?;
    let Some(guard) = refusal(REGISTER, guarded)? else {
        let status = guarded.status().to_string();
        return Err(Judgement::fails(Finding::new(Code::GuardOpen, [status.into()])));
    };
    let (_, let_in) = nth(evidence, registered, 1, REGISTER)?;
    success(REGISTER, let_in)?;
    let (asked, _) = issued(evidence, is_token_request, 0)?;
    let (_, careless) = nth(evidence, |action| *action == Action::CallMe(Reads::SubAlone), 0, "GET /me/by-sub")?;
    let (_, careful) = nth(evidence, |action| *action == Action::CallMe(Reads::PersonFirst), 0, "GET /me")?;
    let record = record(evidence)?;
    let claims = claims(evidence, asked, TokenKind::Access)?;
    let sub = text(&claims, "sub");
    let Some(person) = person(record, sub) else {
        return Err(Judgement::fails(Finding::new(Code::NamesApart, [sub.into()])));
    };
    let status = careless.status().to_string();
    if refusal("GET /me/by-sub", careless)?.is_some() {
        return Err(Judgement::fails(Finding::new(Code::CarelessNotFooled, [status.into()])));
    }
    let refused = careful.status().to_string();
    let Some(error) = refusal("GET /me", careful)? else {
        return Err(Judgement::fails(Finding::new(Code::CarefulFooled, [refused.into()])));
    };
    let name = person.name.as_str();
    let facts = [sub.into(), name.into(), guard.into(), status.into(), refused.into(), error.into()];
    Ok(Judgement::holds(vec![
        observed(Finding::new(Code::TakenForPerson, facts)),
        recorded(Finding::new(Code::OneNameTwice, [sub.into(), name.into()])),
    ]))
}

fn judge_oidc(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let (of_client, _) = issued(evidence, is_token_request, 0)?;
    let (of_person, reply) = signed_in(evidence, 0)?;
    let record = record(evidence)?;
    let id_token = id_token(evidence, of_person, reply)?;
    let sub = text(&id_token, "sub");
    let person_here = person(record, sub).filter(|_| record.logins > 0);
    let Some(signed_in) = person_here else {
        return Err(Judgement::fails(Finding::new(Code::IdTokenNotPerson, [sub.into()])));
    };
    let client = claims(evidence, of_client, TokenKind::Access)?;
    let access = claims(evidence, of_person, TokenKind::Access)?;
    let own = text(&client, "sub");
    let is_marked = |claims| text(claims, "sub_type") == PERSON;
    if !is_marked(&access) || is_marked(&client) || person(record, own).is_some() {
        return Err(Judgement::fails(Finding::new(Code::KindsAlike, [sub.into(), own.into()])));
    }
    let facts = [sub.into(), signed_in.name.as_str().into(), own.into()];
    Ok(Judgement::holds(vec![observed(Finding::new(Code::KindsApart, facts)), logins(record)]))
}

fn person<'a>(record: &'a IssuerRecord, sub: &str) -> Option<&'a PersonRecord> {
    record.people.iter().find(|person| person.sub == sub)
}
