//! The challenge to a request that has no token bound to a key, or no good proof for it (RFC 9449 §7.1).

use super::algorithms;
use crate::oauth::challenge::Challenge;
use crate::oauth::error::ErrorCode;
use crate::oauth::scope::Scope;

/// `DPoP algs="…"`: without an error code when the request had no token, with one and its sentence otherwise (DPP-13). With
/// `use_dpop_nonce` the caller adds the [nonce](super::nonce_field).
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
