//! The token of a set-up, put together again from its header and its claims, so that the reader of tokens can say what is in it.

use serde_json::Value;

use crate::jose::base64url;

/// A token with this header and these claims, and a placeholder for its signature; nothing when it was no JWT. What differs from token to
/// token is a placeholder in it too.
#[must_use]
pub fn compact(header: &Value, claims: &Value) -> Option<String> {
    let part = |value: &Value| {
        let text = serde_json::to_vec(value.as_object()?).ok()?;
        Some(base64url::encode(&text))
    };
    Some([part(header)?, part(claims)?, base64url::encode(b"signature")].join("."))
}
