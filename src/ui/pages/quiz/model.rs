//! What the quiz knows: what was answered, and in which order options stand.

use crate::lab::quiz::Question;
use crate::ports::UnixTime;

/// The quiz: one entry a question, made when a question is first shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    pub(super) questions: Vec<QuestionModel>,
}

/// One question as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionModel {
    /// What is chosen; the order of the options, where an order is asked for.
    pub chosen: Vec<usize>,
    /// Whether the choice was right, once it was answered.
    pub answered: Option<bool>,
    /// How often the question was asked before: options then begin elsewhere.
    pub round: usize,
}

impl Model {
    /// The question at `index`, from 0.
    #[must_use]
    pub fn question(&self, index: usize) -> QuestionModel {
        self.questions.get(index).cloned().unwrap_or_default()
    }

    /// Changes the question at `index`.
    pub fn at(&mut self, index: usize) -> &mut QuestionModel {
        if self.questions.len() <= index {
            self.questions.resize(index + 1, QuestionModel::default());
        }
        &mut self.questions[index]
    }

    /// How many questions were answered right.
    #[must_use]
    pub fn right(&self) -> usize {
        self.questions.iter().filter(|question| question.answered == Some(true)).count()
    }

    /// The first of `count` questions that is not answered right.
    #[must_use]
    pub fn first_missed(&self, count: usize) -> Option<usize> {
        (0..count).find(|index| self.question(*index).answered != Some(true))
    }

    /// The next of `count` questions after `index` that has no answer yet.
    #[must_use]
    pub fn next_missed(&self, index: usize, count: usize) -> Option<usize> {
        (index + 1..count).find(|later| self.question(*later).answered.is_none())
    }

    /// Asks again what was answered wrong or not at all; what is right stays.
    pub fn redo_missed(&mut self) {
        for question in self.questions.iter_mut().filter(|question| question.answered != Some(true)) {
            *question = QuestionModel { round: question.round + 1, ..QuestionModel::default() };
        }
    }

    /// Asks everything again.
    pub fn start_again(&mut self) {
        for question in &mut self.questions {
            *question = QuestionModel { round: question.round + 1, ..QuestionModel::default() };
        }
    }
}

/// How long "ask me again" waits.
const PAUSE: i64 = 3 * 24 * 60 * 60;

/// What is kept when the reader wants to be asked again, three days after `now`.
#[must_use]
pub fn ask_again(now: UnixTime) -> String {
    (now.0 + PAUSE).to_string()
}

/// Whether the time has come that was kept.
#[must_use]
pub fn is_time(kept: Option<&str>, now: UnixTime) -> bool {
    kept.and_then(|kept| kept.parse::<i64>().ok()).is_some_and(|time| time <= now.0)
}

impl QuestionModel {
    /// The options in the order in which they are shown: as written at first, shuffled in later rounds. Lines to be put in order never
    /// stand in the right one.
    #[must_use]
    pub fn shown(&self, question: &Question) -> Vec<usize> {
        if question.is_order() && !self.chosen.is_empty() {
            return self.chosen.clone();
        }
        let count = question.options.len();
        let mut order: Vec<usize> = (0..count).collect();
        // The same round shows the same order, however often the screen is drawn. The lower bits of such numbers are no good.
        let mut number = self.round * 7919 + question.question.len();
        for place in (1..count).rev().filter(|_| self.round > 0) {
            number = (number * 25_173 + 13_849) % 65_536;
            order.swap(place, (number >> 4) % (place + 1));
        }
        for _ in 0..count {
            let is_as_written = self.round > 0 && order.is_sorted();
            if is_as_written || (question.is_order() && question.is_answered_by(&order)) {
                order.rotate_left(1);
            }
        }
        order
    }

    /// Chooses an option, or leaves it out again.
    pub fn choose(&mut self, option: usize, is_on: bool, many: bool) {
        if self.answered.is_some() {
            return;
        }
        if !many {
            self.chosen.clear();
        }
        self.chosen.retain(|chosen| *chosen != option);
        if is_on {
            self.chosen.push(option);
        }
    }

    /// Moves the line at `place` by one, up or down.
    pub fn shift(&mut self, question: &Question, place: usize, down: bool) {
        let mut order = self.shown(question);
        let other = if down { place + 1 } else { place.wrapping_sub(1) };
        if self.answered.is_none() && place < order.len() && other < order.len() {
            order.swap(place, other);
            self.chosen = order;
        }
    }

    /// Answers with what is chosen; `None` when nothing is.
    pub fn answer(&mut self, question: &Question) -> Option<bool> {
        if question.is_order() {
            self.chosen = self.shown(question);
        }
        if self.chosen.is_empty() {
            return None;
        }
        self.answered = Some(question.is_answered_by(&self.chosen));
        self.answered
    }
}
