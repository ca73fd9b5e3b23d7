//! *User identity?*: no claim about a user or a login in the token (OIDC Core §5.1, §2; nor `webid`, which names a person too), no answer from UserInfo (§5.3), no login
//! in the issuer's books.

use super::{ReadToken, issued, missing, readable_tokens, record, unreadable};
use crate::inspect::{LOGIN_CLAIMS, OTHER_PERSON_CLAIMS, USER_CLAIMS, login_claims, user_claims};
use crate::lab::action::Action;
use crate::lab::evidence::Evidence;
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, observed, recorded};

/// Holds when no token carries a standard user claim (all of OIDC Core §5.1 but `sub`) or a login claim.
pub(in crate::lab) fn oauth(evidence: &Evidence) -> Judgement {
    judge_oauth(evidence).unwrap_or_else(|other| other)
}

/// Holds when UserInfo refused the token and nobody signed in.
pub(in crate::lab) fn oidc(evidence: &Evidence) -> Judgement {
    judge_oidc(evidence).unwrap_or_else(|other| other)
}

/// Fails when a token carries a claim about a user or a login.
pub(super) fn refuse_identity(tokens: &[ReadToken]) -> Result<(), Judgement> {
    for ReadToken { kind, claims } in tokens {
        let others = OTHER_PERSON_CLAIMS.into_iter().filter(|name| claims.contains_key(*name)).collect();
        let names = [user_claims(claims), login_claims(claims), others].concat();
        if !names.is_empty() {
            let facts = [kind.member().into(), names.join(", ").into()];
            return Err(Judgement::fails(Finding::new(Code::IdentityClaims, facts)));
        }
    }
    Ok(())
}

fn judge_oauth(evidence: &Evidence) -> Result<Judgement, Judgement> {
    issued(evidence, false)?;
    let tokens = readable_tokens(evidence)?;
    refuse_identity(&tokens)?;
    let read: usize = tokens.iter().map(|token| token.claims.len()).sum();
    let facts = [read, USER_CLAIMS.len(), LOGIN_CLAIMS.len()].map(|count| count.to_string().into());
    Ok(Judgement::holds(vec![observed(Finding::new(Code::NoIdentityClaims, facts))]))
}

fn judge_oidc(evidence: &Evidence) -> Result<Judgement, Judgement> {
    const USERINFO: &str = "GET /userinfo";
    let reply =
        evidence.reply_to(|action| matches!(action, Action::UserInfo { .. })).ok_or_else(|| missing(USERINFO))?;
    let record = record(evidence)?;
    let status = reply.status().to_string().into();
    match reply.status() {
        200..=299 => return Err(Judgement::fails(Finding::new(Code::UserInfoAnswered, [status]))),
        400..=499 => {}
        _ => return Err(unreadable(USERINFO, reply)),
    }
    let logins = record.logins.to_string().into();
    if record.logins > 0 {
        return Err(Judgement::fails(Finding::new(Code::LoginRecorded, [logins])));
    }
    let error = reply.error().unwrap_or_default().into();
    Ok(Judgement::holds(vec![
        observed(Finding::new(Code::UserInfoRefused, [status, error])),
        recorded(Finding::new(Code::Logins, [logins])),
    ]))
}
