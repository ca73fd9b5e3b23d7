//! A step of the walkthrough with everything that its views read.

use crate::inspect;
use crate::lab::Step;
use crate::lab::content::{Learn, StepText, Words, word};
use crate::texts::Table;

/// A step and its words. Copies are the same step; what was predicted and run is in the session.
#[derive(Clone, Copy)]
pub(crate) struct Lesson {
    pub(super) step: &'static Step,
    pub(super) text: &'static StepText,
    pub(super) learn: &'static Learn,
    pub(super) labels: &'static Table<String>,
    pub(super) words: &'static Words,
    pub(super) reading: &'static inspect::Words,
}

impl Lesson {
    /// A label of the page.
    pub(super) fn label(self, name: &'static str) -> &'static str {
        word(self.labels, name)
    }

    /// The label of the variant whose run settles the prediction.
    pub(super) fn settling(self) -> &'static str {
        self.text.variant(self.step.settled_by).map_or("", |variant| variant.label.as_str())
    }
}
