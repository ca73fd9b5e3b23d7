//! Which steps of the walkthrough were run, kept by the browser where it lets the page.

use leptos::prelude::*;

use super::Session;
use crate::platform::storage;
use crate::ui::pages::learn::Progress;

/// Where it is kept which steps were run.
const STEPS_RUN: &str = "progress";

impl Session {
    /// A step of the walkthrough was run. What another tab has kept meanwhile stays.
    pub(crate) fn ran_step(self, step: u16) {
        let mut steps = if self.keeps_progress() { kept() } else { self.steps_run.with_untracked(|steps| *steps) };
        steps.add(step);
        storage::write(STEPS_RUN, steps.to_text().as_deref());
        self.steps_run.set(steps);
    }

    /// No step was ever run.
    pub(crate) fn forget_progress(self) {
        storage::write(STEPS_RUN, None);
        self.steps_run.set(Progress::default());
    }

    /// Whether the browser keeps progress beyond this page.
    #[must_use]
    pub(crate) fn keeps_progress(self) -> bool {
        storage::is_there()
    }
}

/// What the browser has kept.
pub(super) fn kept() -> Progress {
    storage::read(STEPS_RUN).map_or_else(Progress::default, |kept| Progress::parse(&kept))
}
