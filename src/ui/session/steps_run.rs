//! Which lesson steps were run, kept by the browser where it lets the page.

use leptos::prelude::*;

use super::{Session, kept_steps};
use crate::lab::StepId;
use crate::platform::storage;
use crate::ui::pages::learn::Progress;

impl Session {
    /// A step was run. What another tab has kept meanwhile stays.
    pub(crate) fn ran_step(self, step: StepId) {
        let mut steps =
            if self.keeps_progress() { kept_steps::read() } else { self.steps_run.with_untracked(|steps| *steps) };
        steps.add(step);
        kept_steps::write(steps);
        self.steps_run.set(steps);
    }

    /// No step was ever run.
    pub(crate) fn forget_progress(self) {
        kept_steps::write(Progress::default());
        self.steps_run.set(Progress::default());
    }

    /// Whether the browser keeps progress beyond this page.
    #[must_use]
    pub(crate) fn keeps_progress(self) -> bool {
        storage::is_there()
    }
}
