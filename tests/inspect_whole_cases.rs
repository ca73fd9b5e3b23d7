//! Texts as people paste them, judged as a whole: `tests/cases/whole.json` says the heading, whom the token is about, what is noted, found
//! and remarked. What a case does not name does not matter to it.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::js_api::Inspector;
use grant_lab::platform::software_crypto::SoftwareCrypto;
use pollster::block_on;
use serde_json::Value;

const CASES: &str = include_str!("cases/whole.json");
const WORDS: &str = include_str!("../src/content/en/decode.json");
const NOW: i64 = 1_790_000_060;

fn cases() -> Vec<Value> {
    serde_json::from_str(CASES).expect("the cases are a list")
}

fn codes(list: &Value) -> Vec<String> {
    let each = list.as_array().into_iter().flatten();
    each.filter_map(|entry| entry.as_str().or_else(|| entry["code"].as_str())).map(str::to_owned).collect()
}

/// What a report says under the names that the cases have.
fn told(report: &Value, name: &str) -> Value {
    let of_x5c = |finding: &&Value| finding["member"] == "x5c";
    match name {
        "headline" => codes(&report["headline"]).into(),
        "about_reasons" => codes(&report["reasons"]["about"]["for"]).into(),
        "settle" => codes(&report["reasons"]["settle"]).into(),
        "notes" => codes(&report["notes"]).into(),
        "remarks" => codes(&report["remarks"]).into(),
        "answer" => codes(&report["answer"]["remarks"]).into(),
        "opened" => report["opened"]["code"].clone(),
        "signature" => report["signature"]["code"].clone(),
        "signature_remarks" => codes(&report["signature"]["remarks"]).into(),
        "findings" => codes(&report["findings"]).into(),
        "certificates" => {
            let findings = report["findings"].as_array().into_iter().flatten().filter(of_x5c);
            findings.filter_map(|finding| finding["code"].as_str()).collect::<Vec<_>>().into()
        }
        other => report[other].clone(),
    }
}

#[test]
fn every_text_is_judged_as_it_should_be() {
    let inspector = Inspector::open(SoftwareCrypto::new(), WORDS).expect("the words have their shape");
    let options = format!(r#"{{"now":{NOW}}}"#);
    let mut wrong = Vec::new();
    for case in cases() {
        let report = block_on(inspector.inspect(
            case["text"].as_str(),
            Some(case["keys"].as_str().unwrap_or_default()),
            &options,
        ));
        let report: Value = serde_json::from_str(&report).expect("JSON");
        let expected = case["expected"].as_object().expect("what is right");
        for (name, right) in expected {
            let found = told(&report, name);
            if name == "says" {
                let said = report.to_string();
                if !right.as_str().is_some_and(|words| said.contains(words)) {
                    wrong.push(format!("{}: nothing says {right}", case["name"]));
                }
            } else if &found != right {
                wrong.push(format!("{}: {name} is {found}, not {right}", case["name"]));
            }
        }
        assert!(!report.to_string().contains("{name}"), "{}", case["name"]);
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_class_has_several_cases() {
    for class in ["E1", "E2", "E4", "E6", "G1", "C3"] {
        let count =
            cases().iter().filter(|case| case["class"].as_str().is_some_and(|one| one.starts_with(class))).count();
        assert!(count >= 4, "{class}: {count}");
    }
}
