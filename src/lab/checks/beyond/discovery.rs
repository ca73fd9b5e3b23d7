//! *Discovery document*: where an authorization server (RFC 8414 §3) and an OpenID Provider (OIDC Discovery §4) describe themselves.

use serde_json::{Map, Value};

use super::text;
use crate::issuer::ISSUER;
use crate::lab::action::WellKnown;
use crate::lab::checks::standard_spec::{self, GRANT, GRANTS, grants, metadata, strings};
use crate::lab::evidence::Evidence;
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, Verdict, observed};

/// Holds when the document is this issuer's own and lists the grant.
pub(in crate::lab) fn oauth(evidence: &Evidence) -> Judgement {
    judge_oauth(evidence).unwrap_or_else(|other| other)
}

/// Holds when the document is this issuer's own, and the grant's name is none of its response types and starts no sign-in.
pub(in crate::lab) fn oidc(evidence: &Evidence) -> Judgement {
    judge_oidc(evidence).unwrap_or_else(|other| other)
}

fn judge_oauth(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let document = own(evidence, WellKnown::OAuth)?;
    let listed = grants(&document);
    let shown = listed.join(", ").into();
    if !listed.iter().any(|name| name == GRANT) {
        return Err(Judgement::fails(Finding::new(Code::GrantNotListed, [shown])));
    }
    Ok(Judgement::holds(vec![observed(Finding::new(Code::DescribesItself, [text(&document, "issuer").into(), shown]))]))
}

fn judge_oidc(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let document = own(evidence, WellKnown::OpenId)?;
    let as_login = standard_spec::oidc(evidence);
    if as_login.verdict != Verdict::Holds {
        return Err(as_login);
    }
    let code = if strings(&document, GRANTS).is_some() { Code::ListedNoFlow } else { Code::ListedByDefault };
    Ok(Judgement::holds(vec![observed(Finding::new(code, [grants(&document).join(", ").into()]))]))
}

/// The document, if the issuer that was asked says that it is its own (RFC 8414 §3.3).
fn own(evidence: &Evidence, which: WellKnown) -> Result<Map<String, Value>, Judgement> {
    let document = metadata(evidence, which)?;
    match text(&document, "issuer") {
        ISSUER => Ok(document),
        other => Err(Judgement::fails(Finding::new(Code::DocumentOfAnother, [other.into()]))),
    }
}
