//! What the page says about real servers: counted from the data, each fact with where it was read, and nothing unverified as a fact.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/lessons.rs"]
mod common;

use std::collections::BTreeSet;

use common::learn;
use grant_lab::lab::providers::{Group, OpenidVerdict, Providers, Question};
use grant_lab::lab::{STEPS, text};

const QUESTIONS: [Question; 4] = [Question::Openid, Question::Refresh, Question::Subject, Question::UserInfo];

fn providers() -> Providers {
    grant_lab::texts::read(include_str!("../src/content/en/providers.json")).unwrap()
}

#[test]
fn the_counts_are_those_of_the_data() {
    let providers = providers();
    let groups = Group::ALL.map(|group| providers.of(group).count());
    assert_eq!(groups, [5, 4, 3, 7, 2, 1, 6], "refuse, drop, accept, return, depend, without, unverified");
    assert_eq!(groups.iter().sum::<usize>(), providers.providers.len(), "each is in one group");
    assert_eq!(providers.count(OpenidVerdict::IdTokenWhenOpenid), 5);
    assert_eq!(providers.count(OpenidVerdict::IdTokenAlways), 2);
    let said = text::plain(&providers.say("servers_openid", Question::Openid));
    for part in [
        "28 servers and libraries",
        "5 refuse openid here, and 4 drop it",
        "3 accept or echo it",
        "7 return one: 5 when openid is asked for, 2 always",
        "At 2 it depends",
        "Without this grant: 1. Not verified: 6.",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let remark = text::plain(&providers.say("remark", Question::Openid));
    assert!(remark.contains("7 of these return something called id_token"), "{remark}");
    assert!(remark.contains("the standard’s view, and not every product’s"), "{remark}");
}

/// The numbers follow the data, not the text.
#[test]
fn another_verdict_moves_the_counts() {
    let mut providers = providers();
    let moved = providers.providers.iter_mut().find(|provider| provider.id == "duende").unwrap();
    moved.verdict = OpenidVerdict::IdTokenAlways;
    let said = text::plain(&providers.say("servers_openid", Question::Openid));
    assert!(said.contains("4 refuse") && said.contains("8 return one: 5 when openid is asked for, 3 always"), "{said}");
    let unknown = r#"{"providers":[],"groups":{},"words":{},"more":1}"#;
    assert!(grant_lab::texts::read::<Providers>(unknown).is_err());
    let verdict = include_str!("../src/content/en/providers.json").replacen("\"rejected\"", "\"refused\"", 1);
    let fault = grant_lab::texts::read::<Providers>(&verdict).unwrap_err().to_string();
    assert!(fault.contains("a verdict is expected"), "{fault}");
}

#[test]
fn every_fact_has_version_confidence_and_citation_and_what_is_not_verified_is_no_fact() {
    let providers = providers();
    let names: BTreeSet<&str> = providers.providers.iter().map(|provider| provider.id.as_str()).collect();
    assert_eq!(names.len(), providers.providers.len());
    for provider in &providers.providers {
        assert!(!provider.version.is_empty() && !provider.kind.is_empty(), "{}", provider.id);
        for question in QUESTIONS {
            let Some(fact) = provider.fact(question) else { continue };
            let known = ["source code", "official docs", "issue thread"].contains(&fact.confidence.as_str());
            assert_eq!(known, fact.citation.is_some(), "{} {question:?}", provider.id);
            assert!(known || fact.confidence == "unverified", "{}: {}", provider.id, fact.confidence);
            if !known {
                assert_eq!((question, provider.verdict), (Question::Openid, OpenidVerdict::Unverified));
                assert_eq!(fact.text, "Nothing about it was found.", "{}", provider.id);
            }
            // Somebody has to be able to look it up.
            let citation = fact.citation.as_deref().unwrap_or("-").to_lowercase();
            assert!(!citation.is_empty() && !citation.contains("third-party sample"), "{}: {citation}", provider.id);
            assert_eq!(fact.text.matches('`').count() % 2, 0, "{}", fact.text);
            for sentence in fact.text.split_inclusive(". ") {
                assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
            }
        }
    }
}

#[test]
fn every_sentence_and_group_is_there_and_every_number_is_filled_in() {
    let providers = providers();
    let learn = learn();
    for question in QUESTIONS {
        let sentences = [question.name(), "how", "remark"];
        for said in sentences.map(|name| text::plain(&providers.say(name, question))) {
            assert!(!said.is_empty() && !said.contains(['{', '}']), "{said}");
        }
        assert!(learn.words.get(question.name()).is_some(), "{question:?} has no button");
        let answered = providers.providers.iter().filter(|provider| provider.fact(question).is_some()).count();
        let unknown = providers.unknown(question);
        let unknown = if unknown.is_empty() { 0 } else { unknown.split("; ").count() };
        assert_eq!(answered + unknown, providers.providers.len(), "{question:?}");
    }
    for group in Group::ALL {
        assert!(providers.groups.get(group.name()).is_some_and(|name| !name.contains('`')), "{group:?}");
    }
    assert_eq!(providers.groups.iter().count(), Group::ALL.len());
    let asked = STEPS.iter().filter_map(|step| Question::of_step(step.id.number)).count();
    assert_eq!(asked, QUESTIONS.len());
}
