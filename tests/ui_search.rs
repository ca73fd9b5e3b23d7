//! Search over the real content: what people would type leads where it is answered, and every address that is given exists.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/lab.rs"]
mod common;
#[path = "common/lessons.rs"]
mod lessons;

use std::collections::BTreeSet;

use common::*;
use grant_lab::inspect::Receipt;
use grant_lab::issuer::{OpenidPolicy, Policies};
use grant_lab::lab::content::Words;
use grant_lab::texts;
use grant_lab::texts::FromContent;
use grant_lab::ui::pages::build::{Model, Refusals, diagnose};
use grant_lab::ui::pages::search::{Entry, Kind, REFUSALS, Sources, find, index};
use grant_lab::ui::route::Route;
use pollster::block_on;

fn read<T: FromContent>(text: &str) -> T {
    texts::read(text).unwrap()
}

fn entries() -> Vec<Entry> {
    let all = lessons::lessons();
    let numbered: Vec<_> = grant_lab::lab::Step::all().map(|step| step.id).zip(&all).collect();
    index(Sources {
        learn: &lessons::learn(),
        lessons: &numbered,
        compare: &read(include_str!("../src/content/en/compare.json")),
        beyond: &read(include_str!("../src/content/en/beyond.json")),
        document: &read(include_str!("../src/content/en/document.json")),
        quiz: &read(include_str!("../src/content/en/quiz.json")),
        errors: &read(include_str!("../src/content/en/errors.json")),
        claims: &read(include_str!("../src/content/en/claims.json")),
        glossary: &read(include_str!("../src/content/en/glossary.json")),
    })
}

#[test]
fn everything_is_in_the_index_and_every_entry_leads_somewhere() {
    let entries = entries();
    let count = |kind| entries.iter().filter(|entry| entry.kind == kind).count();
    assert_eq!(
        [Kind::Step, Kind::Cell, Kind::Sentence, Kind::Error, Kind::Question].map(count),
        [12, 26, 29, REFUSALS.len(), 10]
    );
    assert!(count(Kind::Claim) > 40 && count(Kind::Term) > 34, "{} {}", count(Kind::Claim), count(Kind::Term));
    for entry in &entries {
        assert!(!matches!(Route::parse(&entry.href), Route::NotFound(_)), "{entry:?}");
        assert!(!entry.title.is_empty() && !entry.title.contains('{') && !entry.text.contains('{'), "{entry:?}");
        for text in [&entry.title, &entry.text] {
            assert_eq!(text.matches('`').count() % 2, 0, "{text}");
        }
    }
}

#[test]
fn what_people_type_leads_where_it_is_answered() {
    let entries = entries();
    for (query, first) in [
        ("id token", "#/glossary/id-token"),
        ("ID TOKEN", "#/glossary/id-token"),
        ("mtls", "#/glossary/mutual-tls"),
        ("oidc", "#/glossary/openid-connect"),
        ("what comes back", "#/learn/6"),
        ("auth_time", "#/decode"),
        ("sender constraint", "#/compare/sender-constraint/oauth"),
        ("tokens returned", "#/compare/tokens-returned/oauth"),
        ("unsupported_grant_type", "#/build?v=1&grant=client_credential"),
    ] {
        let groups = find(&entries, query);
        assert_eq!(groups.first().map(|group| group.entries[0].href.as_str()), Some(first), "{query}");
    }
    let kinds = |query| find(&entries, query).iter().map(|group| group.kind).collect::<Vec<_>>();
    assert!(kinds("refresh token").len() >= 5, "{:?}", kinds("refresh token"));
    assert_eq!(kinds("no such thing"), []);
}

/// A search must not tell the answers of the quiz.
#[test]
fn explanations_of_the_quiz_are_not_searched() {
    let entries = entries();
    let quiz: grant_lab::lab::quiz::Quiz = read(include_str!("../src/content/en/quiz.json"));
    let why = &quiz.questions[0].options[1].why;
    assert!(entries.iter().all(|entry| entry.kind != Kind::Question || !entry.text.contains(why.as_str())));
}

/// The link beside a refusal shows that very refusal.
#[test]
fn every_refusal_can_be_seen_where_its_link_leads() {
    let texts: Refusals = read(include_str!("../src/content/en/errors.json"));
    let explained: BTreeSet<&str> = texts.refusals.iter().map(|(name, _)| name).collect();
    let listed: BTreeSet<&str> = REFUSALS.iter().map(|(name, ..)| *name).chain(["other_error", "no_error"]).collect();
    assert_eq!(listed, explained);
    let words: Words = read(include_str!("../src/content/en/words.json"));
    assert!(words.terms.get("issuer").is_some());
    let lab = lab();
    lab.set_policies(Policies { openid: OpenidPolicy::Reject, ..Policies::default() });
    let mut shown = 0;
    for (name, error, href) in REFUSALS {
        let Route::Build(link) = Route::parse(href) else { continue };
        let mut model = Model::default();
        model.follow(&link);
        let (_, request) = model.begin().unwrap_or_else(|| panic!("{name}: there is no request"));
        let (response, _) = block_on(lab.network().handle(request, &Default::default()));
        let body: serde_json::Value = serde_json::from_slice(response.body()).unwrap();
        assert_eq!(body["error"], *error, "{name}");
        let diagnosis = diagnose(&model.draft, &Receipt::from_response(None, &response)).unwrap();
        assert_eq!(diagnosis.phrase.code, name);
        shown += 1;
    }
    assert!(shown >= 8, "{shown}");
}
