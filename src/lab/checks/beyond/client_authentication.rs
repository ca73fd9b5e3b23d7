//! *Client authentication*: the token endpoint takes the same methods with OpenID Connect and without it (RFC 6749 §2.3, OIDC Core §9); only
//! `none` is no use in this grant (RFC 6749 §4.4).

use http::header::AUTHORIZATION;

use super::{exchange, nth};
use crate::lab::action::{Action, WellKnown};
use crate::lab::checks::standard_spec::{metadata, strings};
use crate::lab::checks::{TOKEN, missing, unreadable};
use crate::lab::evidence::Evidence;
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, observed};
use crate::oauth::Exchange;

/// Holds when each of the methods brought a token.
pub(in crate::lab) fn oauth(evidence: &Evidence) -> Judgement {
    judge_oauth(evidence).unwrap_or_else(|other| other)
}

/// Holds when both documents list the same methods, and a client that uses none of them got nothing.
pub(in crate::lab) fn oidc(evidence: &Evidence) -> Judgement {
    judge_oidc(evidence).unwrap_or_else(|other| other)
}

fn judge_oauth(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let mut methods = Vec::new();
    for (index, done) in evidence.done.iter().enumerate() {
        let Action::TokenRequest(ask) = done.action else { continue };
        let reply = evidence.reply(index).ok_or_else(|| missing(TOKEN))?;
        match (reply.status(), reply.member("access_token"), reply.error()) {
            (200, Some(_), _) => {}
            (400..=499, _, Some(error)) => {
                let facts = [ask.client.into(), reply.status().to_string().into(), error.into()];
                return Err(Judgement::fails(Finding::new(Code::MethodRefused, facts)));
            }
            _ => return Err(unreadable(TOKEN, reply)),
        }
        methods.extend(exchange(evidence, index).map(method));
    }
    if methods.is_empty() {
        return Err(missing(TOKEN));
    }
    let facts = [methods.len().to_string().into(), methods.join(", ").into()];
    Ok(Judgement::holds(vec![observed(Finding::new(Code::MethodsServed, facts))]))
}

/// How the client proved who it is, by what it sent.
fn method(exchange: &Exchange) -> &'static str {
    let has = |name: &str| form_urlencoded::parse(exchange.request.body()).any(|(field, _)| field == name);
    if exchange.request.headers().contains_key(AUTHORIZATION) {
        "client_secret_basic"
    } else if has("client_secret") {
        "client_secret_post"
    } else if has("client_assertion") {
        "private_key_jwt"
    } else {
        "tls_client_auth"
    }
}

fn judge_oidc(evidence: &Evidence) -> Result<Judgement, Judgement> {
    let listed = |which| {
        let document = metadata(evidence, which)?;
        // RFC 8414 §2: a document without the member means client_secret_basic.
        let names = strings(&document, "token_endpoint_auth_methods_supported");
        Ok::<_, Judgement>(names.map_or_else(|| "client_secret_basic".to_owned(), |names| names.join(", ")))
    };
    let (oauth, openid) = (listed(WellKnown::OAuth)?, listed(WellKnown::OpenId)?);
    if oauth != openid {
        return Err(Judgement::fails(Finding::new(Code::MethodsDiffer, [oauth.into(), openid.into()])));
    }
    let (_, reply) = nth(evidence, |action| matches!(action, Action::TokenRequest(_)), 0, TOKEN)?;
    let status = reply.status().to_string();
    match (reply.status(), reply.error()) {
        (200..=299, _) => Err(Judgement::fails(Finding::new(Code::PublicClientServed, [status.into()]))),
        (400..=499, Some(error)) => {
            let facts = [openid.into(), status.into(), error.into()];
            Ok(Judgement::holds(vec![observed(Finding::new(Code::MethodsAgree, facts))]))
        }
        _ => Err(unreadable(TOKEN, reply)),
    }
}
