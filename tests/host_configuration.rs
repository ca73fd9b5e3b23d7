//! `grant-lab.json`: what a host can set up, and what is told of a file that cannot be taken. The cases are those that Node judges with the
//! published schema too (`tests/node/host-configuration.test.js`).
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

use grant_lab::ui::host_configuration::{CHOICES, Fault, HostConfiguration, parse};
use grant_lab::ui::pages::build::{Model, starts};
use grant_lab::ui::route::{Area, BuildLink, Route};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What the schema cannot say: what depends on other members, on colours, or on the page.
const BEYOND_THE_SCHEMA: [&str; 8] = [
    "host_unknown",
    "host_contrast",
    "host_duplicate",
    "host_off",
    "host_place",
    "host_nothing_left",
    "host_credential",
    "host_choice",
];

fn cases() -> Vec<Value> {
    serde_json::from_str(include_str!("cases/host-configuration.json")).unwrap()
}

fn taken(document: &Value) -> HostConfiguration {
    parse(&document.to_string()).0
}

fn named(name: &str) -> Value {
    cases().into_iter().find(|case| case["name"] == name).unwrap()["document"].clone()
}

fn told(faults: &[Fault]) -> Vec<(&str, &str)> {
    faults.iter().map(|fault| (fault.place.as_str(), fault.code())).collect()
}

#[test]
fn what_cannot_be_taken_is_told_with_its_place_and_never_with_its_value() {
    for case in cases() {
        let (_, faults) = parse(&case["document"].to_string());
        let mut expected: Vec<(&str, &str)> = case["faults"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| (f[0].as_str().unwrap(), f[1].as_str().unwrap()))
            .collect();
        let mut found = told(&faults);
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{}", case["name"]);
        for fault in &faults {
            let said = fault.to_string();
            assert!(said.starts_with('/') && said.ends_with('.') && !said.contains("QQ"), "{said}");
        }
        if case["fits"] == true {
            let is_beyond = found.iter().all(|(_, code)| BEYOND_THE_SCHEMA.contains(code));
            assert!(is_beyond, "{}: the schema could say it", case["name"]);
        } else {
            assert!(found.iter().any(|(_, code)| *code != "host_unknown"), "{}: it is taken", case["name"]);
        }
    }
}

#[test]
fn what_can_be_taken_stands() {
    let host = taken(&named("all that can be set up"));
    assert_eq!((host.name(), host.start.clone()), ("Acme Token School", Some(Route::Answer)));
    assert_eq!(host.brand.accent.dark.unwrap().to_string(), "#84B8FF");
    let offered =
        [Area::Learn, Area::Servers, Area::Clients, Area::Quiz, Area::Diff, Area::Help].map(|area| host.offers(area));
    assert_eq!(offered, [true, false, false, false, true, true]);
    let links = ["#/quiz/3", "#/clients?q=go", "#/compare", "#main", "./lessons.html", "https://x.test/#/quiz"];
    assert_eq!(links.map(|link| host.offers_link(link)), [false, false, true, true, true, true]);
    assert_eq!(host.issuers[1].issuer, "http://localhost:9400");
    assert_eq!(host.embed.parents, ["https://docs.acme.test", "http://localhost:8000"]);
    assert!(host.embed.real_issuers_in_frames);
    assert_eq!(host.presets[0].label, "Read invoices");
    let mut model = Model::default();
    model.follow(&host.presets[1].link);
    assert_eq!(
        Route::Build(model.link()).to_hash(),
        "#/build?v=2&preset=nightly-report&client=job&method=client_secret_post&scope=&resource=https://api.test&resource=urn:acme:api\
         &spelling=raw&parameters=tenant%3Da&parameters=organization%3Dx&header_fields=X-Trace:%201\
         &issuer=https://login.staging.acme.test&token_endpoint=https://login.staging.acme.test/oauth/token%3Fp%3Db2c&dpop=ES256\
         &assertion_lifetime=300"
            .replace("https://", "https:%2F%2F")
            .replace(".test/oauth/", ".test%2Foauth%2F")
            .replace("&scope=", "")
    );
}

#[test]
fn build_takes_every_choice_that_the_file_may_name() {
    for (field, known) in CHOICES {
        if field == "preset" {
            assert_eq!(known, starts().iter().map(|start| start.client_id.as_str()).collect::<Vec<_>>());
            continue;
        }
        let is_written = |choice: &&&str| {
            let mut model = Model::default();
            // Of the methods with an assertion one has algorithms with a secret, and one those with a key.
            let method = if choice.starts_with("HS") { "&method=client_secret_jwt" } else { "" };
            model.follow(&BuildLink::parse(&format!("client=own{method}&{field}={}", choice.replace('+', "%2B"))));
            let hash = Route::Build(model.link()).to_hash();
            hash.replace("%2B", "+").contains(&format!("&{field}={choice}"))
        };
        let taken = known.iter().filter(is_written).count();
        // What the form has from the beginning is not written into a link.
        let defaults = if field == "assertion_alg" { 2 } else { 1 };
        assert!(taken + defaults >= known.len() && taken >= 1, "{field}: {taken} of {}", known.len());
    }
}

#[test]
fn without_a_file_or_with_the_delivered_one_nothing_is_set_up() {
    let (host, faults) = parse(include_str!("../grant-lab.json"));
    assert_eq!((host, faults), (HostConfiguration::NONE, Vec::new()));
    assert_eq!(
        (HostConfiguration::NONE.name(), HostConfiguration::NONE.home().to_hash().as_str()),
        ("Grant Lab", "#/learn/1")
    );
}

#[test]
fn one_bad_member_leaves_the_others() {
    let host = taken(&named("one bad member leaves the others"));
    assert_eq!((host.name(), host.start.clone()), ("Acme", Some(Route::Answer)));
    let host = taken(&named("names of secrets, wherever they are"));
    assert_eq!((host.presets[0].link.scope.as_deref(), host.issuers.len()), (Some("orders.read"), 1));
    assert!(!format!("{host:?}").contains("QQ"));
    let host = taken(&named("one colour of the two"));
    assert!(host.brand.accent.light.is_none() && host.brand.accent.dark.is_some());
    assert_eq!(taken(&named("51 presets")).presets.len(), 50);
}

#[test]
fn where_the_walkthrough_is_off_the_first_area_that_is_on_is_the_start() {
    let host = taken(&json!({"version": 1, "areas": {"learn": false, "compare": false}}));
    assert_eq!(host.home().to_hash(), "#/servers");
    assert!(!host.offers_link("#/learn/3") && host.offers_link("#/servers/keycloak"));
    let nothing = taken(&named("no area at all"));
    assert_eq!((nothing.off.len(), nothing.home().to_hash().as_str()), (0, "#/learn/1"));
}

#[test]
fn a_file_that_is_no_document_changes_nothing() {
    let huge = json!({"version": 1, "brand": {"name": "x".repeat(70_000)}}).to_string();
    let deep = format!(r#"{{"version":1,"x":{}{}}}"#, "[".repeat(30_000), "]".repeat(30_000));
    for (text, code) in [
        ("", "json_empty"),
        ("<!doctype html><title>Not found</title>", "json_syntax"),
        ("{\"version\":1,", "json_syntax"),
        ("[1]", "json_not_an_object"),
        ("null", "json_not_an_object"),
        ("\u{feff}{\"version\":1}", "json_byte_order_mark"),
        (r#"{"version":1,"theme":"dark","theme":"light"}"#, "json_duplicate_name"),
        (r#"{"version":1,"brand":{"name":"A","name":"B"}}"#, "json_duplicate_name"),
        (r#"{"version":1}{"version":1}"#, "json_trailing"),
        (&huge, "json_too_large"),
        (&deep, "json_too_deep"),
    ] {
        let (host, faults) = parse(text);
        assert_eq!(
            (host, told(&faults)),
            (HostConfiguration::NONE, vec![("", code)]),
            "{}",
            &text[..text.len().min(60)]
        );
        assert!(faults[0].to_string().starts_with("The document cannot be read: "), "{}", faults[0]);
    }
}

#[test]
fn a_name_of_the_file_is_made_safe_to_look_at() {
    let name = format!("a\u{202e}b\u{0}{}", "x".repeat(5_000));
    let (_, faults) = parse(&json!({"version": 1, name: 1}).to_string());
    assert!(faults[0].place.starts_with("/a\\u202eb\\u0000x") && faults[0].place.len() < 120, "{}", faults[0].place);
}

proptest! {
    #[test]
    fn no_text_makes_it_fail(text in ".{0,80}", at in 0usize..500, octet in any::<char>()) {
        let _ = parse(&text);
        let mut whole = named("all that can be set up").to_string();
        let at = (0..=at.min(whole.len() - 1)).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or(0);
        whole.insert(at, octet);
        let _ = parse(&whole);
    }
}
