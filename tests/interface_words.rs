//! The interface's words are content: no source says something to a reader that `src/content` does not hold.
#![cfg(not(target_arch = "wasm32"))]

#[path = "interface_words/allowed.rs"]
mod allowed;
#[path = "interface_words/cases.rs"]
mod cases;
#[path = "interface_words/lister.rs"]
mod lister;
#[path = "common/rust_items.rs"]
mod rust_items;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::lister::words_of;

/// The rooms whose code speaks to readers. The others speak on the wire, in a server's log and to programs, and RFC 6749 §5.2 wants
/// `error_description` in ASCII.
const ROOMS: [&str; 8] = ["atlas/", "client/", "facts/", "inspect/", "lab/", "platform/", "texts.rs", "ui/"];

#[test]
fn every_word_that_a_reader_sees_is_content() {
    let found: Vec<String> = words()
        .into_iter()
        .filter(|(file, _, text)| !allowed::all().any(|one| one.file == file && covers(one, text)))
        .map(|(file, line, text)| format!("{file}:{line}: {text:?}"))
        .collect();
    assert!(found.is_empty(), "{} texts are not content:\n{}", found.len(), found.join("\n"));
}

#[test]
fn nothing_is_allowed_that_is_not_there() {
    let words = words();
    let is_there = |file: &str, said: &str| {
        words.iter().any(|(known, _, text)| known == file && (said.is_empty() || text == said))
    };
    for one in allowed::all() {
        assert!(is_there(one.file, ""), "{} has no words", one.file);
        for text in one.texts {
            assert!(is_there(one.file, text), "{} does not say {text:?}", one.file);
        }
    }
}

fn covers(one: &allowed::Allowed, text: &str) -> bool {
    one.texts.is_empty() || one.texts.contains(&text)
}

/// Every text with its file and line. An error of the other rooms has a code, by which content says what it means; its own sentence is for
/// programs.
fn words() -> Vec<(String, usize, String)> {
    let classes = classes();
    let mut all = Vec::new();
    for (file, source) in files("src", "rs") {
        let is_read = ROOMS.iter().any(|room| file.strip_prefix("src/").is_some_and(|path| path.starts_with(room)));
        if !is_read || file.ends_with("/tests.rs") {
            continue;
        }
        let found = words_of(&source, &classes);
        let seen = found.into_iter().filter(|found| !found.is_of_error || file.starts_with("src/ui/"));
        all.extend(seen.map(|found| (file.clone(), found.line, found.text)));
    }
    all
}

/// The texts of Build are asked for by name, and one that is not there would be an empty label.
#[test]
fn every_name_that_build_asks_for_is_in_its_file() {
    let file: serde_json::Value =
        serde_json::from_str(include_str!("../src/content/en/pages.json")).expect("pages.json is JSON");
    let mut asked = 0;
    for (path, text) in files("src/ui/pages/build", "rs") {
        for start in ["pages.build(\"", " say(\"", "(say(\""] {
            // What one's own issuer has to be told stands in a file of its own.
            for (at, _) in text.match_indices(start).filter(|_| !path.contains("/own/")) {
                let name = text[at + start.len()..].split('"').next().unwrap_or_default();
                assert!(file["build"][name].is_string(), "{path} asks for {name}");
                asked += 1;
            }
        }
    }
    assert!(asked > 80, "only {asked} names were found");
}

/// Every class that a style sheet names.
fn classes() -> BTreeSet<String> {
    let mut classes = BTreeSet::new();
    for (_, text) in files("style", "css") {
        for part in text.split('.').skip(1) {
            let end = part.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(part.len());
            classes.insert(part[..end].to_owned());
        }
    }
    classes
}

fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut folders, mut found) = (vec![root.join(folder)], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).expect("sources are UTF-8")));
            }
        }
    }
    found.sort();
    found
}
