//! The document that Grant Lab teaches, sentence by sentence: which lesson steps, table cells and questions carry each one.
//!
//! `src/content/en/document.json`, in our own words. A native test fails when a sentence has nothing that runs, or what runs has no
//! citation; the screen *About the document* shows the verdicts.

use super::cell_id::CellId;
use crate::texts::{Table, texts};

/// `document.json`.
#[derive(Debug)]
pub struct Document {
    /// The sections of the document, in order.
    pub parts: Vec<Part>,
    /// Labels and short sentences of the screen.
    pub words: Table<String>,
}

/// A section of the document.
#[derive(Debug)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// Its sentences and bullets, in order.
    pub sentences: Vec<Sentence>,
}

/// A sentence or bullet of the document.
#[derive(Debug)]
pub struct Sentence {
    /// Its name in tests.
    pub id: String,
    /// What it says, in our words.
    pub text: String,
    /// The lesson steps that are about it.
    pub steps: Vec<u16>,
    /// The cells whose verdicts are its own, as `row/column`.
    pub cells: Vec<String>,
    /// The questions of the quiz that are about it, by name.
    pub quiz: Vec<String>,
}

texts! {
    Document { parts, words }
    Part { heading, sentences }
    Sentence { id, text, steps, cells, quiz }
}

impl Sentence {
    /// The cells whose verdicts are its own. Names that lead nowhere are left out; a test keeps them from being there.
    pub fn claims(&self) -> impl Iterator<Item = CellId> {
        self.cells.iter().filter_map(|name| CellId::from_slug(name))
    }
}
