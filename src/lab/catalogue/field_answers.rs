//! What a run says about the question of a lesson from the field, by the names of the options in the content.
//!
//! `None` when the run says nothing about the question.

use super::shown::{Answers, one_of};
use crate::lab::action::{Action, Carries};
use crate::lab::evidence::{Evidence, Reply};

/// Lesson 1: at how many of the four issuers the secret was good in the spelling that the standard orders.
pub(super) fn issuers_that_took_it(evidence: &Evidence) -> Option<Answers> {
    let answers: Vec<u16> = evidence.token_replies().map(|(_, reply)| reply.status()).collect();
    if answers.len() != 4 {
        return None;
    }
    let names = ["none", "one", "two", "three", "four"];
    let took = answers.iter().filter(|status| **status == 200).count();
    Some(vec![names[took]])
}

/// Lesson 2: whose records a token without a person opened.
pub(super) fn records_read(evidence: &Evidence) -> Option<Answers> {
    let people = evidence.record.as_ref()?.people.len();
    let reply = evidence.reply_to(|action| matches!(action, Action::Get { .. }))?;
    match (reply.status(), reply.member("customers")) {
        (200, Some(customers)) if customers.as_array()?.len() >= people => Some(vec!["everybodys"]),
        (200, _) => Some(vec!["own"]),
        (401 | 403, _) => Some(vec!["nothing"]),
        _ => None,
    }
}

/// Lesson 3: what came of the assertion that another issuer sent on.
pub(super) fn worth_of_assertion(evidence: &Evidence) -> Option<Answers> {
    let reply = reply_to(evidence, Action::Replay)?;
    match (reply.status(), reply.member("access_token")) {
        (200, Some(_)) => Some(vec!["token"]),
        (400 | 401, None) => Some(vec!["nothing"]),
        _ => None,
    }
}

/// Lesson 4: the error for a JWT that was sent as the grant.
pub(super) fn error_for_grant(evidence: &Evidence) -> Option<Answers> {
    let (_, reply) = evidence.token_replies().find(|(ask, _)| matches!(ask.carries, Carries::Assertion(_)))?;
    one_of(&reply.error()?, &["invalid_client", "invalid_grant", "invalid_request", "invalid_token"])
}

/// Lesson 5: what asking for every listed scope brought.
pub(super) fn every_scope(evidence: &Evidence) -> Option<Answers> {
    let (ask, reply) = evidence.token_replies().last()?;
    match (reply.status(), reply.member("scope")) {
        (200, Some(scope)) if Some(scope.as_str()?) == ask.scope => Some(vec!["all"]),
        (200, _) => Some(vec!["fewer"]),
        (400, _) => one_of(&reply.error()?, &["invalid_scope"]),
        (300..=399, _) => Some(vec!["login"]),
        _ => None,
    }
}

/// Lesson 6: whether the API took a token after its client had given it back.
pub(super) fn after_revocation(evidence: &Evidence) -> Option<Answers> {
    let given_back = evidence.done.iter().position(|done| matches!(done.action, Action::Revoke { .. }))?;
    let called =
        evidence.done.iter().skip(given_back).position(|done| matches!(done.action, Action::CallApi { .. }))?;
    match evidence.reply(given_back + called)?.status() {
        200 => Some(vec!["taken"]),
        401 => Some(vec!["refused"]),
        _ => None,
    }
}

fn reply_to(evidence: &Evidence, wanted: Action) -> Option<Reply<'_>> {
    evidence.reply_to(|action| *action == wanted)
}
