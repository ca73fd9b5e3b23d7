//! Which steps were run. It is kept as numbers, and nothing else is: no answers, no tokens, no contents.

use crate::lab::STEPS;

/// The steps that were run, as the reader may keep them beyond the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress(u16);

impl Progress {
    /// Reads what was kept: numbers between commas. Anything else in it is passed over.
    #[must_use]
    pub fn parse(kept: &str) -> Self {
        let mut progress = Self::default();
        for number in kept.split(',').filter_map(|number| number.parse().ok()) {
            progress.add(number);
        }
        progress
    }

    /// What to keep; `None` for nothing.
    #[must_use]
    pub fn to_text(self) -> Option<String> {
        let numbers: Vec<String> = self.steps().map(|number| number.to_string()).collect();
        (!numbers.is_empty()).then(|| numbers.join(","))
    }

    /// A step was run.
    pub fn add(&mut self, step: u16) {
        if STEPS.iter().any(|known| known.number == step) {
            self.0 |= 1 << step;
        }
    }

    /// Whether the step was run.
    #[must_use]
    pub const fn has(self, step: u16) -> bool {
        step < 16 && self.0 & (1 << step) != 0
    }

    /// How many steps were run.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    fn steps(self) -> impl Iterator<Item = u16> {
        STEPS.iter().map(|step| step.number).filter(move |number| self.has(*number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back_and_what_is_no_step_is_passed_over() {
        let mut progress = Progress::default();
        assert_eq!((progress.count(), progress.to_text()), (0, None));
        for step in [12, 1, 6, 6, 0, 13, 99] {
            progress.add(step);
        }
        assert_eq!((progress.count(), progress.to_text().as_deref()), (3, Some("1,6,12")));
        assert_eq!(Progress::parse("1,6,12"), progress);
        assert_eq!(Progress::parse("12,x,,6,1,1,-1,70000,13,<b>"), progress);
        assert_eq!(Progress::parse(""), Progress::default());
        assert!(progress.has(6) && !progress.has(7) && !progress.has(99));
    }
}
