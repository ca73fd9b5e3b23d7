//! *Does this grant give me an ID Token?* What each of several servers answered, and what that comes to: an ID Token reports that a person
//! signed in (OIDC Core §2), so an answer brings one only if it is about somebody who did.

use super::tokens_returned::{arrived, id_token_of};
use super::{TOKEN, missing, record, refused_otherwise, unreadable};
use crate::inspect::ROWS;
use crate::issuer::OpenidPolicy;
use crate::lab::action::Action;
use crate::lab::evidence::{Evidence, Reply};
use crate::lab::finding::{Code, Finding};
use crate::lab::rule::Rule;
use crate::lab::verdict::{Judgement, observed};

/// How one server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerAnswer {
    /// What it does with `openid`.
    pub policy: OpenidPolicy,
    /// The HTTP status; `None` when no answer came.
    pub status: Option<u16>,
    /// The error code of a refusal.
    pub error: Option<String>,
    /// Which of [`ROWS`] arrived, in their order.
    pub arrived: [bool; ROWS.len()],
    /// Whom the `id_token` is about, if one arrived.
    pub id_token: Option<Finding>,
}

/// The answers in the order in which they came.
#[must_use]
pub fn server_answers(evidence: &Evidence) -> Vec<ServerAnswer> {
    asked(evidence).map(|(index, policy)| read(evidence, index, policy)).collect()
}

/// Whether the answers say no: every server refused the scope or granted access, and none of them with a token about a person.
#[must_use]
pub fn judge_answers(evidence: &Evidence) -> Judgement {
    judge(evidence).unwrap_or_else(|other| other)
}

fn judge(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let mut policies: Vec<OpenidPolicy> = Vec::new();
    let [mut refused, mut granted, mut id_tokens] = [0; 3];
    for (index, policy) in asked(evidence) {
        let reply = evidence.reply(index).ok_or_else(|| missing(TOKEN))?;
        policies.push(policy);
        let answer = read(evidence, index, policy);
        match (reply.status(), reply.error()) {
            (200, None) if reply.json().is_some() => granted += 1,
            (400, Some(error)) if error == "invalid_scope" => {
                refused += 1;
                continue;
            }
            (400..=499, Some(error)) => return Err(refused_otherwise(TOKEN, reply, error)),
            _ => return Err(unreadable(TOKEN, reply)),
        }
        if !answer.arrived[0] {
            return Err(Judgement::fails(Finding::new(Code::NoAccessToken, [arrived(reply).join(", ").into()])));
        }
        if let Some(about) = answer.id_token {
            id_tokens += 1;
            if about.code == Code::IdTokenAboutPerson {
                return Err(Judgement::fails(about));
            }
        }
    }
    // Each way to answer has to be among them: of four the question would be answered for four.
    if !OpenidPolicy::ALL.iter().all(|policy| policies.contains(policy)) {
        return Err(missing(TOKEN));
    }
    let logins = record(evidence)?.logins;
    if logins > 0 {
        return Err(Judgement::fails(Finding::new(Code::LoginRecorded, [logins.to_string().into()])));
    }
    let facts = [policies.len(), refused, granted, id_tokens].map(|count| count.to_string().into());
    let [asked, refused, granted, id_tokens] = facts;
    let facts = [asked, refused, granted, id_tokens, logins.to_string().into()];
    Ok(Judgement::holds(vec![observed(Finding::new(Code::FiveAnswers, facts))]))
}

/// The token requests of the run, each with the policy under which it was sent.
fn asked(evidence: &Evidence) -> impl Iterator<Item = (usize, OpenidPolicy)> {
    let mut policy = evidence.policies.openid;
    evidence.done.iter().enumerate().filter_map(move |(index, done)| match done.action {
        Action::Set(Rule::Openid(openid)) => {
            policy = openid;
            None
        }
        Action::TokenRequest(_) => Some((index, policy)),
        _ => None,
    })
}

fn read(evidence: &Evidence, index: usize, policy: OpenidPolicy) -> ServerAnswer {
    let reply = evidence.reply(index);
    let names = reply.map(arrived).unwrap_or_default();
    let has_id_token = names.contains(&"id_token");
    ServerAnswer {
        policy,
        status: reply.map(|reply: Reply<'_>| reply.status()),
        error: reply.and_then(|reply| reply.error()),
        arrived: ROWS.map(|name| names.contains(&name)),
        id_token: has_id_token.then(|| id_token_of(evidence.record.as_ref(), &evidence.tokens_of(index))),
    }
}
