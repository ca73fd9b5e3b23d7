//! The ID Token about a sign-in (OIDC Core §2), from the token endpoint or through the browser.

use serde_json::{Map, Value};

use crate::issuer::state::{ID_TOKEN_ALGORITHM, Issuer, Login};
use crate::oauth::ClientId;
use crate::oauth::id_token::{IdTokenClaims, half_hash};
use crate::ports::{Clock, Crypto, Random};

/// How long ID Tokens live, in seconds.
const LIFETIME: i64 = 300;

/// What travels in the same response; the ID Token holds a hash of it, so that nobody can put something else there.
#[derive(Clone, Copy, Default)]
pub(crate) struct Beside<'a> {
    pub(crate) access_token: Option<&'a str>,
    pub(crate) code: Option<&'a str>,
}

/// Claims that every ID Token for this client has.
pub(crate) fn claims<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>, client_id: &ClientId) -> IdTokenClaims {
    let now = issuer.now();
    IdTokenClaims {
        iss: issuer.names.issuer.clone(),
        aud: client_id.to_string(),
        iat: now,
        exp: now.plus(LIFETIME),
        ..IdTokenClaims::default()
    }
}

/// Signs an ID Token about a sign-in; the error is a sentence for the trace.
pub(crate) async fn about<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client_id: &ClientId,
    login: Login,
    beside: Beside<'_>,
    profile: Map<String, Value>,
) -> Result<String, String> {
    let claims = IdTokenClaims {
        sub: login.sub,
        auth_time: Some(login.auth_time),
        nonce: login.nonce,
        at_hash: hash(issuer, beside.access_token).await?,
        c_hash: hash(issuer, beside.code).await?,
        profile,
        ..claims(issuer, client_id)
    };
    sign(issuer, &claims).await
}

/// Signs any ID Token.
pub(crate) async fn sign<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    claims: &IdTokenClaims,
) -> Result<String, String> {
    super::sign::sign(issuer, ID_TOKEN_ALGORITHM, super::sign::of_type("JWT"), super::sign::payload(claims)).await
}

/// The hash of what travels in the same response (OIDC Core §3.1.3.6).
pub(crate) async fn hash<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    text: Option<&str>,
) -> Result<Option<String>, String> {
    let Some(text) = text else { return Ok(None) };
    let hash = half_hash(&issuer.ports.crypto, ID_TOKEN_ALGORITHM, text).await;
    hash.map(Some).map_err(|error| error.to_string())
}
