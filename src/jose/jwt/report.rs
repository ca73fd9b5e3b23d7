//! What was checked about a token, and how each check ended.

use crate::cite::Citation;

/// How one check ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Passed,
    /// It holds, but something about it should be mended.
    Warned {
        /// Stable code.
        code: &'static str,
        /// One sentence.
        reason: String,
    },
    /// It does not hold: the token must be refused.
    Failed {
        /// Stable code.
        code: &'static str,
        /// One sentence.
        reason: String,
    },
    /// There was nothing to check, or nothing to check it against.
    NotChecked {
        /// One sentence.
        reason: String,
    },
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What is checked, by the name of the header member or claim; `signature` and `payload` are the other two.
    pub name: &'static str,
    /// The clause that asks for it.
    pub citation: Citation,
    /// How it ended.
    pub outcome: Outcome,
}

/// Every check of a token, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The checks.
    pub checks: Vec<Check>,
}

impl Report {
    /// Whether the token can be accepted: the signature was checked and right, and no other check failed.
    #[must_use]
    pub fn accepted(&self) -> bool {
        self.signature_valid() && self.first_failure().is_none()
    }

    /// Whether the signature was checked and is right; says nothing about the claims.
    #[must_use]
    pub fn signature_valid(&self) -> bool {
        self.check("signature").is_some_and(|check| check.outcome == Outcome::Passed)
    }

    /// Whether no check but that of the signature failed; says nothing about the signature.
    #[must_use]
    pub fn claims_hold(&self) -> bool {
        self.failures().all(|check| check.name == "signature")
    }

    /// The reason to refuse the token with: the first check that failed.
    #[must_use]
    pub fn first_failure(&self) -> Option<&Check> {
        self.failures().next()
    }

    /// The checks that failed.
    pub fn failures(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| check.outcome.is_failure())
    }

    /// The check with this name.
    #[must_use]
    pub fn check(&self, name: &str) -> Option<&Check> {
        self.checks.iter().find(|check| check.name == name)
    }
}

impl Outcome {
    /// Whether the token must be refused for it.
    #[must_use]
    pub const fn is_failure(&self) -> bool {
        matches!(self, Self::Failed { .. })
    }

    /// The stable code of a warning or failure.
    #[must_use]
    pub const fn code(&self) -> Option<&'static str> {
        match self {
            Self::Warned { code, .. } | Self::Failed { code, .. } => Some(code),
            Self::Passed | Self::NotChecked { .. } => None,
        }
    }

    /// The sentence that explains anything but a plain pass.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Passed => None,
            Self::Warned { reason, .. } | Self::Failed { reason, .. } | Self::NotChecked { reason } => Some(reason),
        }
    }
}
