//! The content files of Learn and Compare against the data they belong to: nothing without words, no words without data.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lessons.rs"]
mod common;
#[path = "common/sections.rs"]
mod sections;

use std::collections::BTreeSet;

use common::*;
use grant_lab::cite::Citation;
use grant_lab::lab::content::{Beyond, Compare, Words};
use grant_lab::lab::{CellId, Code, Column, Course, EvidenceKind, Row, Step, text};
use grant_lab::ui::pages::answer::AnswerText;
use sections::known_sections;

fn compare() -> Compare {
    grant_lab::texts::read(include_str!("../src/content/en/compare.json")).unwrap()
}

fn beyond() -> Beyond {
    grant_lab::texts::read(include_str!("../src/content/en/beyond.json")).unwrap()
}

fn answer() -> AnswerText {
    grant_lab::texts::read(include_str!("../src/content/en/answer.json")).unwrap()
}

fn words() -> Words {
    grant_lab::texts::read(include_str!("../src/content/en/words.json")).unwrap()
}

#[test]
fn every_step_and_variant_has_its_words_and_nothing_more() {
    let lessons = lessons();
    let learn = learn();
    for (course, names) in [(Course::Learn, &learn.steps), (Course::Field, &learn.field)] {
        let numbers: Vec<u16> = names.iter().map(|step| step.number).collect();
        assert_eq!(numbers, course.steps().iter().map(|step| step.id.number).collect::<Vec<_>>());
    }
    assert_eq!(lessons.len(), Step::all().count());
    for (step, content) in Step::all().zip(&lessons) {
        assert_eq!(content.practice.is_some(), step.id.course == Course::Field, "{:?}: what to do at work", step.id);
        let variants: Vec<&str> = content.variants.iter().map(|variant| variant.id.as_str()).collect();
        let expected: Vec<&str> = step.experiment.variants.iter().map(|variant| variant.id).collect();
        assert_eq!(variants, expected, "{:?}", step.id);
        let labels =
            content.variants.iter().flat_map(|variant| variant.columns.iter().flatten().chain([&variant.label]));
        labels.for_each(|label| assert!(!label.contains('`'), "{label} is shown as it is"));
        for (variant, text) in step.experiment.variants.iter().zip(&content.variants) {
            let receipts = variant.receipts() + usize::from(step.beside().is_some());
            let columns = text.columns.as_ref().map_or(0, Vec::len);
            assert!(columns == 0 || columns == receipts, "{:?} {}: {receipts} Receipts", step.id, variant.id);
        }
        assert!(!content.sources.is_empty(), "{:?} cites nothing", step.id);
        assert!(!content.copy.is_empty());
    }
}

#[test]
fn a_prediction_has_one_right_answer_or_says_that_there_may_be_several() {
    for (step, number) in lessons().into_iter().zip(1..) {
        let right = step.predict.options.iter().filter(|option| option.right).count();
        assert!(if step.predict.many { right > 1 } else { right == 1 }, "step {number}: {right}");
        let names: BTreeSet<&str> = step.predict.options.iter().map(|option| option.id.as_str()).collect();
        assert_eq!(names.len(), step.predict.options.len(), "step {number}");
        for option in &step.predict.options {
            assert!(!option.why.is_empty(), "{} has no explanation", option.id);
            assert!(option.right || option.missed.is_none(), "{} is wrong, so it cannot be missed", option.id);
            assert!(!step.predict.many || !option.right || option.missed.is_some(), "{} can be missed", option.id);
        }
    }
}

#[test]
fn every_row_column_and_cell_has_its_words_and_nothing_more() {
    let compare = compare();
    let rows: BTreeSet<&str> = Row::ALL.iter().map(|row| row.slug()).collect();
    assert_eq!(compare.rows.iter().map(|(slug, _)| slug).collect::<BTreeSet<_>>(), rows);
    let columns: BTreeSet<&str> = Column::ALL.iter().map(|column| column.slug()).collect();
    assert_eq!(compare.columns.iter().map(|(slug, _)| slug).collect::<BTreeSet<_>>(), columns);
    let cells: BTreeSet<String> = CellId::all().map(CellId::slug).collect();
    assert_eq!(compare.cells.iter().map(|(slug, _)| slug.to_owned()).collect::<BTreeSet<_>>(), cells);
    for (slug, cell) in compare.cells.iter() {
        assert!(!cell.sources.is_empty(), "{slug} cites nothing");
        assert_eq!(cell.specification.is_some(), slug.starts_with("standard-spec"), "{slug}");
        assert_eq!(cell.specified.is_some(), cell.specification.is_some(), "{slug}");
    }
    assert!(!compare.outside.sources.is_empty());
    let beyond = beyond();
    let rows: BTreeSet<&str> = Row::BEYOND.iter().map(|row| row.slug()).collect();
    assert_eq!(beyond.rows.iter().map(|(slug, _)| slug).collect::<BTreeSet<_>>(), rows);
    let cells: BTreeSet<String> = CellId::beyond().map(CellId::slug).collect();
    assert_eq!(beyond.cells.iter().map(|(slug, _)| slug.to_owned()).collect::<BTreeSet<_>>(), cells);
    for (slug, cell) in beyond.cells.iter() {
        assert!(!cell.sources.is_empty(), "{slug} cites nothing");
        assert_eq!(cell.specified.is_some(), cell.specification.is_some(), "{slug}");
    }
}

#[test]
fn every_finding_has_its_sentence_with_facts_it_brings() {
    let (words, beyond, answer) = (words(), beyond(), answer());
    for code in Code::ALL {
        let files = [&words.findings, &beyond.findings, &answer.findings];
        let found: Vec<_> = files.iter().filter_map(|findings| findings.get(code.name())).collect();
        let [finding] = found[..] else { panic!("{} has no sentence, or two", code.name()) };
        for sentence in [Some(&finding.seen), finding.because.as_ref()].into_iter().flatten() {
            for name in text::placeholders(sentence) {
                assert!(code.facts().contains(&name), "{}: no fact {name:?}", code.name());
            }
            assert_eq!(sentence.matches('`').count() % 2, 0, "{sentence:?}");
        }
        let of_a_lesson = code.name().starts_with("saw_") || *code == Code::Specification;
        assert_eq!(finding.because.is_none(), of_a_lesson, "{}", code.name());
    }
    let sentences = [&words.findings, &beyond.findings, &answer.findings].map(|findings| findings.iter().count());
    let sentences: usize = sentences.iter().sum();
    assert_eq!(sentences, Code::ALL.len(), "a sentence that nothing says");
    for kind in [EvidenceKind::Observed, EvidenceKind::Specification, EvidenceKind::IssuerRecord] {
        assert!(words.kinds.get(kind.name()).is_some());
    }
}

/// Every citation of the content is one that somebody has read: it stands in the list kept as data.
#[test]
fn every_citation_is_in_the_list_of_known_sections() {
    let known = known_sections();
    let (lessons, compare, beyond, answer) = (lessons(), compare(), beyond(), answer());
    let cited = lessons.iter().flat_map(|step| &step.sources);
    let cited = cited.chain(compare.cells.iter().flat_map(|(_, cell)| &cell.sources)).chain(&compare.outside.sources);
    let cited = cited.chain(beyond.cells.iter().flat_map(|(_, cell)| &cell.sources));
    let cited = cited.chain(answer.sentences.iter().flat_map(|sentence| &sentence.sources));
    let unknown: Vec<String> = cited.map(Citation::to_string).filter(|text| !known.contains(text)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn lessons_keep_to_short_sentences() {
    let lessons = lessons();
    let compare = compare();
    let (words, beyond, answer) = (words(), beyond(), answer());
    let mut texts: Vec<&str> = Vec::new();
    for step in &lessons {
        texts.extend(step.copy.iter().map(String::as_str));
        texts.push(&step.predict.question);
        for option in &step.predict.options {
            texts.extend([Some(&option.why), option.missed.as_ref()].into_iter().flatten().map(String::as_str));
        }
        texts.extend(step.variants.iter().map(|variant| variant.because.as_str()));
    }
    texts.extend(compare.cells.iter().flat_map(|(_, cell)| [cell.claim.as_str(), cell.ran.as_str()]));
    texts.push(&compare.outside.text);
    for (_, dare) in compare.dares.iter() {
        texts.extend([&dare.title, &dare.hint, &dare.shown, &dare.met].map(String::as_str));
    }
    texts.extend(words.findings.iter().filter_map(|(_, finding)| finding.because.as_deref()));
    texts.extend(beyond.findings.iter().filter_map(|(_, finding)| finding.because.as_deref()));
    texts.extend(beyond.cells.iter().flat_map(|(_, cell)| [cell.claim.as_str(), cell.ran.as_str()]));
    texts.extend(beyond.cells.iter().filter_map(|(_, cell)| cell.specification.as_deref()));
    texts.extend(answer.sentences.iter().map(|sentence| sentence.text.as_str()));
    texts.extend(answer.findings.iter().filter_map(|(_, finding)| finding.because.as_deref()));
    for text in texts {
        // A full stop inside a name or number is followed by no space.
        for sentence in text.split_inclusive(". ").flat_map(|part| part.split_inclusive("? ")) {
            let count = sentence.split_whitespace().count();
            assert!(count <= 20, "{count} words: {sentence}");
        }
    }
}
