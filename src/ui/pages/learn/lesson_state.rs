//! What the session knows of a lesson's step.

use super::lesson::Lesson;
use super::model::StepModel;
use crate::ui::session::Session;

impl Lesson {
    /// Reads the step's model.
    pub(super) fn with<T>(self, read: impl FnOnce(&StepModel) -> T) -> T {
        Session::take().learn.with(|model| read(model.step(self.step.number).expect("the model has every step")))
    }

    /// Reads the step's model without following it.
    pub(super) fn peek<T>(self, read: impl FnOnce(&StepModel) -> T) -> T {
        let number = self.step.number;
        Session::take().learn.peek(|model| read(model.step(number).expect("the model has every step")))
    }

    /// Changes the step's model.
    pub(super) fn update<T: Default>(self, change: impl FnOnce(&mut StepModel) -> T) -> T {
        let number = self.step.number;
        Session::take().learn.update(|model| change(model.step_mut(number).expect("the model has every step")))
    }

    /// The number of the newest run; empty before the first.
    pub(super) fn run_number(self) -> String {
        self.with(|model| model.ran.as_ref().map_or_else(String::new, |ran| ran.number.to_string()))
    }
}
