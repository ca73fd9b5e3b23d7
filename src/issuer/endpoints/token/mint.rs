//! Making the access token: a JWT in the profile of RFC 9068, or opaque text.
//!
//! Access tokens carry nothing about a person's login, whoever they are about (RFC 9068 §2.2.1): that is what ID Tokens are for. But a token
//! about a person says so in `sub_type`, because APIs have to tell people from clients (RFC 9700 §4.15.1).

use serde::Serialize;
use serde_json::{Map, Value};

use crate::cite::Citation;
use crate::issuer::policy::{AccessTokenForm, ExpiresIn, UserClaims};
use crate::issuer::state::{Client, Issuer};
use crate::issuer::tokens;
use crate::jose::Algorithm;
use crate::oauth::introspection::PERSON;
use crate::oauth::token_request::ACCESS_TOKEN_TYPE;
use crate::oauth::{ActiveToken, AuthorizationDetail, Confirmation, OAuthError, TokenResponse, TokenType};
use crate::ports::{Clock, Crypto, Random, UnixTime};
use crate::server::{Check, Issued, Trace, ids, unavailable};

use super::audience::Reach;
use super::granted::{Granted, Identity};
use super::user_claims::{self, ClaimsAboutUser};
use super::{as_played, id_token, renewal};

pub(super) static ACCESS_TOKEN: Check = Check::new("Access token", Citation::rfc(9068, "2.2"));

/// Claims of an access token, in the order in which they are written.
#[derive(Serialize)]
struct AccessTokenClaims<'a> {
    iss: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub: Option<&'a str>,
    client_id: &'a str,
    aud: Audience<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'a str>,
    iat: UnixTime,
    exp: UnixTime,
    jti: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cnf: Option<&'a Confirmation>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authorization_details: &'a [AuthorizationDetail],
    #[serde(skip_serializing_if = "Option::is_none")]
    sub_type: Option<&'a str>,
    /// Who acts for the subject (RFC 8693 §4.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<&'a Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preferred_username: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    webid: Option<&'a str>,
    /// What the client's record has beside all this.
    #[serde(flatten)]
    own: &'a Map<String, Value>,
}

/// One name is written as a string, several as an array (RFC 7519 §4.1.3).
#[derive(Serialize)]
#[serde(untagged)]
enum Audience<'a> {
    One(&'a str),
    Several(&'a [String]),
}

/// Mints what was granted, as far as the token reaches.
pub(super) async fn tokens<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    granted: Granted,
    reach: Reach,
    binding: Option<Confirmation>,
    trace: &mut Trace,
) -> Result<TokenResponse, OAuthError> {
    let policies = issuer.policies();
    let now = issuer.now();
    let kind = TokenType::of(binding.as_ref());
    let jti = ids::identifier(&issuer.ports.random);
    let jti = jti.map_err(|error| unavailable(trace, &ACCESS_TOKEN, &error.to_string()))?;
    // No exchange makes a token last longer.
    let exp = now.plus(policies.lifetime_as(granted.played.as_ref(), trace).into());
    let exp = granted.exchanged.as_ref().map_or(exp, |(_, end)| exp.min(*end));
    let refresh_token = renewal::issue(issuer, client, &granted, binding.as_ref(), trace)?;
    let comes_of_a_sign_in = matches!(granted.identity, Identity::Person { .. });
    let token = ActiveToken {
        scope: Some(reach.scope.to_string()).filter(|scope| !scope.is_empty()),
        client_id: Some(client.client_id.clone()),
        token_type: Some(kind.as_str().to_owned()),
        exp: Some(exp),
        iat: Some(now),
        sub: granted.subject.clone(),
        aud: reach.audience,
        iss: Some(issuer.names.issuer.clone()),
        jti: Some(jti),
        cnf: binding,
        authorization_details: if reach.has_details { granted.details.clone() } else { Vec::new() },
        sub_type: granted.is_about_a_person().then(|| PERSON.to_owned()),
        act: granted.exchanged.as_ref().map(|(act, _)| act.clone()),
        ..ActiveToken::default()
    };
    let access_token = match policies.access_token {
        AccessTokenForm::Jwt => {
            // No other grant can end.
            if comes_of_a_sign_in || refresh_token.is_some() || granted.refresh.is_some() {
                let (jti, exp) = (token.jti.clone().unwrap_or_default(), token.exp.unwrap_or_default());
                issuer.issued.borrow_mut().add_signed(jti, exp, granted.id.clone());
            }
            let policy = if granted.is_about_a_person() { UserClaims::Off } else { policies.user_claims };
            let own = if token.is_about_its_client() { &client.claims } else { &Map::new() };
            match as_played::jwt(issuer, client, &granted, (&token, own), trace) {
                Some(jwt) => {
                    let signed = as_played::signed(issuer, jwt, &granted, &token).await;
                    let signed = signed.map_err(|error| unavailable(trace, &ACCESS_TOKEN, &error))?;
                    let algorithm = issuer.algorithm_for(&token.aud);
                    trace.passed(&ACCESS_TOKEN, describe(&token), good_for(algorithm, exp.since(now)));
                    signed
                }
                None => jwt(issuer, &token, user_claims::of(client, policy), own, trace).await?,
            }
        }
        AccessTokenForm::Opaque => {
            let length = granted.played.as_ref().and_then(|played| played.0.opaque_length(trace));
            let text = as_played::opaque(&issuer.ports.random, length);
            let text = text.map_err(|error| unavailable(trace, &ACCESS_TOKEN, &error.to_string()))?;
            issuer.issued.borrow_mut().add_access(text.clone(), token.clone(), granted.id.clone());
            let decided = format!("256 random bits, good for {} s. The API has to ask what they mean.", exp.since(now));
            trace.passed(&ACCESS_TOKEN, describe(&token), decided);
            text
        }
    };
    let id_token = id_token::id_token(issuer, client, &granted, (&token, &access_token), trace).await?;
    trace.issues(Issued::AccessToken);
    if refresh_token.is_some() {
        trace.issues(Issued::RefreshToken);
    }
    if id_token.is_some() {
        trace.issues(Issued::IdToken);
    }
    let lifetime = u64::try_from(exp.since(now)).unwrap_or_default();
    let mut unknown = Map::new();
    let expires_in = match policies.expires_in {
        ExpiresIn::Number => Some(lifetime),
        ExpiresIn::Zero => Some(0),
        ExpiresIn::Absent => None,
        ExpiresIn::Text => {
            unknown.insert("expires_in".to_owned(), lifetime.to_string().into());
            None
        }
    };
    Ok(TokenResponse {
        access_token,
        token_type: kind.as_str().to_owned(),
        expires_in,
        refresh_token,
        scope: token.scope,
        id_token,
        issued_token_type: token.act.as_ref().map(|_| ACCESS_TOKEN_TYPE.to_owned()),
        authorization_details: token.authorization_details,
        unknown,
    })
}

async fn jwt<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    token: &ActiveToken,
    about_user: ClaimsAboutUser<'_>,
    own: &Map<String, Value>,
    trace: &mut Trace,
) -> Result<String, OAuthError> {
    let claims = AccessTokenClaims {
        iss: token.iss.as_deref().unwrap_or_default(),
        sub: token.sub.as_deref(),
        client_id: token.client_id.as_ref().map_or("", |id| id.as_str()),
        aud: match token.aud.as_slice() {
            [one] => Audience::One(one),
            several => Audience::Several(several),
        },
        scope: token.scope.as_deref(),
        iat: token.iat.unwrap_or_default(),
        exp: token.exp.unwrap_or_default(),
        jti: token.jti.as_deref().unwrap_or_default(),
        cnf: token.cnf.as_ref(),
        authorization_details: &token.authorization_details,
        sub_type: token.sub_type.as_deref(),
        act: token.act.as_ref(),
        preferred_username: about_user.preferred_username.as_deref(),
        name: about_user.name,
        webid: about_user.webid.as_deref(),
        own,
    };
    let algorithm = issuer.algorithm_for(&token.aud);
    let signed = tokens::sign(issuer, algorithm, tokens::of_type("at+jwt"), tokens::payload(&claims)).await;
    let signed = signed.map_err(|error| unavailable(trace, &ACCESS_TOKEN, &error))?;
    trace.passed(&ACCESS_TOKEN, describe(token), good_for(algorithm, claims.exp.since(claims.iat)));
    Ok(signed)
}

fn good_for(algorithm: Algorithm, seconds: i64) -> String {
    format!("Signed with {}, good for {seconds} s.", algorithm.name())
}

fn describe(token: &ActiveToken) -> String {
    let bound = match &token.cnf {
        Some(Confirmation { jkt: Some(_), x5t: Some(_) }) => " Bound to a key and a certificate.",
        Some(Confirmation { jkt: None, .. }) => " Bound to a certificate.",
        Some(_) => " Bound to a key.",
        None => "",
    };
    let sub = token.sub.as_deref().map_or_else(|| "No sub".to_owned(), |sub| format!("sub {sub}"));
    format!("{sub}, scope {}.{bound}", token.scope.as_deref().unwrap_or_default())
}
