//! Every product that can be played, against every typed fact about it: the request of the fact is sent to the embedded issuer that plays
//! the product, and what comes is what was seen, read or documented. What is not imitated stands in `cases/not_imitated.json`, with why.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;
#[path = "common/measured.rs"]
mod measured;
#[path = "common/signer.rs"]
mod signer;
#[path = "common/stage.rs"]
mod stage;

use std::collections::BTreeMap;

use common::*;
use grant_lab::atlas::play::{imitate, imitate_setup};
use grant_lab::facts::{Fact, HowKnown, Outcome, Product, Servers, Setup, Topic};
use grant_lab::texts;
use measured::differences;
use serde_json::{Map, Value};
use stage::*;

const SERVERS: &str = include_str!("../src/content/facts/servers.json");
const NOT_IMITATED: &str = include_str!("cases/not_imitated.json");

fn servers() -> Servers {
    texts::read(SERVERS).unwrap()
}

/// What is known of runs and not imitated: set-up, topic, variation, and why.
fn not_imitated() -> Vec<(String, String, Option<String>)> {
    let all: Vec<Value> = serde_json::from_str(NOT_IMITATED).unwrap();
    let text = |row: &Value, name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
    all.iter()
        .map(|row| {
            assert!(text(row, "why").unwrap().ends_with('.'), "why, in words: {row}");
            (text(row, "setup").unwrap(), text(row, "topic").unwrap(), text(row, "when"))
        })
        .collect()
}

/// What of a fact the issuer does not do while it plays the set-up.
fn judge(stage: &Stage, fact: &Fact, was_run: bool) -> Vec<String> {
    match of_token(stage, fact) {
        Some(told) => told,
        None => match stage.replay(fact) {
            Some(answer) => {
                let mut told = differences(fact, was_run, &answer);
                if fact.outcome == Outcome::IntoAud {
                    let aud = claims(&answer.member("access_token")).get("aud").cloned();
                    if aud.as_ref().is_none_or(|aud| *aud != *API) {
                        told.push(format!("aud is {aud:?}"));
                    }
                }
                told
            }
            None => vec!["nobody asks this".to_owned()],
        },
    }
}

/// Facts about tokens, and about how a secret is spelt; `None` for every other.
fn of_token(stage: &Stage, fact: &Fact) -> Option<Vec<String>> {
    let plain = || stage.access_token("orders.read").expect("a plain token");
    let ought = |holds: bool, found: String| Some(if holds { Vec::new() } else { vec![found] });
    let value = fact.value.as_deref().unwrap_or_default();
    let number: usize = value.split(' ').next().unwrap_or_default().parse().unwrap_or_default();
    let is_jwt = matches!(fact.topic, Topic::Typ | Topic::Sub | Topic::Aud | Topic::ScopeClaim);
    if is_jwt || fact.topic == Topic::TokenFormat && fact.outcome == Outcome::Jwt && fact.when.is_some() {
        stage.with_jwts();
    }
    match fact.topic {
        Topic::Grant => ought(stage.access_token("orders.read").is_some(), "no token".to_owned()),
        Topic::TokenFormat => {
            let token = plain();
            let parts = token.split('.').count();
            match fact.outcome {
                Outcome::Jwt => ought(parts == 3, token),
                _ => ought(parts == 1 && (number == 0 || token.len() == number), format!("{} characters", token.len())),
            }
        }
        Topic::Lifetime => {
            let answer = stage.token(&scoped("orders.read"));
            let said = answer.json().get("expires_in").and_then(Value::as_u64).unwrap_or_default();
            ought(said.abs_diff(number as u64) <= 1, format!("{said} s"))
        }
        Topic::Typ => {
            let typ = header(&plain()).get("typ").and_then(Value::as_str).map(str::to_owned);
            let wanted = match fact.outcome {
                Outcome::AtJwt => Some("at+jwt"),
                Outcome::Jwt => Some("JWT"),
                _ => None,
            };
            ought(typ.as_deref() == wanted, format!("{typ:?}"))
        }
        Topic::Sub => {
            let claims = claims(&plain());
            let sub = claims.get("sub").and_then(Value::as_str);
            let holds = match fact.outcome {
                Outcome::ClientId => sub == Some("m2m"),
                Outcome::Absent => sub.is_none(),
                Outcome::Account => sub == Some("svc-m2m"),
                _ => sub.map(str::to_owned) == Some(value.replace("<client_id>", "m2m")),
            };
            let names = fact.members.get("claims").and_then(Value::as_array);
            let lacks = names.into_iter().flatten().filter_map(Value::as_str).find(|name| !claims.contains_key(*name));
            let more = claims.keys().find(|name| names.is_some_and(|names| !names.iter().any(|known| known == *name)));
            ought(holds && lacks.is_none() && more.is_none(), format!("{claims:?} lacks {lacks:?}, has {more:?}"))
        }
        Topic::Aud => {
            let claims = claims(&plain());
            let aud = claims.get("aud").map(|aud| aud.as_array().and_then(|all| all.first()).unwrap_or(aud).clone());
            let wanted = match fact.outcome {
                Outcome::ClientId => Some("m2m".to_owned()),
                Outcome::Api if !value.starts_with("<issuer>/") => Some(API.to_owned()),
                Outcome::Absent => None,
                Outcome::Scope => Some("orders.read".to_owned()),
                _ => Some(value.replace("<issuer>", "https://issuer.test")),
            };
            ought(aud == wanted.map(Value::from), format!("{aud:?}"))
        }
        Topic::ScopeClaim => {
            let claims = claims(&plain());
            let name = fact.value.as_deref().unwrap_or("scope");
            let holds = match fact.outcome {
                Outcome::Text => claims.get("scope").is_some_and(Value::is_string),
                Outcome::Array => claims.get(name).is_some_and(Value::is_array),
                _ => !claims.contains_key("scope") && !claims.contains_key("scp"),
            };
            ought(holds, format!("{claims:?}"))
        }
        Topic::RefreshToken => {
            let body = stage.token(&scoped("orders.read")).json();
            let found = body.get("refresh_token");
            let holds = match fact.outcome {
                Outcome::Always => found.is_some_and(Value::is_string),
                Outcome::WhenAsked => {
                    let asked = stage.token(&scoped("orders.read offline_access")).json();
                    found.is_none() && asked.get("refresh_token").is_some_and(Value::is_string)
                }
                _ if value == "null" => found.is_some_and(Value::is_null),
                _ => found.is_none(),
            };
            ought(holds, format!("{found:?}"))
        }
        Topic::IdToken => {
            let answer = stage.token(&scoped("openid orders.read"));
            let (token, id_token) = (answer.member("access_token"), answer.member("id_token"));
            if fact.outcome == Outcome::Copy {
                return ought(token == id_token, id_token);
            }
            let sub = claims(&id_token).get("sub").and_then(Value::as_str).map(str::to_owned);
            let wanted = match fact.outcome {
                Outcome::ClientId => Some("m2m"),
                Outcome::Account => Some("svc-m2m"),
                _ => None,
            };
            ought(sub.as_deref() == wanted, format!("{sub:?}"))
        }
        Topic::BasicSpelling => {
            let cases = fact.members.as_object().unwrap();
            let told: Vec<String> = cases
                .iter()
                .filter_map(|(case, status)| {
                    let (special, spelling) = match case.as_str() {
                        "form_encoded" => ("all", "enc_form"),
                        "raw" => ("all", "raw"),
                        other => other.split_once('_').unwrap(),
                    };
                    let found = stage.spelt(special, spelling);
                    (u64::from(found) != status.as_u64().unwrap()).then(|| format!("{case}: {found} is not {status}"))
                })
                .collect();
            Some(told)
        }
        _ => None,
    }
}

/// The set-ups that are run, and those that were read of products that were not.
fn playable(servers: &Servers) -> Vec<(&Product, &Setup)> {
    let all = servers.products.iter().flat_map(|product| product.setups.iter().map(move |setup| (product, setup)));
    all.filter(|(product, setup)| setup.how == HowKnown::Run || !product.was_run())
        .filter(|(product, setup)| imitate_setup(product, &setup.id).is_some())
        .collect()
}

#[test]
fn every_probe_of_a_run_is_answered_as_it_was_or_stands_among_what_is_not_imitated() {
    let (servers, listed) = (servers(), not_imitated());
    let (mut wrong, mut met, mut replayed) = (Vec::new(), Vec::new(), 0);
    let mut left = Vec::new();
    for (product, setup) in playable(&servers).into_iter().filter(|(_, setup)| setup.how == HowKnown::Run) {
        for fact in &setup.facts {
            let name = (setup.id.clone(), fact.topic.name().to_owned(), fact.when.clone());
            let stage = Stage::of(product, setup).unwrap();
            let is_listed = listed.contains(&name);
            let is_left = stage.imitation.left.iter().any(|left| left.topic == fact.topic && left.when == fact.when);
            let is_open = matches!(fact.outcome, Outcome::Application | Outcome::Unknown | Outcome::Depends);
            if is_open {
                continue;
            }
            if is_left {
                // The form of a token that a set-up has only under a condition is arranged by the judge, so it would always hold.
                let is_arranged = fact.topic == Topic::TokenFormat && fact.when.is_some();
                if !is_arranged && judge(&stage, fact, true).is_empty() {
                    wrong.push(format!("{name:?} is left, and imitated all the same"));
                }
                left.push(name);
                continue;
            }
            let told = judge(&stage, fact, true);
            replayed += 1;
            match (told.is_empty(), is_listed) {
                (true, true) => wrong.push(format!("{name:?} is imitated, and listed as not")),
                (false, false) => wrong.push(format!("{name:?}: {}", told.join("; "))),
                (false, true) => met.push(name),
                (true, false) => {}
            }
        }
    }
    for name in listed.iter().filter(|name| !met.contains(name)) {
        wrong.push(format!("{name:?} was not met"));
    }
    assert!(wrong.is_empty(), "{} of {replayed}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(replayed > 750, "{replayed} probes were replayed");
    // What an imitation leaves says so itself, and of the plain set-up it leaves nothing that was asked of the server.
    for (setup, topic, when) in &left {
        assert!(when.is_some() || topic == "person", "{setup} leaves {topic}");
    }
    assert!(left.len() <= 50, "{} are left: {left:?}", left.len());
    println!("{replayed} replayed, {} left", left.len());
    assert!(listed.len() <= 20, "what is not imitated is the exception");
}

#[test]
fn every_fact_that_was_read_holds_and_has_its_citation() {
    let servers = servers();
    let (mut wrong, mut held) = (Vec::new(), 0);
    for product in servers.products.iter().filter(|product| !product.was_run()) {
        let Some(imitation) = imitate(product) else { continue };
        for setup in &product.setups {
            for fact in &setup.facts {
                let how = fact.how.unwrap_or(setup.how);
                let is_left = imitation.left.iter().any(|left| left.topic == fact.topic && left.when == fact.when);
                let is_open = matches!(fact.outcome, Outcome::Application | Outcome::Unknown | Outcome::Depends);
                if matches!(how, HowKnown::ThirdParty | HowKnown::NotVerified) || is_open || is_left {
                    continue;
                }
                assert!(fact.citation.is_some(), "{} {:?} has no citation", setup.id, fact.topic);
                let main = product.setups.iter().find(|setup| setup.id == imitation.setup).unwrap();
                let told = judge(&Stage::of(product, main).unwrap(), fact, false);
                held += 1;
                if !told.is_empty() {
                    wrong.push(format!("{} {:?} {:?}: {}", setup.id, fact.topic, fact.when, told.join("; ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {held}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(held > 150, "{held} facts were asked after");
}

#[test]
fn what_nobody_verified_is_not_imitated() {
    for product in &servers().products {
        let Some(imitation) = imitate(product) else { continue };
        for topic in &imitation.imitated {
            let first_hand = product.seen(*topic).any(|seen| {
                matches!(seen.how(), HowKnown::Run | HowKnown::SourceRead | HowKnown::Documented)
                    && seen.fact.outcome != Outcome::Unknown
            });
            assert!(first_hand, "{} {topic:?}", product.id);
        }
        for topic in &imitation.unknown {
            assert!(!imitation.imitated.contains(topic), "{} {topic:?}", product.id);
        }
        assert!(imitation.how != HowKnown::ThirdParty && !imitation.version.is_empty());
    }
}

#[test]
fn at_least_those_servers_can_be_played_that_people_ask_about() {
    let servers = servers();
    let playable: BTreeMap<&str, usize> = servers
        .products
        .iter()
        .filter_map(|product| Some((product.id.as_str(), imitate(product)?.imitated.len())))
        .collect();
    for id in [
        "keycloak",
        "entra",
        "auth0",
        "okta",
        "cognito",
        "duende",
        "spring-authorization-server",
        "hydra",
        "node-oidc-provider",
        "zitadel",
        "dex",
        "authentik",
        "authelia",
        "pocket-id",
        "rauthy",
        "better-auth",
        "doorkeeper",
        "django-oauth-toolkit",
        "authlib",
        "community-solid-server",
        "openauth",
        "lemonldap-ng",
    ] {
        assert!(playable.get(id).is_some_and(|imitated| *imitated >= 2), "{id}: {:?}", playable.get(id));
    }
    assert!(playable.len() >= 24, "{}", playable.len());
    let cannot: Vec<&str> =
        servers.issuing().map(|product| &*product.id).filter(|id| !playable.contains_key(id)).collect();
    assert!(cannot.is_empty(), "{cannot:?} issue tokens and cannot be played");
}

#[test]
fn tokens_have_the_claims_that_were_seen_and_no_others() {
    let mut wrong = Vec::new();
    for (product, setup) in playable(&servers()) {
        let Some(shape) = setup.token.as_ref().filter(|shape| shape.claims.is_object()) else { continue };
        let stage = Stage::of(product, setup).unwrap();
        stage.with_jwts();
        let found = claims(&stage.access_token("orders.read").unwrap());
        let conditional =
            |value: &Value| value.as_str().is_some_and(|text| text.starts_with("<only") || text.starts_with("<jkt"));
        let seen: Map<String, Value> = shape.claims.as_object().unwrap().clone();
        let names: Vec<&String> = seen.iter().filter(|(_, value)| !conditional(value)).map(|(name, _)| name).collect();
        if !found.keys().eq(names.iter().copied()) {
            wrong.push(format!("{}: {:?} in place of {names:?}", setup.id, found.keys().collect::<Vec<_>>()));
        }
        for (name, value) in &seen {
            let is_number = ["iat", "exp", "nbf", "auth_time"].contains(&name.as_str());
            if is_number && found.get(name).is_some_and(|found| !found.is_number()) {
                wrong.push(format!("{}: {name} is no number where {value} was seen", setup.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
