//! Which steps were run. It is kept as their names, and nothing else is: no answers, no tokens, no contents.

use crate::lab::{Course, Step, StepId};

/// The steps that were run, as the reader may keep them beyond the page: a bit each, in the order of [`Step::all`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress(u32);

/// What stands before the number of a lesson from the field.
const FIELD: &str = "f";

impl Progress {
    /// Reads what was kept: numbers between commas, with an `f` before those from the field. Anything else in it is passed over.
    #[must_use]
    pub fn parse(kept: &str) -> Self {
        let mut progress = Self::default();
        for name in kept.split(',') {
            if let Some(step) = named(name) {
                progress.add(step);
            }
        }
        progress
    }

    /// What to keep; `None` for nothing.
    #[must_use]
    pub fn to_text(self) -> Option<String> {
        let names: Vec<String> = Step::all().filter(|step| self.has(step.id)).map(|step| name(step.id)).collect();
        (!names.is_empty()).then(|| names.join(","))
    }

    /// A step was run.
    pub fn add(&mut self, step: StepId) {
        self.0 |= bit(step);
    }

    /// Whether the step was run.
    #[must_use]
    pub fn has(self, step: StepId) -> bool {
        self.0 & bit(step) != 0
    }

    /// How many steps of a course were run.
    #[must_use]
    pub fn count(self, course: Course) -> usize {
        course.steps().iter().filter(|step| self.has(step.id)).count()
    }
}

/// The step's bit; none for a step that is not there.
fn bit(step: StepId) -> u32 {
    Step::all().position(|known| known.id == step).map_or(0, |place| 1 << place)
}

/// The step of a name, whether there is one or not; `None` for what is no name.
pub(super) fn named(name: &str) -> Option<StepId> {
    let (course, number) = match name.strip_prefix(FIELD) {
        Some(number) => (Course::Field, number),
        None => (Course::Learn, name),
    };
    Some(StepId { course, number: number.parse().ok()? })
}

/// A step's number, with what tells the courses apart.
pub(super) fn name(StepId { course, number }: StepId) -> String {
    let before = if course == Course::Field { FIELD } else { "" };
    [before, &number.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back_and_what_is_no_step_is_passed_over() {
        let mut progress = Progress::default();
        assert_eq!((progress.count(Course::Learn), progress.to_text()), (0, None));
        for step in [12, 1, 6, 6, 0, 13, 99] {
            progress.add(StepId::learn(step));
        }
        for step in [2, 0, 7] {
            progress.add(StepId::field(step));
        }
        assert_eq!((progress.count(Course::Learn), progress.count(Course::Field)), (3, 1));
        assert_eq!(progress.to_text().as_deref(), Some("1,6,12,f2"));
        assert_eq!(Progress::parse("1,6,12,f2"), progress);
        assert_eq!(Progress::parse("12,x,,6,1,1,-1,70000,13,<b>,f2,f9,ff2,f"), progress);
        assert_eq!(Progress::parse(""), Progress::default());
        assert!(progress.has(StepId::learn(6)) && !progress.has(StepId::learn(7)) && !progress.has(StepId::field(99)));
    }
}
