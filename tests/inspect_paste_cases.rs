//! The cases of `cases/paste.json`: what is found in each text, what is mended, and what is said about it.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/pasted.rs"]
mod pasted;

use grant_lab::inspect::{KeyLook, Pasted, TextKind, Words, read_answer};
use serde::Deserialize;

use crate::pasted::{WORDS, removed};

const CASES: &str = include_str!("cases/paste.json");

/// A text with what is right about it. What is not named does not matter to the case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    class: String,
    input: String,
    /// Every token in it, in order.
    tokens: Vec<String>,
    kind: String,
    /// The name of the chosen one.
    called: Option<String>,
    chosen: Option<usize>,
    place: Option<String>,
    repairs: Option<Vec<String>>,
    scheme: Option<String>,
    key: Option<String>,
    problem: Option<String>,
    remarks: Option<Vec<String>>,
}

const fn kind_name(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Nothing => "nothing",
        TextKind::Token => "token",
        TextKind::TokenResponse => "token-response",
        TextKind::IntrospectionResponse => "introspection-response",
        TextKind::OAuthError => "oauth-error",
        TextKind::HttpResponse => "http-response",
        TextKind::Challenge => "challenge",
        TextKind::Key(KeyLook::Jwk) => "jwk",
        TextKind::Key(KeyLook::JwkSet) => "jwk-set",
        TextKind::Key(KeyLook::PemPublic) => "pem-public",
        TextKind::Key(KeyLook::PemPrivate) => "pem-private",
        TextKind::Key(KeyLook::Certificate) => "certificate",
        TextKind::Address => "address",
        TextKind::BasicCredentials => "basic-credentials",
        TextKind::Text => "text",
    }
}

fn cases() -> Vec<Case> {
    serde_json::from_str(CASES).expect("the cases have their shape")
}

fn wrong(case: &Case) -> Vec<String> {
    let pasted = Pasted::read(&case.input);
    let mut wrong = Vec::new();
    let mut compare = |what: &str, found: String, expected: String| {
        if found != expected {
            wrong.push(format!("{} [{}] {what}: found {found}, expected {expected}", case.name, case.class));
        }
    };
    let tokens: Vec<_> = pasted.candidates.iter().map(|candidate| candidate.token.clone()).collect();
    compare("tokens", format!("{tokens:?}"), format!("{:?}", case.tokens));
    compare("kind", kind_name(pasted.kind).to_owned(), case.kind.clone());
    compare("original", pasted.original.clone(), case.input.clone());
    compare(
        "problem without token",
        pasted.problem.is_some().to_string(),
        (case.tokens.is_empty() && case.kind != "nothing").to_string(),
    );
    if let Some(name) = &case.called {
        compare("name", format!("{:?}", pasted.name()), format!("{:?}", Some(name)));
    }
    if !case.tokens.is_empty() {
        compare("chosen", format!("{:?}", pasted.chosen), format!("{:?}", Some(case.chosen.unwrap_or_default())));
    }
    let chosen = pasted.chosen.and_then(|chosen| pasted.candidates.get(chosen));
    if let Some(place) = &case.place {
        compare("place", format!("{:?}", chosen.map(|chosen| &chosen.place)), format!("{:?}", Some(place)));
    }
    if let Some(repairs) = &case.repairs {
        compare("repairs", format!("{:?}", removed(&pasted)), format!("{repairs:?}"));
    }
    if let Some(scheme) = &case.scheme {
        let found = pasted.repairs().iter().find(|phrase| phrase.code == "paste_removed_scheme");
        compare(
            "scheme",
            format!("{:?}", found.and_then(|phrase| phrase.fact("scheme"))),
            format!("{:?}", Some(scheme)),
        );
    }
    if let Some(key) = &case.key {
        compare("key", format!("{:?}", pasted.key_text), format!("{:?}", Some(key)));
    }
    if let Some(problem) = &case.problem {
        compare(
            "problem",
            format!("{:?}", pasted.problem.as_ref().map(|problem| problem.code())),
            format!("{:?}", Some(problem)),
        );
    }
    if let Some(remarks) = &case.remarks {
        let reading = read_answer(&case.input);
        let codes: Vec<_> =
            reading.iter().flat_map(|reading| &reading.remarks).map(|remark| remark.phrase.code).collect();
        compare("remarks", format!("{codes:?}"), format!("{remarks:?}"));
    }
    wrong
}

#[test]
fn every_case_is_read_as_it_should_be() {
    let cases = cases();
    for class in ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "D2", "E4", "E5"] {
        assert!(cases.iter().filter(|case| case.class.starts_with(class)).count() > 5, "{class}");
    }
    let wrong: Vec<_> = cases.iter().flat_map(wrong).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_phrase_of_every_case_has_a_sentence() {
    let words: Words = grant_lab::texts::read(WORDS).expect("content");
    let mut count = 0;
    for case in cases() {
        let pasted = Pasted::read(&case.input);
        let repairs = pasted.candidates.iter().flat_map(|candidate| candidate.repairs.clone());
        let problem = pasted.problem.iter().map(|problem| problem.phrase.clone());
        let reading = read_answer(&case.input);
        let remarks = reading.iter().flat_map(|reading| &reading.remarks).map(|remark| remark.phrase.clone());
        for phrase in repairs.chain(problem).chain(remarks) {
            let sentence = words.say(&phrase);
            let next = words.next(&phrase).unwrap_or_default();
            assert!(
                sentence.contains(' ')
                    && !phrase.facts.iter().any(|(name, _)| sentence.contains(&format!("{{{name}}}"))),
                "{sentence}"
            );
            assert!(!next.contains('{'), "{next}");
            count += 1;
        }
    }
    assert!(count > 300, "{count}");
}
