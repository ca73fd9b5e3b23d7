//! How an API refuses a request that has no token bound to a key, or no good proof for it (RFC 9449 §7.1).

use http::header::WWW_AUTHENTICATE;
use http::{Response, StatusCode};

use super::algorithms;
use crate::oauth::challenge::Challenge;
use crate::oauth::error::ErrorCode;
use crate::oauth::scope::Scope;

/// `DPoP algs="…"`: without an error code when the request had no token, with one and its sentence otherwise (DPP-13).
#[must_use]
pub fn challenge(error: Option<(ErrorCode, &str)>, scope: Option<&Scope>) -> Challenge {
    let mut challenge = Challenge::new("DPoP");
    if let Some((code, description)) = error {
        challenge = challenge.with("error", code.as_str()).with("error_description", description);
    }
    if let Some(scope) = scope {
        challenge = challenge.with("scope", &scope.to_string());
    }
    let names: Vec<&str> = algorithms().map(|algorithm| algorithm.name()).collect();
    challenge.with("algs", &names.join(" "))
}

/// The refusal of an API: 400 for `invalid_request`, 403 for `insufficient_scope`, 401 for everything else. With
/// `use_dpop_nonce` the caller adds the [nonce](super::nonce_field).
#[must_use]
pub fn refuse(error: Option<(ErrorCode, &str)>, scope: Option<&Scope>) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = match error {
        Some((ErrorCode::InvalidRequest, _)) => StatusCode::BAD_REQUEST,
        Some((ErrorCode::InsufficientScope, _)) => StatusCode::FORBIDDEN,
        _ => StatusCode::UNAUTHORIZED,
    };
    response.headers_mut().insert(WWW_AUTHENTICATE, challenge(error, scope).to_header_value());
    response
}
