//! Proving who the client is by signing (RFC 7523 §2.2): the assertion that goes with a draft.
//!
//! The claims and their signature are [`crate::oauth::assertion`]; here they meet the [`Draft`]. Every request needs an assertion of
//! its own, because its `jti` is good once.

use http::Request;
use thiserror::Error;

use crate::cite::Citation;
use crate::jose::{Algorithm, JwsError, KeyError, SigningKey};
use crate::oauth::ClientSecret;
use crate::oauth::assertion::{AssertionClaims, SignedAssertion, shared_key};
use crate::oauth::unguessable::unguessable;
use crate::ports::{Crypto, Random, UnixTime};

use super::draft::{Draft, Problem};

/// The client's secret as the key of `client_secret_jwt`.
///
/// # Errors
/// [`KeyError`] when `algorithm` is no MAC, or the secret is too short for it (JCA-09).
pub async fn secret_as_key(
    crypto: &impl Crypto,
    secret: &ClientSecret,
    algorithm: Algorithm,
) -> Result<SigningKey, KeyError> {
    SigningKey::import(crypto, &shared_key(secret)?, algorithm).await
}

/// The drafted request with a fresh assertion, signed with `key` for `issuer`: the issuer identifier as its only audience, not an endpoint
/// (RFC 10070 §4; JCA-04).
///
/// # Errors
/// [`SignedRequestError`] when the draft is refused or the platform gave no random octets or could not sign.
pub async fn signed_request(
    draft: &Draft,
    crypto: &impl Crypto,
    random: &impl Random,
    key: &SigningKey,
    issuer: &str,
    now: UnixTime,
) -> Result<Request<Vec<u8>>, SignedRequestError> {
    let claims = AssertionClaims::new(&draft.client_id, issuer, now, random).map_err(JwsError::Crypto)?;
    Ok(draft.to_request_with(&claims.sign(crypto, key).await?)?)
}

/// The drafted request with the assertion that the draft describes, right or wrong: its header and claims as they were edited.
///
/// # Errors
/// As [`signed_request`].
pub async fn sign_as_drafted(
    draft: &Draft,
    crypto: &impl Crypto,
    random: &impl Random,
    key: &SigningKey,
    now: UnixTime,
) -> Result<Request<Vec<u8>>, SignedRequestError> {
    let jti = unguessable(random).map_err(JwsError::Crypto)?;
    let header = draft.assertion_header()?;
    let payload = serde_json::Value::Object(draft.assertion_claims(now, &jti)?).to_string();
    let named = SigningKey {
        kid: header.get("kid").and_then(|kid| kid.as_str()).map_or_else(|| key.kid.clone(), |kid| Some(kid.to_owned())),
        ..key.clone()
    };
    let assertion = SignedAssertion::sign(crypto, &named, header, payload.as_bytes()).await?;
    Ok(draft.to_request_with(&assertion)?)
}

/// The drafted request while it is written, with the assertion in it that would be signed at `now`.
///
/// # Errors
/// The [`Problem`] for which the request is refused.
pub fn previewed(draft: &Draft, now: UnixTime) -> Result<Request<Vec<u8>>, Problem> {
    let Some(algorithm) = draft.assertion_algorithm() else { return draft.to_request() };
    let mut header = draft.assertion_header()?;
    header.insert("alg".to_owned(), algorithm.name().into());
    draft.to_request_with(&SignedAssertion::unsigned(&header, &draft.assertion_claims(now, "made-when-sent")?))
}

/// Why there is no signed request.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SignedRequestError {
    /// The draft is refused.
    #[error(transparent)]
    Draft(#[from] Problem),
    /// The assertion could not be signed.
    #[error(transparent)]
    Signature(#[from] JwsError),
}

impl SignedRequestError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Draft(problem) => problem.code(),
            Self::Signature(error) => error.code(),
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Draft(problem) => problem.citation(),
            Self::Signature(error) => error.citation(),
        }
    }
}
