//! Signatures and keys as people have them: `tests/cases/signatures.json` says the state, the reason and the remark that each must get.
//!
//! The first rows are rebuilt from public reports (their `source` names them); the others were signed by another implementation.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::inspect::signature::check;
use grant_lab::inspect::{
    CheckedAs, Decoded, Expected, Judgement, KeyRing, Reading, SignatureReport, Verdict, Words, findings,
};
use grant_lab::jose::Segment;
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::UnixTime;
use pollster::block_on;
use serde_json::Value;

const CASES: &str = include_str!("cases/signatures.json");
const WORDS: &str = include_str!("../src/content/en/decode.json");
const NOW: UnixTime = UnixTime(1_790_000_060);

fn cases() -> Vec<Value> {
    serde_json::from_str(CASES).expect("the cases are a list")
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().map(|texts| texts.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

fn report(case: &Value) -> (Decoded, SignatureReport) {
    let crypto = SoftwareCrypto::new();
    let mut ring = case["keys"].as_str().map_or_else(KeyRing::default, |text| KeyRing::read(text).expect("keys"));
    block_on(ring.complete(&crypto));
    let decoded = Decoded::read(case["token"].as_str().expect("a token"));
    let report = block_on(check(&crypto, &decoded, &ring));
    (decoded, report)
}

#[test]
fn every_case_gets_its_state_reason_and_remarks() {
    let words: Words = grant_lab::texts::read(WORDS).expect("content");
    let mut wrong = Vec::new();
    for case in cases() {
        let (decoded, report) = report(&case);
        let reason = report.state.why().map(|(phrase, _)| phrase.code);
        let expected = (case["state"].as_str().expect("a state"), case["reason"].as_str());
        let remarks: Vec<&str> = report.remarks.iter().map(|remark| remark.code).collect();
        if (report.state.code(), reason) != expected || remarks != texts(&case["remarks"]) {
            wrong.push(format!("{}: {} {reason:?} {remarks:?}", case["name"], report.state.code()));
        }
        let tried: Vec<&str> = report.tried.iter().map(|key| key.outcome.code).collect();
        if case["tried"].is_array() && tried != texts(&case["tried"]) {
            wrong.push(format!("{}: tried {tried:?}", case["name"]));
        }
        if case["findings"].is_array() {
            let verdict = Verdict::new(&decoded, None, None);
            let found = findings(&decoded, &verdict, Some(&report), NOW);
            let codes: Vec<&str> =
                found.iter().filter(|one| one.part == Segment::Signature).map(|one| one.phrase.code).collect();
            let is_said = found.iter().all(|one| !words.say(&one.phrase).contains('{'));
            if codes != texts(&case["findings"]) || !is_said {
                wrong.push(format!("{}: found {codes:?}", case["name"]));
            }
        }
        if let Some(length) = case["length"].as_str() {
            let told = report.state.why().and_then(|(phrase, _)| phrase.fact("expected").map(str::to_owned));
            if told.as_deref() != Some(length) {
                wrong.push(format!("{}: the length {told:?}", case["name"]));
            }
        }
        if let [line, outcome] = texts(&case["line"])[..] {
            let judgement = Judgement::new(&decoded, &report, CheckedAs::AnyJwt, &Expected::at(NOW), None);
            let found = judgement.line(line).map(|line| line.outcome(Reading::Profile).code());
            if found != Some(outcome) {
                wrong.push(format!("{}: the line {line} {found:?}", case["name"]));
            }
        }
        for phrase in report.remarks.iter().chain(report.tried.iter().map(|key| &key.outcome)) {
            let said = words.say(phrase);
            assert!(words.text(phrase.code).is_some() && !said.contains('{'), "{}: {said}", case["name"]);
        }
    }
    assert_eq!(wrong, [""; 0], "{}", wrong.join("\n"));
}

#[test]
fn every_class_of_the_reports_has_more_cases_than_the_reports() {
    for (class, least) in [("D1", 6), ("D2", 50), ("A3", 4), ("E3", 4)] {
        let count =
            cases().iter().filter(|case| case["class"].as_str().is_some_and(|one| one.starts_with(class))).count();
        assert!(count >= least, "{class}: {count}");
    }
}

#[test]
fn a_kid_that_no_key_has_is_told_in_the_signature_and_in_the_checks() {
    let words: Words = grant_lab::texts::read(WORDS).expect("content");
    for name in ["kid-other", "kid-nobody-has"] {
        let case = cases().into_iter().find(|case| case["name"] == name).expect("the case");
        let (decoded, report) = report(&case);
        let judgement = Judgement::new(&decoded, &report, CheckedAs::AccessToken, &Expected::at(NOW), None);
        let reason = judgement.line("signature").and_then(|line| line.reason.clone()).expect("a reason");
        assert!(words.say(&reason).starts_with("No key of yours has this kid: e1."), "{name}");
    }
}

#[test]
fn nothing_that_is_not_checked_speaks_against_the_token() {
    let words: Words = grant_lab::texts::read(WORDS).expect("content");
    for case in cases().iter().filter(|case| case["state"] == "signature_not_checked") {
        let (decoded, report) = report(case);
        let (phrase, _) = report.state.why().expect("a reason");
        let said = [Some(words.say(&phrase)), words.body(&phrase)].into_iter().flatten().collect::<Vec<_>>().join(" ");
        for hard in ["does not match", "does not fit", "Do not rely"] {
            assert!(!said.contains(hard), "{}: {said}", case["name"]);
        }
        let judgement = Judgement::new(&decoded, &report, CheckedAs::AnyJwt, &Expected::at(NOW), None);
        let failed = judgement.failures(Reading::Profile).any(|line| line.name == "signature");
        assert!(!failed, "{}", case["name"]);
    }
}
