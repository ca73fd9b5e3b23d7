//! Signing claims with the issuer's keys.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::issuer::state::Issuer;
use crate::jose::{self, Algorithm};
use crate::ports::{Clock, Crypto, Random};

/// A header with this `typ`, to which signing adds `alg` and `kid`.
pub(crate) fn of_type(typ: &str) -> Map<String, Value> {
    jose::json::object([("typ", Value::from(typ))])
}

/// Signs claims; the error is a sentence for the trace.
pub(crate) async fn sign<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    algorithm: Algorithm,
    header: Map<String, Value>,
    claims: &impl Serialize,
) -> Result<String, String> {
    let key = issuer.keys.signing(&issuer.ports.crypto, algorithm).await.map_err(|error| error.to_string())?;
    let payload = serde_json::to_vec(claims).expect("claims are a struct with string keys");
    jose::sign(&issuer.ports.crypto, &key.signing, header, &payload).await.map_err(|error| error.to_string())
}
