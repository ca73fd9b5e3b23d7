//! One cell of the table: whether a member arrived in an answer, and what an `id_token` that did is.

use crate::lab::ServerAnswer;

/// What a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing has run.
    NotRun,
    /// The answer does not have the member.
    Absent,
    /// It has.
    Arrived,
    /// It has an `id_token`, though nobody signed in; with the name of the words that say what it is.
    Odd(&'static str),
}

impl Cell {
    /// The cell in the row `row` of [`crate::inspect::ROWS`].
    #[must_use]
    pub fn of(answer: Option<&ServerAnswer>, row: usize) -> Self {
        let Some(answer) = answer else { return Self::NotRun };
        let is_last = row + 1 == answer.arrived.len();
        match (answer.arrived.get(row), &answer.id_token) {
            (Some(true), Some(about)) if is_last => Self::Odd(about.code.name()),
            (Some(true), _) => Self::Arrived,
            _ => Self::Absent,
        }
    }

    /// The name of the word for it in the content.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotRun => "not_run",
            Self::Absent => "absent",
            Self::Arrived | Self::Odd(_) => "arrived",
        }
    }
}
