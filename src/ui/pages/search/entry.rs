//! What can be found: the entries of `index.json`, which `scripts/search-index.mjs` makes of the content files in every build.

use serde_json::Value;

use crate::cite::Citation;
use crate::texts::{Faults, FromContent, Table, texts};

/// What kind of place an entry leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A line that settles a common wrong turn.
    Answer,
    /// A tool or an area of the page.
    Part,
    /// A step of the walkthrough.
    Step,
    /// A cell of the table.
    Cell,
    /// A lesson from the field.
    Field,
    /// A server or a client library.
    Server,
    /// A term of the glossary.
    Term,
    /// A refusal of the issuer.
    Error,
    /// A claim or header parameter of tokens.
    Claim,
    /// A sentence of the document.
    Sentence,
    /// A question of the quiz.
    Question,
}

impl Kind {
    /// Every kind, in the order in which places that are as good as each other are shown.
    pub const ALL: [Self; 11] = [
        Self::Answer,
        Self::Part,
        Self::Step,
        Self::Cell,
        Self::Field,
        Self::Server,
        Self::Term,
        Self::Error,
        Self::Claim,
        Self::Sentence,
        Self::Question,
    ];

    /// Its name in the content.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Part => "part",
            Self::Step => "step",
            Self::Cell => "cell",
            Self::Field => "field",
            Self::Server => "server",
            Self::Term => "term",
            Self::Error => "error",
            Self::Claim => "claim",
            Self::Sentence => "sentence",
            Self::Question => "question",
        }
    }
}

impl FromContent for Kind {
    fn take(value: Value, faults: &mut Faults) -> Self {
        let known = Self::ALL.into_iter().find(|kind| value.as_str() == Some(kind.name()));
        known.unwrap_or_else(|| {
            faults.note("a kind of entry", &value);
            Self::Sentence
        })
    }
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// What it is called, or what it says where it has no name. Backticks mark protocol text.
    pub title: String,
    /// Other names of it; of an answer, what it is asked by.
    pub names: Option<Vec<String>>,
    /// What it says, sentence by sentence.
    pub text: Vec<String>,
    /// Where it is.
    pub href: String,
    /// Where what it says is written, if it says so itself.
    pub sources: Option<Vec<Citation>>,
    /// The same where no specification is the source.
    pub from: Option<String>,
}

/// `index.json`.
#[derive(Debug)]
pub struct Entries {
    /// Every entry, kind by kind.
    pub entries: Vec<Entry>,
    /// Of a word that differs from others by its ending alone, the one that stands for them.
    pub families: Table<String>,
}

texts! {
    Entry { kind, title, names, text, href, sources, from }
    Entries { entries, families }
}
