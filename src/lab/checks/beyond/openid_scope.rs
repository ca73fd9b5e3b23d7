//! *`scope=openid`*: to OAuth a scope like any other, refused or granted as stated (RFC 6749 §3.3); in a request that signs somebody in it
//! switches OpenID Connect on (OIDC Core §3.1.2.1).

use super::{id_token, logins, signed_in, text, token};
use crate::lab::action::Action;
use crate::lab::checks::tokens_returned::arrived;
use crate::lab::checks::{TOKEN, missing, record, refused_otherwise, unreadable};
use crate::lab::evidence::{Evidence, TokenKind};
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, observed};

/// Holds when every answer refused the scope, or stated the scope that its token has.
pub(in crate::lab) fn oauth(evidence: &Evidence) -> Judgement {
    judge_oauth(evidence).unwrap_or_else(|other| other)
}

/// Holds when an ID Token arrived with `openid` and none without.
pub(in crate::lab) fn oidc(evidence: &Evidence) -> Judgement {
    judge_oidc(evidence).unwrap_or_else(|other| other)
}

fn judge_oauth(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let [mut refused, mut granted, mut id_tokens] = [0; 3];
    for (index, done) in evidence.done.iter().enumerate() {
        let Action::TokenRequest(ask) = done.action else { continue };
        let reply = evidence.reply(index).ok_or_else(|| missing(TOKEN))?;
        match (reply.status(), reply.error()) {
            (200, None) if reply.json().is_some() => {}
            (400..=499, Some(error)) if error == "invalid_scope" => {
                refused += 1;
                continue;
            }
            (400..=499, Some(error)) => return Err(refused_otherwise(TOKEN, reply, error)),
            _ => return Err(unreadable(TOKEN, reply)),
        }
        let Some(access) = token(evidence, index, TokenKind::Access) else {
            return Err(Judgement::fails(Finding::new(Code::NoAccessToken, [arrived(reply).join(", ").into()])));
        };
        // A reply that states nothing says that all was granted (RFC 6749 §5.1).
        let stated = reply.member("scope").and_then(|scope| scope.as_str().map(str::to_owned));
        let stated = stated.unwrap_or_else(|| ask.scope.unwrap_or_default().to_owned());
        if let Some(claims) = access.claims.filter(|claims| text(claims, "scope") != stated) {
            let has = text(&claims, "scope");
            return Err(Judgement::fails(Finding::new(Code::ScopeMisstated, [stated.into(), has.into()])));
        }
        granted += 1;
        id_tokens += usize::from(token(evidence, index, TokenKind::Id).is_some());
    }
    if refused + granted == 0 {
        return Err(missing(TOKEN));
    }
    let facts = [refused + granted, refused, granted, id_tokens].map(|count: usize| count.to_string().into());
    Ok(Judgement::holds(vec![observed(Finding::new(Code::ScopeStated, facts))]))
}

fn judge_oidc(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let (with, reply) = signed_in(evidence, 0)?;
    let (without, plain) = signed_in(evidence, 1)?;
    let record = record(evidence)?;
    id_token(evidence, with, reply)?;
    if token(evidence, without, TokenKind::Id).is_some() {
        return Err(Judgement::fails(Finding::new(Code::IdTokenWithoutOpenid, [])));
    }
    let facts = [reply, plain].map(|reply| arrived(reply).join(", ").into());
    Ok(Judgement::holds(vec![observed(Finding::new(Code::OpenidSwitches, facts)), logins(record)]))
}
