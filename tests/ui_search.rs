//! Search over the real content: what people ask leads where it is answered, and every address that is given exists. The index is the one
//! that a build makes, by the same script.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/lab.rs"]
mod common;
#[path = "common/sections.rs"]
mod sections;

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::LazyLock;

use common::*;
use grant_lab::inspect::Receipt;
use grant_lab::issuer::{OpenidPolicy, Policies};
use grant_lab::lab::content::Words;
use grant_lab::texts;
use grant_lab::texts::FromContent;
use grant_lab::ui::pages::build::{Model, Refusals, diagnose};
use grant_lab::ui::pages::search::{Entries, Entry, Index, Kind, SearchText};
use grant_lab::ui::route::Route;
use pollster::block_on;
use sections::known_sections;

fn read<T: FromContent>(text: &str) -> T {
    texts::read(text).unwrap()
}

/// `index.json`, as `make dist` writes it.
fn built() -> &'static str {
    static BUILT: LazyLock<String> = LazyLock::new(|| {
        let mut node = Command::new("node");
        let made = node.arg("scripts/search-index.mjs").current_dir(env!("CARGO_MANIFEST_DIR")).output();
        let made = made.expect("Node, which every build of the page needs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        String::from_utf8(made.stdout).unwrap()
    });
    &BUILT
}

fn text() -> SearchText {
    read(include_str!("../src/content/en/search.json"))
}

fn index() -> Index<'static> {
    static ENTRIES: LazyLock<Entries> = LazyLock::new(|| read(built()));
    Index::new(&ENTRIES.entries, text().language(&ENTRIES.families))
}

/// A place as the cases name it: by its address, or a server by its name in the data.
fn is_at(entry: &Entry, place: &str) -> bool {
    match place.strip_prefix("server:") {
        Some(id) => entry.kind == Kind::Server && entry.names.iter().flatten().any(|name| name == id),
        None => entry.href == place,
    }
}

#[test]
fn what_people_ask_leads_first_or_second_where_it_is_answered() {
    let index = index();
    let cases: serde_json::Value = serde_json::from_str(include_str!("cases/search.json")).unwrap();
    let cases = cases["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 60);
    let origins: BTreeSet<&str> = cases.iter().filter_map(|case| case["origin"].as_str()).collect();
    assert_eq!(origins.len(), 20);
    let mut wrong = Vec::new();
    for case in cases {
        let asked = case["asked"].as_str().unwrap();
        let places: Vec<&str> =
            case["places"].as_array().unwrap().iter().map(|place| place.as_str().unwrap()).collect();
        let found = index.find(asked);
        if !found.iter().take(2).any(|found| places.iter().any(|place| is_at(found.entry, place))) {
            let first: Vec<String> = found
                .iter()
                .take(4)
                .map(|it| format!("{:?} {} {}", it.entry.kind, it.entry.title, it.entry.href))
                .collect();
            wrong.push(format!("{asked}\n    wanted {places:?}\n    {}", first.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// A common wrong turn is settled by the first line, which names its source.
#[test]
fn wrong_turns_are_settled_by_the_first_line() {
    let index = index();
    for (asked, says) in [
        ("client credentials refresh token", "advises against a refresh token"),
        ("OIDC client credentials ID token", "an ID Token reports that a person signed in"),
        ("userinfo 403", "no such person behind it"),
        ("sub missing", "has `sub` identify the client"),
        ("id token to call the api", "An API takes an access token"),
    ] {
        let found = index.find(asked);
        assert_eq!(found[0].entry.kind, Kind::Answer, "{asked}: {:?}", found[0]);
        assert!(found[0].passage.contains(says), "{asked}: {}", found[0].passage);
    }
}

/// Who looks for a tool of the page finds it first.
#[test]
fn tools_and_areas_are_found_by_what_people_call_them() {
    let index = index();
    for (asked, title) in [
        ("embed", "Embed this"),
        ("embed a lesson in mkdocs", "Embed this"),
        ("curl", "Build: as code"),
        ("401", "Decode"),
        ("why did my token get 401", "Decode"),
        ("check my token", "Decode"),
        ("request for my server", "Build: a request"),
        ("import from postman", "Build: from a request elsewhere"),
        ("quiz", "Quiz"),
        ("glossary", "Glossary"),
        ("rotate keys", "Issuer"),
        ("which servers", "Servers: what"),
    ] {
        let found = index.find(asked);
        let first = found.first().map_or("", |found| found.entry.title.as_str());
        assert!(first.starts_with(title), "{asked}: {first}");
    }
    for entry in index.entries().filter(|entry| entry.kind == Kind::Part) {
        assert!(entry.text.iter().all(|said| said.split_whitespace().count() <= 24), "{entry:?}");
        for name in entry.names.iter().flatten() {
            let found = index.find(name);
            assert!(found.iter().take(2).any(|found| found.entry.title == entry.title), "{name}: {:?}", found.first());
        }
    }
}

/// The sentence that answers is what is shown, not the first of the text.
#[test]
fn the_passage_is_the_sentence_that_answers() {
    let index = index();
    for (asked, kind, says) in [
        ("AADSTS1002012", Kind::Answer, "a scope that ends in `/.default`"),
        ("keycloak refresh token", Kind::Server, "A switch of the client turns it on"),
        ("whichever proof a program uses the answer is a short list", Kind::Step, "the same short list"),
        ("treat the access token as a key card", Kind::Step, "key card"),
    ] {
        let found = index.find(asked);
        let found = found.iter().find(|found| found.entry.kind == kind).unwrap_or_else(|| panic!("{asked}: none"));
        assert!(found.passage.contains(says), "{asked}: {}", found.passage);
    }
}

#[test]
fn everything_is_in_the_index_and_every_entry_leads_somewhere() {
    let (index, text) = (index(), text());
    let known = known_sections();
    let count = |kind| index.entries().filter(|entry| entry.kind == kind).count();
    let refusals = text.refusals.iter().count();
    assert_eq!(
        [Kind::Step, Kind::Cell, Kind::Sentence, Kind::Error, Kind::Question].map(count),
        [12, 26, 29, refusals, 10]
    );
    assert!(count(Kind::Claim) > 40 && count(Kind::Term) > 34 && count(Kind::Answer) > 30 && count(Kind::Server) > 25);
    for entry in index.entries() {
        assert!(!matches!(Route::parse(&entry.href), Route::NotFound(_)), "{entry:?}");
        assert!(!entry.title.is_empty() && !entry.title.contains('{'), "{entry:?}");
        for said in entry.text.iter().chain([&entry.title]) {
            assert!(!said.contains("{client}") && !said.contains("undefined") && !said.contains("[object"), "{said}");
            assert_eq!(said.matches('`').count() % 2, 0, "{said}");
        }
        assert_eq!(entry.kind == Kind::Answer, entry.sources.is_some() || entry.from.is_some(), "{entry:?}");
        for source in entry.sources.iter().flatten() {
            assert!(known.contains(&source.to_string()), "{source} is not among the sections that were read");
        }
        assert!(text.kinds.get(entry.kind.name()).is_some());
    }
}

/// What settles a wrong turn is short, and is found by each of the ways to ask it.
#[test]
fn every_answer_is_found_by_what_it_is_asked_by() {
    let index = index();
    for entry in index.entries().filter(|entry| entry.kind == Kind::Answer) {
        let [says] = &entry.text[..] else { panic!("{entry:?}") };
        for sentence in says.split_inclusive(". ") {
            assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
        }
        for asks in entry.names.iter().flatten() {
            let found = index.find(asks);
            let first: Vec<&str> = found.iter().take(3).map(|found| found.passage).collect();
            assert!(first.contains(&says.as_str()), "{asks}: {first:?}");
        }
    }
}

#[test]
fn stems_slips_and_half_words_find_the_same() {
    let index = index();
    let first = |asked: &str| index.find(asked).first().map(|found| found.entry.href.clone());
    for (plain, other) in [
        ("refresh token", "refresh tokens"),
        ("introspection", "introspecton"),
        ("keycloak", "keyclo"),
        ("id token", "idtoken"),
        ("sign in", "login"),
        ("OpenID Connect", "oidc"),
        ("user info", "userinfo"),
    ] {
        assert!(first(plain).is_some(), "{plain}");
        assert_eq!(first(plain), first(other), "{plain}, {other}");
    }
    assert!(first("zebra crossing").is_none());
    assert!(first(&"scope ".repeat(5_000)).is_some(), "a long text is cut");
}

/// A search must not tell the answers of the quiz, nor of a lesson's prediction.
#[test]
fn explanations_are_not_searched() {
    let index = index();
    let quiz: grant_lab::lab::quiz::Quiz = read(include_str!("../src/content/en/quiz.json"));
    let why = &quiz.questions[0].options[1].why;
    assert!(index.entries().all(|entry| entry.kind != Kind::Question || !entry.text.concat().contains(why.as_str())));
    let step: grant_lab::lab::content::StepText = read(include_str!("../src/content/en/learn/6.json"));
    assert!(!built().contains(step.predict.options[4].why.as_str()));
}

/// The link beside a refusal shows that very refusal.
#[test]
fn every_refusal_can_be_seen_where_its_link_leads() {
    let (texts, search): (Refusals, SearchText) = (read(include_str!("../src/content/en/errors.json")), text());
    let explained: BTreeSet<&str> = texts.refusals.iter().map(|(name, _)| name).collect();
    let listed: BTreeSet<&str> =
        search.refusals.iter().map(|(name, _)| name).chain(["other_error", "no_error"]).collect();
    assert_eq!(listed, explained);
    let words: Words = read(include_str!("../src/content/en/words.json"));
    assert!(words.terms.get("issuer").is_some());
    let lab = lab();
    lab.set_policies(Policies { openid: OpenidPolicy::Reject, ..Policies::default() });
    let mut shown = 0;
    for (name, refusal) in search.refusals.iter() {
        let Route::Build(link) = Route::parse(&refusal.href) else { continue };
        let mut model = Model::default();
        model.follow(&link);
        let request = model.draft.to_request().unwrap_or_else(|problem| panic!("{name}: {problem}"));
        let (response, _) = block_on(lab.network().handle(request, &Default::default()));
        let body: serde_json::Value = serde_json::from_slice(response.body()).unwrap();
        assert_eq!(body["error"], *refusal.error, "{name}");
        let diagnosis = diagnose(&model.draft, &Receipt::from_response(None, &response)).unwrap();
        assert_eq!(diagnosis.phrase.code, name);
        shown += 1;
    }
    assert!(shown >= 8, "{shown}");
}
