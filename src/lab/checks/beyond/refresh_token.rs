//! *Refresh token*: in this grant it saves nothing (RFC 6749 §4.4.3); after a sign-in it goes on without the person (OIDC Core §11, §12.2).

use http::header::AUTHORIZATION;

use super::{claims, exchange, is_refresh, is_token_request, issued, logins, signed_in, text, token};
use crate::lab::checks::renewals::renewals;
use crate::lab::checks::tokens_returned::arrived;
use crate::lab::checks::{missing, record};
use crate::lab::evidence::{Evidence, TokenKind};
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, observed, specified};

/// Holds when refreshing took no fewer requests than asking again, with the same proof of who asks.
pub(in crate::lab) fn oauth(evidence: &Evidence) -> Judgement {
    judge_oauth(evidence).unwrap_or_else(|other| other)
}

/// Holds when the sign-in brought a refresh token that went on for the same person.
pub(in crate::lab) fn oidc(evidence: &Evidence) -> Judgement {
    judge_oidc(evidence).unwrap_or_else(|other| other)
}

fn judge_oauth(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let (first, reply) = issued(evidence, is_token_request, 0)?;
    reply.member("refresh_token").ok_or_else(|| missing("refresh_token"))?;
    let (refreshed, _) = issued(evidence, is_refresh, 0)?;
    issued(evidence, is_token_request, 1)?;
    let proof = |index: usize| exchange(evidence, index)?.request.headers().get(AUTHORIZATION);
    if proof(refreshed).is_none() || proof(refreshed) != proof(first) {
        return Err(Judgement::fails(Finding::new(Code::RefreshWithoutProof, [])));
    }
    let (refreshing, asking) = renewals(evidence).ok_or_else(|| missing("refresh_token"))?;
    let facts = [refreshing, asking].map(|count| count.to_string().into());
    if refreshing < asking {
        return Err(Judgement::fails(Finding::new(Code::RefreshSaves, facts)));
    }
    Ok(Judgement::holds(vec![specified(), observed(Finding::new(Code::RefreshSavesNothing, facts))]))
}

fn judge_oidc(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let (first, reply) = signed_in(evidence, 0)?;
    let record = record(evidence)?;
    if reply.member("refresh_token").is_none() {
        return Err(Judgement::fails(Finding::new(Code::NoOfflineRefresh, [arrived(reply).join(", ").into()])));
    }
    let before = claims(evidence, first, TokenKind::Id)?;
    let (again, reply) = issued(evidence, is_refresh, 0)?;
    if token(evidence, again, TokenKind::Access).is_none() {
        return Err(Judgement::fails(Finding::new(Code::NoAccessToken, [arrived(reply).join(", ").into()])));
    }
    let sub = text(&before, "sub");
    let finding = if token(evidence, again, TokenKind::Id).is_some() {
        let after = claims(evidence, again, TokenKind::Id)?;
        let other = text(&after, "sub");
        if other != sub {
            return Err(Judgement::fails(Finding::new(Code::RefreshedForAnother, [other.into(), sub.into()])));
        }
        Finding::new(Code::OfflineRefresh, [sub.into()])
    } else {
        Finding::new(Code::OfflineRefreshPlain, [])
    };
    Ok(Judgement::holds(vec![observed(finding), logins(record)]))
}
