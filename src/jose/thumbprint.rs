//! The thumbprint of a key (RFC 7638): a name that anybody can compute from the key alone.

use serde_json::Value;

use crate::ports::{Crypto, CryptoError, Hash};

use super::{Jwk, base64url, json};

/// The SHA-256 thumbprint of a key, base64url.
///
/// # Errors
/// [`CryptoError`] when the platform cannot hash.
pub async fn thumbprint<C: Crypto>(crypto: &C, jwk: &Jwk) -> Result<String, CryptoError> {
    let digest = crypto.digest(Hash::Sha256, hash_input(jwk).as_bytes()).await?;
    Ok(base64url::encode(&digest))
}

/// Only the members that make the key, sorted, without whitespace (RFC 7638 §3.2, §3.3). Base64url and curve names need no escapes.
fn hash_input(jwk: &Jwk) -> String {
    let member = |name: &&str| Some(((*name).to_owned(), Value::from(jwk.text(name)?)));
    // A `Map` of serde_json is sorted by name, which is the order wanted.
    json::text(&Value::Object(json::object(jwk.key_type().row().required.iter().filter_map(member))))
}
