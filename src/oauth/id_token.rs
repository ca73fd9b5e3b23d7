//! The claims of an ID Token: what an issuer says about one sign-in of one person (OIDC Core §2).
//!
//! Claims as data; signing and validating are in `jose`. Claims about the person beyond `sub` (OIDC Core §5.1) go into `profile`.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::ports::UnixTime;

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
