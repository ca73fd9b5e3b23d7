//! The run behind the question: none yet, one under way, or the newest one.

use std::rc::Rc;

use crate::lab::{Evidence, Judgement, ServerAnswer, judge_answers, server_answers};

/// What was run on this screen.
#[derive(Clone, Debug, Default)]
pub struct Model {
    is_running: bool,
    /// How many runs have ended, so that a view knows a new one.
    number: u32,
    newest: Option<Rc<Evidence>>,
}

impl Model {
    /// Begins a run; `false` while one is under way.
    pub fn start(&mut self) -> bool {
        !std::mem::replace(&mut self.is_running, true)
    }

    /// The run has ended with this evidence.
    pub fn finish(&mut self, evidence: Evidence) {
        self.is_running = false;
        self.number += 1;
        self.newest = Some(Rc::new(evidence));
    }

    /// Whether a run is under way.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.is_running
    }

    /// How many runs have ended.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// How each server answered in the newest run; empty before the first.
    #[must_use]
    pub fn answers(&self) -> Vec<ServerAnswer> {
        self.newest.as_deref().map(server_answers).unwrap_or_default()
    }

    /// What the newest run left behind.
    #[must_use]
    pub const fn newest(&self) -> Option<&Rc<Evidence>> {
        self.newest.as_ref()
    }

    /// What the newest run comes to.
    #[must_use]
    pub fn judgement(&self) -> Option<Judgement> {
        self.newest.as_deref().map(judge_answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Verdict;

    #[test]
    fn one_run_at_a_time_and_evidence_of_nothing_answers_nothing() {
        let mut model = Model::default();
        assert!(model.start() && !model.start() && model.is_running());
        assert!(model.answers().is_empty() && model.judgement().is_none());
        model.finish(Evidence::default());
        assert!(!model.is_running() && model.number() == 1 && model.answers().is_empty());
        assert!(matches!(model.judgement().map(|it| it.verdict), Some(Verdict::CouldNotTest { .. })));
        assert!(model.start());
    }
}
