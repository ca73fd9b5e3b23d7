//! The glossary: every term is whole, cited and used, and lessons lead to it from where a term stands first.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/lessons.rs"]
mod common;
#[path = "common/sections.rs"]
mod sections;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::lessons;
use grant_lab::lab::content::Words;
use grant_lab::lab::glossary::{Glossary, Stretch, Term, first_uses};
use grant_lab::lab::{Step, StepId};
use grant_lab::texts;
use sections::known_sections;

fn glossary() -> Glossary {
    texts::read(include_str!("../src/content/en/glossary.json")).unwrap()
}

fn words() -> Words {
    texts::read(include_str!("../src/content/en/words.json")).unwrap()
}

fn names(term: &Term) -> Vec<String> {
    term.names().map(str::to_owned).collect()
}

#[test]
fn every_term_is_short_cited_and_leads_on() {
    let glossary = glossary();
    let known = known_sections();
    assert!((35..=70).contains(&glossary.terms.len()), "{}", glossary.terms.len());
    for term in &glossary.terms {
        let id = &term.id;
        assert!(term.text.split_whitespace().count() <= 50, "{id} is too long");
        for sentence in term.text.split_inclusive(". ") {
            assert!(sentence.split_whitespace().count() <= 20, "{id}: {sentence}");
        }
        assert!(term.text.ends_with('.') && term.text.matches('`').count() % 2 == 0, "{id}");
        assert!(!term.sources.is_empty() && !term.see.is_empty(), "{id} leads nowhere");
        for source in &term.sources {
            assert!(known.contains(&source.to_string()), "{id}: {source}");
        }
        for other in &term.see {
            assert!(other != id && glossary.term(other).is_some(), "{id}: {other}");
        }
        if let Some(step) = term.step {
            assert!(Step::of(StepId::learn(step)).is_some(), "{id}: step {step}");
        }
    }
}

#[test]
fn terms_stand_in_order_and_no_name_means_two() {
    let glossary = glossary();
    assert!(glossary.terms.is_sorted_by_key(|term| term.name.to_lowercase()));
    let ids: BTreeSet<&str> = glossary.terms.iter().map(|term| term.id.as_str()).collect();
    assert_eq!(ids.len(), glossary.terms.len());
    let all: Vec<String> = glossary.terms.iter().flat_map(names).map(|name| name.to_lowercase()).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
}

/// Lessons find the terms by the list in `words.json`, which is loaded with them; the glossary comes when it is opened.
#[test]
fn the_names_that_lessons_look_for_are_those_of_the_glossary() {
    let mut expected: Vec<(String, Vec<String>)> =
        glossary().terms.iter().map(|term| (term.id.clone(), names(term))).collect();
    expected.sort();
    let words = words();
    let listed: Vec<(String, Vec<String>)> =
        words.terms.iter().map(|(id, names)| (id.to_owned(), names.clone())).collect();
    assert_eq!(listed, expected);
}

#[test]
fn every_term_is_one_that_the_page_uses() {
    let mut texts = String::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
    let terms = glossary().terms;
    let unused = terms.iter().filter(|term| !term.names().any(|name| texts.contains(&name.to_lowercase())));
    assert_eq!(unused.map(|term| term.id.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn every_lesson_leads_to_the_glossary_and_keeps_its_text() {
    let words = words();
    for (index, step) in lessons().iter().enumerate() {
        let mut ids = Vec::new();
        let copy = step.copy.iter().map(String::as_str);
        for (paragraph, stretches) in step.copy.iter().zip(first_uses(copy, &words.terms)) {
            let mut text = String::new();
            for stretch in stretches {
                match stretch {
                    Stretch::Text(part) => text.push_str(part),
                    Stretch::Code(part) => text.extend(["`", part, "`"]),
                    Stretch::Term { text: part, id } => {
                        text.push_str(part);
                        ids.push(id);
                    }
                }
            }
            assert_eq!(text, *paragraph);
        }
        assert!(ids.len() >= 2, "step {}: {ids:?}", index + 1);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "step {}: {ids:?}", index + 1);
    }
}

/// What the page says and what its issuer does, in one text.
fn collect(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if !path.ends_with("glossary.json") && !path.ends_with("words.json") {
            into.push_str(&String::from_utf8_lossy(&fs::read(path).unwrap()).to_lowercase());
        }
    }
}
