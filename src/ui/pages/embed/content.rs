//! What the box says.

use crate::texts::{Table, texts};

/// `embed.json`.
#[derive(Debug)]
pub struct EmbedText {
    /// Labels and short sentences.
    pub words: Table<String>,
    /// What the view can be put into, each with its lines.
    pub kinds: Vec<Kind>,
}

/// A kind of page, and the lines for it.
#[derive(Debug)]
pub struct Kind {
    /// Its name among the kinds.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Where the lines go.
    pub note: String,
    /// The lines, with places for what is chosen.
    pub lines: Vec<String>,
}

texts! {
    EmbedText { words, kinds }
    Kind { id, name, note, lines }
}
