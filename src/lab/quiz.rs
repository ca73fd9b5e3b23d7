//! The shape of the quiz: `src/content/en/quiz.json`. Questions are content; which answer is right is part of it, and a native test
//! holds what can be computed to what the issuer does.

use super::cell_id::CellId;
use crate::cite::Citation;
use crate::texts::{Table, texts};

/// `quiz.json`.
#[derive(Debug)]
pub struct Quiz {
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// Labels and short sentences of the screen.
    pub words: Table<String>,
}

/// One question.
#[derive(Debug)]
pub struct Question {
    /// Its name in tests.
    pub id: String,
    /// `one` right answer, `many`, or an `order` to be put right.
    pub kind: String,
    /// What is asked.
    pub question: String,
    /// What can be answered.
    pub options: Vec<Answer>,
    /// Where it is written.
    pub sources: Vec<Citation>,
    /// The address of the experiment that shows it.
    pub experiment: String,
    /// The cells of the table that it is about, as `row/column`.
    pub cells: Vec<String>,
}

/// One option of a question.
#[derive(Debug)]
pub struct Answer {
    /// What it says.
    pub text: String,
    /// Why it is right, or why not.
    pub why: String,
    /// Whether it is right.
    pub right: bool,
    /// Its place in the right order, from 1, where the question asks for one.
    pub place: Option<u16>,
}

texts! {
    Quiz { questions, words }
    Question { id, kind, question, options, sources, experiment, cells }
    Answer { text, why, right, place }
}

impl Question {
    /// The cells that it is about. Names that lead nowhere are left out; a test keeps them from being there.
    pub fn about(&self) -> impl Iterator<Item = CellId> {
        self.cells.iter().filter_map(|name| CellId::from_slug(name))
    }

    /// Whether several options are right together.
    #[must_use]
    pub fn takes_many(&self) -> bool {
        self.kind == "many"
    }

    /// Whether the options are to be put in order.
    #[must_use]
    pub fn is_order(&self) -> bool {
        self.kind == "order"
    }

    /// Whether these options, in this order, are the answer.
    #[must_use]
    pub fn is_answered_by(&self, chosen: &[usize]) -> bool {
        if self.is_order() {
            let place = |index: &usize| self.options.get(*index).and_then(|option| option.place);
            return chosen.len() == self.options.len() && chosen.iter().map(place).is_sorted();
        }
        let right = self.options.iter().enumerate().filter(|(_, option)| option.right).map(|(index, _)| index);
        let mut chosen = chosen.to_vec();
        chosen.sort_unstable();
        right.eq(chosen)
    }
}
