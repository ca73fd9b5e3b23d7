//! What explains a refusal and what would mend it. Words are in `content/<lang>/errors.json`.

use super::certificate::Presented;
use super::field::Field;
use super::model::Model;
use crate::cite::Citation;
use crate::inspect::Phrase;
use crate::texts::{Table, texts};

/// `errors.json`: what refusals mean, and what is wrong with drafts.
#[derive(Clone, Debug, Default)]
pub struct Refusals {
    /// What refusals mean, by the code of their diagnosis.
    pub refusals: Table<Explanation>,
    /// What the specifications have against a draft, by the code of the problem.
    pub problems: Table<String>,
}

/// What a refusal means.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Why it happened.
    pub why: String,
    /// What the one-click change says, for diagnoses that have one.
    pub fix: Option<String>,
    /// Where it is laid down.
    pub cite: Vec<Citation>,
}

texts! {
    Refusals { refusals, problems }
    Explanation { why, fix, cite }
}

/// Why the issuer refused, as far as the draft and the demo clients tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// Which text, with its values.
    pub phrase: Phrase,
    /// What would mend it.
    pub fix: Option<Fix>,
}

/// One change to the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Write this into the field.
    Write(Field, String),
    /// Start again from this demo client.
    StartFrom(String),
    /// Show this certificate.
    Present(Presented),
}

impl Fix {
    /// Makes the change.
    pub fn apply(&self, model: &mut Model) {
        match self {
            Self::Write(field, text) => model.edit(*field, text),
            Self::StartFrom(client_id) => model.start_from(client_id),
            Self::Present(presented) => model.present(*presented),
        }
    }
}
