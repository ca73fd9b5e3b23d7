//! Every section that is cited is one that somebody has read: `vectors/sections.json` is the list, this test compares.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use grant_lab::cite::{Citation, Document};
use serde_json::Value;

/// Document name in a citation → its known sections, `""` (the whole document) included.
fn known_sections() -> BTreeMap<String, Vec<String>> {
    let file: Value = serde_json::from_str(include_str!("vectors/sections.json")).expect("the file is JSON");
    let documents = file["documents"].as_object().expect("documents is an object");
    documents
        .iter()
        .map(|(name, sections)| {
            let sections = sections.as_array().expect("a list of sections").iter();
            (name.clone(), sections.map(|section| section.as_str().expect("text").to_owned()).collect())
        })
        .collect()
}

fn text_of(document: &str, section: &str) -> String {
    let appendix = section.starts_with(|c: char| c.is_ascii_uppercase());
    match section {
        "" => document.to_owned(),
        _ if appendix => format!("{document} App. {section}"),
        _ => format!("{document} §{section}"),
    }
}

#[test]
fn every_known_section_is_a_citation_that_reads_back_as_written() {
    let mut count = 0;
    for (document, sections) in known_sections() {
        for section in sections.iter().map(String::as_str).chain([""]) {
            let text = text_of(&document, section);
            let citation: Citation = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(citation.to_string(), text);
            assert_eq!(citation.section, section);
            assert_eq!(citation.href().contains('#'), !section.is_empty(), "{}", citation.href());
            assert!(citation.href().starts_with("https://"));
            count += 1;
        }
    }
    assert!(count > 200, "the list was read: {count}");
}

#[test]
fn anchors_follow_the_publisher() {
    for (citation, href) in [
        (Citation::rfc(6749, "4.4.2"), "https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2"),
        (Citation::rfc(6749, "A.12"), "https://www.rfc-editor.org/rfc/rfc6749#appendix-A.12"),
        (
            Citation::new(Document::OidcCore, "3.1.2.1"),
            "https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.2.1",
        ),
        (
            Citation::new(Document::OidcDiscovery, "4.1"),
            "https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.4.1",
        ),
        (Citation::rfc(10070, "4"), "https://www.rfc-editor.org/rfc/rfc10070#section-4"),
        (
            Citation::new(Document::OAuth21, "2.4.1"),
            "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1#section-2.4.1",
        ),
    ] {
        assert_eq!(citation.href(), href);
    }
}

/// A wrong section number in a comment misleads as much as one on screen, so the sources are searched as text.
#[test]
fn every_section_that_the_sources_cite_is_known() {
    let known = known_sections();
    let mut unknown = Vec::new();
    let mut found = 0;
    for path in rust_files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let source = fs::read_to_string(&path).expect("the sources are text");
        // The tests of the citation type itself cite nonsense on purpose.
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        for (document, section) in cited(source, &known) {
            found += 1;
            if !section.is_empty() && !known.get(&document).is_some_and(|sections| sections.contains(&section)) {
                unknown.push(format!("{}: {}", path.display(), text_of(&document, &section)));
            }
        }
    }
    assert!(found > 100, "the search finds citations: {found}");
    assert!(unknown.is_empty(), "not in vectors/sections.json:\n{}", unknown.join("\n"));
}

#[test]
fn the_search_finds_every_way_to_cite() {
    let source = r#"(RFC 6749 §4.4.2, §5.2; OIDC Core §2). Citation::rfc(9110, "15.5.2") Citation::new(Document::OidcCore, "9") RFC 6749 App. B, RFC 10070 §4"#;
    let cited: Vec<String> = cited(source, &known_sections()).iter().map(|(d, s)| text_of(d, s)).collect();
    for text in [
        "RFC 6749 §4.4.2",
        "RFC 6749 §5.2",
        "RFC 6749 App. B",
        "RFC 10070 §4",
        "OIDC Core §2",
        "OIDC Core §9",
        "RFC 9110 §15.5.2",
    ] {
        assert!(cited.contains(&text.to_owned()), "{text} in {cited:?}");
    }
    assert_eq!(cited.len(), 7);
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder exists").map(|entry| entry.expect("readable").path());
    let mut files = Vec::new();
    for path in entries {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// Document and section of every citation in a source text, in prose and as values.
fn cited(source: &str, known: &BTreeMap<String, Vec<String>>) -> Vec<(String, String)> {
    let mut cited = Vec::new();
    let rfcs = source.match_indices("RFC ").map(|(at, _)| at + 4);
    for at in rfcs {
        let number: String = source[at..].chars().take_while(char::is_ascii_digit).collect();
        if is_rfc_number(&number) {
            prose_sections(&source[at + number.len()..], &format!("RFC {number}"), &mut cited);
        }
    }
    for name in known.keys().filter(|name| !name.starts_with("RFC ")) {
        for (at, _) in source.match_indices(name.as_str()) {
            prose_sections(&source[at + name.len()..], name, &mut cited);
        }
    }
    for (at, _) in source.match_indices("Citation::rfc(") {
        let rest = &source[at + "Citation::rfc(".len()..];
        if let Some((number, rest)) = rest.split_once(", \"").filter(|(number, _)| is_rfc_number(number)) {
            cited.push((format!("RFC {number}"), rest.split('"').next().unwrap_or_default().to_owned()));
        }
    }
    for (at, _) in source.match_indices("Citation::new(Document::") {
        let rest = &source[at + "Citation::new(Document::".len()..];
        let documents = [
            ("OidcCore, \"", Document::OidcCore),
            ("OidcDiscovery, \"", Document::OidcDiscovery),
            ("OAuth21, \"", Document::OAuth21),
            ("Fapi2, \"", Document::Fapi2),
        ];
        if let Some((start, document)) = documents.into_iter().find(|(start, _)| rest.starts_with(start)) {
            let section = rest[start.len()..].split('"').next().unwrap_or_default();
            cited.push((document.name().into_owned(), section.to_owned()));
        }
    }
    cited
}

/// The RFCs of this field have four digits, and the newest five.
fn is_rfc_number(text: &str) -> bool {
    matches!(text.len(), 4 | 5) && text.bytes().all(|b| b.is_ascii_digit())
}

/// ` §4.4.2, §5.2` or ` App. A.12` right after a document's name.
fn prose_sections(rest: &str, document: &str, cited: &mut Vec<(String, String)>) {
    let mut rest = rest;
    for mark in [" §", ", §", ", §", ", §", ", §"] {
        let Some(after) = rest.strip_prefix(mark) else { break };
        let section: String = after.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        rest = &after[section.len()..];
        cited.push((document.to_owned(), section.trim_end_matches('.').to_owned()));
    }
    if let Some(after) = rest.strip_prefix(" App. ") {
        let section: String =
            after.chars().take_while(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || *c == '.').collect();
        cited.push((document.to_owned(), section.trim_end_matches('.').to_owned()));
    }
}
