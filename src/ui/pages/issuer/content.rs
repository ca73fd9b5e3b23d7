//! `issuer.json`: what the page says. Native tests hold it to the policies there are and to what the table's runs show.

use crate::cite::Citation;
use crate::lab::{CellId, Column, Row};
use crate::texts::{Table, texts};

/// The texts of the page.
#[derive(Debug)]
pub struct IssuerTexts {
    /// The names of the sections.
    pub sections: Table<String>,
    /// The policies, in the order in which they are shown.
    pub policies: Vec<PolicyText>,
    /// How clients prove themselves, by the registered name of the method.
    pub methods: Table<String>,
    /// Labels and sentences.
    pub words: Table<String>,
}

/// What is said about a policy.
#[derive(Debug)]
pub struct PolicyText {
    /// Its name in configuration.
    pub name: String,
    /// Its name for people.
    pub heading: String,
    /// What it is about.
    pub lead: String,
    /// Where it is laid down, or left open.
    pub cite: Vec<Citation>,
    /// What it may be; a policy without options is a number of seconds.
    pub options: Option<Vec<PolicyOption>>,
}

/// One value of a policy.
#[derive(Debug)]
pub struct PolicyOption {
    /// Its name in configuration.
    pub value: String,
    /// Its name for people.
    pub label: String,
    /// What the issuer then does.
    pub text: String,
    /// Whether no specification defines that.
    pub beyond: bool,
    /// The cells of the table whose claim then does not hold or cannot be tested, all other policies being at their defaults.
    pub cells: Option<Vec<String>>,
}

texts! {
    IssuerTexts { sections, policies, methods, words }
    PolicyText { name, heading, lead, cite, options }
    PolicyOption { value, label, text, beyond, cells }
}

impl IssuerTexts {
    /// A label or sentence; empty when there is none of this name.
    #[must_use]
    pub fn word(&self, name: &str) -> &str {
        self.words.get(name).map_or("", String::as_str)
    }
}

impl PolicyOption {
    /// The cells whose verdict changes.
    pub fn cells(&self) -> impl Iterator<Item = CellId> {
        self.cells.iter().flatten().filter_map(|slug| {
            let (row, column) = slug.split_once('/')?;
            Some(CellId { row: Row::from_slug(row)?, column: Column::from_slug(column)? })
        })
    }
}
