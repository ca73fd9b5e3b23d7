//! The shape of `src/content/en/atlas.json`.

use super::table::Cell;
use crate::cite::Citation;
use crate::texts::{Table, texts};

/// `atlas.json`.
#[derive(Debug)]
pub struct AtlasTexts {
    /// Labels and sentences.
    pub words: Table<String>,
    /// The columns of the servers.
    pub servers: Table<ColumnText>,
    /// The columns of the clients.
    pub clients: Table<ColumnText>,
    /// What a fact is about, by the name of its topic.
    pub topics: Table<String>,
    /// What came, by the name of the outcome, where a column says nothing else.
    pub outcomes: Table<String>,
    /// What the groups of facts are called.
    pub groups: Table<String>,
    /// What a server does that is asked for `openid`, in a sentence, by the name of what comes.
    pub asked: Table<String>,
    /// Whom an `id_token` is about, in that sentence.
    pub about: Table<String>,
    /// What is worth a second look.
    pub surprises: Table<SurpriseText>,
    /// The ways in which clients hand over a secret.
    pub ways: Table<ColumnText>,
    /// Whether a secret gets through.
    pub fits: Table<String>,
    /// Why.
    pub why: Table<String>,
    /// Why something that is known of a server is not imitated, by the name of the reason.
    pub left: Table<String>,
    /// What the columns of all answers are called.
    pub answer_columns: Table<String>,
    /// What is advised for Build.
    pub advice: Table<String>,
    /// What clients were asked, by the name of the answer that they got.
    pub answers: Table<String>,
}

/// A column.
#[derive(Debug)]
pub struct ColumnText {
    /// Its heading.
    pub name: String,
    /// What it asks.
    pub asks: String,
    /// What its outcomes are called, where that is not their common name.
    pub words: Table<String>,
}

/// What is worth a second look, with the clause that says otherwise, if one does.
#[derive(Debug)]
pub struct SurpriseText {
    /// The sentence.
    pub text: String,
    /// The clauses.
    pub sources: Vec<Citation>,
}

texts! {
    AtlasTexts {
        words, servers, clients, topics, outcomes, groups, asked, about, surprises, ways, fits, why, left, answer_columns, advice, answers,
    }
    ColumnText { name, asks, words }
    SurpriseText { text, sources }
}

impl AtlasTexts {
    /// A label or a sentence; its name where the content lacks it.
    #[must_use]
    pub fn word<'a>(&'a self, name: &'a str) -> &'a str {
        self.words.get(name).map_or(name, String::as_str)
    }

    /// What an outcome is called where no column says otherwise.
    #[must_use]
    pub fn outcome<'a>(&'a self, said: &'a str) -> &'a str {
        self.outcomes.get(said).map_or(said, String::as_str)
    }
}

impl ColumnText {
    /// What this column calls an outcome.
    #[must_use]
    pub fn says<'a>(&'a self, said: &'a str, texts: &'a AtlasTexts) -> &'a str {
        // What is not known is called the same everywhere.
        let is_open = [Cell::UNKNOWN, Cell::UNASKED, Cell::WITHOUT].contains(&said);
        let own = self.words.get(said).filter(|_| !is_open);
        own.map_or_else(|| texts.outcome(said), String::as_str)
    }
}
