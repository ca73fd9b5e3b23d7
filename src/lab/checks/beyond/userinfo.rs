//! *UserInfo*: an endpoint that OAuth does not have (OIDC Discovery §3), for tokens that a sign-in stands behind (OIDC Core §5.3).

use super::{logins, nth, refusal, success};
use crate::lab::action::{Action, WellKnown};
use crate::lab::checks::standard_spec::metadata;
use crate::lab::checks::{missing, record, shown};
use crate::lab::evidence::Evidence;
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, observed};

const ENDPOINT: &str = "userinfo_endpoint";

/// Holds when the OpenID Connect document names the endpoint and the OAuth document does not.
pub(in crate::lab) fn oauth(evidence: &Evidence) -> Judgement {
    judge_oauth(evidence).unwrap_or_else(|other| other)
}

/// Holds when UserInfo refused the token of this grant and answered for the one from a sign-in.
pub(in crate::lab) fn oidc(evidence: &Evidence) -> Judgement {
    judge_oidc(evidence).unwrap_or_else(|other| other)
}

fn judge_oauth(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let oauth = metadata(evidence, WellKnown::OAuth)?;
    let openid = metadata(evidence, WellKnown::OpenId)?;
    if let Some(endpoint) = oauth.get(ENDPOINT) {
        return Err(Judgement::fails(Finding::new(Code::UserInfoInOAuth, [shown(endpoint).into()])));
    }
    let endpoint = openid.get(ENDPOINT).ok_or_else(|| missing(ENDPOINT))?;
    Ok(Judgement::holds(vec![observed(Finding::new(Code::UserInfoOnlyOpenid, [shown(endpoint).into()]))]))
}

fn judge_oidc(evidence: &Evidence) -> Result<Judgement, Judgement> {
    const USERINFO: &str = "GET /userinfo";
    let asked: fn(&Action) -> bool = |action| matches!(action, Action::UserInfo { .. });
    let (_, of_client) = nth(evidence, asked, 0, USERINFO)?;
    let (_, of_person) = nth(evidence, asked, 1, USERINFO)?;
    let record = record(evidence)?;
    let status = of_client.status().to_string();
    let Some(error) = refusal(USERINFO, of_client)? else {
        return Err(Judgement::fails(Finding::new(Code::UserInfoAnswered, [status.into()])));
    };
    let answered = of_person.status().to_string();
    if let Some(error) = refusal(USERINFO, of_person)? {
        return Err(Judgement::fails(Finding::new(Code::UserInfoRefusedPerson, [answered.into(), error.into()])));
    }
    if record.logins == 0 {
        return Err(Judgement::fails(Finding::new(Code::UserInfoAnswered, [answered.into()])));
    }
    let names: Vec<String> = success(USERINFO, of_person)?.keys().cloned().collect();
    let facts = [status.into(), error.into(), answered.into(), names.join(", ").into()];
    Ok(Judgement::holds(vec![observed(Finding::new(Code::UserInfoPair, facts)), logins(record)]))
}
