//! An answer without a token to decode, or beside it: what kind it is, and what its reader should know (RFC 6749 §5, RFC 6750 §3).

use crate::cite::Citation;
use crate::inspect::{Phrase, Severity, TextKind};
use crate::oauth::Challenge;

/// Something to know about an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// How much it matters.
    pub severity: Severity,
    /// What to say.
    pub phrase: Phrase,
    /// The clause behind it.
    pub citation: Citation,
    /// The member, parameter or header field that it is about.
    pub member: Option<String>,
}

/// An answer that somebody pasted, read.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseReading {
    /// What kind of answer it is.
    pub kind: TextKind,
    /// Its status, when the text has a status line.
    pub status: Option<u16>,
    /// The error code in it, as it was written.
    pub error: Option<String>,
    /// Its challenges, as far as they can be read.
    pub challenges: Vec<Challenge>,
    /// What to know about it, the gravest first.
    pub remarks: Vec<Remark>,
}

/// Reads an answer: HTTP as text, a token response, an introspection response, an error or a challenge; `None` for other texts.
#[must_use]
pub fn read_answer(_text: &str) -> Option<ResponseReading> {
    None
}
