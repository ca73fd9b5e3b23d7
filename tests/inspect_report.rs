//! The report of a text as JSON, as it is handed on.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::inspect::{
    CheckedAs, Decoded, Expected, Given, Inspected, Inspection, Judgement, KeyRing, Pasted, Report, SignatureReport,
    Verdict, Words, findings, read_answer,
};
use grant_lab::ports::UnixTime;
use serde_json::Value;

const WORDS: &str = include_str!("../src/content/en/decode.json");
const FIRST: &str =
    "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJuaWdodGx5LXJlcG9ydCIsIm4iOjEyMzQ1Njc4OTAxMjM0NTY3ODkwfQ.c2lnbmF0dXJl";
const SECOND: &str = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJvdGhlciJ9.b3RoZXJzaWduYXR1cmU";

fn report(of: impl FnOnce(Report<'_>) -> Report<'_>) -> String {
    let words: Words = grant_lab::texts::read(WORDS).expect("the words have their shape");
    let text = [r#"{"access_token":""#, FIRST, r#"","refresh_token":""#, SECOND, r#""}"#].concat();
    let pasted = Pasted::read(&text);
    let decoded = Decoded::read(pasted.token());
    let verdict = Verdict::new(&decoded, pasted.name(), None);
    let signature = SignatureReport::default();
    let expected = Expected::at(UnixTime(1_790_000_000));
    let token = Inspected {
        headline: verdict.headline(&decoded, &signature.state, expected.now),
        findings: findings(&decoded, &verdict, Some(&signature), expected.now),
        judgement: Judgement::new(&decoded, &signature, CheckedAs::of(verdict.kind), &expected, None),
        decoded,
        verdict,
        signature,
        holder: None,
        opened: None,
        inner: None,
    };
    let inspection = Inspection { answer: read_answer(&text), pasted, token };
    of(Report::new(&words)).of_text(&inspection, &Given { ring: &KeyRing::default(), problem: None })
}

#[test]
fn a_report_holds_the_tokens_and_every_digit() {
    let text = report(|report| report);
    let value: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((value["token"].as_str(), value["others"][0]["token"].as_str()), (Some(FIRST), Some(SECOND)));
    assert!(text.contains("12345678901234567890"), "{text}");
}

#[test]
fn a_report_without_tokens_can_be_handed_on() {
    let text = report(|report| report.without_tokens());
    let value: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["payload"]["sub"], "nightly-report");
    assert_eq!((&value["token"], &value["others"][0]["token"]), (&Value::Null, &Value::Null));
    for signature in ["c2lnbmF0dXJl", "b3RoZXJzaWduYXR1cmU"] {
        assert!(!text.contains(signature), "{text}");
    }
}
