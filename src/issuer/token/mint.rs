//! Making the tokens: an access token in the profile of RFC 9068, and an ID Token where there is a sign-in to describe.
//!
//! Access tokens carry nothing about a person's login, whoever they are about (RFC 9068 §2.2.1): that is what ID Tokens are for.

use serde::Serialize;
use serde_json::Value;

use crate::cite::{Citation, Document};
use crate::jose::{self, Algorithm};
use crate::oauth::id_token::IdTokenClaims;
use crate::oauth::{OAuthError, TokenResponse, TokenType};
use crate::ports::{Clock, Crypto, Random, UnixTime};

use super::super::keys::{ACCESS_TOKEN_ALGORITHM, ID_TOKEN_ALGORITHM};
use super::super::registry::Client;
use super::super::trace::{Check, Trace};
use super::super::{ISSUER, Issuer, ids};
use super::{Granted, Identity, unavailable};

pub(super) static ACCESS_TOKEN: Check = Check::new("Access token", Citation::rfc(9068, "2.2"));
pub(super) static ID_TOKEN: Check = Check::new("ID Token", Citation::new(Document::OidcCore, "2"));

/// How long tokens live, in seconds.
const LIFETIME: u32 = 300;

/// Claims of an access token, in the order in which they are written.
#[derive(Serialize)]
struct AccessTokenClaims<'a> {
    iss: &'a str,
    sub: &'a str,
    client_id: &'a str,
    aud: Audience<'a>,
    scope: String,
    iat: UnixTime,
    exp: UnixTime,
    jti: String,
}

/// One name is written as a string, several as an array (RFC 7519 §4.1.3).
#[derive(Serialize)]
#[serde(untagged)]
enum Audience<'a> {
    One(&'a str),
    Several(&'a [String]),
}

/// Mints what was granted.
pub(super) async fn tokens<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    granted: Granted,
    audience: Vec<String>,
    trace: &mut Trace,
) -> Result<TokenResponse, OAuthError> {
    let now = issuer.now();
    let claims = AccessTokenClaims {
        iss: ISSUER,
        sub: &granted.subject,
        client_id: client.client_id.as_str(),
        aud: match audience.as_slice() {
            [one] => Audience::One(one),
            several => Audience::Several(several),
        },
        scope: granted.scope.to_string(),
        iat: now,
        exp: now.plus(LIFETIME.into()),
        jti: ids::identifier(&issuer.random),
    };
    let signed = sign(issuer, ACCESS_TOKEN_ALGORITHM, "at+jwt", &claims).await;
    let access_token = signed.map_err(|error| unavailable(trace, &ACCESS_TOKEN, &error))?;
    let saw = format!("sub {}, scope {}.", claims.sub, claims.scope);
    trace.passed(&ACCESS_TOKEN, saw, format!("Signed with {}, good for {LIFETIME} s.", ACCESS_TOKEN_ALGORITHM.name()));
    let id_token = match id_token_claims(client, &granted, now, trace) {
        Some(claims) => {
            let signed = sign(issuer, ID_TOKEN_ALGORITHM, "JWT", &claims).await;
            Some(signed.map_err(|error| unavailable(trace, &ID_TOKEN, &error))?)
        }
        None => None,
    };
    Ok(TokenResponse {
        access_token,
        token_type: TokenType::Bearer.as_str().to_owned(),
        expires_in: Some(LIFETIME.into()),
        scope: Some(claims.scope),
        id_token,
        ..TokenResponse::default()
    })
}

/// What an ID Token would say, if there is anything for one to say.
fn id_token_claims(client: &Client, granted: &Granted, now: UnixTime, trace: &mut Trace) -> Option<IdTokenClaims> {
    let base = IdTokenClaims {
        iss: ISSUER.to_owned(),
        aud: client.client_id.to_string(),
        iat: now,
        exp: now.plus(LIFETIME.into()),
        ..IdTokenClaims::default()
    };
    match &granted.identity {
        Identity::Person { auth_time, nonce } if granted.scope.contains("openid") => {
            trace.passed(&ID_TOKEN, "A person signed in, and the scope has openid.", "One about that sign-in.");
            let (auth_time, nonce) = (Some(*auth_time), nonce.clone());
            Some(IdTokenClaims { sub: granted.subject.clone(), auth_time, nonce, ..base })
        }
        Identity::Person { .. } => {
            trace.noted(&ID_TOKEN, "A person signed in; the scope has no openid.", "None: it was not asked for.");
            None
        }
        Identity::VendorAccount(account) => {
            let decided = format!("One all the same, about the account {account}. Outside the specification.");
            trace.noted(&ID_TOKEN, "Nobody signed in. Policy: vendor, service account.", decided);
            Some(IdTokenClaims { sub: account.clone(), ..base })
        }
        Identity::Nobody => {
            trace.noted(&ID_TOKEN, "Nobody signed in.", "None: there is no sign-in to describe.");
            None
        }
    }
}

/// Signs claims; the error is a sentence for the trace.
async fn sign<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    algorithm: Algorithm,
    typ: &str,
    claims: &impl Serialize,
) -> Result<String, String> {
    let key = issuer.keys.signing(&issuer.crypto, algorithm).await.map_err(|error| error.to_string())?;
    let header = jose::json::object([("typ", Value::from(typ))]);
    let payload = serde_json::to_vec(claims).expect("claims are a struct with string keys");
    jose::sign(&issuer.crypto, &key.signing, header, &payload).await.map_err(|error| error.to_string())
}
