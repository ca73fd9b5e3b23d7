//! Every part of every message that a lesson or a cell of the table shows has its note, and no part is lost on the way there.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;
#[path = "common/sections.rs"]
mod sections;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use common::*;
use grant_lab::client::Draft;
use grant_lab::client::assertion::previewed;
use grant_lab::issuer::OpenidPolicy;
use grant_lab::lab::{CellId, EXPERIMENTS};
use grant_lab::oauth::Exchange;
use grant_lab::oauth::http_text::{Layout, Part, PartKind, request_parts, response_parts};
use grant_lab::ports::{Connection, Transport, UnixTime};
use grant_lab::ui::exchange::{Inside, Item, Kind, Message, Notes};
use grant_lab::ui::pages::build::starts;
use pollster::block_on;
use sections::known_sections;

/// Every exchange of every experiment under every policy, with the name of the variant that it is from. The claims beyond the document set
/// what they need of the issuer themselves, so one policy is enough for them.
static EXCHANGES: LazyLock<Vec<(String, Exchange)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for openid in OpenidPolicy::ALL {
        let lab = lab_under(openid);
        let beyond = CellId::beyond().map(CellId::experiment).filter(|_| openid == OpenidPolicy::default());
        for experiment in EXPERIMENTS.into_iter().chain(beyond) {
            for variant in experiment.variants {
                let name = [experiment.id, " ", variant.id, " under ", openid.as_str()].concat();
                let evidence = block_on(lab.run(variant.actions));
                all.extend(evidence.messages.into_iter().map(|recorded| (name.clone(), recorded.exchange)));
            }
        }
    }
    all
});

fn notes() -> Notes {
    grant_lab::texts::read(include_str!("../src/content/en/notes.json")).unwrap()
}

/// Both messages of an exchange, each beside the pieces that it was read from.
fn both(exchange: &Exchange) -> [(Message, Vec<Part>); 2] {
    let path = exchange.request.uri().path();
    [
        (Message::request(&exchange.request), request_parts(&exchange.request, Layout::Explained)),
        (Message::response(&exchange.response, path), response_parts(&exchange.response, Layout::Explained)),
    ]
}

fn messages() -> impl Iterator<Item = (&'static str, Message, Vec<Part>)> {
    EXCHANGES
        .iter()
        .flat_map(|(name, exchange)| both(exchange).map(|(message, pieces)| (name.as_str(), message, pieces)))
}

#[test]
fn every_part_of_every_message_has_a_note_of_its_own() {
    let notes = notes();
    let mut missing = BTreeMap::new();
    let mut count = 0;
    for (name, message, _) in messages() {
        count += message.parts.parts.len();
        for part in notes.missing_for(&message.parts) {
            missing.insert(part.note_names()[2].clone(), [&part.text(false), " in ", name].concat());
        }
    }
    assert!(count > 1000, "the experiments were run: {count}");
    assert!(missing.is_empty(), "src/content/en/notes.json has no note for:\n{missing:#?}");
}

/// Build's requests are the reader's own, so no list has them all: what the form writes for each client of the cast, and the answers to it.
#[test]
fn every_part_of_what_build_sends_and_gets_has_a_note_of_its_own() {
    let notes = notes();
    let lab = lab();
    let mut missing = BTreeMap::new();
    for client in starts() {
        for (scope, resource, details) in [
            ("orders.read", "", ""),
            ("orders.read openid", "", ""),
            ("", "https://api.test", ""),
            ("", "", r#"[{"type":"orders_export","actions":["read"],"max_rows":2}]"#),
            ("", "https://nowhere.test", ""),
            ("", "", "oops"),
        ] {
            let draft = Draft {
                scope: scope.to_owned(),
                resource: resource.to_owned(),
                authorization_details: details.to_owned(),
                token_endpoint: "https://issuer.test/token".to_owned(),
                ..client.clone()
            };
            // As the form shows it: what is signed is signed when it is sent.
            let request = previewed(&draft, UnixTime(1_800_000_000)).unwrap();
            let response = block_on(lab.send(request.clone(), &Connection::default())).unwrap();
            let path = request.uri().path();
            for message in [Message::request(&request), Message::response(&response, path)] {
                for part in notes.missing_for(&message.parts) {
                    missing.insert(part.note_names()[2].clone(), part.text(false));
                }
            }
        }
    }
    assert!(missing.is_empty(), "src/content/en/notes.json has no note for:\n{missing:#?}");
}

/// What the reader can point at is every method, address, status, field, parameter and member of the message, once.
#[test]
fn no_part_of_a_message_is_lost() {
    for (name, message, pieces) in messages() {
        let stated = pieces.iter().filter(|piece| {
            matches!(
                piece.kind,
                PartKind::Method
                    | PartKind::Target
                    | PartKind::Status
                    | PartKind::HeaderName
                    | PartKind::ParamName
                    | PartKind::JsonName
                    | PartKind::Text
            )
        });
        let stated = stated.count();
        // An address in a redirect names parameters, and its own field once.
        assert_eq!(message.parts.parts.len(), stated, "{name}");
        let placed: Vec<usize> = message
            .parts
            .lines
            .iter()
            .flat_map(|line| &line.items)
            .filter_map(|item| if let Item::Part(index) = item { Some(*index) } else { None })
            .collect();
        assert_eq!(placed, (0..stated).collect::<Vec<_>>(), "{name}: each stands in one line, in order");
    }
}

/// Whatever is laid out, the characters are those that were sent: only white space and the middle of tokens differ.
#[test]
fn explained_says_what_raw_says() {
    for (name, message, _) in messages() {
        let mut text = String::new();
        for item in message.parts.lines.iter().flat_map(|line| &line.items) {
            text.push_str(&match item {
                Item::Text(piece) => piece.text.clone(),
                Item::Part(index) => message.parts.parts[*index].text(true),
            });
        }
        let raw: String = message.text.to_text().split_whitespace().collect();
        let mut at = 0;
        for stretch in text.split('…') {
            let stretch: String = stretch.split_whitespace().collect();
            let found = raw[at..].find(&stretch);
            assert!(found.is_some_and(|offset| offset == 0 || at > 0), "{name}: {stretch:?}");
            at += found.unwrap() + stretch.len();
        }
        assert_eq!(at, raw.len(), "{name}: nothing of the end is left out");
    }
}

#[test]
fn tokens_and_the_basic_header_can_be_opened_where_they_stand() {
    let mut opened = BTreeSet::new();
    for part in messages().flat_map(|(_, message, _)| message.parts.parts) {
        match &part.inside {
            Inside::Nothing => {}
            Inside::Jwt(token) => {
                assert_eq!(token.split('.').count(), 3);
                opened.insert([part.kind.name(), "/", &part.name].concat());
            }
            Inside::Basic { id, secret } => {
                assert!(!id.is_empty() && !secret.is_empty() && part.has_secret());
                assert!(!part.text(false).contains("Basic b") && part.text(true).contains("Basic "));
                opened.insert("basic".to_owned());
            }
        }
    }
    let expected = [
        "basic",
        "header/authorization",
        "header/dpop",
        "member/access_token",
        "member/id_token",
        "param/assertion",
        "param/client_assertion",
        "param/id_token",
        "param/subject_token",
        "param/token",
    ];
    assert_eq!(opened, expected.map(str::to_owned).into());
}

#[test]
fn a_note_is_chosen_by_place_then_by_value_then_by_name() {
    let notes = notes();
    let said = |wanted: Kind, name: &str, text: &str, of: &str| {
        let part = messages()
            .filter(|(run, ..)| run.starts_with(of))
            .flat_map(|(_, message, _)| message.parts.parts)
            .find(|part| part.kind == wanted && part.name == name && part.text(true).contains(text));
        let part = part.unwrap_or_else(|| panic!("{name} {text} in {of}"));
        notes.about(&part).unwrap().text.clone()
    };
    let mut told = BTreeSet::new();
    for (kind, name, text) in [
        (Kind::Param, "grant_type", "client_credentials"),
        (Kind::Param, "grant_type", "authorization_code"),
        (Kind::Header, "authorization", "Basic"),
        (Kind::Header, "authorization", "Bearer"),
        (Kind::Param, "state", "state="),
        (Kind::Member, "error", "invalid_scope"),
        (Kind::Member, "error", "invalid_client"),
        (Kind::Status, "200", ""),
    ] {
        assert!(told.insert(said(kind, name, text, "")), "{name} {text} has words of its own");
    }
}

#[test]
fn notes_are_short_plain_and_cite_what_somebody_has_read() {
    let known = known_sections();
    let notes = notes();
    for (name, note) in notes.notes.iter() {
        let words = note.text.split_whitespace().count();
        assert!(words <= 40, "{name}: {words} words");
        for sentence in note.text.split_inclusive(". ").flat_map(|part| part.split_inclusive("? ")) {
            let count = sentence.split_whitespace().count();
            assert!(count <= 20, "{name}: {count} words: {sentence}");
        }
        assert_eq!(note.text.matches('`').count() % 2, 0, "{name}");
        for word in ["Oops", "Invalid", "invalid "] {
            assert!(!note.text.contains(word), "{name}: {word}");
        }
        // What HTTP alone asks of caches is in no document of the list.
        assert!(!note.cite.is_empty() || name == "header/cache-control", "{name} cites nothing");
        for citation in &note.cite {
            assert!(known.contains(&citation.to_string()), "{name}: {citation}");
        }
        let (kind, _) = name.split_once('/').unwrap();
        assert!(notes.words.get(&["kind_", kind].concat()).is_some(), "{name}: no such kind");
    }
    for kind in ["method", "target", "status", "header", "param", "member", "body"] {
        assert!(notes.notes.get(&[kind, "/*"].concat()).is_some(), "{kind}: nothing for what nobody has written about");
    }
}
