//! The sixteen checks beyond the document: one file a row, and what they share.
//!
//! As with the ten, what a check needs and does not find makes the verdict *could not test*.

pub(in crate::lab) mod client_authentication;
pub(in crate::lab) mod discovery;
pub(in crate::lab) mod namespace;
pub(in crate::lab) mod openid_scope;
pub(in crate::lab) mod refresh_token;
pub(in crate::lab) mod sender_constraint;
pub(in crate::lab) mod token_type;
pub(in crate::lab) mod userinfo;

use serde_json::{Map, Value};

use super::{TOKEN, missing, refused_otherwise, unreadable};
use crate::client::id_token::{self, Expected, IdTokenError};
use crate::issuer::ISSUER;
use crate::jose::json;
use crate::jose::jwt::Claims;
use crate::lab::action::Action;
use crate::lab::evidence::{Evidence, IssuerRecord, Reply, Token, TokenKind};
use crate::lab::finding::{Code, Finding};
use crate::lab::verdict::{Judgement, Line, recorded};
use crate::oauth::Exchange;

/// The answer to the `nth` of the actions that `wanted` accepts, with its place in the run.
fn nth<'a>(
    evidence: &'a Evidence,
    wanted: fn(&Action) -> bool,
    nth: usize,
    what: &str,
) -> Result<(usize, Reply<'a>), Judgement> {
    let mut places = (0..evidence.done.len()).filter(|index| wanted(&evidence.done[*index].action));
    places.nth(nth).and_then(|index| Some((index, evidence.reply(index)?))).ok_or_else(|| missing(what))
}

/// The same for a token request, which must have been answered with a token response.
fn issued(evidence: &Evidence, wanted: fn(&Action) -> bool, count: usize) -> Result<(usize, Reply<'_>), Judgement> {
    let (index, reply) = nth(evidence, wanted, count, TOKEN)?;
    success(TOKEN, reply)?;
    Ok((index, reply))
}

/// The tokens of the `count`th sign-in.
fn signed_in(evidence: &Evidence, count: usize) -> Result<(usize, Reply<'_>), Judgement> {
    issued(evidence, |action| matches!(action, Action::Redeem(_)), count)
}

fn is_token_request(action: &Action) -> bool {
    matches!(action, Action::TokenRequest(ask) if !ask.is_refresh())
}

fn is_refresh(action: &Action) -> bool {
    matches!(action, Action::TokenRequest(ask) if ask.is_refresh())
}

/// The body of an answer that must be a success for the claim to be tested.
fn success(what: &str, reply: Reply<'_>) -> Result<Map<String, Value>, Judgement> {
    match (reply.status(), reply.json(), reply.error()) {
        (200 | 201, Some(members), _) => Ok(members),
        (400..=499, _, Some(error)) => Err(refused_otherwise(what, reply, error)),
        _ => Err(unreadable(what, reply)),
    }
}

/// An answer that is a refusal, with its code; `None` when it is a success.
fn refusal(what: &str, reply: Reply<'_>) -> Result<Option<String>, Judgement> {
    match reply.status() {
        200..=299 => Ok(None),
        400..=499 => Ok(Some(reply.error().unwrap_or_default())),
        _ => Err(unreadable(what, reply)),
    }
}

/// A token of the answer to the action at `index`.
fn token(evidence: &Evidence, index: usize, kind: TokenKind) -> Option<Token> {
    evidence.tokens_of(index).into_iter().find(|token| token.kind == kind)
}

/// What that token says.
fn claims(evidence: &Evidence, index: usize, kind: TokenKind) -> Result<Map<String, Value>, Judgement> {
    let token = token(evidence, index, kind).ok_or_else(|| missing(kind.member()))?;
    token.claims.ok_or_else(|| Judgement::untested(Finding::new(Code::OpaqueToken, [])))
}

/// The ID Token of a sign-in; where there is none, the claim is false.
fn id_token(evidence: &Evidence, index: usize, reply: Reply<'_>) -> Result<Map<String, Value>, Judgement> {
    if token(evidence, index, TokenKind::Id).is_none() {
        let names = super::tokens_returned::arrived(reply).join(", ");
        return Err(Judgement::fails(Finding::new(Code::NoIdTokenFromSignIn, [names.into()])));
    }
    claims(evidence, index, TokenKind::Id)
}

/// What the client makes of `claims` in the place of an ID Token.
fn client_checks(
    claims: &Map<String, Value>,
    record: &IssuerRecord,
    nonce: Option<&str>,
    exchange: &Exchange,
) -> Result<(), IdTokenError> {
    let claims = Claims::parse(json::text(&Value::Object(claims.clone())).as_bytes()).unwrap_or_default();
    let client_id = &record.client.client_id;
    id_token::check(&claims, Expected { issuer: ISSUER, client_id, nonce, now: exchange.at })
}

/// The message pair of the action at `index`.
fn exchange(evidence: &Evidence, index: usize) -> Option<&Exchange> {
    let message = evidence.done.get(index)?.message?;
    evidence.messages.get(message).map(|recorded| &recorded.exchange)
}

/// How often somebody signed in, from the books.
fn logins(record: &IssuerRecord) -> Line {
    recorded(Finding::new(Code::Logins, [record.logins.to_string().into()]))
}

fn text<'a>(claims: &'a Map<String, Value>, name: &str) -> &'a str {
    claims.get(name).and_then(Value::as_str).unwrap_or_default()
}
