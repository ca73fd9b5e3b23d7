//! A proof as a client writes it (RFC 9449 §4.2).

use http::{HeaderValue, Method};
use serde::Serialize;
use serde_json::Value;

use super::TYP;
use crate::jose::{self, Jwk, JwsError, SigningKey, base64url};
use crate::ports::{Crypto, CryptoError, Hash, UnixTime};

/// Claims of a proof, in the order in which they are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProofClaims {
    /// Its own name, never used twice.
    pub jti: String,
    /// The method of the request.
    pub htm: String,
    /// The address of the request, without query and fragment.
    pub htu: String,
    /// When it was made.
    pub iat: UnixTime,
    /// The hash of the access token that goes with the request, at an API.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ath: Option<String>,
    /// The newest nonce of the server, if it gave one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
}

impl ProofClaims {
    /// A proof for one request. `uri` may have a query and a fragment; the proof does not repeat them.
    #[must_use]
    pub fn new(method: &Method, uri: &str, now: UnixTime, jti: String) -> Self {
        let htu = uri.split(['?', '#']).next().unwrap_or_default().to_owned();
        Self { jti, htm: method.to_string(), htu, iat: now, ath: None, nonce: None }
    }

    /// Signs the claims with the private half of `public`, which travels in the header. Gives the value of the field.
    ///
    /// # Errors
    /// [`JwsError::Crypto`] when the platform could not sign.
    pub async fn sign(&self, crypto: &impl Crypto, key: &SigningKey, public: &Jwk) -> Result<HeaderValue, JwsError> {
        let shared = || CryptoError::BadKey("a MAC key has no public half".to_owned());
        let jwk = public.public_members().ok_or_else(shared)?;
        let header = jose::json::object([("typ", Value::from(TYP)), ("jwk", jwk)]);
        let payload = serde_json::to_vec(self).expect("claims are a struct with string keys");
        // The key itself is in the header; a name for it would say nothing.
        let key = SigningKey { kid: None, ..key.clone() };
        let proof = jose::sign(crypto, &key, header, &payload).await?;
        Ok(HeaderValue::from_str(&proof).expect("base64url and dots are ASCII"))
    }
}

/// The `ath` of a token: its SHA-256, base64url (RFC 9449 §4.2).
///
/// # Errors
/// [`CryptoError`] when the platform cannot hash.
pub async fn access_token_hash(crypto: &impl Crypto, access_token: &str) -> Result<String, CryptoError> {
    Ok(base64url::encode(&crypto.digest(Hash::Sha256, access_token.as_bytes()).await?))
}
