//! The document that Grant Lab teaches, sentence by sentence: which lesson steps, table cells and questions carry each one, and what
//! the standards and the products of the world say to it.
//!
//! `src/content/en/document.json`, in our own words. A native test fails when a sentence has nothing that runs, or what runs has no
//! citation; the screen *About the document* shows the verdicts. Every count in it is filled in from the [`facts`](crate::facts).

use super::cell_id::CellId;
use crate::cite::Citation;
use crate::facts::{Servers, Topic, fill, named};
use crate::texts::{Table, texts};

/// `document.json`.
#[derive(Debug)]
pub struct Document {
    /// The sections of the document, in order.
    pub parts: Vec<Part>,
    /// What the verdicts of the standards are called, by [`ByStandard::name`].
    pub standard: Table<String>,
    /// What the verdicts of the world are called, by [`ByWorld::name`].
    pub world: Table<String>,
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
    /// What the standards say to it.
    pub standard: Standard,
    /// What products do.
    pub world: World,
}

/// What the standards say to a sentence.
#[derive(Debug)]
pub struct Standard {
    /// In a word.
    pub verdict: ByStandard,
    /// In a sentence.
    pub text: String,
    /// Where it is written.
    pub cite: Vec<Citation>,
}

/// What products do about a sentence.
#[derive(Debug)]
pub struct World {
    /// In a word.
    pub verdict: ByWorld,
    /// What is counted, where something was.
    pub topic: Option<Topic>,
    /// In a sentence, with places for the counts.
    pub text: String,
}

texts! {
    Document { parts, standard, world, words }
    Part { heading, sentences }
    Sentence { id, text, steps, cells, quiz, standard, world }
    Standard { verdict, text, cite }
    World { verdict, topic, text }
}

named! {
    /// A verdict of the standards.
    pub enum ByStandard {
        "They say the same." Agrees = "agrees",
        "They say that and more." Broader = "broader",
        "They say less: a “should”, or only a part." Weaker = "weaker",
        "They leave it open." Silent = "silent",
        "Another sentence of the document says otherwise." Odds = "odds",
        "What the sentence names as a difference is none." NoDifference = "no_difference",
    }
}

named! {
    /// A verdict of the world: what products do that were run or read.
    pub enum ByWorld {
        "So do all that were met, or it is left open." Agrees = "agrees",
        "So do most." Mostly = "mostly",
        "Most do otherwise." Otherwise = "otherwise",
        "Some do otherwise, and the sentence says that none does." TooStrong = "too_strong",
        "Nothing was measured." NotMeasured = "not_measured",
    }
}

impl Sentence {
    /// The cells whose verdicts are its own. Names that lead nowhere are left out; a test keeps them from being there.
    pub fn claims(&self) -> impl Iterator<Item = CellId> {
        self.cells.iter().filter_map(|name| CellId::from_slug(name))
    }
}

impl World {
    /// The sentence with its counts.
    #[must_use]
    pub fn say(&self, servers: &Servers) -> String {
        self.topic.map_or_else(|| self.text.clone(), |topic| fill(&self.text, servers, topic))
    }
}
