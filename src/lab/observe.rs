//! What was seen in a run, in the order in which it happened: the *Observed* part of *What happened*.

use http::header::{ALLOW, CACHE_CONTROL, WWW_AUTHENTICATE};

use super::action::Action;
use super::checks::tokens_returned::arrived;
use super::evidence::{Evidence, Reply};
use super::finding::{Code, Finding};
use crate::inspect::ROWS;

/// One finding for each answer, then what the person did and what the issuer recorded.
#[must_use]
pub fn observe(evidence: &Evidence) -> Vec<Finding> {
    let mut seen = Vec::new();
    for (index, done) in evidence.done.iter().enumerate() {
        let Some(reply) = evidence.reply(index) else { continue };
        match done.action {
            Action::TokenRequest(_) => {
                seen.push(token_reply(reply));
                // Worth a word where the token request is what the run is about.
                let alone = evidence.done.len() == 1;
                let no_store = reply.header(CACHE_CONTROL).filter(|value| alone && value.contains("no-store"));
                seen.extend(no_store.map(|value| Finding::new(Code::SawNoStore, [value.into()])));
            }
            Action::CallApi { .. } => seen.push(api_reply(reply)),
            _ => seen.push(Finding::new(Code::SawStatus, [reply.status().to_string().into()])),
        }
    }
    if let Some(record) = &evidence.record {
        let facts = [evidence.person_messages().to_string().into(), record.logins.to_string().into()];
        seen.push(Finding::new(Code::SawNobody, facts));
    }
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
        (_, _, Some(error)) => Finding::new(Code::SawRefusal, [status, error.into()]),
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
