//! One thing about a token that somebody should know.

use crate::cite::Citation;
use crate::inspect::Phrase;
use crate::jose::Segment;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Somebody can do harm with this, or has.
    Danger,
    /// It will go wrong somewhere, or makes harm easier.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The code of its text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Danger => "severity_danger",
            Self::Warning => "severity_warning",
            Self::Note => "severity_note",
        }
    }
}

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
