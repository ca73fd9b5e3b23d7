//! Verdicts: whether a claim holds on this issuer, computed from evidence and from nothing else.

use super::evidence::Evidence;
use super::finding::{Code, Finding};

/// Whether a claim holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The evidence is as the claim says.
    Holds,
    /// The evidence contradicts the claim on this issuer.
    DoesNotHold {
        /// What contradicts it.
        because: Finding,
    },
    /// The evidence says nothing about the claim.
    CouldNotTest {
        /// What is missing.
        because: Finding,
    },
}

impl Verdict {
    /// The verdict in a word, for programs.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::DoesNotHold { .. } => "does_not_hold",
            Self::CouldNotTest { .. } => "could_not_test",
        }
    }
}

/// What kind of evidence a line is; the screen always says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceKind {
    /// Seen in this run.
    Observed,
    /// What a specification says; a run can only agree with it.
    Specification,
    /// From the issuer's own books.
    IssuerRecord,
}

impl EvidenceKind {
    /// The name under which content files label it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Specification => "specification",
            Self::IssuerRecord => "issuer_record",
        }
    }
}

/// A labelled piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it is from.
    pub kind: EvidenceKind,
    /// What it says.
    pub finding: Finding,
}

/// A verdict with the evidence it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The evidence, most telling first.
    pub lines: Vec<Line>,
}

impl Judgement {
    /// The claim holds.
    pub(super) const fn holds(lines: Vec<Line>) -> Self {
        Self { verdict: Verdict::Holds, lines }
    }

    /// What was observed contradicts the claim.
    pub(super) fn fails(because: Finding) -> Self {
        let lines = vec![observed(because.clone())];
        Self { verdict: Verdict::DoesNotHold { because }, lines }
    }

    /// The evidence does not reach the claim.
    pub(super) fn untested(because: Finding) -> Self {
        let lines = vec![observed(because.clone())];
        Self { verdict: Verdict::CouldNotTest { because }, lines }
    }

    /// The finding that explains a verdict other than [`Verdict::Holds`].
    #[must_use]
    pub const fn because(&self) -> Option<&Finding> {
        match &self.verdict {
            Verdict::Holds => None,
            Verdict::DoesNotHold { because } | Verdict::CouldNotTest { because } => Some(because),
        }
    }

    /// Whether the claim holds only because nothing came that could speak against it: the issuer refused the request.
    #[must_use]
    pub fn holds_for_want_of_an_answer(&self) -> bool {
        self.verdict == Verdict::Holds && self.lines.iter().any(|line| line.finding.code == Code::ScopeRefused)
    }

    /// Whether the claim fails on behaviour that no specification defines: an ID Token from a grant without a login.
    #[must_use]
    pub fn outside_specification(&self) -> bool {
        self.because().is_some_and(|because| {
            matches!(
                because.code,
                Code::IdTokenAboutAccount
                    | Code::IdTokenAboutClient
                    | Code::IdTokenAboutPerson
                    | Code::IdTokenAboutUnknown
                    | Code::IdTokenIsAccessToken
                    | Code::IdTokenUnreadable
            )
        })
    }
}

/// How a claim is checked: a pure function of the evidence.
pub(super) type Check = fn(&Evidence) -> Judgement;

/// Evidence seen in the run.
pub(super) const fn observed(finding: Finding) -> Line {
    Line { kind: EvidenceKind::Observed, finding }
}

/// Evidence from the issuer's books.
pub(super) const fn recorded(finding: Finding) -> Line {
    Line { kind: EvidenceKind::IssuerRecord, finding }
}

/// What the cell's content says of a specification.
pub(super) fn specified() -> Line {
    Line { kind: EvidenceKind::Specification, finding: Finding::new(Code::Specification, []) }
}
