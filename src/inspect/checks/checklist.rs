//! What an API would check about an access token before it answers (RFC 9068 §4), each line by itself.
//!
//! The checks are those of [`jose::jwt`](crate::jose::jwt), the same that the demo API makes; this room only puts them in the order
//! people read them in. The list never says "valid": a line passes, fails, or was not checked.

use crate::cite::Citation;
use crate::inspect::visible;
use crate::inspect::{Decoded, Problem, SignatureState};
use crate::jose::Stage;
use crate::jose::jwt::{Check, Outcome, Report, Validation, validate};

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckOutcome {
    /// It holds.
    Passes,
    /// It holds, with a remark.
    PassesWithRemark,
    /// It does not hold: an API must refuse the token.
    Fails,
    /// Nothing was there to check, or nothing to check it against.
    NotChecked,
}

impl CheckOutcome {
    /// The code of its text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Passes => "outcome_passes",
            Self::PassesWithRemark => "outcome_passes_with_remark",
            Self::Fails => "outcome_fails",
            Self::NotChecked => "outcome_not_checked",
        }
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLine {
    /// What is checked: `structure`, `signature`, or the name of a header member or claim.
    pub name: &'static str,
    /// How it ended.
    pub outcome: CheckOutcome,
    /// Why, in the sentence that an API would answer with; safe to show.
    pub reason: Option<String>,
    /// The stable code of a failure or remark, for what to do about it.
    pub code: Option<&'static str>,
    /// Why the structure fails.
    pub problem: Option<Problem>,
    /// The clause that asks for the check.
    pub citation: Citation,
}

impl CheckLine {
    /// The code of the text that says what is checked.
    #[must_use]
    pub fn label(&self) -> String {
        format!("check_{}", self.name)
    }
}

/// The lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    /// Always the seven of [`Checklist::ALWAYS`], then what else failed or deserves a remark.
    pub lines: Vec<CheckLine>,
}

impl Checklist {
    /// The lines that are always there, in order.
    pub const ALWAYS: [&str; 7] = ["structure", "typ", "alg", "iss", "aud", "exp", "signature"];

    /// Checks `decoded` against what a reader expects.
    #[must_use]
    pub fn new(decoded: &Decoded, signature: &SignatureState, expected: &Validation) -> Self {
        let report = report(decoded, signature, expected);
        let mut lines = vec![structure(decoded)];
        lines.extend(Self::ALWAYS[1..].iter().map(|name| line_of(name, &report)));
        let others = report.checks.iter().filter(|check| !Self::ALWAYS.contains(&check.name));
        lines.extend(others.filter(|check| check.outcome.code().is_some()).map(line));
        Self { lines }
    }

    /// How many lines ended in this way.
    #[must_use]
    pub fn count(&self, outcome: CheckOutcome) -> usize {
        self.lines.iter().filter(|line| line.outcome == outcome).count()
    }

    /// The line with this name.
    #[must_use]
    pub fn line(&self, name: &str) -> Option<&CheckLine> {
        self.lines.iter().find(|line| line.name == name)
    }
}

/// The report of `jose` about a decoded token; empty when its form allows none.
pub(crate) fn report(decoded: &Decoded, signature: &SignatureState, expected: &Validation) -> Report {
    let result = signature.result();
    decoded.jws.as_ref().map(|jws| validate(jws, result.as_ref(), expected)).unwrap_or_default()
}

fn structure(decoded: &Decoded) -> CheckLine {
    let problem = decoded.problems_of(Stage::Decode).next().or_else(|| decoded.problems_of(Stage::Claims).next());
    CheckLine {
        name: Checklist::ALWAYS[0],
        outcome: if problem.is_some() { CheckOutcome::Fails } else { CheckOutcome::Passes },
        reason: None,
        code: problem.map(Problem::code),
        citation: problem.map_or(Citation::rfc(7515, "7.1"), |problem| problem.citation.clone()),
        problem: problem.cloned(),
    }
}

fn line_of(name: &'static str, report: &Report) -> CheckLine {
    report.check(name).map_or_else(
        || CheckLine {
            name,
            outcome: CheckOutcome::NotChecked,
            reason: None,
            code: None,
            problem: None,
            citation: Citation::rfc(9068, "4"),
        },
        line,
    )
}

fn line(check: &Check) -> CheckLine {
    CheckLine {
        name: check.name,
        outcome: match check.outcome {
            Outcome::Passed => CheckOutcome::Passes,
            Outcome::Warned { .. } => CheckOutcome::PassesWithRemark,
            Outcome::Failed { .. } => CheckOutcome::Fails,
            Outcome::NotChecked { .. } => CheckOutcome::NotChecked,
        },
        reason: check.outcome.reason().map(|reason| visible(reason).into_owned()),
        code: check.outcome.code(),
        problem: None,
        citation: check.citation.clone(),
    }
}
