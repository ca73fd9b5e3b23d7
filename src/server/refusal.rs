//! Ending a request with an OAuth error (RFC 6749 §5.2): written down first, then answered.

use http::StatusCode;

use crate::oauth::{ErrorCode, OAuthError};

use super::reply::NO_CRYPTOGRAPHY;
use super::{Check, Text, Trace};

/// Ends the request: writes the refusal down and gives it back to be answered.
pub(crate) fn refuse(
    trace: &mut Trace,
    check: &Check,
    saw: impl Into<Text>,
    error: OAuthError,
    because: &str,
) -> OAuthError {
    trace.refused(check, saw, format!("{} {}. {because}", error.status.as_u16(), error.code.as_str()));
    error
}

/// The platform could not sign or hash, or gave no random octets: the request was fine, so the answer is a 503 and not one of RFC 6749 §5.2.
pub(crate) fn unavailable(trace: &mut Trace, check: &Check, error: &str) -> OAuthError {
    let refusal = OAuthError::new(ErrorCode::ServerError, NO_CRYPTOGRAPHY).with_status(StatusCode::SERVICE_UNAVAILABLE);
    refuse(trace, check, "The platform's cryptography.", refusal, error)
}
