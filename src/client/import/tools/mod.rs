//! Files of tools that keep requests: each becomes the requests in it.

mod bruno;
mod bruno_text;
mod grant;
mod har;
mod insomnia;
mod members;
mod opencollection;
mod postman;
mod yaml;

use serde_json::Value;

use super::imported::ImportedFrom;
use super::message::Requests;
use super::variables::Variables;

/// The requests in a JSON file of a tool; `None` where it is of none of them.
pub(super) fn of_json(value: &Value, variables: &mut Variables) -> Option<(ImportedFrom, Requests)> {
    if har::is(value) {
        Some((ImportedFrom::Har, har::messages(value, variables)))
    } else if insomnia::is(value) {
        Some((ImportedFrom::Insomnia, insomnia::messages(value, variables)))
    } else if postman::is(value) {
        Some((ImportedFrom::Postman, postman::messages(value, variables)))
    } else if bruno::is(value) {
        Some((ImportedFrom::Bruno, bruno::messages(value, variables)))
    } else {
        None
    }
}

/// The same of a text in another form: `.bru`, or the YAML of Bruno or Insomnia.
pub(super) fn of_text(text: &str, variables: &mut Variables) -> Option<(ImportedFrom, Requests)> {
    if bruno_text::is(text) {
        Some((ImportedFrom::Bruno, bruno::messages(&bruno_text::read(text), variables)))
    } else if opencollection::is(text) {
        Some((ImportedFrom::Bruno, bruno::messages(&opencollection::read(text, variables), variables)))
    } else if text.lines().take(40).any(|line| line.trim_start().starts_with("type: collection.insomnia.rest/")) {
        Some((ImportedFrom::Insomnia, insomnia::messages(&yaml::read(text), variables)))
    } else {
        None
    }
}
