//! What the session knows of a lesson's step.

use leptos::prelude::*;

use super::lesson::Lesson;
use super::model::{Model, Ran, StepModel};
use crate::ui::session::Session;

impl Lesson {
    /// Reads the step's model.
    pub(super) fn with<T>(self, read: impl FnOnce(&StepModel) -> T) -> T {
        Session::take().learn.with(|model| read(model.step(self.step.id).expect("the model has every step")))
    }

    /// Reads the step's model without following it.
    pub(super) fn with_untracked<T>(self, read: impl FnOnce(&StepModel) -> T) -> T {
        let id = self.step.id;
        Session::take().learn.with_untracked(|model| read(model.step(id).expect("the model has every step")))
    }

    /// Changes the step's model.
    pub(super) fn update<T: Default>(self, change: impl FnOnce(&mut StepModel) -> T) -> T {
        let id = self.step.id;
        let change = |model: &mut Model| change(model.step_mut(id).expect("the model has every step"));
        Session::take().learn.try_update(change).unwrap_or_default()
    }

    /// The number of the newest run; empty before the first.
    pub(super) fn run_number(self) -> String {
        self.with(|model| number(model.ran.as_ref()))
    }

    /// The number of the run whose evidence is shown; empty before the first.
    pub(super) fn shown_number(self) -> String {
        self.with(|model| number(model.shown.as_ref()))
    }
}

fn number(ran: Option<&Ran>) -> String {
    ran.map_or_else(String::new, |ran| ran.number.to_string())
}
