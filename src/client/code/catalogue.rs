//! What samples there are and what is said about them: `src/content/en/code.json`.

use super::quoting::Quoting;
use crate::texts::{Faults, FromContent, Table, texts};

/// `code.json`.
#[derive(Debug)]
pub struct Catalogue {
    /// The samples, in the order in which they are offered.
    pub samples: Vec<Listed>,
    /// What each environment variable holds.
    pub variables: Table<String>,
    /// What is said of how a sample was tried.
    pub tried: Table<String>,
    /// Why no sample can be made of a draft at all.
    pub not: Vec<Said>,
    /// What is said beside every sample.
    pub remarks: Vec<Said>,
}

/// One sample, before there is a draft.
#[derive(Debug)]
pub struct Listed {
    /// Its name in addresses and data.
    pub id: String,
    /// The language or shell.
    pub language: String,
    /// The tool or library.
    pub library: String,
    /// Its version.
    pub version: String,
    /// The day on which the sample was run or parsed with it.
    pub date: String,
    /// What was tried with the sample.
    pub tried: Tried,
    /// How the language writes texts.
    pub quoting: Quoting,
    /// The file of `src/content/code/` with the template, without its end.
    pub template: String,
    /// What the file with the code is called, as the commands have it.
    pub file: String,
    /// The commands that install what it needs.
    pub install: Vec<Said>,
    /// The command that runs it.
    pub run: String,
    /// The environment variables that it reads.
    pub variables: Vec<Variable>,
    /// What the library cannot do.
    pub not: Vec<Said>,
    /// What it does in its own way.
    pub remarks: Vec<Said>,
}

/// A sentence, or a command, that stands under a condition.
#[derive(Debug)]
pub struct Said {
    /// The condition ([`super::Flags::hold`]).
    pub when: String,
    /// The text, with `{library}`, `{version}` and `{date}` for those of the sample.
    pub say: String,
    /// The measurement that says so.
    pub evidence: Option<Evidence>,
    /// Where else it is known from, with the same marks.
    pub source: Option<String>,
}

/// A fact of `facts/clients.json`.
#[derive(Debug)]
pub struct Evidence {
    /// The library there.
    pub client: String,
    /// The member, as in `wire.body_space`.
    pub member: String,
    /// What it says, or how that begins.
    pub is: String,
    /// The version that was measured.
    pub version: String,
    /// The day of the measurement.
    pub date: String,
}

/// A variable that a sample reads.
#[derive(Debug)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// When it is read.
    pub when: String,
}

texts! {
    Catalogue { samples, variables, tried, not, remarks }
    Listed {
        id, language, library, version, date, tried, quoting, template, file, install, run, variables, not, remarks,
    }
    Said { when, say, evidence, source }
    Evidence { client, member, is, version, date }
    Variable { name, when }
}

impl Catalogue {
    /// The sample called `id`.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Listed> {
        self.samples.iter().find(|listed| listed.id == id)
    }
}

/// What was tried with a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It was run against an issuer, with every method that it offers, and got its tokens.
    Run,
    /// A parser of its language read it. Nobody ran it.
    Parsed,
}

impl Tried {
    /// Its name in the content files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Parsed => "parsed",
        }
    }
}

impl FromContent for Tried {
    fn take(value: serde_json::Value, faults: &mut Faults) -> Self {
        let known = [Self::Run, Self::Parsed].into_iter().find(|tried| value == tried.name());
        known.unwrap_or_else(|| {
            faults.note("run or parsed", &value);
            Self::Parsed
        })
    }
}

impl FromContent for Quoting {
    fn take(value: serde_json::Value, faults: &mut Faults) -> Self {
        let known = Self::ALL.into_iter().find(|quoting| value == quoting.name());
        known.unwrap_or_else(|| {
            faults.note("a way of quoting", &value);
            Self::Posix
        })
    }
}
