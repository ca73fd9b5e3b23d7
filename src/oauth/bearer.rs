//! Bearer tokens at an API: what they may be made of, and the three ways to refuse (RFC 6750 §2.1, §3, §3.1).

use http::header::WWW_AUTHENTICATE;
use http::{Response, StatusCode};

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

/// The refusal of an API with this challenge, of whichever scheme: 400 for `invalid_request`, 403 for `insufficient_scope`, 401 for
/// everything else, no error at all included (RFC 6750 §3.1, RFC 9449 §7.1).
#[must_use]
pub fn refuse(challenge: &Challenge, error: Option<ErrorCode>) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = match error {
        Some(ErrorCode::InvalidRequest) => StatusCode::BAD_REQUEST,
        Some(ErrorCode::InsufficientScope) => StatusCode::FORBIDDEN,
        _ => StatusCode::UNAUTHORIZED,
    };
    response.headers_mut().insert(WWW_AUTHENTICATE, challenge.to_header_value());
    response
}
