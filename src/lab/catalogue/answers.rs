//! What a run says about a step's question: the options that it showed to be right, by their names in the content.
//!
//! `None` when the run says nothing about the question.

use serde_json::Value;

use super::field_answers;
use super::shown::{Answers, one_of};
use super::steps::Step;
use crate::issuer::OpenidPolicy;
use crate::lab::action::Action;
use crate::lab::cell_id::CellId;
use crate::lab::checks::renewals::renewals;
use crate::lab::checks::tokens_returned::arrived;
use crate::lab::evidence::{Evidence, TokenKind};
use crate::lab::rule::Rule;
use crate::lab::step_id::Course;
use crate::lab::verdict::Verdict;

impl Step {
    /// The options of the prediction that the run showed to be right, by their names in the content; `None` when the run says
    /// nothing about the question.
    #[must_use]
    pub fn answers(&self, evidence: &Evidence) -> Option<Answers> {
        if self.id.course == Course::Field {
            return self.answers_in_field(evidence);
        }
        match self.id.number {
            1 => times_asked(evidence),
            2 => answer_to_misspelling(evidence),
            3 => answer_to_wrong_secret(evidence),
            4 => answer_to_repetition(evidence),
            5 => copied_token(evidence),
            6 => members(evidence),
            7 => requests_saved(evidence),
            8 => subject(evidence),
            9 => sign_of_dropping(evidence),
            10 => userinfo(evidence),
            11 => conditions(evidence),
            12 => cells_changed(evidence),
            _ => None,
        }
    }

    fn answers_in_field(&self, evidence: &Evidence) -> Option<Answers> {
        match self.id.number {
            1 => field_answers::issuers_that_took_it(evidence),
            2 => field_answers::records_read(evidence),
            3 => field_answers::worth_of_assertion(evidence),
            4 => field_answers::error_for_grant(evidence),
            5 => field_answers::every_scope(evidence),
            6 => field_answers::after_revocation(evidence),
            _ => None,
        }
    }
}

/// Step 1: how often a person was asked for anything during the job.
fn times_asked(evidence: &Evidence) -> Option<Answers> {
    let logins = evidence.record.as_ref()?.logins;
    match (evidence.person_messages(), logins) {
        (0, 0) => Some(vec!["none"]),
        (_, 0) => Some(vec!["approve"]),
        _ => Some(vec!["sign-in"]),
    }
}

/// Step 2: what came back for the misspelt grant type.
fn answer_to_misspelling(evidence: &Evidence) -> Option<Answers> {
    let (ask, reply) = evidence.token_replies().next()?;
    ask.grant_type.filter(|name| *name != "client_credentials")?;
    match (reply.status(), reply.error().as_deref()) {
        (200, _) => Some(vec!["token"]),
        (404, _) => Some(vec!["not-found"]),
        (_, Some("unsupported_grant_type")) => Some(vec!["unsupported_grant_type"]),
        (_, Some("invalid_client")) => Some(vec!["invalid_client"]),
        _ => None,
    }
}

/// Step 3: what came back for a wrong secret together with a scope that is not allowed.
fn answer_to_wrong_secret(evidence: &Evidence) -> Option<Answers> {
    let (_, reply) = evidence.token_replies().next()?;
    if matches!(reply.member("error"), Some(Value::Array(_))) {
        return Some(vec!["both"]);
    }
    one_of(reply.error()?.as_str(), &["invalid_scope", "invalid_client", "invalid_grant"])
}

/// Step 4: what came back for the request that was sent twice.
fn answer_to_repetition(evidence: &Evidence) -> Option<Answers> {
    let (first, _) = evidence.done.iter().enumerate().find(|(_, done)| done.action.asks_for_token())?;
    let (again, _) = evidence.done.iter().enumerate().find(|(_, done)| done.action == Action::Resend)?;
    let reply = evidence.reply(again)?;
    match reply.error() {
        Some(error) => one_of(&error, &["invalid_client", "invalid_request"]),
        None => {
            let token = |index: usize| evidence.reply(index)?.member("access_token");
            let same = token(first)? == token(again)?;
            Some(vec![if same { "same-token" } else { "new-token" }])
        }
    }
}

/// Step 5: what came of a token that was copied to another connection.
fn copied_token(evidence: &Evidence) -> Option<Answers> {
    let shown = evidence.done.iter().filter(|done| matches!(done.action, Action::Show(_))).count();
    let reply = evidence.reply_to(|action| matches!(action, Action::CallApi { .. }))?;
    let asked = evidence.token_replies().next().filter(|(_, reply)| reply.status() == 200);
    match (shown, asked, reply.status()) {
        (2, Some(_), 200) => Some(vec!["works"]),
        (2, Some(_), 401) => Some(vec!["api-refuses"]),
        _ => None,
    }
}

/// Step 6: which members arrived.
fn members(evidence: &Evidence) -> Option<Answers> {
    let (_, reply) = evidence.token_replies().next()?;
    (reply.status() == 200 && reply.json().is_some()).then(|| arrived(reply))
}

/// Step 7: how many requests refreshing saved, compared with asking again.
fn requests_saved(evidence: &Evidence) -> Option<Answers> {
    let (refreshing, asking) = renewals(evidence)?;
    match asking.checked_sub(refreshing) {
        Some(0) => Some(vec!["none"]),
        Some(1) if refreshing == 0 => Some(vec!["automatic"]),
        Some(1) => Some(vec!["one"]),
        _ => None,
    }
}

/// Step 8: what `sub` holds.
fn subject(evidence: &Evidence) -> Option<Answers> {
    let record = evidence.record.as_ref()?;
    let tokens = evidence.tokens();
    let claims = tokens.iter().find(|token| token.kind == TokenKind::Access)?.claims.as_ref()?;
    let Some(sub) = claims.get("sub") else { return Some(vec!["nothing"]) };
    let sub = sub.as_str()?;
    let client = &record.client;
    if sub == client.client_id || client.accounts.iter().any(|account| account == sub) {
        Some(vec!["program"])
    } else if record.people.iter().any(|person| person.sub == sub) {
        Some(vec!["developer"])
    } else {
        (claims.get("aud")?.as_str()? == sub).then(|| vec!["api"])
    }
}

/// Step 9: by what one could tell, under the policy *Drop*, that `openid` was ignored.
fn sign_of_dropping(evidence: &Evidence) -> Option<Answers> {
    let dropping = Action::Set(Rule::Openid(OpenidPolicy::Drop));
    let index = evidence.done.iter().position(|done| done.action == dropping)? + 1;
    let reply = evidence.reply(index)?;
    if reply.status() != 200 {
        return Some(vec!["status"]);
    }
    let scope = reply.member("scope")?;
    let kept = scope.as_str()?.split(' ').any(|token| token == "openid");
    match (kept, reply.member("id_token")) {
        (false, None) => Some(vec!["scope"]),
        (true, None) => Some(vec!["cannot-tell"]),
        _ => None,
    }
}

/// Step 10: how UserInfo answered.
fn userinfo(evidence: &Evidence) -> Option<Answers> {
    let reply = evidence.reply_to(|action| matches!(action, Action::UserInfo { .. }))?;
    match (reply.status(), reply.json()) {
        (200, Some(members)) => Some(vec![if members.is_empty() { "empty" } else { "name" }]),
        (300..=399, _) => Some(vec!["login"]),
        (400..=499, _) => Some(vec!["refuse"]),
        _ => None,
    }
}

/// Step 11: what there was, of what is asked about, when an ID Token arrived. That its access token is a JWT is nothing that was asked
/// for, so it is not counted.
fn conditions(evidence: &Evidence) -> Option<Answers> {
    let index = evidence.done.iter().position(|done| matches!(done.action, Action::Redeem(_)))?;
    evidence.reply(index)?.member("id_token")?;
    let logins = evidence.record.as_ref()?.logins;
    let asked = evidence.done.iter().any(|done| match done.action {
        Action::SignIn { scope, .. } => scope.split(' ').any(|token| token == "openid"),
        _ => false,
    });
    let request = &evidence.messages.get(evidence.done[index].message?)?.exchange.request;
    let body = String::from_utf8_lossy(request.body());
    let secret = request.headers().contains_key(http::header::AUTHORIZATION) || body.contains("client_secret=");
    let all = [("person", logins > 0), ("openid", asked), ("secret", secret)];
    Some(all.iter().filter(|condition| condition.1).map(|condition| condition.0).collect())
}

/// Step 12: how many of the ten verdicts are not the same the second time.
fn cells_changed(evidence: &Evidence) -> Option<Answers> {
    match changed(evidence)? {
        0 => Some(vec!["none"]),
        1 => Some(vec!["one"]),
        5 => Some(vec!["five"]),
        _ => None,
    }
}

/// How many claims have another verdict the second time they are judged. `None` unless each was judged twice.
pub(in crate::lab) fn changed(evidence: &Evidence) -> Option<usize> {
    let claims = evidence.claims();
    let (first, second) = claims.split_at(claims.len() / 2);
    let holds = |(cell, part): &(_, Evidence)| cell_holds(*cell, part);
    let same_cells = first.iter().map(|claim| claim.0).eq(second.iter().map(|claim| claim.0));
    let differ = first.iter().zip(second).filter(|(before, after)| holds(before) != holds(after)).count();
    (same_cells && !first.is_empty()).then_some(differ)
}

fn cell_holds(cell: CellId, part: &Evidence) -> bool {
    cell.judge(part).verdict == Verdict::Holds
}
