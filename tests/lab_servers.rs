//! What the page says about real servers: counted from the facts, each with its version and its day, and nothing unverified as a fact.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/lessons.rs"]
mod common;

use std::collections::BTreeSet;

use common::learn;
use grant_lab::facts::{HowKnown, Kind, Outcome, Servers, Topic, fill};
use grant_lab::lab::servers::{Differences, Question};
use grant_lab::lab::{STEPS, text};
use grant_lab::texts;

const QUESTIONS: [Question; 4] = [Question::Openid, Question::Refresh, Question::Subject, Question::UserInfo];

fn servers() -> Servers {
    texts::read(include_str!("../src/content/facts/servers.json")).unwrap()
}

fn differences() -> Differences {
    texts::read(include_str!("../src/content/en/servers.json")).unwrap()
}

fn said(servers: &Servers, question: Question) -> String {
    let differences = differences();
    let asked = differences.questions.get(question.name()).unwrap();
    asked.lead.iter().map(|sentence| text::plain(&sentence.say(servers))).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_question_says_what_was_run_and_when_with_every_number_filled_in() {
    let learn = learn();
    for question in QUESTIONS {
        let said = said(&servers(), question);
        assert!(!said.is_empty() && !said.contains(['{', '}']), "{said}");
        assert!(said.contains("2026-11-29"), "the day of the runs: {said}");
        assert!(learn.words.get(question.name()).is_some(), "{question:?} has no button");
    }
    assert_eq!(differences().questions.iter().count(), QUESTIONS.len());
    let asked = STEPS.iter().filter_map(|step| Question::of_step(step.id.number)).count();
    assert_eq!(asked, QUESTIONS.len());
}

/// What was run on 2026-11-29, as the notes of the measurements count it.
#[test]
fn the_usual_answer_to_openid_is_to_grant_it_and_to_add_nothing() {
    let said = said(&servers(), Question::Openid);
    for part in [
        "24 servers and libraries that issue a token for this grant",
        "Grant openid, repeat it and add nothing: 17. Leave it out: 3. Do not look at scope: 2. Refuse it: 1. Return an id_token: 1.",
        "Of those that were run 4 of 24 do",
        "the standard’s view, and not every product’s",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

/// The numbers follow the facts, not the text.
#[test]
fn another_outcome_moves_the_counts() {
    let mut servers = servers();
    let product = servers.products.iter_mut().find(|product| product.id == "aioauth").unwrap();
    let fact = product.setups[0].facts.iter_mut().find(|fact| fact.topic == Topic::Openid).unwrap();
    fact.outcome = Outcome::Refused;
    let said = said(&servers, Question::Openid);
    assert!(said.contains("add nothing: 16.") && said.contains("Refuse it: 2."), "{said}");
}

/// A group that nobody named would be left out of the page.
#[test]
fn every_answer_is_in_one_group_of_its_question() {
    let (servers, differences) = (servers(), differences());
    for (name, asked) in differences.questions.iter() {
        for part in &asked.parts {
            let tally = servers.tally(part.topic);
            let named: Vec<Outcome> = part.groups.iter().flat_map(|group| group.outcomes.clone()).collect();
            assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), named.len(), "{name}: an outcome is in two groups");
            for group in &tally.groups {
                assert!(named.contains(&group.outcome), "{name}: nobody names {}", group.outcome.name());
            }
            let shown: usize = part.groups.iter().map(|group| group.answers(&tally).len()).sum();
            let counted: usize = tally.groups.iter().map(|group| group.run.len() + group.read.len()).sum();
            assert_eq!(shown, counted, "{name}");
        }
    }
}

#[test]
fn every_answer_tells_its_version_and_how_it_is_known() {
    let (servers, differences) = (servers(), differences());
    for asked in differences.questions.iter().map(|(_, asked)| asked) {
        for part in &asked.parts {
            let tally = servers.tally(part.topic);
            for answer in part.groups.iter().flat_map(|group| group.answers(&tally)) {
                let seen = &answer.counted;
                let source = differences.source(seen);
                assert!(source.contains(&seen.setup.version) && !source.contains('{'), "{source}");
                let how = differences.how.get(seen.how().name()).unwrap();
                assert!(source.contains(how.as_str()), "{source}");
                if seen.how() == HowKnown::Run {
                    assert!(source.ends_with("run on 2026-11-29"), "{source}");
                }
                if let Some(said) = differences.said(seen) {
                    assert!(!said.contains('{') && said.matches('`').count() % 2 == 0, "{said}");
                }
            }
        }
    }
}

#[test]
fn every_kind_and_every_way_of_knowing_has_a_name() {
    let differences = differences();
    for kind in Kind::ALL {
        assert!(differences.kinds.get(kind.name()).is_some_and(|name| !name.is_empty()), "{kind:?}");
    }
    for how in HowKnown::ALL {
        assert!(differences.how.get(how.name()).is_some_and(|name| !name.is_empty()), "{how:?}");
    }
}

/// What was read is as old as its code. It says so, and no reading is dated by the reading.
#[test]
fn what_was_read_tells_the_day_of_the_code() {
    let (servers, differences) = (servers(), differences());
    let source = |id: &str| {
        let answer = servers.product(id).unwrap().answer(Topic::Openid).unwrap();
        differences.source(&answer.counted)
    };
    assert_eq!(source("duende"), "18193b5f, source read; code of 2026-07-23");
    assert_eq!(source("openiddict"), "319511fa (6.0 preview), source read; code of 2024-10-22");
    assert!(source("okta").ends_with("documented; its date is not known"), "{}", source("okta"));
}

#[test]
fn what_is_not_known_is_named_and_counted_nowhere() {
    let servers = servers();
    let names = fill("{names_unknown}", &servers, Topic::Openid);
    for name in ["PingFederate", "Curity Identity Server", "FusionAuth", "Salesforce", "PingOne"] {
        assert!(names.contains(name), "{name}: {names}");
    }
    let tally = servers.tally(Topic::Openid);
    let counted = tally.groups.iter().flat_map(|group| group.run.iter().chain(&group.read));
    assert!(counted.into_iter().all(|answer| answer.counted.how() != HowKnown::NotVerified));
}
