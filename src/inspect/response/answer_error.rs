//! What an error code says to whoever got it.

use super::answer_remark::Remark;
use crate::cite::{Citation, Document};
use crate::inspect::{Phrase, Severity};
use crate::oauth::error::ErrorCode;

/// The text for each code, in the order of the documents that define them.
const KNOWN: [(&str, &str); 25] = [
    ("invalid_request", "answer_error_invalid_request"),
    ("invalid_client", "answer_error_invalid_client"),
    ("invalid_grant", "answer_error_invalid_grant"),
    ("unauthorized_client", "answer_error_unauthorized_client"),
    ("unsupported_grant_type", "answer_error_unsupported_grant_type"),
    ("invalid_scope", "answer_error_invalid_scope"),
    ("access_denied", "answer_error_access_denied"),
    ("unsupported_response_type", "answer_error_unsupported_response_type"),
    ("server_error", "answer_error_server_error"),
    ("temporarily_unavailable", "answer_error_temporarily_unavailable"),
    ("invalid_token", "answer_error_invalid_token"),
    ("insufficient_scope", "answer_error_insufficient_scope"),
    ("invalid_dpop_proof", "answer_error_invalid_dpop_proof"),
    ("use_dpop_nonce", "answer_error_use_dpop_nonce"),
    ("invalid_target", "answer_error_invalid_target"),
    ("invalid_authorization_details", "answer_error_invalid_authorization_details"),
    ("invalid_redirect_uri", "answer_error_invalid_redirect_uri"),
    ("invalid_client_metadata", "answer_error_invalid_client_metadata"),
    ("unsupported_token_type", "answer_error_unsupported_token_type"),
    ("login_required", "answer_error_login_required"),
    ("interaction_required", "answer_error_interaction_required"),
    ("consent_required", "answer_error_consent_required"),
    ("authorization_pending", "answer_error_authorization_pending"),
    ("slow_down", "answer_error_slow_down"),
    ("expired_token", "answer_error_expired_token"),
];

/// Explains the code `error`, which stood in `member`.
pub(super) fn explain(error: &str, member: &str) -> Remark {
    let known = KNOWN.iter().find(|(code, _)| *code == error).map(|(_, text)| *text);
    let citation = match error {
        "temporarily_unavailable" => Citation::rfc(6749, "4.1.2.1"),
        "login_required" | "interaction_required" | "consent_required" => Citation::new(Document::OidcCore, "3.1.2.6"),
        "authorization_pending" | "slow_down" | "expired_token" => Citation::rfc(8628, "3.5"),
        _ => error.parse().map_or(Citation::rfc(6749, "5.2"), ErrorCode::citation),
    };
    let phrase = Phrase::new(known.unwrap_or("answer_error_unknown")).with("error", error);
    Remark::new(Severity::Warning, phrase, citation, member)
}
