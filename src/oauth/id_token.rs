//! The claims of an ID Token: what an issuer says about one sign-in of one person (OIDC Core §2).
//!
//! Claims as data, and the hashes that tie an ID Token to what came with it; signing and validating are in `jose`. Claims about the person beyond `sub` (OIDC Core §5.1) go into `profile`.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::jose::{Algorithm, base64url};
use crate::ports::{Crypto, CryptoError, UnixTime};

/// Claims of an ID Token, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct IdTokenClaims {
    /// Who issued it.
    pub iss: String,
    /// The person.
    pub sub: String,
    /// The client that asked for the sign-in.
    pub aud: String,
    /// When it ends.
    pub exp: UnixTime,
    /// When it was issued.
    pub iat: UnixTime,
    /// When the person signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<UnixTime>,
    /// The client's value that ties it to one request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// The hash of the access token beside it (OIDC Core §3.1.3.6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_hash: Option<String>,
    /// The hash of the code beside it (OIDC Core §3.3.2.11).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub c_hash: Option<String>,
    /// How well the person was authenticated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acr: Option<String>,
    /// By which means the person was authenticated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amr: Vec<String>,
    /// Claims about the person that the scope asked for.
    #[serde(flatten)]
    pub profile: Map<String, Value>,
}

/// `at_hash` of an access token or `c_hash` of a code: the left half of its hash, by the hash function of the algorithm that signs the
/// ID Token, in base64url (OIDC Core §3.1.3.6, §3.3.2.11).
///
/// # Errors
/// [`CryptoError`] when the platform cannot hash.
pub async fn half_hash<C: Crypto>(crypto: &C, algorithm: Algorithm, text: &str) -> Result<String, CryptoError> {
    let digest = crypto.digest(algorithm.hash(), text.as_bytes()).await?;
    Ok(base64url::encode(&digest[..digest.len() / 2]))
}
