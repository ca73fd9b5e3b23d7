//! What a token is and whom it is about, for every token shape in the facts, for people's tokens as vendors document them, for workloads.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;

use grant_lab::inspect::{Decoded, Verdict, Words};
use grant_lab::jose::base64url;
use serde_json::{Map, Value, json};

const TABLE: &str = include_str!("cases/vendor-tokens.json");
const FACTS: &str = include_str!("../src/content/facts/servers.json");
const WORDS: &str = include_str!("../src/content/en/decode.json");

fn table() -> Vec<Value> {
    serde_json::from_str(TABLE).unwrap()
}

/// Every setup of the facts.
fn setups() -> Vec<Value> {
    let facts: Value = serde_json::from_str(FACTS).unwrap();
    let products = facts["products"].as_array().unwrap().iter();
    products.flat_map(|product| product["setups"].as_array().unwrap().clone()).collect()
}

fn decoded(header: &Value, claims: &Value) -> Decoded {
    let part = |value: &Value| base64url::encode(value.to_string().as_bytes());
    Decoded::read(&[&part(header), ".", &part(claims), ".c2ln"].concat())
}

/// Two ways to fill the places that the facts leave open: short names, and long random identifiers at another address.
const FILLINGS: [[&str; 3]; 2] = [
    ["https://issuer.example", "reporter", "https://api.example"],
    ["http://localhost:8089/tenant/7", "9b2f6c1e-5c1d-4a55-9a3e-0f2c6f4f7d11", "urn:orders"],
];

/// A value of the facts with its open places filled; `None` for a claim that comes only on demand.
fn filled(value: &Value, [issuer, client, resource]: [&str; 3]) -> Option<Value> {
    let text = match value {
        Value::Object(members) => return Some(Value::Object(members_filled(members, [issuer, client, resource]))),
        Value::Array(list) => {
            return Some(list.iter().filter_map(|value| filled(value, [issuer, client, resource])).collect());
        }
        Value::String(text) => text,
        other => return Some(other.clone()),
    };
    let is_time = ["<time>", "<iat", "<now"].iter().any(|start| text.starts_with(start));
    Some(match text.as_str() {
        _ if is_time => json!(1_790_000_000),
        only if only.starts_with("<only") || only.contains("with a proof only") => return None,
        "<object of the application>" => json!({"id": "7"}),
        "<subject type>" => json!("service"),
        "<type:16 hex digits>" => json!("service:0123456789abcdef"),
        words if words.starts_with("<as asked") => json!("orders.read"),
        words if words.starts_with("orders.read (") => json!("orders.read"),
        words if words.starts_with("<WebID") => json!("https://pod.example/sam/card#me"),
        words if words.starts_with("<token id") => json!("t7"),
        words => json!(
            words
                .replace("<issuer>", issuer)
                .replace("<client_id>", client)
                .replace("<resource>", resource)
                .replace("<random>", "r4nd0m")
                .replace("<uuid>", "1d")
                .replace("<kid>", "k1")
        ),
    })
}

fn members_filled(members: &Map<String, Value>, filling: [&str; 3]) -> Map<String, Value> {
    members.iter().filter_map(|(name, value)| Some((name.clone(), filled(value, filling)?))).collect()
}

/// The header and claims that a row is about, in every filling.
fn tokens(row: &Value) -> Vec<(Value, Value)> {
    let Some(setup) = row.get("setup") else { return vec![(row["header"].clone(), row["claims"].clone())] };
    let setup = setups().into_iter().find(|one| one["id"] == *setup).unwrap_or_else(|| panic!("{setup}"));
    let token = if row["token"] == "id_token" { &setup["token"]["id_token"] } else { &setup["token"] };
    let fill = |part: &Value, filling| Value::Object(members_filled(part.as_object().unwrap(), filling));
    let mut all = FILLINGS.map(|filling| (fill(&token["header"], filling), fill(&token["claims"], filling))).to_vec();
    // Nothing hangs on how the facts spell their open places.
    all.push((token["header"].clone(), token["claims"].clone()));
    all
}

#[test]
fn every_vendors_token_gets_its_verdict_for_its_reasons() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in table() {
        let codes = |list: &Value| -> BTreeSet<String> {
            list.as_array().into_iter().flatten().map(|code| code.as_str().unwrap().to_owned()).collect()
        };
        for (header, claims) in tokens(&row) {
            let verdict = Verdict::new(&decoded(&header, &claims), row["arrived_as"].as_str(), None);
            let said = (verdict.kind.code(), verdict.about.code(), verdict.server);
            let expected = (row["kind"].as_str().unwrap(), row["about"].as_str().unwrap(), row["server"].as_str());
            let has = |phrases: &[grant_lab::inspect::Phrase]| -> BTreeSet<String> {
                phrases.iter().map(|phrase| phrase.code.to_owned()).collect()
            };
            let reasons = has(&verdict.about_reasons.for_it);
            let missing: Vec<_> = codes(&row["reasons"]).difference(&reasons).cloned().collect();
            let remarks: Vec<_> = codes(&row["remarks"]).difference(&has(&verdict.remarks)).cloned().collect();
            if said != expected || !missing.is_empty() || !remarks.is_empty() {
                wrong.push(format!(
                    "{}: {said:?}, not {expected:?}; missing {missing:?} {remarks:?}; {:?} {:?} {claims}",
                    row["product"], verdict.kind_reasons, verdict.about_reasons
                ));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// No setup whose token is in the facts, as measured or as code and documentation tell its claims, is without a row.
#[test]
fn every_token_of_the_facts_has_a_row() {
    let table = table();
    let rows = |name: &str| table.iter().filter_map(|row| row[name].as_str()).collect::<BTreeSet<_>>();
    let (measured, read) = (rows("setup"), rows("facts"));
    let mut seen = 0;
    for setup in setups() {
        let id = setup["id"].as_str().unwrap();
        if let Some(token) = setup.get("token") {
            assert!(measured.contains(id), "{id}");
            let with_id = table.iter().any(|row| row["setup"] == id && row["token"] == "id_token");
            assert_eq!(token.get("id_token").is_some(), with_id, "{id}");
            seen += 1;
        }
        let tells_claims = setup["facts"].as_array().unwrap().iter().any(|fact| {
            fact["topic"] == "sub" && !["unknown", "possible"].contains(&fact["outcome"].as_str().unwrap_or_default())
        });
        if setup["how"] != "run" && tells_claims {
            assert!(read.contains(id), "{id} tells whom its tokens are about, and no row does");
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
}

/// Claims as the facts list them, with plain values by what the facts say of them, and nothing that only this product writes.
fn plain(setup: &Value) -> Option<(Value, Value)> {
    let fact = |topic: &str| setup["facts"].as_array().unwrap().iter().find(|fact| fact["topic"] == topic);
    let outcome = |topic: &str| fact(topic).and_then(|fact| fact["outcome"].as_str()).unwrap_or_default();
    let names = fact("sub")?["members"]["claims"].as_array()?;
    let (client, api) = ("3c1f0a7e", "https://api.example");
    let sub = match (outcome("sub"), fact("sub")?["value"].as_str()) {
        ("absent", _) => Value::Null,
        ("client_id", _) => json!(client),
        ("decorated_client_id", Some(shape)) => json!(shape.replace("<client_id>", client)),
        _ => json!("a4d2c9b0-1111-4000-8000-5e7f00000001"),
    };
    let claims = names.iter().map(|name| name.as_str().unwrap()).filter_map(|name| {
        let value = match name {
            "sub" if sub.is_null() => return None,
            "sub" | "oid" => sub.clone(),
            "iss" => json!("https://op.example"),
            "aud" if outcome("aud") == "client_id" => json!(client),
            "aud" => json!(api),
            "azp" | "client_id" | "cid" | "appid" => json!(client),
            "iat" | "exp" | "nbf" | "auth_time" => json!(1_790_000_000),
            "scope" | "scp" if outcome("scope_claim") == "array" => json!(["orders.read"]),
            "roles" | "permissions" => json!(["orders.read"]),
            "ext" | "realm_access" | "resource_access" => json!({}),
            "gty" => json!("client-credentials"),
            "aut" => json!("APPLICATION"),
            "typ" => json!("Bearer"),
            "token_use" => json!("access"),
            "preferred_username" => json!(["service-account-", client].concat()),
            "type" => json!("application"),
            "tokenType" => json!("access-token"),
            _ => json!("1"),
        };
        Some((name.to_owned(), value))
    });
    let typ = if outcome("typ") == "at_jwt" { "at+jwt" } else { "JWT" };
    Some((json!({"alg": "RS256", "typ": typ}), Value::Object(claims.collect())))
}

/// A builder that knows only what the facts say gets the same: an access token, and never one about a person.
#[test]
fn plain_values_in_the_claims_of_the_facts_are_never_a_person() {
    let mut seen = Vec::new();
    for setup in setups() {
        let Some((header, claims)) = plain(&setup) else { continue };
        let verdict = Verdict::new(&decoded(&header, &claims), None, None);
        let id = setup["id"].as_str().unwrap();
        seen.push((id.to_owned(), verdict.kind.code(), verdict.about.code()));
        // Dex's has the shape of an ID Token, as its fact says; Pocket ID's and others' claims are not in the facts.
        let kind = if id == "dex-read" { "kind_id_token" } else { "kind_access_token" };
        assert_eq!(verdict.kind.code(), kind, "{id} {claims}");
        let outcome =
            setup["facts"].as_array().unwrap().iter().find(|fact| fact["topic"] == "sub").unwrap()["outcome"].clone();
        let expected: &[&str] = match outcome.as_str().unwrap() {
            "client_id" | "absent" => &["about_client"],
            "decorated_client_id" if id != "dex-read" => &["about_client"],
            _ => &["about_client", "about_cannot_tell"],
        };
        assert!(expected.contains(&verdict.about.code()), "{id}: {} {claims}", verdict.about.code());
    }
    assert!(seen.len() >= 15, "{seen:?}");
}

/// What libraries sign to prove which client they are, as measured, is that and nothing else.
#[test]
fn every_measured_assertion_is_a_clients_proof() {
    let facts: Value = serde_json::from_str(include_str!("../src/content/facts/clients.json")).unwrap();
    let mut seen = 0;
    for client in facts["clients"].as_array().unwrap() {
        let Some(signed) = client.get("signed").filter(|signed| signed.is_object()) else { continue };
        let claims = signed["claims"].as_array().unwrap().iter().map(|name| {
            let value = match name.as_str().unwrap() {
                "iss" | "sub" => json!("reporter"),
                "aud" if signed["aud"] == "token endpoint" => json!("https://op.example/token"),
                "aud" => json!("https://op.example"),
                "jti" => json!("j7"),
                _ => json!(1_790_000_000),
            };
            (name.as_str().unwrap().to_owned(), value)
        });
        let verdict = Verdict::new(&decoded(&signed["header"], &Value::Object(claims.collect())), None, None);
        assert_eq!((verdict.kind.code(), verdict.about.code()), ("kind_client_assertion", "about_client"), "{client}");
        seen += 1;
    }
    assert!(seen >= 11, "{seen}");
}

/// "Somebody signed in" and "no one signed in" are for the issuer of this page, which holds the record.
#[test]
fn no_sentence_about_a_foreign_token_says_who_signed_in() {
    let words: Words = grant_lab::texts::read(WORDS).unwrap();
    for row in table() {
        for (header, claims) in tokens(&row) {
            let decoded = decoded(&header, &claims);
            let verdict = Verdict::new(&decoded, row["arrived_as"].as_str(), None);
            let lists = [&verdict.kind_reasons, &verdict.about_reasons];
            let reasons = lists.iter().flat_map(|list| list.for_it.iter().chain(&list.against));
            for phrase in reasons.chain(&verdict.settle).chain(&verdict.remarks) {
                let said = words.say(phrase);
                assert_ne!(said, phrase.code, "no words for it");
                for claim in ["signed in", "did not sign", "no login"] {
                    assert!(!said.contains(claim), "{}: {said}", row["product"]);
                }
                assert!(!said.contains('{'), "{}: {said}", row["product"]);
            }
        }
    }
}
