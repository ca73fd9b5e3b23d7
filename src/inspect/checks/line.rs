//! One check of a token, in two readings: the profile's, and that of a plain JWT library.

use super::remark::ValidatorsRemark;
use crate::cite::Citation;
use crate::inspect::Phrase;

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Passes,
    /// It holds, with a remark.
    PassesWithRemark,
    /// It does not hold: the token must be refused.
    Fails,
    /// It is asked for, and something is missing to make it: a key, an expectation, a readable part.
    CannotBeMade,
    /// Nobody asks for it of this token.
    DoesNotApply,
}

impl Outcome {
    /// The code of its text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Passes => "outcome_passes",
            Self::PassesWithRemark => "outcome_passes_with_remark",
            Self::Fails => "outcome_fails",
            Self::CannotBeMade => "outcome_cannot_be_made",
            Self::DoesNotApply => "outcome_does_not_apply",
        }
    }
}

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Somebody who holds the token to the profile of its kind, such as RFC 9068 §4.
    Profile,
    /// A plain JWT library that was told key, issuer and audience.
    Library,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is checked: `structure`, `signature`, or the name of a header member or claim.
    pub name: &'static str,
    /// How the profile's reading ended.
    pub profile: Outcome,
    /// How a plain library's reading ended.
    pub library: Outcome,
    /// Why the profile's reading ended so.
    pub reason: Option<Phrase>,
    /// Why the library's reading ended so, where that is another reason.
    pub library_reason: Option<Phrase>,
    /// The clause that asks for the check.
    pub citation: Citation,
    /// How libraries that were run differ here; only where this token makes the difference.
    pub remarks: Vec<ValidatorsRemark>,
}

impl Line {
    /// A line in which both readings end alike.
    #[must_use]
    pub const fn both(name: &'static str, citation: Citation, outcome: Outcome, reason: Option<Phrase>) -> Self {
        Self { name, profile: outcome, library: outcome, reason, library_reason: None, citation, remarks: Vec::new() }
    }

    /// The same line with another end for a plain library.
    #[must_use]
    pub fn but_library(mut self, outcome: Outcome, reason: Option<Phrase>) -> Self {
        self.library = outcome;
        self.library_reason = reason;
        self
    }

    /// How a reading ended.
    #[must_use]
    pub const fn outcome(&self, reading: Reading) -> Outcome {
        match reading {
            Reading::Profile => self.profile,
            Reading::Library => self.library,
        }
    }

    /// Whether only the profile refuses the token for this.
    #[must_use]
    pub fn only_profile_refuses(&self) -> bool {
        self.profile == Outcome::Fails && self.library != Outcome::Fails
    }

    /// The code of the text that says what is checked.
    #[must_use]
    pub fn label(&self) -> String {
        ["check_", self.name].concat()
    }
}
