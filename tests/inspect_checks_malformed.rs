//! Malformed tokens and any text, judged: each has its state and its reasons, and none stops a judgement.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/judged.rs"]
mod judged;

use grant_lab::inspect::signature::check;
use grant_lab::inspect::{CheckedAs, Decoded, Expected, Judgement, KeyRing, Outcome, Reading};
use grant_lab::jose::base64url;
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::UnixTime;
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::judged::{NOW, api, header, judged, validators, verified};

const MALFORMED: &str = include_str!("vectors/malformed-jwt.json");

/// What Decode says about each malformed token: the state of its signature and why, then the first check of an API that fails and why.
#[test]
fn jwt_05_to_19_every_malformed_token_has_its_state_and_its_reasons() {
    let file: Value = serde_json::from_str(MALFORMED).expect("vectors");
    let rfc7515: Value = serde_json::from_str(include_str!("vectors/rfc7515-appendix.json")).expect("vectors");
    let ec = rfc7515["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == "RFC7515-A.3");
    let ec = ec.and_then(|vector| vector.get("jwk_public").or_else(|| vector.get("jwk"))).expect("a key");
    let keys = json!({"keys": [file["validator_config"]["hs256_jwk"], ec]}).to_string();
    let (crypto, ring) = (SoftwareCrypto::new(), KeyRing::read(&keys).expect("keys"));
    let text = |name: &str| file["validator_config"][name].as_str().map(str::to_owned);
    let now = UnixTime(file["validator_config"]["now"].as_i64().expect("a time"));
    let expected = Expected { issuer: text("iss"), audience: text("aud"), ..Expected::at(now) };
    let mut told = String::new();
    for vector in file["vectors"].as_array().expect("a list") {
        let Some(token) = vector["token"].as_str() else { continue };
        let decoded = Decoded::read(token);
        let report = block_on(check(&crypto, &decoded, &ring));
        let why = report.state.why().map_or("", |(phrase, _)| phrase.code);
        let judgement = Judgement::new(&decoded, &report, CheckedAs::AnyJwt, &expected, None);
        let first = judgement.failures(Reading::Profile).find(|line| line.name != "signature");
        let reason = first.and_then(|line| line.reason.as_ref()).map_or("", |reason| reason.code);
        let id = vector["id"].as_str().expect("an id").trim_start_matches("MAL-");
        let state = report.state.code().trim_start_matches("signature_");
        let line = [id, state, why, first.map_or("", |line| line.name), reason].join(" ");
        told.push_str(line.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
        told.push('\n');
    }
    assert_eq!(told, include_str!("cases/malformed-judged.txt"));
}

#[test]
fn of_a_damaged_token_the_form_fails_and_of_no_token_nothing_is_asked() {
    let damaged = judged("eyJhbGciOiJFUzI1NiJ9.!.c2ln", CheckedAs::AccessToken, &api());
    let structure = damaged.line("structure").expect("a line");
    assert_eq!(structure.reason.as_ref().map(|reason| reason.code), Some("base64url_foreign_character"));
    assert_eq!(damaged.line("exp").map(|line| line.profile), Some(Outcome::CannotBeMade));
    for text in ["", "2YotnFZFEjr1zCsicMWpAA", "{\"a\":1}"] {
        assert_eq!(judged(text, CheckedAs::AccessToken, &api()).lines, []);
    }
    let twice = [
        &base64url::encode(header().to_string().as_bytes()),
        ".",
        &base64url::encode(br#"{"aud":"a","aud":"b"}"#),
        ".AAAA",
    ]
    .concat();
    let line = judged(&twice, CheckedAs::AnyJwt, &Expected::at(NOW)).line("structure").cloned().expect("a line");
    assert_eq!((line.profile, line.library), (Outcome::Fails, Outcome::PassesWithRemark));
}

proptest! {
    #[test]
    fn no_text_stops_a_judgement(text in "[a-zA-Z0-9_.=~{}\":, -]{0,80}", header in "\\PC{0,40}", payload in "\\PC{0,60}") {
        let parts = [header, payload].map(|part| base64url::encode(part.as_bytes()));
        for text in [text, [&parts[0], ".", &parts[1], ".AAAA"].concat()] {
            for checked_as in CheckedAs::ALL {
                let judgement = Judgement::new(&Decoded::read(&text), &verified(), checked_as, &api(), Some(validators()));
                prop_assert!(judgement.lines.len() < 20);
            }
        }
    }
}
