//! One sample for one draft.

use thiserror::Error;

use super::asked::Asked;
use super::catalogue::{Catalogue, Listed, Said};
use super::condition::Flags;
use super::facts_of_draft::facts_of;
use super::template::{Damage, Template};
use crate::client::draft::Problem;
use crate::content::code;
use crate::texts::fill;

/// The program, and what belongs beside it.
#[derive(Debug)]
pub struct Sample<'a> {
    /// What it is: language, library, version, file, the command that runs it.
    pub listed: &'a Listed,
    /// The code, with a line end after every line; empty where it is not possible.
    pub code: String,
    /// The commands that install what it needs.
    pub install: Vec<String>,
    /// The environment variables that it reads.
    pub environment: Vec<Environment<'a>>,
    /// What is to be known about it, a sentence each.
    pub remarks: Vec<Remark<'a>>,
    /// Why there is no code, if there is none.
    pub not_possible: Vec<Remark<'a>>,
    /// How it was tried.
    pub tried: String,
}

/// A variable that has to be set before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Environment<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it holds.
    pub holds: &'a str,
}

/// A sentence beside a sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark<'a> {
    /// The sentence. Code stands between backquotes.
    pub text: String,
    /// Library, version and day of what says so; `None` for what needs no witness.
    pub source: Option<String>,
    /// The library of `facts/clients.json` whose measurement says so.
    pub client: Option<&'a str>,
}

/// Why there is no sample.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SampleError {
    /// The request is refused.
    #[error(transparent)]
    Refused(#[from] Problem),
    /// The template is not written by the rules.
    #[error(transparent)]
    Template(#[from] Damage),
}

/// The sample `listed` for what is asked. `template` is the content of its file in `src/content/code/`.
///
/// # Errors
/// [`SampleError`] when the draft is refused, or the template damaged.
pub fn sample<'a>(
    catalogue: &'a Catalogue,
    listed: &'a Listed,
    template: &str,
    asked: Asked<'_>,
) -> Result<Sample<'a>, SampleError> {
    let (flags, values) = facts_of(asked, &listed.id)?;
    let not_possible = remarks(listed, catalogue.not.iter().chain(&listed.not), &flags);
    let code = if not_possible.is_empty() {
        Template { text: template, quoting: listed.quoting }.render(&flags, &values)?
    } else {
        String::new()
    };
    let variables = listed.variables.iter().filter(|variable| flags.hold(&variable.when));
    Ok(Sample {
        listed,
        code,
        install: remarks(listed, listed.install.iter(), &flags).into_iter().map(|line| line.text).collect(),
        environment: variables
            .filter_map(|variable| {
                let holds = catalogue.variables.get(&variable.name)?;
                Some(Environment { name: &variable.name, holds })
            })
            .collect(),
        remarks: remarks(listed, listed.remarks.iter().chain(&catalogue.remarks), &flags),
        not_possible,
        tried: catalogue.tried.get(listed.tried.name()).map_or_else(String::new, |text| filled(text, listed)),
    })
}

fn remarks<'a>(listed: &Listed, said: impl Iterator<Item = &'a Said>, flags: &Flags) -> Vec<Remark<'a>> {
    let held = said.filter(|said| flags.hold(&said.when));
    held.map(|said| Remark {
        text: filled(&said.say, listed),
        source: match &said.evidence {
            Some(evidence) => Some(fill(
                code::RUN_ON,
                &[("library", &listed.library), ("version", &evidence.version), ("date", &evidence.date)],
            )),
            None => said.source.as_ref().map(|source| filled(source, listed)),
        },
        client: said.evidence.as_ref().map(|evidence| evidence.client.as_str()),
    })
    .collect()
}

fn filled(text: &str, listed: &Listed) -> String {
    text.replace("{library}", &listed.library).replace("{version}", &listed.version).replace("{date}", &listed.date)
}
