//! Token exchange (RFC 8693): a client that holds an access token about a person gets one of its own, which says that it acts.
//!
//! Exchanged are access tokens of this issuer about people. The new token is about the same person, allows no more, lasts no longer, and
//! carries in `act` who acts and, inside of it, who acted before (§4.1). Whatever is wrong with the subject token, the answer is
//! `invalid_request` (§2.2.2): nothing was granted yet that could be invalid.

use serde_json::Value;

use crate::cite::Citation;
use crate::issuer::state::{Client, Issuer};
use crate::issuer::tokens::OwnToken;
use crate::jose::json;
use crate::oauth::introspection::PERSON;
use crate::oauth::token_request::ACCESS_TOKEN_TYPE;
use crate::oauth::{ActiveToken, ErrorCode, OAuthError, Scope, TokenRequest};
use crate::ports::{Clock, Crypto, Random};
use crate::server::{Check, Trace, ids, quoted, refuse, unavailable};

use super::granted::{Asked, Granted};
use super::jwt_bearer;
use super::mint::ACCESS_TOKEN;

pub(super) static SUBJECT_TOKEN: Check = Check::new("Subject token", Citation::rfc(8693, "2.1"));

/// What the subject token allows the client that acts.
pub(super) async fn redeem<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    message: &TokenRequest,
    asked: Asked,
    trace: &mut Trace,
) -> Result<Granted, OAuthError> {
    let token = subject_token(issuer, message, trace).await?;
    let text = token.scope.as_deref().unwrap_or_default();
    let may = Scope::parse(text).unwrap_or_default().filter(|name| client.scope.contains(name));
    let scope = jwt_bearer::scope(message, &may, may.clone(), trace)?;
    let mut act = json::object([("sub", Value::from(client.client_id.as_str()))]);
    act.extend(token.act.map(|before| ("act".to_owned(), Value::Object(before))));
    let id = ids::identifier(&issuer.ports.random);
    let id = id.map_err(|error| unavailable(trace, &ACCESS_TOKEN, &error.to_string()))?;
    let granted = Granted::about_absent(token.sub.unwrap_or_default(), scope, asked, id);
    Ok(Granted { exchanged: Some((act, token.exp.unwrap_or_default())), ..granted })
}

/// The token to exchange: one of this issuer, good now, about a person, and bound to nobody.
async fn subject_token<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    message: &TokenRequest,
    trace: &mut Trace,
) -> Result<ActiveToken, OAuthError> {
    let form = &message.form;
    let mut fail = |code, sentence: &str| {
        let check = Check::new(SUBJECT_TOKEN.name, Citation::rfc(8693, "2.2.2"));
        refuse(trace, &check, "A token to exchange.", OAuthError::new(code, sentence), sentence)
    };
    let (Some(text), Some(kind)) = (form.get("subject_token"), form.get("subject_token_type")) else {
        return Err(fail(
            ErrorCode::InvalidRequest,
            "The parameters subject_token and subject_token_type have to be there.",
        ));
    };
    if form.get("actor_token").is_some() {
        let sentence = "This issuer takes no actor_token: who acts is the client, which has proven who it is.";
        return Err(fail(ErrorCode::InvalidRequest, sentence));
    }
    if form.get("audience").is_some() {
        return Err(fail(
            ErrorCode::InvalidTarget,
            "This issuer has no logical names for APIs; name them with resource.",
        ));
    }
    let wanted = form.get("requested_token_type").unwrap_or(ACCESS_TOKEN_TYPE);
    if kind != ACCESS_TOKEN_TYPE || wanted != ACCESS_TOKEN_TYPE {
        return Err(fail(
            ErrorCode::InvalidRequest,
            "This issuer exchanges access tokens for access tokens, and nothing else.",
        ));
    }
    let found = match OwnToken::look_up(issuer, text).await {
        Ok(found) => found,
        Err(error) => return Err(unavailable(trace, &SUBJECT_TOKEN, &error.to_string())),
    };
    let sentence = match found {
        Some(OwnToken::Opaque(token) | OwnToken::Jwt(token)) if token.sub_type.as_deref() != Some(PERSON) => {
            "The subject token is about a client, and nobody acts for one here."
        }
        Some(OwnToken::Opaque(token) | OwnToken::Jwt(token)) if token.cnf.is_some() => {
            "The subject token is bound to a key or a certificate, and whoever sends it has to prove that elsewhere."
        }
        Some(OwnToken::Opaque(token) | OwnToken::Jwt(token)) => {
            let sub = quoted(token.sub.as_deref().unwrap_or_default());
            trace.passed(
                &SUBJECT_TOKEN,
                format!("An access token of this issuer about {sub}."),
                "The client may act for them.",
            );
            return Ok(token);
        }
        Some(OwnToken::Refresh(_)) | None => "The subject token is no access token of this issuer that is good now.",
    };
    Err(fail(ErrorCode::InvalidRequest, sentence))
}
