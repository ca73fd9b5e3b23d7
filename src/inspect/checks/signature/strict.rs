//! What stands against a signature for readers that take a token only as it has to be written.

use super::state::{NotCheckedReason, SignatureState};
use crate::inspect::{Decoded, Phrase, Problem};
use crate::jose::{Base64UrlError, JwsError, Stage};

/// Why a strict reader refuses `decoded` although the signature is not found wrong. `None` when it does not, or nobody knows.
///
/// A key may fit what somebody meant to write: a token without its equals signs, with the characters that were lost in front. And octets
/// may be clear although no encoder spells them so. Software that accepts either has two spellings of one token (RFC 7515 §2, RFC 4648 §3.5).
#[must_use]
pub fn refused_when_strict(decoded: &Decoded, state: &SignatureState) -> Option<Phrase> {
    match state {
        SignatureState::Verified { .. } => {
            let is_refused = |problem: &&Problem| {
                // What RFC 9901 §7.1 refuses a token for is no fault of its claims alone.
                problem.stage == Stage::Decode || problem.code().starts_with("sd_jwt_")
            };
            Some(decoded.problems.iter().find(is_refused)?.phrase.clone())
        }
        SignatureState::NotChecked(NotCheckedReason::Damaged(error)) if is_spelling(error) && is_clear(decoded) => {
            Some(Problem::jws(None, error).phrase)
        }
        _ => None,
    }
}

/// Whether only the spelling is wrong, and what is spelled is clear.
const fn is_spelling(error: &JwsError) -> bool {
    matches!(
        error,
        JwsError::NotBase64Url { error: Base64UrlError::Padding { .. } | Base64UrlError::TrailingBits { .. }, .. }
    )
}

/// Whether all that is wrong is spelling, of what is a signed token otherwise. Any three words with dots between them may be misspelled.
fn is_clear(decoded: &Decoded) -> bool {
    let is_spelling = |problem: &Problem| matches!(problem.code(), "base64url_padding" | "base64url_trailing_bits");
    decoded.header.as_ref().is_some_and(|header| header.text("alg").is_some())
        && decoded.problems_of(Stage::Decode).all(is_spelling)
}
