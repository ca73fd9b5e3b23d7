//! Every sentence of the document has something that runs, and what runs says where it is written.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/lessons.rs"]
mod common;

use std::collections::BTreeSet;

use common::lessons;
use grant_lab::lab::document::{Document, Sentence};
use grant_lab::lab::quiz::Quiz;
use grant_lab::lab::{CellId, Step, StepId, content};
use grant_lab::texts;

fn document() -> Document {
    texts::read(include_str!("../src/content/en/document.json")).unwrap()
}

fn sentences() -> Vec<Sentence> {
    document().parts.into_iter().flat_map(|part| part.sentences).collect()
}

/// How many sentences, bullets and cells each section of the document has.
#[test]
fn the_list_has_every_sentence_of_the_document() {
    let counts: Vec<usize> = document().parts.iter().map(|part| part.sentences.len()).collect();
    assert_eq!(counts, [8, 5, 10, 3, 3]);
    let names: BTreeSet<String> = sentences().into_iter().map(|sentence| sentence.id).collect();
    assert_eq!(names.len(), 29, "every sentence has a name of its own");
}

#[test]
fn every_sentence_is_run_by_a_lesson_and_a_claim_that_cite_where_it_is_written() {
    let lessons = lessons();
    let compare: content::Compare = texts::read(include_str!("../src/content/en/compare.json")).unwrap();
    let quiz: Quiz = texts::read(include_str!("../src/content/en/quiz.json")).unwrap();
    for sentence in sentences() {
        assert!(!sentence.steps.is_empty() && !sentence.cells.is_empty(), "{}: nothing runs", sentence.id);
        assert_eq!(sentence.claims().count(), sentence.cells.len(), "{}: a cell that is none", sentence.id);
        for number in &sentence.steps {
            assert!(Step::of(StepId::learn(*number)).is_some(), "{}: step {number}", sentence.id);
            assert!(!lessons[usize::from(*number) - 1].sources.is_empty(), "step {number} cites nothing");
        }
        for cell in sentence.claims() {
            assert!(!compare.cell(cell).unwrap().sources.is_empty(), "{} cites nothing", cell.slug());
        }
        for id in &sentence.quiz {
            let question = quiz.questions.iter().find(|question| question.id == *id);
            assert!(!question.unwrap_or_else(|| panic!("{}: question {id}", sentence.id)).sources.is_empty());
        }
    }
}

#[test]
fn every_step_cell_and_question_carries_a_sentence() {
    let all = sentences();
    for cell in CellId::all() {
        assert!(all.iter().any(|sentence| sentence.claims().any(|claim| claim == cell)), "{}", cell.slug());
    }
    for number in 1..=12 {
        assert!(all.iter().any(|sentence| sentence.steps.contains(&number)), "step {number}");
    }
}
