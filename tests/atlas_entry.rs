//! What the atlas says of one server: its facts in groups, what surprises, what is not known, its messages and its token.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/atlas.rs"]
mod common;

use std::collections::BTreeSet;

use common::{clients, servers, words};
use grant_lab::atlas::{
    Asker, GROUPS, Surprise, advice, answer_of, asked_for_openid, compact, contradictions, known, server_table,
    surprises, unknown,
};
use grant_lab::facts::{HowKnown, Outcome, Presets, Servers, Topic};
use grant_lab::inspect::Decoded;
use grant_lab::oauth::http_text::{request_text, response_text};
use grant_lab::texts;

fn presets() -> Presets {
    texts::read(include_str!("../src/content/facts/presets.json")).unwrap()
}

fn of<'a>(servers: &'a Servers, id: &str) -> Vec<Surprise<'a>> {
    surprises(servers.product(id).unwrap(), &server_table(servers))
}

fn codes(servers: &Servers, id: &str) -> BTreeSet<&'static str> {
    of(servers, id).iter().map(|surprise| surprise.code).collect()
}

#[test]
fn every_topic_is_in_one_group_and_has_a_name_and_every_fact_is_shown() {
    let (servers, words) = (servers(), words());
    let grouped: Vec<Topic> = GROUPS.iter().flat_map(|(_, topics)| topics.to_vec()).collect();
    assert_eq!(grouped.iter().collect::<BTreeSet<_>>().len(), grouped.len());
    assert_eq!(grouped.len(), Topic::ALL.len());
    for topic in Topic::ALL {
        assert!(words.topics.get(topic.name()).is_some(), "{topic:?}");
    }
    for outcome in Outcome::ALL {
        assert!(words.outcomes.get(outcome.name()).is_some(), "{outcome:?}");
    }
    for (group, _) in GROUPS {
        assert!(words.groups.get(group).is_some(), "{group}");
    }
    for product in &servers.products {
        let shown: usize = GROUPS
            .iter()
            .flat_map(|(_, topics)| known(product, topics))
            .map(|(_, answer)| 1 + answer.others.len())
            .sum();
        let facts = product.setups.iter().flat_map(|setup| setup.facts.iter().map(move |fact| (setup, fact)));
        let counted = facts.filter(|(setup, fact)| fact.how.unwrap_or(setup.how).counts()).count();
        assert_eq!(shown, counted, "{}", product.id);
    }
}

/// Surprises of `research/measured.md`, found again in the facts.
#[test]
fn what_the_measurements_call_a_surprise_is_computed_from_the_facts() {
    let servers = servers();
    for (id, expected) in [
        ("community-solid-server", &["person", "introspection"][..]),
        ("node-oidc-provider", &["unknown_silent"]),
        ("openauth", &["refresh_token", "token_type"]),
        ("jmondi", &["empty_scope", "spelling_neither", "json_body"]),
        ("doorkeeper", &["id_token", "userinfo_openid", "secret_scheme", "json_body"]),
        ("authlib", &["unknown_silent", "spelling_partly", "auth_time"]),
        ("idpyoidc", &["token_type", "unknown_everything", "openid_unasked"]),
        ("glewlwyd", &["secret_403", "typ_without_api", "metadata_openid"]),
        ("authgent-server", &["stored", "secret_scheme", "refresh_null"]),
        ("oauth2-test-server", &["stored", "auth_time", "secret_400"]),
        ("lemonldap-ng", &["userinfo", "unknown_granted"]),
        ("nanoidp", &["userinfo"]),
        ("oauth2-mock-server", &["secret_unread", "still_active"]),
        ("keycloak", &["id_token"]),
    ] {
        let found = codes(&servers, id);
        let missing: Vec<_> = expected.iter().filter(|code| !found.contains(*code)).collect();
        assert!(missing.is_empty(), "{id}: {missing:?} of {found:?}");
    }
}

#[test]
fn every_surprise_has_its_sentence_and_what_contradicts_a_standard_its_clause() {
    let (servers, words) = (servers(), words());
    let table = server_table(&servers);
    let mut seen = BTreeSet::new();
    for product in &servers.products {
        for surprise in surprises(product, &table) {
            let text = words.surprises.get(surprise.code).unwrap_or_else(|| panic!("{}", surprise.code));
            assert_eq!(text.sources.is_empty(), surprise.few.is_some(), "{}", surprise.code);
            if let Some((same, of)) = surprise.few {
                assert!(same * 7 <= of && of >= 10, "{} {same} of {of}", product.id);
            }
            seen.insert(surprise.code);
        }
    }
    let told: BTreeSet<&str> = words.surprises.iter().map(|(code, _)| code).collect();
    assert_eq!(told, seen, "no sentence is there in vain");
}

#[test]
fn sentences_are_short() {
    let words = words();
    let surprises = words.surprises.iter().map(|(_, text)| text.text.as_str());
    let tables = [&words.words, &words.why, &words.advice];
    for text in tables.into_iter().flat_map(|table| table.iter().map(|(_, text)| text.as_str())).chain(surprises) {
        assert_eq!(text.matches('`').count() % 2, 0, "{text}");
        for sentence in text.split_inclusive(['.', ':', ';']) {
            assert!(sentence.split_whitespace().count() <= 24, "{sentence}");
        }
    }
}

#[test]
fn where_run_and_reading_differ_both_are_told() {
    let servers = servers();
    let differing = contradictions(servers.product("authlib").unwrap());
    let (topic, counted, others) = differing.iter().find(|(topic, ..)| *topic == Topic::Openid).unwrap();
    assert_eq!((*topic, counted.fact.outcome), (Topic::Openid, Outcome::Granted));
    assert_eq!(others[0].fact.outcome, Outcome::IdToken);
    assert!(contradictions(servers.product("keycloak").unwrap()).is_empty());
}

#[test]
fn what_is_not_known_is_listed_and_is_in_no_group_of_facts() {
    let servers = servers();
    for product in &servers.products {
        let topics = unknown(product).topics;
        assert!(topics.iter().all(|topic| known(product, &[*topic]).is_empty()), "{}", product.id);
    }
    let curity = unknown(servers.product("curity").unwrap());
    assert!(curity.topics.contains(&Topic::Openid) && curity.topics.contains(&Topic::BasicSpelling));
    let open = |id: &str| unknown(servers.product(id).unwrap()).open.len();
    assert!(servers.products.iter().any(|product| open(&product.id) > 0));
}

/// Every measured message can be written, with placeholders where a secret or a token was.
#[test]
fn messages_are_as_measured_and_hold_no_secret() {
    let servers = servers();
    let mut written = 0;
    for product in &servers.products {
        for seen in Topic::ALL.iter().flat_map(|topic| product.seen(*topic)) {
            let Some(answer) = answer_of(seen.fact).filter(|_| seen.how() == HowKnown::Run) else { continue };
            let text = response_text(&answer);
            let status = seen.fact.status.unwrap().to_string();
            assert!(text.starts_with(&["HTTP/1.1 ", &status].concat()), "{text}");
            if let Some(error) = &seen.fact.error {
                assert!(text.contains(&format!("\"error\":\"{error}\"")), "{text}");
            }
            for name in seen.fact.members.as_object().into_iter().flatten().map(|(name, _)| name) {
                assert!(text.contains(&format!("\"{name}\":")), "{name} of {} is lost: {text}", product.id);
            }
            let request = Asker::shown().request(seen.fact.topic);
            let is_told = !matches!(seen.fact.topic, Topic::Other | Topic::Registration);
            assert_eq!(request.is_some(), is_told, "{:?}", seen.fact.topic);
            for text in [Some(text), request.as_ref().map(request_text)].into_iter().flatten() {
                assert!(!text.contains("eyJ") && !text.contains("127.0.0.1"), "{text}");
            }
            written += 1;
        }
    }
    assert!(written > 700, "{written}");
}

#[test]
fn a_token_is_put_together_again_and_reads_as_one() {
    let servers = servers();
    let mut read = 0;
    for shape in servers.products.iter().flat_map(|product| &product.setups).filter_map(|setup| setup.token.as_ref()) {
        let Some(token) = compact(&shape.header, &shape.claims) else { continue };
        let decoded = Decoded::read(&token);
        let payload = decoded.payload.as_ref().unwrap();
        assert_eq!(payload.members, *shape.claims.as_object().unwrap());
        assert!(decoded.header.is_some());
        read += 1;
    }
    assert!(read >= 14, "{read}");
}

#[test]
fn what_to_write_in_build_comes_from_the_facts_alone() {
    let (servers, presets, words) = (servers(), presets(), words());
    let of = |id: &str| advice(servers.product(id).unwrap(), &presets);
    let entra = of("entra");
    assert_eq!((entra.preset.unwrap().id.as_str(), entra.chosen), ("entra", Some(Outcome::ByScope)));
    assert_eq!((of("auth0").chosen, of("hydra").chosen), (Some(Outcome::ByAudience), Some(Outcome::ByAudience)));
    let node = of("node-oauth");
    assert_eq!(
        (node.method, node.spelling, node.reasons),
        (Some("client_secret_basic"), Some("raw"), vec!["spelling_raw"])
    );
    let jmondi = of("jmondi");
    assert_eq!((jmondi.method, jmondi.spelling), (Some("client_secret_post"), None));
    assert_eq!(of("curity").spelling, None, "not known, not advised");
    for product in &servers.products {
        let advice = advice(product, &presets);
        for code in advice.reasons.iter().copied().chain(advice.chosen.map(Outcome::name)) {
            assert!(words.advice.get(code).is_some(), "{code}");
        }
    }
}

#[test]
fn every_answer_that_clients_got_has_a_name() {
    let words = words();
    for client in &clients().clients {
        for (name, _) in client.answers.iter() {
            assert!(words.answers.get(name).is_some(), "{name}");
        }
    }
}

#[test]
fn what_comes_of_openid_is_a_sentence_for_every_server() {
    let (servers, words) = (servers(), words());
    for product in &servers.products {
        let asked = asked_for_openid(product);
        let sentence = words.asked.get(asked.said).unwrap_or_else(|| panic!("{}: {}", product.id, asked.said));
        assert_eq!(sentence.contains("{about}"), asked.said.starts_with("id_token"), "{}", product.id);
        if let Some(about) = asked.about {
            assert!(words.about.get(about).is_some(), "{}: {about}", product.id);
        }
    }
    for (id, said, about) in [
        ("keycloak", "id_token", Some("account")),
        ("node-oidc-provider", "granted", None),
        ("community-solid-server", "silent", None),
        ("mongodb-oidc-mock", "without_grant", None),
    ] {
        let Some(product) = servers.product(id) else { panic!("{id}") };
        let asked = asked_for_openid(product);
        assert_eq!((asked.said, asked.about), (said, about), "{id}");
    }
}
