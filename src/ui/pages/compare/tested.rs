//! What a run of a cell leaves behind, and what the cell's chip says of it.

use std::rc::Rc;

use crate::lab::{Evidence, Judgement};

/// How many cells the document's table has.
pub(super) const TOTAL: usize = 10;
/// How many there are beyond it.
pub(super) const BEYOND: usize = 16;

/// A verdict and what it rests on.
#[derive(Clone, Debug)]
pub struct Tested {
    /// Counts the runs of the table.
    pub number: u32,
    /// The verdict with its evidence lines.
    pub judgement: Judgement,
    /// What the run left behind.
    pub evidence: Rc<Evidence>,
}

/// What a cell's chip says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing has run.
    NotRun,
    /// A run is under way.
    Running,
    /// The policies changed since.
    Stale,
    /// The claim holds.
    Holds,
    /// The claim does not hold on this issuer.
    DoesNotHold,
    /// The run says nothing about the claim.
    CouldNotTest,
}

impl Status {
    /// Whether the claim was judged, under the policies that are in force.
    #[must_use]
    pub const fn is_verdict(self) -> bool {
        matches!(self, Self::Holds | Self::DoesNotHold | Self::CouldNotTest)
    }

    /// The name of its label in the content.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotRun => "not_run",
            Self::Running => "running",
            Self::Stale => "stale",
            Self::Holds => "holds",
            Self::DoesNotHold => "does_not_hold",
            Self::CouldNotTest => "could_not_test",
        }
    }
}
