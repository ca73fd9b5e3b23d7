//! What a tab keeps of the lessons through a reload: what was chosen in each step, by name. Runs, answers and tokens are not in it.

use super::model::{Model, Prediction, StepModel};
use super::progress::{name, named};

/// How predictions are written.
const LETTERS: [(Prediction, &str); 3] =
    [(Prediction::Open, "o"), (Prediction::Locked, "l"), (Prediction::Skipped, "s")];

impl Model {
    /// What to keep, a line for each step in which something was chosen: `2 misspelt l token`. `None` where nothing was.
    #[must_use]
    pub fn kept(&self) -> Option<String> {
        let lines: Vec<String> = self.steps.iter().filter_map(StepModel::kept).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// The model as it was kept. What cannot be read is as in a new tab.
    #[must_use]
    pub fn restored(kept: &str) -> Self {
        let mut model = Self::default();
        for line in kept.lines() {
            let mut words = line.split(' ');
            let step = words.next().and_then(named).and_then(|step| model.step_mut(step));
            if let (Some(step), Some(variant), Some(letter)) = (step, words.next(), words.next()) {
                step.restore(variant, letter, words);
            }
        }
        model
    }
}

impl StepModel {
    fn kept(&self) -> Option<String> {
        let new = Self::new(self.step);
        let is_new = (self.variant.id, self.prediction) == (new.variant.id, new.prediction) && self.chosen.is_empty();
        let letter = LETTERS.iter().find(|(prediction, _)| *prediction == self.prediction)?.1;
        let chosen: String = self.chosen.iter().map(|chosen| [" ", chosen].concat()).collect();
        (!is_new).then(|| [&name(self.step.id), " ", self.variant.id, " ", letter, &chosen].concat())
    }

    fn restore<'a>(&mut self, variant: &str, letter: &str, chosen: impl Iterator<Item = &'a str>) {
        self.choose_variant(variant);
        self.chosen = chosen.map(str::to_owned).collect();
        let prediction = LETTERS.iter().find(|(_, known)| *known == letter).map(|(prediction, _)| *prediction);
        // A choice that stands is a choice.
        let stands = |prediction: &Prediction| (*prediction == Prediction::Locked) <= !self.chosen.is_empty();
        self.prediction = prediction.filter(stands).unwrap_or(Prediction::Open);
        self.is_restored = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::StepId;

    #[test]
    fn what_was_chosen_comes_back_and_what_ran_does_not() {
        let mut model = Model::default();
        assert_eq!(model.kept(), None);
        let step = model.step_mut(StepId::learn(2)).unwrap();
        step.choose("token", true, false);
        assert!(step.lock_in());
        model.step_mut(StepId::field(3)).unwrap().skip();
        model.step_mut(StepId::learn(6)).unwrap().choose("scope", true, true);
        model.step_mut(StepId::learn(6)).unwrap().choose("id_token", true, true);
        model.step_mut(StepId::learn(9)).unwrap().choose_variant("echo");
        let kept = model.kept().unwrap();
        assert_eq!(kept, "2 misspelt l token\n6 scope-asked o scope id_token\n9 echo o\nf3 old-rule s");

        let after = Model::restored(&kept);
        assert_eq!(after.kept(), Some(kept));
        let step = after.step(StepId::learn(2)).unwrap();
        assert_eq!((step.prediction, step.variant.id), (Prediction::Locked, "misspelt"));
        assert!(step.is_restored && step.ran.is_none());
        assert!(!after.step(StepId::learn(1)).unwrap().is_restored);
    }

    #[test]
    fn what_cannot_be_read_is_as_in_a_new_tab() {
        for text in ["", "\n\n", "99 x l y", "x", "2", "2 misspelt", "f9 a b c", "-1 a o"] {
            assert_eq!(Model::restored(text).kept(), None, "{text:?}");
        }
        let odd = Model::restored("2 nowhere l\n9 echo q");
        let second = odd.step(StepId::learn(2)).unwrap();
        assert_eq!((second.prediction, second.variant.id), (Prediction::Open, "as-shown"), "nothing to lock in");
        assert_eq!(odd.step(StepId::learn(9)).unwrap().prediction, Prediction::Open);
    }

    #[test]
    fn a_reset_step_is_as_in_a_new_tab() {
        let mut model = Model::restored("2 misspelt l token");
        model.step_mut(StepId::learn(2)).unwrap().reset();
        assert_eq!(model.kept(), None);
        assert!(!model.step(StepId::learn(2)).unwrap().is_restored);
    }
}
