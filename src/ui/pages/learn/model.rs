//! What the lessons know: for each step the prediction, the chosen variant, and the newest run.
//!
//! Nothing is locked and nothing is scored: a step runs with or without a prediction. A run that was overtaken by a reset or by
//! another run is dropped when it comes back.

use std::rc::Rc;

use super::answered::{Answered, answered};
use crate::lab::{Action, Evidence, Finding, Run, Step, StepId, Variant, observe};

/// Both courses: one entry a step.
#[derive(Debug)]
pub struct Model {
    pub(super) steps: Vec<StepModel>,
}

/// One step.
#[derive(Debug)]
pub struct StepModel {
    /// The step.
    pub step: &'static Step,
    /// The options that are chosen, by name.
    pub chosen: Vec<String>,
    /// How far the prediction is.
    pub prediction: Prediction,
    /// The variant that the next run takes.
    pub variant: &'static Variant,
    /// Whether what is chosen is from before a reload.
    pub is_restored: bool,
    /// The newest run that came back.
    pub ran: Option<Ran>,
    /// The run whose evidence is shown: the newest one, a frame later.
    pub shown: Option<Ran>,
    results: Vec<(&'static str, Answered)>,
    is_queued: bool,
    running: Option<u32>,
    asking: Option<(&'static Variant, Run)>,
    beside: Option<Evidence>,
    sequence: u32,
}

/// How far a prediction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prediction {
    /// Options can be chosen.
    Open,
    /// The choice stands.
    Locked,
    /// The learner did not want to predict.
    Skipped,
}

/// A run that came back.
#[derive(Clone, Debug)]
pub struct Ran {
    /// Counts the runs of the step.
    pub number: u32,
    /// What ran.
    pub variant: &'static Variant,
    /// What it left behind.
    pub evidence: Rc<Evidence>,
    /// What it is compared with.
    pub beside: Option<Rc<Evidence>>,
    /// What was seen, in order.
    pub seen: Vec<Finding>,
    /// Whether it went as the lesson says.
    pub as_stated: bool,
    /// The options that the run showed to be right; `None` when it says nothing about the question.
    pub answers: Option<Vec<&'static str>>,
}

/// How an option stands after a run that settles the prediction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// It was chosen, and the choice stands.
    pub said: bool,
    /// The run showed it to be right.
    pub matches: bool,
    /// Whether the reader is owed the reason: it was chosen, or it was right.
    pub explain: bool,
}

impl Default for Model {
    fn default() -> Self {
        Self { steps: Step::all().map(StepModel::new).collect() }
    }
}

impl Model {
    /// The step of this name.
    #[must_use]
    pub fn step(&self, id: StepId) -> Option<&StepModel> {
        self.steps.iter().find(|entry| entry.step.id == id)
    }

    /// The step of this name, to change it.
    pub fn step_mut(&mut self, id: StepId) -> Option<&mut StepModel> {
        self.steps.iter_mut().find(|entry| entry.step.id == id)
    }
}

impl StepModel {
    pub(super) fn new(step: &'static Step) -> Self {
        Self {
            step,
            chosen: Vec::new(),
            prediction: Prediction::Open,
            variant: &step.experiment.variants[0],
            is_restored: false,
            ran: None,
            shown: None,
            results: Vec::new(),
            is_queued: false,
            running: None,
            asking: None,
            beside: None,
            sequence: 0,
        }
    }

    /// Whether a run is under way.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Whether the newest run answers the question of the prediction.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.ran.as_ref().is_some_and(|ran| ran.answers.is_some())
    }

    /// Whether the prediction was right; `None` without one, and while no run has answered it.
    #[must_use]
    pub fn is_right(&self) -> Option<bool> {
        let answers = self.ran.as_ref()?.answers.as_ref()?;
        let all =
            answers.len() == self.chosen.len() && self.chosen.iter().all(|chosen| answers.contains(&chosen.as_str()));
        (self.prediction == Prediction::Locked).then_some(all)
    }

    /// Chooses an option, or takes the choice back; one at a time unless `many`. A locked choice stays.
    pub fn choose(&mut self, option: &str, on: bool, many: bool) {
        match self.prediction {
            Prediction::Locked => return,
            Prediction::Skipped => self.prediction = Prediction::Open,
            Prediction::Open => {}
        }
        self.chosen.retain(|chosen| many && chosen != option);
        if on {
            self.chosen.push(option.to_owned());
        }
    }

    /// Lets the choice stand, and chooses the variant whose run settles it. Without a choice nothing happens.
    pub fn lock_in(&mut self) -> bool {
        if self.chosen.is_empty() {
            return false;
        }
        self.prediction = Prediction::Locked;
        if let Some(variant) = self.step.experiment.variant(self.step.settled_by) {
            self.variant = variant;
        }
        true
    }

    /// Goes on without a prediction.
    pub fn skip(&mut self) {
        self.chosen.clear();
        self.prediction = Prediction::Skipped;
    }

    /// Chooses what the next run takes.
    pub fn choose_variant(&mut self, id: &str) {
        if let Some(variant) = self.step.experiment.variant(id) {
            self.variant = variant;
        }
    }

    /// Keeps in mind that a run is wanted as soon as it can begin. Says whether it is the first that is.
    pub const fn queue(&mut self) -> bool {
        !std::mem::replace(&mut self.is_queued, true)
    }

    /// Whether a run is wanted that could not begin yet.
    #[must_use]
    pub const fn is_queued(&self) -> bool {
        self.is_queued
    }

    /// A run can begin now. Says whether one is still wanted.
    pub const fn take_queued(&mut self) -> bool {
        std::mem::replace(&mut self.is_queued, false)
    }

    /// Begins a run and says what to do, under which number. While one is under way there is no second. A choice that nobody locked in stands
    /// from here on: it was made before the run.
    pub fn start(&mut self) -> Option<(u32, &'static Variant)> {
        if self.is_running() {
            return None;
        }
        if self.prediction == Prediction::Open && !self.is_settled() && !self.chosen.is_empty() {
            self.prediction = Prediction::Locked;
        }
        self.sequence += 1;
        self.running = Some(self.sequence);
        Some((self.sequence, self.variant))
    }

    /// Keeps a run that waits for the person, unless it was given up meanwhile.
    pub fn ask(&mut self, sequence: u32, variant: &'static Variant, run: Run) -> bool {
        let is_wanted = self.running == Some(sequence);
        if is_wanted {
            self.asking = Some((variant, run));
        }
        is_wanted
    }

    /// Whether it is the person's turn.
    #[must_use]
    pub const fn is_asking(&self) -> bool {
        self.asking.is_some()
    }

    /// The scope that the person is asked about.
    #[must_use]
    pub fn asked_scope(&self) -> Option<&'static str> {
        self.asking.as_ref()?.0.actions.iter().find_map(|action| match action {
            Action::SignIn { scope, .. } => Some(*scope),
            _ => None,
        })
    }

    /// The run that waits, to go on with it.
    pub fn take_asking(&mut self) -> Option<(u32, &'static Variant, Run)> {
        let (variant, run) = self.asking.take()?;
        Some((self.running?, variant, run))
    }

    /// What the run under way will be compared with.
    pub fn set_beside(&mut self, evidence: Evidence) {
        self.beside = Some(evidence);
    }

    /// Takes what a run left behind, unless the run was given up meanwhile.
    pub fn finish(&mut self, sequence: u32, variant: &'static Variant, evidence: Evidence) {
        if self.running != Some(sequence) {
            return;
        }
        self.running = None;
        let decided = evidence.done.iter().find_map(|done| match done.action {
            Action::Decide(decision) => Some(decision),
            _ => None,
        });
        let variant = self.step.experiment.turned_out(variant, decided);
        self.variant = variant;
        let settles = variant.id == self.step.settled_by;
        self.results.retain(|(id, _)| *id != variant.id);
        self.results.extend(answered(variant, &evidence).map(|answered| (variant.id, answered)));
        self.ran = Some(Ran {
            number: sequence,
            variant,
            seen: observe(&evidence),
            as_stated: variant.is_as_stated(&evidence),
            answers: if settles { self.step.answers(&evidence) } else { None },
            evidence: Rc::new(evidence),
            beside: self.beside.take().map(Rc::new),
        });
    }

    /// Shows the evidence of the newest run.
    pub fn show(&mut self) {
        self.shown.clone_from(&self.ran);
    }

    /// Back to how the step was at first. A run that is under way or wanted is given up.
    pub fn reset(&mut self) {
        *self = Self { sequence: self.sequence, ..Self::new(self.step) };
    }

    /// How the newest run of a variant ended.
    #[must_use]
    pub fn result(&self, variant: &str) -> Option<&Answered> {
        self.results.iter().find(|(id, _)| *id == variant).map(|(_, answered)| answered)
    }

    /// How an option stands.
    #[must_use]
    pub fn mark(&self, option: &str) -> Mark {
        let said = self.prediction == Prediction::Locked && self.chosen.iter().any(|chosen| chosen == option);
        match self.ran.as_ref().and_then(|ran| ran.answers.as_ref()) {
            None => Mark { said, ..Mark::default() },
            Some(answers) => {
                let matches = answers.contains(&option);
                Mark { said, matches, explain: said || matches }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Decision, Done};
    use crate::oauth::ResponseType;

    fn step(number: u16) -> StepModel {
        StepModel::new(Step::of(StepId::learn(number)).unwrap())
    }

    #[test]
    fn one_option_at_a_time_unless_several_are_asked_for() {
        let mut model = step(1);
        model.choose("none", true, false);
        model.choose("sign-in", true, false);
        assert_eq!(model.chosen, ["sign-in"]);
        model.choose("none", true, true);
        assert_eq!(model.chosen, ["sign-in", "none"]);
        model.choose("sign-in", false, true);
        assert_eq!(model.chosen, ["none"]);
    }

    #[test]
    fn locking_in_needs_a_choice_and_selects_the_run_that_settles_it() {
        let mut model = step(2);
        assert!(!model.lock_in());
        assert_eq!((model.prediction, model.variant.id), (Prediction::Open, "as-shown"));
        model.choose("token", true, false);
        assert!(model.lock_in());
        assert_eq!((model.prediction, model.variant.id), (Prediction::Locked, "misspelt"));
        model.choose("not-found", true, false);
        assert_eq!(model.chosen, ["token"]);
    }

    #[test]
    fn running_is_never_gated_and_skipping_can_be_taken_back() {
        let mut model = step(6);
        assert!(model.start().is_some());
        let mut model = step(6);
        model.skip();
        assert!(model.start().is_some());
        model.choose("scope", true, true);
        assert_eq!(model.prediction, Prediction::Open);
    }

    #[test]
    fn a_run_is_wanted_once_until_it_can_begin_or_the_step_is_reset() {
        let mut model = step(1);
        assert!(!model.take_queued());
        assert!(model.queue() && !model.queue() && model.is_queued());
        assert!(model.take_queued() && !model.take_queued() && !model.is_queued());
        model.queue();
        model.reset();
        assert!(!model.take_queued());
    }

    #[test]
    fn a_run_that_was_reset_away_does_not_come_back() {
        let mut model = step(1);
        let (first, variant) = model.start().unwrap();
        assert!(model.start().is_none(), "one run at a time");
        model.reset();
        model.finish(first, variant, Evidence::default());
        assert!(model.ran.is_none());
        let (second, variant) = model.start().unwrap();
        assert_ne!(first, second);
        model.finish(first, variant, Evidence::default());
        assert!(model.ran.is_none() && model.is_running());
        model.finish(second, variant, Evidence::default());
        assert!(model.ran.is_some() && !model.is_running());
    }

    #[test]
    fn only_the_settling_run_answers_and_an_empty_run_departs_from_the_lesson() {
        let mut model = step(2);
        let (sequence, variant) = model.start().unwrap();
        model.finish(sequence, variant, Evidence::default());
        assert!(!model.is_settled());
        assert!(model.ran.as_ref().is_some_and(|ran| !ran.as_stated));
        assert_eq!(model.mark("token"), Mark::default());
    }

    #[test]
    fn a_run_in_which_the_person_cancelled_is_the_run_that_is_about_that() {
        let cancelled = |id: &str| {
            let mut model = step(11);
            model.choose_variant(id);
            let (sequence, variant) = model.start().unwrap();
            let begin = Action::SignIn { scope: "openid", response_type: ResponseType::Code };
            let done = [begin, Action::Decide(Decision::Cancel)];
            let done = done.map(|action| Done { action, message: None }).to_vec();
            model.finish(sequence, variant, Evidence { done, ..Evidence::default() });
            (model.variant.id, model.ran.map(|ran| ran.variant.id))
        };
        for id in ["signs-in", "no-openid", "cancels", "implicit", "hybrid"] {
            assert_eq!(cancelled(id), ("cancels", Some("cancels")));
        }
    }
}
