//! What the views of the quiz share: its questions and words, and the session that has the answers.

use crate::lab::quiz::Quiz;
use crate::ui::session::Session;

/// The quiz as it is asked in this session. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) session: Session,
    pub(super) quiz: &'static Quiz,
}

impl Asked {
    /// A label or short sentence.
    pub(super) fn word(self, name: &str) -> &'static str {
        self.quiz.words.get(name).map_or("", String::as_str)
    }
}
