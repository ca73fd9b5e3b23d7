//! The shape of `src/content/en/answer.json`.

use crate::cite::Citation;
use crate::lab::content::{FindingText, Onward};
use crate::texts::{Table, texts};

/// `answer.json`: what the screen of the one question says.
#[derive(Debug)]
pub struct AnswerText {
    /// Labels and short sentences.
    pub words: Table<String>,
    /// What each kind of server does with `openid`, by the name of the policy.
    pub policies: Table<String>,
    /// What an `id_token` that arrived is, by the name of the finding.
    pub marks: Table<String>,
    /// The finding that only this run reports.
    pub findings: Table<FindingText>,
    /// The answer, a statement each.
    pub sentences: Vec<Sentence>,
    /// Where to go on from here.
    pub onward: Vec<Onward>,
}

/// A statement with its sources.
#[derive(Debug)]
pub struct Sentence {
    /// What it says.
    pub text: String,
    /// Where it is written.
    pub sources: Vec<Citation>,
}

texts! {
    AnswerText { words, policies, marks, findings, sentences, onward }
    Sentence { text, sources }
}
