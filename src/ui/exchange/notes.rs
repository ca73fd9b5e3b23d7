//! What is said about the parts of messages: the shape of `content/<lang>/notes.json`.
//!
//! A note is found by kind and name, `header/authorization`. Where a value or a place changes what there is to say, a closer note stands
//! beside it: `param/grant_type=refresh_token`, `member/sub@userinfo`. `header/*` is for fields that nobody has written about.

use super::part::{Annotated, Part};
use crate::cite::Citation;
use crate::texts::{Table, texts};

/// `notes.json`.
#[derive(Debug)]
pub struct Notes {
    /// The notes, by kind and name.
    pub notes: Table<Note>,
    /// What the controls around messages are called.
    pub words: Table<String>,
}

/// A note.
#[derive(Debug)]
pub struct Note {
    /// What it is and why it is here; backticks mark protocol text.
    pub text: String,
    /// Where it is laid down.
    pub cite: Vec<Citation>,
}

texts! {
    Notes { notes, words }
    Note { text, cite }
}

impl Notes {
    /// The note that is about this very part.
    #[must_use]
    pub fn about(&self, part: &Part) -> Option<&Note> {
        part.note_names()[..3].iter().find_map(|name| self.notes.get(name))
    }

    /// The note about a part; where nobody has written one, the one about its kind.
    #[must_use]
    pub fn of(&self, part: &Part) -> Option<&Note> {
        part.note_names().iter().find_map(|name| self.notes.get(name))
    }

    /// The parts of a message that no note is about.
    #[must_use]
    pub fn missing_for<'m>(&self, message: &'m Annotated) -> Vec<&'m Part> {
        message.parts.iter().filter(|part| self.about(part).is_none()).collect()
    }

    /// A label; a missing one shows its name, so that a reader can report it.
    #[must_use]
    pub fn word<'a>(&'a self, name: &'a str) -> &'a str {
        self.words.get(name).map_or(name, String::as_str)
    }
}
