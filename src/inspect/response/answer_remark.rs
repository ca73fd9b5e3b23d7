//! Something to know about an answer that somebody pasted.

use crate::cite::Citation;
use crate::inspect::{Phrase, Severity};

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

impl Remark {
    pub(super) fn new(severity: Severity, phrase: Phrase, citation: Citation, member: &str) -> Self {
        Self { severity, phrase, citation, member: (!member.is_empty()).then(|| member.to_owned()) }
    }
}
