//! Classes of tokens on which people were told the wrong thing, each with inputs from public reports and with variations; every kind by
//! its documented type and claims; what claims mean by the verdict; and the headline.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;

use grant_lab::inspect::{
    About, ClaimTable, Decoded, Dictionary, Group, Kind, Phrase, SignatureState, Sureness, Verdict, Words,
};
use grant_lab::jose::base64url;
use grant_lab::ports::UnixTime;
use proptest::prelude::*;
use serde_json::{Value, json};

const CASES: &str = include_str!("cases/verdict.json");
const NOW: UnixTime = UnixTime(1_790_000_100);

fn cases() -> Vec<Value> {
    serde_json::from_str(CASES).unwrap()
}

fn words() -> Words {
    grant_lab::texts::read(include_str!("../src/content/en/decode.json")).unwrap()
}

fn dictionary() -> Dictionary {
    grant_lab::texts::read(include_str!("../src/content/en/claims.json")).unwrap()
}

fn decoded(header: &Value, claims: &Value) -> Decoded {
    let part = |value: &Value| base64url::encode(value.to_string().as_bytes());
    Decoded::read(&[&part(header), ".", &part(claims), ".c2ln"].concat())
}

fn codes(phrases: &[Phrase]) -> BTreeSet<&str> {
    phrases.iter().map(|phrase| phrase.code).collect()
}

fn wanted<'v>(case: &'v Value, name: &str) -> BTreeSet<&'v str> {
    case[name].as_array().into_iter().flatten().map(|code| code.as_str().unwrap()).collect()
}

#[test]
fn every_case_gets_its_verdict() {
    let mut wrong = Vec::new();
    let cases = cases();
    for case in &cases {
        let decoded = decoded(&case["header"], &case["claims"]);
        let verdict = Verdict::new(&decoded, case["arrived_as"].as_str(), None);
        let said = (verdict.kind.code(), verdict.about.code());
        let expected = (case["kind"].as_str().unwrap(), case["about"].as_str().unwrap());
        let has_reasons = wanted(case, "reasons").is_subset(&codes(&verdict.about_reasons.for_it));
        let has_remarks = wanted(case, "remarks").is_subset(&codes(&verdict.remarks));
        if said != expected || !has_reasons || !has_remarks {
            let name = &case["name"];
            wrong.push(format!("{name}: {said:?}, not {expected:?}; {verdict:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn claims_mean_what_the_verdict_makes_them_mean() {
    let dictionary = dictionary();
    let mut rows = 0;
    for case in cases() {
        let decoded = decoded(&case["header"], &case["claims"]);
        let verdict = Verdict::new(&decoded, case["arrived_as"].as_str(), None);
        let table = ClaimTable::new(decoded.payload.as_ref().unwrap(), &dictionary, &verdict, NOW);
        for (claim, meaning) in case["rows"].as_object().into_iter().flatten() {
            let row = table.groups.iter().flat_map(|(_, rows)| rows).find(|row| row.name == *claim).unwrap();
            let said = row.meaning.as_deref().unwrap();
            assert!(said.contains(meaning.as_str().unwrap()), "{}: {claim}: {said}", case["name"]);
            rows += 1;
        }
        if verdict.about != About::Person {
            for row in table.groups.iter().flat_map(|(_, rows)| rows) {
                let said = row.meaning.as_deref().unwrap_or_default();
                for word in ["the person", "The person", "signed in"] {
                    assert!(!said.contains(word), "{}: {} says {said}", case["name"], row.name);
                }
            }
        }
    }
    assert!(rows > 8, "{rows}");
}

#[test]
fn a_text_without_characters_is_told_and_not_blank() {
    let decoded = decoded(&json!({"alg": "ES256"}), &json!({"sub": "", "client_id": "c", "jti": " "}));
    let verdict = Verdict::new(&decoded, None, None);
    let table = ClaimTable::new(decoded.payload.as_ref().unwrap(), &dictionary(), &verdict, NOW);
    let row = |group, name: &str| table.rows(group).iter().find(|row| row.name == name).cloned().unwrap();
    assert!(row(Group::Subject, "sub").is_empty_text);
    assert!(!row(Group::Subject, "client_id").is_empty_text && !row(Group::Token, "jti").is_empty_text);
    assert_eq!(words().say(&Phrase::new("claim_empty_text")), "(empty text)");
}

#[test]
fn only_the_issuer_that_holds_the_record_says_who_signed_in() {
    let words = words();
    let person = decoded(
        &json!({"alg": "ES256"}),
        &json!({"iss": "https://issuer.test", "sub": "user-82c1", "aud": "shop-web", "nonce": "n", "auth_time": 1_790_000_000}),
    );
    let said = |login| {
        let verdict = Verdict::new(&person, None, login);
        let table = ClaimTable::new(person.payload.as_ref().unwrap(), &dictionary(), &verdict, NOW);
        let row = table.rows(Group::Login).iter().find(|row| row.name == "auth_time").cloned().unwrap();
        (verdict.about, verdict.about_sure, words.say(&row.time.unwrap().relative))
    };
    let foreign = "A time of authentication, as this server writes it: 1 min 40 s ago".to_owned();
    assert_eq!(said(None), (About::CannotTell, Sureness::Open, foreign.clone()));
    assert_eq!(said(Some(false)), (About::Client, Sureness::Likely, foreign));
    let ours = "Somebody signed in 1 min 40 s ago, by the record of this page’s issuer".to_owned();
    assert_eq!(said(Some(true)), (About::Person, Sureness::Said, ours));
}

#[test]
fn what_contradicts_itself_cannot_be_told() {
    let claims =
        json!({"iss": "https://i.example", "sub": "x", "tid": "1", "azpacr": "1", "idtyp": "app", "scp": "read"});
    let verdict = Verdict::new(&decoded(&json!({"alg": "RS256"}), &claims), None, None);
    assert_eq!((verdict.about, verdict.about_sure), (About::CannotTell, Sureness::Open));
    assert!(codes(&verdict.about_reasons.for_it).contains("why_server_is_client"));
    assert!(codes(&verdict.about_reasons.against).contains("why_server_is_person"));
    assert!(codes(&verdict.settle).contains("settle_ask_issuer"));
}

#[test]
fn the_headline_has_kind_whom_expiry_and_signature() {
    let words = words();
    let headline = |claims: Value, now| {
        let decoded = decoded(&json!({"alg": "RS256", "typ": "at+jwt"}), &claims);
        let verdict = Verdict::new(&decoded, None, None);
        let said = verdict.headline(&decoded, &SignatureState::default(), UnixTime(now));
        said.iter().map(|phrase| words.say(phrase)).collect::<Vec<_>>()
    };
    let claims = json!({"sub": "c", "client_id": "c", "exp": 1_790_000_000});
    let (kind, whom) = ("Looks like an access token", "about a client, which is a program");
    assert_eq!(
        headline(claims.clone(), 1_790_000_000 + 3 * 86_400),
        [kind, whom, "Expired 3 days ago, by this device’s clock", "Not verified."]
    );
    assert_eq!(headline(claims, 1_789_999_990)[2], "Expires in 10 s, by this device’s clock");
    assert_eq!(headline(json!({"sub": "c", "client_id": "c"}), 0)[2], "It has no `exp`, so it names no end");
    assert_eq!(
        headline(json!({"sub": "c", "client_id": "c", "exp": "soon"}), 0)[2],
        "Its `exp` cannot be read as a time"
    );
}

/// Claims of any type in the places that a verdict looks at.
fn anything() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec![
        "iss",
        "sub",
        "aud",
        "client_id",
        "azp",
        "scope",
        "scp",
        "typ",
        "gty",
        "amr",
        "events",
        "tid",
        "oid",
        "idtyp",
        "email",
        "preferred_username",
        "token_use",
        "act",
        "cnf",
        "exp",
        "auth_time",
        "userId",
        "kubernetes.io",
        "webid",
        "nonce",
    ]);
    let values = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "C[A-Za-z0-9_-]{0,24}".prop_map(Value::from),
        prop::collection::vec(".{0,6}", 0..3).prop_map(Value::from),
        Just(json!({"a": {"b": []}})),
    ];
    prop::collection::vec((names, values), 0..12)
        .prop_map(|members| members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

proptest! {
    #[test]
    fn any_claims_get_a_verdict_with_words(header in anything(), claims in anything(), arrived in ".{0,20}") {
        let words = words();
        let verdict = Verdict::new(&decoded(&header, &claims), Some(&arrived), None);
        let lists = [&verdict.kind_reasons, &verdict.about_reasons];
        let reasons = lists.iter().flat_map(|list| list.for_it.iter().chain(&list.against));
        for phrase in reasons.chain(&verdict.settle).chain(&verdict.remarks) {
            prop_assert!(words.text(phrase.code).is_some(), "{}", phrase.code);
        }
        for code in [verdict.kind.code(), verdict.about.code(), verdict.kind_sure.code(), verdict.about_sure.code()] {
            prop_assert!(words.text(code).is_some(), "{code}");
        }
    }
}

#[test]
fn encrypted_and_opaque_texts_are_not_judged_by_what_nobody_can_see() {
    let opaque = Verdict::new(&Decoded::read("2YotnFZFEjr1zCsicMWpAA"), Some("access_token"), None);
    assert_eq!((opaque.kind, opaque.about), (Kind::NotAToken, About::CannotTell));
    let jwe = format!("{}.a.b.c.d", base64url::encode(br#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#));
    let verdict = Verdict::new(&Decoded::read(&jwe), None, None);
    assert_eq!((verdict.kind, verdict.about), (Kind::Encrypted, About::CannotTell));
    assert!(codes(&verdict.settle).contains("settle_decrypt"));
}
