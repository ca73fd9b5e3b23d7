//! Every sentence of the document has something that runs, and what runs says where it is written.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/lessons.rs"]
mod common;

use std::collections::BTreeSet;

use common::lessons;
use grant_lab::facts::{Outcome, Servers, Topic};
use grant_lab::lab::document::{ByStandard, ByWorld, Document, Sentence};
use grant_lab::lab::quiz::Quiz;
use grant_lab::lab::{CellId, Step, StepId, content};
use grant_lab::texts;

fn document() -> Document {
    texts::read(include_str!("../src/content/en/document.json")).unwrap()
}

fn servers() -> Servers {
    texts::read(include_str!("../src/content/facts/servers.json")).unwrap()
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

/// Each sentence has two verdicts beside that of the runs, both in words, the standards' with where it is written.
#[test]
fn every_sentence_has_the_verdict_of_the_standards_and_of_the_world() {
    let document = document();
    let servers = servers();
    for verdict in ByStandard::ALL {
        assert!(document.standard.get(verdict.name()).is_some_and(|name| !name.is_empty()), "{verdict:?}");
        assert!(sentences().iter().any(|sentence| sentence.standard.verdict == *verdict), "{verdict:?} is of no use");
    }
    for verdict in ByWorld::ALL {
        assert!(document.world.get(verdict.name()).is_some_and(|name| !name.is_empty()), "{verdict:?}");
        assert!(sentences().iter().any(|sentence| sentence.world.verdict == *verdict), "{verdict:?} is of no use");
    }
    for sentence in sentences() {
        assert!(!sentence.standard.text.is_empty() && !sentence.standard.cite.is_empty(), "{}", sentence.id);
        let said = sentence.world.say(&servers);
        assert!(!said.is_empty() && !said.contains(['{', '}']), "{}: {said}", sentence.id);
        let is_measured = sentence.world.verdict != ByWorld::NotMeasured;
        assert_eq!(sentence.world.topic.is_some(), is_measured, "{}: a verdict of the world is counted", sentence.id);
        assert!(!is_measured || said != sentence.world.text, "{}: nothing is counted", sentence.id);
    }
}

/// The verdicts of the world follow the counts: what is told to be too strong has somebody who does otherwise, and what most are told to
/// do otherwise, most do otherwise.
#[test]
fn the_verdicts_of_the_world_follow_the_counts() {
    let servers = servers();
    let tally = servers.tally(Topic::Openid);
    let count = |outcomes: &[Outcome]| {
        let groups = outcomes.iter().filter_map(|outcome| tally.group(*outcome));
        groups.map(|group| group.run.len()).sum::<usize>()
    };
    let obeys = count(&[Outcome::Refused, Outcome::Dropped, Outcome::Silent, Outcome::Ignored]);
    let id_tokens = count(&[Outcome::IdToken, Outcome::IdTokenAlways]);
    assert!(id_tokens > 0 && servers.seen(Topic::Person).next().is_some());
    for sentence in sentences() {
        match sentence.world.verdict {
            ByWorld::Otherwise => {
                assert_eq!((sentence.id.as_str(), sentence.world.topic), ("oidc-openid", Some(Topic::Openid)));
                assert!(count(&[Outcome::Granted]) > tally.run() / 2 && obeys * 2 < tally.run(), "{obeys}");
            }
            ByWorld::TooStrong => {
                let topic = sentence.world.topic.unwrap();
                assert!(matches!(topic, Topic::Openid | Topic::Person), "{}: by what?", sentence.id);
            }
            ByWorld::Agrees | ByWorld::Mostly | ByWorld::NotMeasured => {}
        }
    }
}

/// What is too strong in the document is said where it stands, by name.
#[test]
fn always_never_and_most_are_held_against_products_by_name() {
    let servers = servers();
    let said = |id: &str| {
        let sentence = sentences().into_iter().find(|sentence| sentence.id == id).unwrap();
        (sentence.standard.verdict, sentence.world.verdict, sentence.world.say(&servers))
    };
    let (standard, world, text) = said("myth-always");
    assert_eq!((standard, world), (ByStandard::Weaker, ByWorld::TooStrong));
    for name in ["authentik", "Salesforce", "Community Solid Server", "django-mcp-oauth"] {
        assert!(text.contains(name), "{name}: {text}");
    }
    assert_eq!(said("oauth-only").0, ByStandard::Odds);
    assert_eq!(said("sum-difference").0, ByStandard::NoDifference);
    assert_eq!(said("oauth-behalf").0, ByStandard::Broader);
    assert!(said("oidc-openid").2.contains("So did 17 of 24 that were run on 2026-11-29; 1 refused, 3 left it out."));
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
