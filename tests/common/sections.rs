//! The sections that may be cited, spelled as citations; a document as a whole too.

use std::collections::BTreeSet;

/// Every section of `vectors/sections.json`: `RFC 6749 §4.4`, `RFC 7518 App. A`.
pub(crate) fn known_sections() -> BTreeSet<String> {
    let list: serde_json::Value = serde_json::from_str(include_str!("../vectors/sections.json")).unwrap();
    let documents = list["documents"].as_object().unwrap();
    let sections = documents.iter().flat_map(|(document, sections)| {
        let of = move |section: &serde_json::Value| {
            let section = section.as_str().unwrap();
            let mark = if section.starts_with(|c: char| c.is_ascii_digit()) { " §" } else { " App. " };
            [document, mark, section].concat()
        };
        sections.as_array().unwrap().iter().map(of).chain([document.clone()])
    });
    sections.collect()
}
