//! What was seen in a run, in the order in which it happened: the *Observed* part of *What happened*.

use http::header::{ALLOW, CACHE_CONTROL, WWW_AUTHENTICATE};

use super::action::{Action, Administration, OLD_SECRET_LIVES, TokenAsk};
use super::catalogue::changed;
use super::cell_id::CellId;
use super::checks::renewals::renewals;
use super::checks::shown;
use super::checks::tokens_returned::arrived;
use super::evidence::{Evidence, Reply, TokenKind};
use super::finding::{Code, Finding};
use super::rule::Rule;
use super::verdict::Verdict;
use crate::inspect::{LOGIN_CLAIMS, ROWS, USER_CLAIMS, login_claims, user_claims};
use crate::issuer::ISSUER;
use crate::oauth::authorization_response::AuthorizationOutcome;

/// One finding for each thing that happened, then what the person did and what the issuer recorded.
#[must_use]
pub fn observe(evidence: &Evidence) -> Vec<Finding> {
    let mut seen = table(evidence);
    if seen.is_empty() {
        for (index, done) in evidence.done.iter().enumerate() {
            happened(evidence, index, done.action, &mut seen);
        }
    }
    if let Some((refreshing, asking)) = renewals(evidence) {
        seen.push(Finding::new(Code::SawTally, [refreshing, asking].map(|count| count.to_string().into())));
    }
    if let Some(record) = &evidence.record {
        let facts = [evidence.person_messages().to_string().into(), record.logins.to_string().into()];
        seen.push(Finding::new(Code::SawNobody, facts));
    }
    seen
}

fn happened(evidence: &Evidence, index: usize, action: Action, seen: &mut Vec<Finding>) {
    match action {
        Action::Set(rule) => return seen.push(Finding::new(Code::SawRule, [rule.name().into(), rule.value().into()])),
        Action::Wait(seconds) => return seen.push(Finding::new(Code::SawWait, [seconds.to_string().into()])),
        Action::Administer(what) => {
            return seen.push(match what {
                Administration::Disable(client) => Finding::new(Code::SawDisabled, [client.into()]),
                Administration::RotateSecret(client) => {
                    Finding::new(Code::SawNextSecret, [client.into(), OLD_SECRET_LIVES.to_string().into()])
                }
                Administration::RotateKeys => Finding::new(Code::SawNextKeys, [ISSUER.into()]),
                Administration::RotateClientKey => Finding::new(Code::SawNextKeys, [TokenAsk::LEDGER.client.into()]),
            });
        }
        Action::Show(shown) => return seen.push(Finding::new(Code::SawCertificate, [shown.name().into()])),
        _ => {}
    }
    let Some(reply) = evidence.reply(index) else { return };
    let status = reply.status().to_string().into();
    match action {
        Action::TokenRequest(_) | Action::Resend | Action::Redeem(_) | Action::Replay => {
            let is_one_of_several = evidence.done.iter().filter(|done| done.action.asks_for_token()).count() > 1;
            seen.push(match token_reply(reply) {
                // The members are on the Receipts, which stand side by side.
                Finding { code: Code::SawToken, mut facts } if is_one_of_several => {
                    facts.truncate(2);
                    Finding { code: Code::SawTokens, facts }
                }
                other => other,
            });
            // Worth a word where the token request is what the run is about.
            let alone = evidence.done.len() == 1;
            let no_store = reply.header(CACHE_CONTROL).filter(|value| alone && value.contains("no-store"));
            seen.extend(no_store.map(|value| Finding::new(Code::SawNoStore, [value.into()])));
            tokens(evidence, index, seen);
        }
        Action::CallApi { .. } => seen.push(api_reply(reply)),
        Action::Get { address, .. } => seen.push(match api_reply(reply) {
            Finding { code: Code::SawApiAnswer, .. } => Finding::new(Code::SawGet, [address.into(), status]),
            refused => refused,
        }),
        Action::Revoke { .. } => seen.push(match reply.error() {
            None => Finding::new(Code::SawRevoked, [status]),
            Some(error) => Finding::new(Code::SawRefusal, [status, error.into()]),
        }),
        Action::Push(signed_for) => seen.push(Finding::new(Code::SawPushed, [status, signed_for.member().into()])),
        Action::UserInfo { .. } => seen.push(match (reply.status(), reply.json(), reply.error()) {
            (200, Some(members), _) => {
                let names: Vec<&str> = members.keys().map(String::as_str).collect();
                Finding::new(Code::SawUserInfo, [status, names.join(", ").into()])
            }
            (_, _, error) => Finding::new(Code::SawUserInfoRefused, [status, error.unwrap_or_default().into()]),
        }),
        Action::Register { .. } => seen.push(match (reply.member("client_id"), reply.error()) {
            (Some(client_id), None) => Finding::new(Code::SawRegistered, [status, shown(&client_id).into()]),
            (_, error) => Finding::new(Code::SawRegistrationRefused, [status, error.unwrap_or_default().into()]),
        }),
        Action::CallMe(reads) => seen.push(match reply.member("name") {
            Some(name) => Finding::new(Code::SawTakenForPerson, [status, shown(&name).into()]),
            None => {
                let error = reply.error().unwrap_or_default();
                Finding::new(Code::SawNoPerson, [status, error.into(), reads.path().into()])
            }
        }),
        Action::SignIn { .. } => seen.push(Finding::new(Code::SawSignInBegun, [status])),
        Action::Decide(_) => {
            seen.push(match (reply.error(), evidence.came_back(index).map(|back| back.outcome)) {
                (Some(error), _) => Finding::new(Code::SawCancelled, [status, error.into()]),
                (None, Some(AuthorizationOutcome::IdToken { code, .. })) => {
                    let names = if code.is_some() { "code, id_token" } else { "id_token" };
                    Finding::new(Code::SawSignedInFragment, [status, names.into()])
                }
                _ => Finding::new(Code::SawSignedIn, [status]),
            });
            tokens(evidence, index, seen);
        }
        _ => seen.push(Finding::new(Code::SawStatus, [status])),
    }
}

/// What the tokens of an answer say, where that is what the run is about.
fn tokens(evidence: &Evidence, index: usize, seen: &mut Vec<Finding>) {
    let is_about_subject = evidence.done.iter().any(|done| matches!(done.action, Action::Set(Rule::Subject(_))));
    let tokens = evidence.tokens_of(index);
    let access = tokens.iter().find(|token| token.kind == TokenKind::Access);
    if let Some(claims) = access.and_then(|token| token.claims.as_ref()).filter(|_| is_about_subject) {
        let text = |name: &str| claims.get(name).map(shown);
        let client_id = text("client_id").unwrap_or_default().into();
        seen.push(match text("sub") {
            Some(sub) => Finding::new(Code::SawSubject, [sub.into(), client_id]),
            None => Finding::new(Code::SawNoSubject, [client_id]),
        });
        let counts = [user_claims(claims).len(), USER_CLAIMS.len(), login_claims(claims).len(), LOGIN_CLAIMS.len()];
        seen.push(Finding::new(Code::SawPersonClaims, counts.map(|count| count.to_string().into())));
    }
    let Some(id_token) = tokens.iter().find(|token| token.kind == TokenKind::Id) else { return };
    let people = evidence.record.as_ref().map_or(&[][..], |record| &record.people);
    let sub = id_token.text_claim("sub").unwrap_or_default();
    let is_person = people.iter().any(|person| person.sub == sub);
    seen.push(if access.is_some_and(|token| token.text == id_token.text) {
        Finding::new(Code::SawIdTokenCopy, [])
    } else if is_person && evidence.record.as_ref().is_some_and(|record| record.logins > 0) {
        Finding::new(Code::SawIdToken, [sub.into(), id_token.text_claim("aud").unwrap_or_default().into()])
    } else {
        Finding::new(Code::SawIdTokenWithoutLogin, [sub.into()])
    });
}

/// What the runs of the whole table came to, one after the other.
fn table(evidence: &Evidence) -> Vec<Finding> {
    let claims = evidence.claims();
    let all = CellId::all().count();
    let mut seen = Vec::new();
    for run in claims.chunks(all) {
        let holds = run.iter().filter(|(cell, part)| cell.judge(part).verdict == Verdict::Holds).count();
        let policy = run.first().map_or("", |(_, part)| part.policies.openid.as_str());
        let facts = [holds.to_string().into(), run.len().to_string().into(), policy.into()];
        seen.push(Finding::new(Code::SawTable, facts));
    }
    let changed = changed(evidence).map(|changed| [changed, all].map(|count| count.to_string().into()));
    seen.extend(changed.map(|facts| Finding::new(Code::SawChanged, facts)));
    seen
}

fn token_reply(reply: Reply<'_>) -> Finding {
    let status = reply.status().to_string().into();
    if let Some(allow) = reply.header(ALLOW).filter(|_| reply.status() == 405) {
        return Finding::new(Code::SawMethodRefused, [status, allow.into()]);
    }
    match (reply.status(), reply.json(), reply.error()) {
        (200, Some(_), _) => {
            let arrived = arrived(reply);
            let absent: Vec<&str> = ROWS.into_iter().filter(|name| !arrived.contains(name)).collect();
            let count = arrived.len().to_string().into();
            Finding::new(Code::SawToken, [status, count, arrived.join(", ").into(), absent.join(", ").into()])
        }
        (_, _, Some(error)) => match reply.header(WWW_AUTHENTICATE) {
            Some(challenge) => Finding::new(Code::SawClientChallenge, [status, error.into(), challenge.into()]),
            None => Finding::new(Code::SawRefusal, [status, error.into()]),
        },
        _ => Finding::new(Code::SawStatus, [status]),
    }
}

fn api_reply(reply: Reply<'_>) -> Finding {
    let status = reply.status().to_string().into();
    match reply.header(WWW_AUTHENTICATE) {
        Some(challenge) => Finding::new(Code::SawApiChallenge, [status, challenge.into()]),
        None => Finding::new(Code::SawApiAnswer, [status]),
    }
}
