//! The shape of `src/content/en/search.json`.

use super::language::Language;
use crate::texts::{Table, texts};

/// `search.json`: what the screen says, and what a search knows of its language.
#[derive(Debug)]
pub struct SearchText {
    /// Labels and short sentences.
    pub words: Table<String>,
    /// What each kind of place is called.
    pub kinds: Table<String>,
    /// Words that say nothing about what is asked.
    pub stop: String,
    /// Words that people use for the same thing.
    pub alike: Vec<Vec<String>>,
    /// What the facts about servers are called. `scripts/search-index.mjs` reads them.
    pub topics: Table<String>,
    /// Where each refusal can be seen. `scripts/search-index.mjs` reads them.
    pub refusals: Table<Refusal>,
}

/// A refusal of the issuer.
#[derive(Debug)]
pub struct Refusal {
    /// The error code that it comes with.
    pub error: String,
    /// Where it can be seen.
    pub href: String,
}

texts! {
    SearchText { words, kinds, stop, alike, topics, refusals }
    Refusal { error, href }
}

impl SearchText {
    /// The language of the page, with the families of words that stand beside the entries.
    #[must_use]
    pub fn language(&self, families: &Table<String>) -> Language {
        Language::new(&self.stop, &self.alike, families)
    }
}
