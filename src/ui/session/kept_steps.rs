//! What the browser keeps of the steps that were run, where it lets the page.

use crate::platform::storage;
use crate::ui::pages::learn::Progress;

/// Where it is kept.
const STEPS_RUN: &str = "progress";

/// What was kept: no step where nothing is, or nothing that can be read.
pub(super) fn read() -> Progress {
    storage::read(STEPS_RUN).map_or_else(Progress::default, |kept| Progress::parse(&kept))
}

/// Keeps which steps were run; of none, nothing is kept.
pub(super) fn write(steps: Progress) {
    storage::write(STEPS_RUN, steps.to_text().as_deref());
}
