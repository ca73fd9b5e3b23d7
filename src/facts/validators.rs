//! Libraries that validate JWTs, as they were run over good tokens that are not everyday: `src/content/facts/validators.json`.

use super::HowKnown;
use crate::texts::{Table, texts};

/// `validators.json`.
#[derive(Debug)]
pub struct Validators {
    /// The libraries by their ids.
    pub validators: Vec<Validator>,
}

/// A validating library in one version, called as its documentation shows.
#[derive(Debug)]
pub struct Validator {
    /// Its name in addresses and data.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is written in.
    pub language: String,
    /// What its package is called.
    pub package: String,
    /// Where the package is from.
    pub registry: String,
    /// Its version.
    pub version: String,
    /// The day of the run.
    pub date: String,
    /// How it was called.
    pub note: String,
    /// How its facts are known.
    pub how: HowKnown,
    /// For how many seconds after `exp` it takes a token by default; nothing when it leaves claims to its caller.
    pub leeway: Option<u16>,
    /// What it said to each token, by the token's name.
    pub judged: Table<Judged>,
}

/// What a library said to a token.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Whether it took the token; nothing when the question does not apply to it.
    pub accepted: Option<bool>,
    /// What it said.
    pub note: Option<String>,
}

texts! {
    Validators { validators }
    Validator { id, name, language, package, registry, version, date, note, how, leeway, judged }
    Judged { accepted, note }
}

impl Validators {
    /// How many took the token called `name`, and how many refused it. Those to which it does not apply are in neither.
    #[must_use]
    pub fn count(&self, name: &str) -> (usize, usize) {
        let judged: Vec<bool> =
            self.validators.iter().filter_map(|validator| validator.judged.get(name)?.accepted).collect();
        let accepted = judged.iter().filter(|accepted| **accepted).count();
        (accepted, judged.len() - accepted)
    }
}
