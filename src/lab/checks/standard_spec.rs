//! *Standard spec*: whose grant is it? OAuth lists and serves it (RFC 8414 §2, RFC 6749 §4.4); OpenID Connect has no flow of that
//! name (OIDC Core §3).

use serde_json::{Map, Value};

use super::{issued, missing, refused_otherwise, unreadable};
use crate::lab::action::{Action, WellKnown};
use crate::lab::evidence::Evidence;
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, observed, specified};

/// The grant, in metadata.
pub(super) const GRANT: &str = "client_credentials";
/// The member that lists grants.
pub(super) const GRANTS: &str = "grant_types_supported";

/// Holds when the OAuth metadata lists the grant and the token request was answered 200.
pub(in crate::lab) fn oauth(evidence: &Evidence) -> Judgement {
    judge_oauth(evidence).unwrap_or_else(|other| other)
}

/// Holds when the grant's name is refused as a response type, and the OpenID document lists no response type with it.
pub(in crate::lab) fn oidc(evidence: &Evidence) -> Judgement {
    judge_oidc(evidence).unwrap_or_else(|other| other)
}

fn judge_oauth(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let listed = grants(&metadata(evidence, WellKnown::OAuth)?);
    if !listed.iter().any(|name| name == GRANT) {
        return Err(Judgement::fails(Finding::new(Code::GrantNotListed, [listed.join(", ").into()])));
    }
    issued(evidence, false)?;
    Ok(Judgement::holds(vec![specified(), observed(Finding::new(Code::GrantListedAndServed, ["200".into()]))]))
}

fn judge_oidc(evidence: &Evidence) -> Result<Judgement, Judgement> {
    const AUTHORIZE: &str = "GET /authorize";
    let document = metadata(evidence, WellKnown::OpenId)?;
    let listed = strings(&document, "response_types_supported").unwrap_or_default();
    let shown = listed.join(", ");
    if listed.iter().any(|value| value.split(' ').any(|part| part == GRANT)) {
        return Err(Judgement::fails(Finding::new(Code::ResponseTypeListed, [shown.into()])));
    }
    let reply = evidence.reply_to(|action| matches!(action, Action::Authorize(_))).ok_or_else(|| missing(AUTHORIZE))?;
    match reply.error() {
        Some(error) if error == "unsupported_response_type" => Ok(Judgement::holds(vec![
            specified(),
            observed(Finding::new(Code::ResponseTypeUnknown, [error.into(), shown.into()])),
        ])),
        Some(error) => Err(refused_otherwise(AUTHORIZE, reply, error)),
        None if (200..400).contains(&reply.status()) => {
            Err(Judgement::fails(Finding::new(Code::ResponseTypeAccepted, [reply.status().to_string().into()])))
        }
        None => Err(unreadable(AUTHORIZE, reply)),
    }
}

/// One of the issuer's two documents.
pub(super) fn metadata(evidence: &Evidence, which: WellKnown) -> Result<Map<String, Value>, Judgement> {
    let what = match which {
        WellKnown::OAuth => "GET /.well-known/oauth-authorization-server",
        WellKnown::OpenId => "GET /.well-known/openid-configuration",
    };
    let reply = evidence.metadata(which).ok_or_else(|| missing(what))?;
    reply.json().filter(|_| reply.status() == 200).ok_or_else(|| unreadable(what, reply))
}

/// The grants that a document lists. One without the member means authorization_code and implicit (RFC 8414 §2, OIDC Discovery §3).
pub(super) fn grants(document: &Map<String, Value>) -> Vec<String> {
    strings(document, GRANTS).unwrap_or_else(|| vec!["authorization_code".into(), "implicit".into()])
}

/// A list of names in a document.
pub(super) fn strings(document: &Map<String, Value>, member: &str) -> Option<Vec<String>> {
    let values = document.get(member)?.as_array()?;
    Some(values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect())
}
