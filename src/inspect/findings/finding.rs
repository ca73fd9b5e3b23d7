//! One thing about a token that somebody should know.

use crate::cite::Citation;
use crate::inspect::{Phrase, Severity};
use crate::jose::Segment;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// What was found.
    pub phrase: Phrase,
    /// The clause behind it.
    pub citation: Citation,
    /// The part of the token that it is in.
    pub part: Segment,
    /// The member of the header or payload that it is about.
    pub member: Option<String>,
}
