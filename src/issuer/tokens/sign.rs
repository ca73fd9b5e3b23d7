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

/// Claims as they are signed. Apart from signing, so that there is one way to sign for all kinds of claims: `make size` shows each.
pub(crate) fn payload(claims: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(claims).expect("claims are a struct or a map with string keys")
}

/// Signs a payload; the error is a sentence for the trace.
pub(crate) async fn sign<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    algorithm: Algorithm,
    header: Map<String, Value>,
    payload: Vec<u8>,
) -> Result<String, String> {
    let key = issuer.keys.signing(&issuer.ports.crypto, algorithm).await.map_err(|error| error.to_string())?;
    jose::sign(&issuer.ports.crypto, &key.signing, header, &payload).await.map_err(|error| error.to_string())
}
