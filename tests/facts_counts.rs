//! Every count about servers, clients and validators once more from the files themselves, and which fact of a product counts.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

use std::collections::{BTreeMap, BTreeSet};

use grant_lab::facts::{Clients, HowKnown, Outcome, Servers, Topic, Validators, fill};
use grant_lab::texts;
use serde_json::Value;

const SERVERS: &str = include_str!("../src/content/facts/servers.json");

fn servers() -> Servers {
    texts::read(SERVERS).unwrap()
}

fn clients() -> Clients {
    texts::read(include_str!("../src/content/facts/clients.json")).unwrap()
}

fn validators() -> Validators {
    texts::read(include_str!("../src/content/facts/validators.json")).unwrap()
}

/// From a product's entry in the file to how its plain answer counts: the first run, else the best reading.
fn counted(product: &Value, topic: &str) -> Option<(String, bool)> {
    let facts: Vec<(&Value, &str)> = product["setups"]
        .as_array()?
        .iter()
        .flat_map(|setup| setup["facts"].as_array().into_iter().flatten().map(move |fact| (setup, fact)))
        .filter(|(_, fact)| fact["topic"] == topic)
        .map(|(setup, fact)| (fact, fact["how"].as_str().or_else(|| setup["how"].as_str()).unwrap_or_default()))
        .collect();
    for how in ["run", "source_read", "documented", "third_party"] {
        let of_how = || facts.iter().filter(|(_, known)| *known == how);
        if let Some((fact, _)) = of_how().find(|(fact, _)| fact["when"].is_null()) {
            return Some((fact["outcome"].as_str()?.to_owned(), how == "run"));
        }
    }
    let (fact, how) = facts.iter().find(|(_, how)| *how != "not_verified")?;
    Some((fact["outcome"].as_str()?.to_owned(), *how == "run"))
}

/// Every count that a sentence can tell, once more without the model: variants of a product count once, and of the products that were run
/// those alone that issued a token.
#[test]
fn counts_are_those_of_the_file() {
    let servers = servers();
    let file: Value = serde_json::from_str(SERVERS).unwrap();
    let products = file["products"].as_array().unwrap();
    let has = |product: &Value, how: &str, text: &str| {
        let setups = product["setups"].as_array().unwrap().iter();
        setups.filter(|setup| setup["how"] == how).any(|setup| setup.to_string().contains(text))
    };
    let mut compared = 0;
    for topic in Topic::ALL {
        let mut groups: BTreeMap<(String, bool), usize> = BTreeMap::new();
        for product in products {
            let was_run = has(product, "run", "");
            let issued = has(product, "run", r#""outcome":"offered","topic":"grant""#)
                || has(product, "run", r#""topic":"grant","outcome":"offered""#);
            if was_run && !issued {
                continue;
            }
            if let Some(answer) = counted(product, topic.name()) {
                *groups.entry(answer).or_default() += 1;
            }
        }
        for ((outcome, was_run), count) in &groups {
            let place = format!("{{{}_{outcome}}}", if *was_run { "run" } else { "read" });
            assert_eq!(fill(&place, &servers, *topic), count.to_string(), "{} {place}", topic.name());
            compared += 1;
        }
        let run: usize = groups.iter().filter(|((_, was_run), _)| *was_run).map(|(_, count)| count).sum();
        assert_eq!(fill("{run}", &servers, *topic), run.to_string(), "{}", topic.name());
        assert!(run <= 24, "of those that issued a token alone");
    }
    assert!(compared > 100);
}

#[test]
fn places_that_nobody_fills_stay_as_they_are() {
    let servers = servers();
    let say = |text: &str| fill(text, &servers, Topic::Openid);
    assert_eq!(say("{run} of {unheard} {run_unheard} {"), "24 of {unheard} {run_unheard} {");
    assert_eq!(say("{run_refused}: {names_run_refused}"), "1: Better Auth (OAuth provider)");
    assert_eq!(say("{run_silent+dropped}"), say("{run_silent}"), "none of them says so");
    assert_eq!(say("{date}"), "2026-11-29");
    assert_eq!(fill("{run_offered} {without}", &servers, Topic::Grant), "24 9");
}

#[test]
fn what_was_run_wins_over_what_was_read_and_both_are_told_where_they_differ() {
    let servers = servers();
    let answer = |id: &str| servers.product(id).unwrap().answer(Topic::Openid).unwrap();
    // Run: granted. Read: granted without `resource`, and two variations.
    let node = answer("node-oidc-provider");
    assert_eq!((node.counted.how(), node.counted.fact.outcome), (HowKnown::Run, Outcome::Granted));
    assert_eq!(node.contradictions().count(), 0);
    assert!(node.others.iter().any(|seen| seen.how() == HowKnown::SourceRead && seen.fact.outcome == Outcome::Silent));
    // The same product with an extension: told, and the product still counts once.
    let authlib = answer("authlib");
    assert_eq!(authlib.counted.fact.outcome, Outcome::Granted);
    let other: Vec<Outcome> = authlib.contradictions().map(|seen| seen.fact.outcome).collect();
    assert_eq!(other, [Outcome::IdToken]);
    // "It depends" contradicts nothing.
    assert_eq!(answer("doorkeeper").contradictions().count(), 0);
    assert!(answer("doorkeeper").others.iter().any(|seen| seen.fact.outcome == Outcome::Depends));
}

/// The Receipt names those that are silent about a scope that they need not have granted. It is shown before any facts are fetched, so
/// the names stand in its text.
#[test]
fn the_receipt_names_the_servers_that_are_silent() {
    let servers = servers();
    let mut silent = BTreeSet::new();
    for topic in [Topic::Openid, Topic::UnknownScope] {
        let tally = servers.tally(topic);
        let group = tally.group(Outcome::Silent).unwrap();
        silent.extend(group.run.iter().map(|answer| answer.counted.product.name.clone()));
    }
    let mut names: Vec<String> = silent.into_iter().collect();
    names.sort_by_key(|name| name.to_lowercase());
    let receipt: Value = serde_json::from_str(include_str!("../src/content/en/receipt.json")).unwrap();
    let told = receipt["scope_by_silence"]["next"].as_str().unwrap();
    assert!(told.ends_with(&["Measured so: ", &names.join(", "), "."].concat()), "{told}\n{names:?}");
}

#[test]
fn the_validators_count_as_the_measurements_do() {
    let validators = validators();
    // As the notes of the measurements count them.
    assert_eq!(validators.count("exp_absent"), (17, 5));
    assert_eq!(validators.count("alg_Ed25519"), (5, 18));
    assert_eq!(validators.count("iat_30s_ahead"), (15, 7));
    assert_eq!(validators.count("no such token"), (0, 0));
    let leeway = |seconds| validators.validators.iter().filter(|validator| validator.leeway == Some(seconds)).count();
    assert_eq!([leeway(0), leeway(5), leeway(30), leeway(60), leeway(900)], [15, 1, 1, 4, 1]);
}

#[test]
fn the_clients_count_as_the_measurements_do() {
    use grant_lab::facts::{AssertionAudience as Aud, SecretPlace as Place, SecretSpelling as Spelling};
    let clients = clients().clients;
    let places = [Place::Basic, Place::Form, Place::Caller];
    assert_eq!(places.map(|place| clients.iter().filter(|client| client.place == place).count()), [15, 10, 2]);
    let raw = clients.iter().filter(|client| client.spelling == Spelling::Raw).count();
    let basic = clients.iter().filter(|client| client.spelling != Spelling::None).count();
    assert_eq!((raw, basic), (12, 22));
    let signed = [Aud::TokenEndpoint, Aud::Issuer];
    assert_eq!(signed.map(|aud| clients.iter().filter(|client| client.assertion == aud).count()), [7, 4]);
}
