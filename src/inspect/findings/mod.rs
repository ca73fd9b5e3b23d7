//! What about a token somebody should know who is to accept it, wrote it, or found it: each with its place, why, and the clause.
//!
//! Quiet where nothing is to say. A finding is never a verdict: what a reader must refuse is in `checks`.

mod finding;

pub use finding::Finding;

use crate::inspect::{Decoded, KeyRing, Verdict};
use crate::ports::UnixTime;

/// Everything that was found in `decoded`, the gravest first.
#[must_use]
pub fn findings(decoded: &Decoded, verdict: &Verdict, keys: Option<&KeyRing>, now: UnixTime) -> Vec<Finding> {
    let _ = (decoded, verdict, keys, now);
    Vec::new()
}
