//! Bearer tokens at an API: what they may be made of, and the challenge of a refusal (RFC 6750 §2.1, §3).

use super::challenge::Challenge;
use super::error::ErrorCode;
use super::scope::Scope;

/// `b64token`: letters, digits, `-._~+/`, then any number of `=` (RFC 6750 §2.1).
#[must_use]
pub fn is_b64token(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'+' | b'/');
    !body.is_empty() && body.bytes().all(allowed)
}

/// The challenge of an API: without an error code when the request had no token, with one and its sentence otherwise.
#[must_use]
pub fn challenge(realm: &str, error: Option<(ErrorCode, &str)>, scope: Option<&Scope>) -> Challenge {
    let mut challenge = Challenge::bearer(realm);
    if let Some((code, description)) = error {
        challenge = challenge.with("error", code.as_str()).with("error_description", description);
    }
    match scope {
        Some(scope) => challenge.with("scope", &scope.to_string()),
        None => challenge,
    }
}
