//! How a failed client authentication is answered (RFC 6749 §5.2).
//!
//! 401 with a challenge if the `Authorization` header field was used, or if nothing was; otherwise 400, because no scheme could be
//! named in a challenge (RFC 9110 §15.5.2).

use http::header::RETRY_AFTER;
use http::{HeaderValue, StatusCode};

use crate::oauth::{Challenge, ClientAuthError, ErrorCode, OAuthError, Presented};

/// The proof was there and failed.
pub(super) fn failed(presented: &Presented, realm: &str) -> OAuthError {
    let error = OAuthError::new(ErrorCode::InvalidClient, FAILED);
    if presented.in_header() { error.with_challenge(&challenge(realm)) } else { error }
}

/// The assertion or certificate was there and failed: one sentence for a stranger, an unknown key and a wrong signature.
pub(super) fn proof_failed() -> OAuthError {
    OAuthError::new(ErrorCode::InvalidClient, FAILED)
}

const FAILED: &str = "The client could not be authenticated: it is unknown, its secret, signature or certificate is \
                      wrong, or it is registered for another authentication method.";

/// A certificate was there, and nobody whose it could be.
pub(super) fn no_client_id() -> OAuthError {
    OAuthError::new(
        ErrorCode::InvalidClient,
        "The connection shows a certificate, and the request does not say whose: send client_id in the form.",
    )
}

/// The client proves itself by a certificate, and there is none.
pub(super) fn no_certificate() -> OAuthError {
    OAuthError::new(
        ErrorCode::InvalidClient,
        "This client authenticates with a certificate, and the connection shows none.",
    )
}

/// There was no proof: 401, and the challenge names the way.
pub(super) fn missing(realm: &str) -> OAuthError {
    OAuthError::new(
        ErrorCode::InvalidClient,
        "The request carries no client authentication. Send client_id and secret in an Authorization header of scheme \
         Basic.",
    )
    .with_challenge(&challenge(realm))
}

/// There was something that cannot be read as one proof.
pub(super) fn unreadable(error: &ClientAuthError, used_header: bool, realm: &str) -> OAuthError {
    let OAuthError { code, description, .. } = error.to_oauth_error(realm);
    let refusal = OAuthError::new(code, &description);
    if code == ErrorCode::InvalidClient && used_header { refusal.with_challenge(&challenge(realm)) } else { refusal }
}

/// Too many failures: 429 (RFC 6585 §4), and when to try again.
pub(super) fn too_many(seconds: i64) -> OAuthError {
    OAuthError::new(ErrorCode::InvalidClient, "Too many failed attempts with this client_id. Wait, then try again.")
        .with_status(StatusCode::TOO_MANY_REQUESTS)
        .with_header(RETRY_AFTER, HeaderValue::from(seconds))
}

/// `charset` tells the client to write identifier and secret in UTF-8 (RFC 7617 §2.1).
fn challenge(realm: &str) -> Challenge {
    Challenge::new("Basic").with("realm", realm).with("charset", "UTF-8")
}
