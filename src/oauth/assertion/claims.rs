//! An assertion as a client writes it (RFC 7523 §3, RFC 10070 §4).

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

use super::TYP;
use crate::jose::{self, Jwk, JwkError, JwsError, SigningKey, base64url};
use crate::oauth::identifiers::{ClientId, ClientSecret};
use crate::oauth::unguessable::unguessable;
use crate::ports::{Crypto, CryptoError, Random, UnixTime};

/// Claims of a client assertion, in the order in which they are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AssertionClaims {
    /// Who wrote it: the client (JCA-02).
    pub iss: ClientId,
    /// Whom it is about: the same client.
    pub sub: ClientId,
    /// Whom it is for: the issuer identifier, as one string (JCA-05).
    pub aud: String,
    /// When it was written.
    pub iat: UnixTime,
    /// When it ends.
    pub exp: UnixTime,
    /// Its own name, never used twice.
    pub jti: String,
}

impl AssertionClaims {
    /// How long an assertion is good for, in seconds: long enough to arrive.
    pub const LIFETIME: u32 = 60;

    /// A fresh assertion of `client_id` for `audience`, the issuer identifier.
    ///
    /// # Errors
    /// [`CryptoError::NoRandomness`] when the platform gives none for its `jti`.
    pub fn new(client_id: &ClientId, audience: &str, now: UnixTime, random: &impl Random) -> Result<Self, CryptoError> {
        Ok(Self {
            iss: client_id.clone(),
            sub: client_id.clone(),
            aud: audience.to_owned(),
            iat: now,
            exp: now.plus(Self::LIFETIME.into()),
            jti: unguessable(random)?,
        })
    }

    /// Signs the claims. A private key makes it `private_key_jwt`, a [`shared_key`] `client_secret_jwt`.
    ///
    /// # Errors
    /// [`JwsError::Crypto`] when the platform could not sign.
    pub async fn sign(&self, crypto: &impl Crypto, key: &SigningKey) -> Result<SignedAssertion, JwsError> {
        let header = jose::json::object([("typ", Value::from(TYP))]);
        let payload = serde_json::to_vec(self).expect("claims are a struct with string keys");
        SignedAssertion::sign(crypto, key, header, &payload).await
    }
}

/// A signed assertion, ready to be sent once. Prints as `[redacted]`.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedAssertion(String);

impl SignedAssertion {
    /// Signs any header and claims, right or wrong: `alg` comes from the key, and so does `kid`, unless the key has none.
    ///
    /// # Errors
    /// [`JwsError::Crypto`] when the platform could not sign.
    pub async fn sign(
        crypto: &impl Crypto,
        key: &SigningKey,
        header: Map<String, Value>,
        payload: &[u8],
    ) -> Result<Self, JwsError> {
        jose::sign(crypto, key, header, payload).await.map(Self)
    }

    /// An assertion that nobody has signed yet, to be looked at: `signed-when-sent` stands in the signature's place.
    #[must_use]
    pub fn unsigned(header: &Map<String, Value>, claims: &Map<String, Value>) -> Self {
        let part = |members: &Map<String, Value>| {
            base64url::encode(jose::json::text(&Value::Object(members.clone())).as_bytes())
        };
        Self([&part(header), ".", &part(claims), ".signed-when-sent"].concat())
    }

    /// The assertion itself, for the one message that carries it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SignedAssertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A client secret as the key of a MAC: its UTF-8 octets (OIDC Core §10.1). Whether they are enough, the algorithm says (JCA-09).
///
/// # Errors
/// [`JwkError`] for an empty secret, which is no key.
pub fn shared_key(secret: &ClientSecret) -> Result<Jwk, JwkError> {
    let k = base64url::encode(secret.expose().as_bytes());
    Jwk::parse(jose::json::object([("kty", Value::from("oct")), ("k", Value::from(k))]))
}
