//! Claims that must be a value which the reader knows already: what it sent, or what it computes from what came with the token.

use super::claim_lines::{Absent, cannot, fails, missing, passes};
use super::line::Line;
use super::token_view::TokenView;
use crate::cite::Citation;
use crate::inspect::Phrase;

/// What to say of such a claim.
pub(super) struct Codes {
    /// The reader knows no value, and so cannot tell.
    pub(super) unknown: Phrase,
    /// It is another value.
    pub(super) other: &'static str,
    /// There is a value, and the claim is missing.
    pub(super) missing: &'static str,
}

/// The claim `name`, which is to be `known`. Nobody minds its absence where nothing is known.
pub(super) fn echoed(
    token: &TokenView<'_>,
    name: &'static str,
    citation: &Citation,
    known: Option<&str>,
    codes: &Codes,
) -> Line {
    token.line(
        name,
        citation.clone(),
        |claims| {
            Ok(claims.string(name)?.map(|own| match known {
                None => cannot(name, citation.clone(), codes.unknown.clone()),
                Some(known) if known == own => passes(name, citation.clone()),
                Some(_) => fails(name, citation.clone(), Phrase::new(codes.other)),
            }))
        },
        || match known {
            None => missing(name, citation.clone(), &Absent::Fine),
            Some(_) => fails(name, citation.clone(), Phrase::new(codes.missing)),
        },
    )
}

/// `nonce`, which ties a token to one request: if it was sent, it must come back.
pub(super) fn nonce(token: &TokenView<'_>, citation: &Citation) -> Line {
    let codes = Codes {
        unknown: Phrase::new("reason_nonce_unknown"),
        other: "reason_nonce_other",
        missing: "reason_nonce_missing",
    };
    echoed(token, "nonce", citation, token.expected.nonce.as_deref(), &codes)
}
