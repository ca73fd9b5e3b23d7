//! What about a token somebody should know who is to accept it, wrote it, or found it: each with its place, why, and the clause.
//!
//! Quiet where nothing is to say. A finding is never a verdict: what a reader must refuse is in `checks`.

mod algorithm;
mod audience;
mod finding;
mod hidden_characters;
mod key_hints;
mod look;
mod personal_data;
mod secrets;
mod shape;
mod signature;
mod spelling;
mod times;

pub use finding::Finding;

use self::look::Look;
use crate::inspect::{Decoded, SignatureReport, Verdict};
use crate::ports::UnixTime;

/// Everything that was found in `decoded`, the gravest first. What was found out about its signature brings more to light, if it is known.
#[must_use]
pub fn findings(
    decoded: &Decoded,
    verdict: &Verdict,
    signature: Option<&SignatureReport>,
    now: UnixTime,
) -> Vec<Finding> {
    let mut look = Look { decoded, verdict, now, found: Vec::new() };
    algorithm::look(&mut look);
    if let Some(report) = signature {
        signature::look(&mut look, report);
    }
    signature::length(&mut look, signature);
    key_hints::look(&mut look);
    spelling::look(&mut look);
    hidden_characters::look(&mut look);
    audience::look(&mut look);
    times::look(&mut look);
    secrets::look(&mut look);
    personal_data::look(&mut look);
    shape::look(&mut look);
    look.found.sort_by_key(|finding| finding.severity);
    look.found
}
