//! What a tab keeps of the quiz, so that a reload brings it back: a line a question, such as `1 wrong 2,0`.

use super::model::{Model, QuestionModel};
use crate::lab::quiz::Question;

impl Model {
    /// What is kept; `None` before anything is chosen.
    #[must_use]
    pub fn kept(&self) -> Option<String> {
        let lines: Vec<String> = self.questions.iter().map(QuestionModel::kept).collect();
        (*self != Self::default()).then(|| lines.join("\n"))
    }

    /// The quiz about `questions` as it was kept. A question whose line cannot be read has not been asked.
    #[must_use]
    pub fn restored(kept: &str, questions: &[Question]) -> Self {
        let asked = kept.lines().zip(questions);
        Self {
            questions: asked
                .map(|(line, question)| QuestionModel::restored(line, question).unwrap_or_default())
                .collect(),
        }
    }
}

impl QuestionModel {
    fn kept(&self) -> String {
        let state = match self.answered {
            None => "open",
            Some(true) => "right",
            Some(false) => "wrong",
        };
        let chosen: Vec<String> = self.chosen.iter().map(usize::to_string).collect();
        [&self.round.to_string(), " ", state, " ", &chosen.join(",")].concat()
    }

    fn restored(line: &str, question: &Question) -> Option<Self> {
        let mut words = line.split(' ');
        let round = words.next()?.parse().ok().filter(|round| *round < ROUNDS)?;
        let is_answered = words.next()? != "open";
        let chosen = words.next()?.split(',').filter(|text| !text.is_empty());
        let chosen = chosen.map(|text| text.parse().ok()).collect::<Option<Vec<usize>>>()?;
        let mut each = chosen.clone();
        each.sort_unstable();
        each.dedup();
        let are_options = each.len() == chosen.len() && each.iter().all(|option| *option < question.options.len());
        let are_all = !question.is_order() || chosen.is_empty() || chosen.len() == question.options.len();
        let mut model = Self { chosen, answered: None, round };
        // Whether it is right is not taken from what was kept.
        if is_answered {
            model.answer(question)?;
        }
        (are_options && are_all).then_some(model)
    }
}

/// More often nobody asks; what is kept may be anything.
const ROUNDS: usize = 1000;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::lab::quiz::Quiz;

    fn quiz() -> Quiz {
        crate::texts::read(include_str!("../../../content/en/quiz.json")).unwrap()
    }

    #[test]
    fn what_was_chosen_and_answered_comes_back() {
        let quiz = quiz();
        let mut model = Model::default();
        assert_eq!(model.kept(), None);
        for (index, question) in quiz.questions.iter().enumerate().take(4) {
            model.at(index).choose(0, true, question.takes_many());
        }
        model.at(1).answer(&quiz.questions[1]);
        model.at(7).round = 2;
        let order = quiz.questions.iter().position(Question::is_order).unwrap();
        model.at(order).shift(&quiz.questions[order], 0, true);
        assert_eq!(Model::restored(&model.kept().unwrap(), &quiz.questions), model);
    }

    #[test]
    fn what_cannot_be_read_has_not_been_asked() {
        let quiz = quiz();
        for line in [
            "",
            "x",
            "0",
            "0 open 99",
            "0 open 1,1",
            "0 right",
            "0 right ",
            "9999999 open 0",
            "-1 open 0",
            "0 open 0,x",
        ] {
            let model = Model::restored(line, &quiz.questions);
            assert_eq!(model.question(0), QuestionModel::default(), "{line:?}");
        }
        let order = quiz.questions.iter().position(Question::is_order).unwrap();
        let lines = ["\n".repeat(order).as_str(), "0 open 1"].concat();
        assert_eq!(
            Model::restored(&lines, &quiz.questions).question(order),
            QuestionModel::default(),
            "a line is missing"
        );
        assert_eq!(Model::restored(&"\n".repeat(1000), &quiz.questions).question(20), QuestionModel::default());
    }

    #[test]
    fn whether_it_is_right_is_judged_anew() {
        let quiz = quiz();
        let wrong = quiz.questions[0].options.iter().position(|option| !option.right).unwrap();
        let model = Model::restored(&format!("0 right {wrong}"), &quiz.questions);
        assert_eq!(model.question(0).answered, Some(false));
    }
}
