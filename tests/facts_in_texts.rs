//! Every measured number in the lessons from the field and in the notes, counted again from the facts that the page has.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use grant_lab::facts::{AssertionAudience, Client, Clients, SecretSpelling, Validators};

const LESSONS: [&str; 6] = [
    include_str!("../src/content/en/field/1.json"),
    include_str!("../src/content/en/field/2.json"),
    include_str!("../src/content/en/field/3.json"),
    include_str!("../src/content/en/field/4.json"),
    include_str!("../src/content/en/field/5.json"),
    include_str!("../src/content/en/field/6.json"),
];

fn clients() -> Vec<Client> {
    let all: Clients = grant_lab::texts::read(include_str!("../src/content/facts/clients.json")).unwrap();
    all.clients
}

/// Each: the lesson, and what stands there of the facts as they are.
#[test]
fn the_numbers_are_those_of_the_facts() {
    let clients = clients();
    let count = |counts: &dyn Fn(&Client) -> bool| clients.iter().filter(|client| counts(client)).count();
    let fails = |answer: &str| count(&|client| client.answers.get(answer).is_some_and(|it| it.outcome == "error"));
    let (all, can_basic) = (clients.len(), count(&|client| client.spelling != SecretSpelling::None));
    let raw = count(&|client| client.spelling == SecretSpelling::Raw);
    let spells_space = count(&|client| ["+", "%20"].contains(&client.wire["body_space"].as_str().unwrap_or_default()));
    let signing = count(&|client| client.assertion != AssertionAudience::None);
    let old_audience = count(&|client| client.assertion == AssertionAudience::TokenEndpoint);
    let (on_text, on_absence) = (fails("expires_in_string"), fails("expires_in_missing"));
    for (lesson, said) in [
        (
            1,
            format!(
                "Of {can_basic} that can send Basic, {raw} always send the secret as it is (measured on 2026-11-29)"
            ),
        ),
        (1, format!("{spells_space} of {all} libraries spell a space rightly (measured on 2026-11-29)")),
        (3, format!("Of {signing} libraries that sign, {old_audience} do so by default (measured on 2026-11-29)")),
        (3, format!("None of the {signing} did on 2026-11-29")),
        (
            6,
            format!(
                "Of {all} clients, {on_text} fail on the text and {on_absence} on the absence (measured on 2026-11-29)"
            ),
        ),
    ] {
        assert!(LESSONS[lesson - 1].contains(&said), "lesson {lesson} does not say: {said}");
    }
    assert!(clients.iter().all(|client| client.date == "2026-11-29"));
    let typed = |client: &&Client| client.signed["header"]["typ"] == "client-authentication+jwt";
    assert_eq!(clients.iter().filter(typed).count(), 0, "lesson 3 says that none writes the type");
}

/// What the notes say of libraries, beside what each file has of them.
#[test]
fn the_numbers_in_the_notes_are_those_of_the_facts() {
    let clients = clients();
    let count = |counts: &dyn Fn(&Client) -> bool| clients.iter().filter(|client| counts(client)).count();
    let can_basic = count(&|client| client.spelling != SecretSpelling::None);
    let raw = count(&|client| client.spelling == SecretSpelling::Raw);
    let signing = count(&|client| client.assertion != AssertionAudience::None);
    let old_audience = count(&|client| client.assertion == AssertionAudience::TokenEndpoint);
    assert_eq!((old_audience, signing), (7, 11), "the issuer's policy spells both out");
    let judges: Validators = grant_lab::texts::read(include_str!("../src/content/facts/validators.json")).unwrap();
    let leeways: Vec<u16> = judges.validators.iter().filter_map(|judge| judge.leeway).collect();
    let strict = leeways.iter().filter(|seconds| **seconds == 0).count();
    let least = leeways.iter().filter(|seconds| **seconds > 0).min().unwrap();
    let (most, all) = (leeways.iter().max().unwrap(), leeways.len());
    let (takes, refuses) = judges.count("iat_30s_ahead");
    let (reads_new_name, refuses_new_name) = judges.count("alg_Ed25519");
    let (reads_old_name, _) = judges.count("alg_EdDSA");
    let asked = reads_new_name + refuses_new_name;
    let claims = include_str!("../src/content/en/claims.json");
    let pages = include_str!("../src/content/en/pages.json");
    let issuer = include_str!("../src/content/en/issuer.json");
    for (file, said) in [
        (claims, format!("Of {} libraries measured on 2026-11-29, {refuses} do.", takes + refuses)),
        (
            claims,
            format!(
                "Of {all} libraries measured on 2026-11-29, {strict} allow nothing by default, and the others from {least} s up to {most} s (jwt-simple)"
            ),
        ),
        (pages, format!("Of {can_basic} libraries measured on 2026-11-29, {raw} send the secret as it is")),
        // What it costs today to choose the newer name.
        (
            include_str!("../src/content/en/learn/4.json"),
            format!(
                "Of {asked} libraries measured on 2026-11-29, {reads_new_name} read `Ed25519` and {reads_old_name} its former name, `EdDSA`."
            ),
        ),
        (
            issuer,
            format!(
                "Of {asked} libraries measured on 2026-11-29, {reads_new_name} read this name and {reads_old_name} its former name, EdDSA."
            ),
        ),
        (
            claims,
            format!(
                "of {asked} libraries measured on 2026-11-29, {reads_new_name} read it and {reads_old_name} read EdDSA."
            ),
        ),
        (
            issuer,
            "Seven of eleven client libraries name the token endpoint by default (measured 2026-11-29)".to_owned(),
        ),
    ] {
        assert!(file.contains(&said), "not said: {said}");
    }
}

/// A library is named with the version that was run.
#[test]
fn a_named_library_has_the_version_that_was_run() {
    let clients = clients();
    let version = |id: &str| clients.iter().find(|client| client.id == id).unwrap().version.clone();
    for (lesson, name, id) in [
        (1, "curl", "curl"),
        (1, "Authlib", "authlib"),
        (1, "requests-oauthlib", "requests-oauthlib"),
        (1, "MCP SDK for Python", "mcp-py"),
        (3, "openid-client", "openid-client"),
        (3, "oauth4webapi", "oauth4webapi"),
        (3, "Authlib", "authlib"),
        (3, "requests-oauth2client", "requests-oauth2client"),
        (5, "MCP SDK for Python", "mcp-py"),
        (6, "x/oauth2", "go-oauth2"),
    ] {
        let version = version(id);
        // Distributions add their own number, and some name what a package builds on.
        let plain = version.split([' ', '-']).next().unwrap();
        let named = format!("{name} {plain}");
        assert!(LESSONS[lesson - 1].contains(&named), "lesson {lesson} does not name {named}");
    }
}
