//! The cases of `cases/forms.json`: what each text is taken for, what is said about it, and what is shown of it.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::inspect::{ClaimTable, Decoded, Dictionary, Verdict, Words};
use grant_lab::ports::UnixTime;
use serde_json::Value;

const CASES: &str = include_str!("cases/forms.json");
const WORDS: &str = include_str!("../src/content/en/decode.json");
const DICTIONARY: &str = include_str!("../src/content/en/claims.json");

/// The members that a case may have beside those that each has.
const KNOWN: [&str; 13] = [
    "name",
    "class",
    "input",
    "shape",
    "source",
    "notes",
    "problems",
    "rows",
    "times",
    "relative",
    "disclosed",
    "parts",
    "said",
];

fn texts<'v>(case: &'v Value, member: &str) -> Vec<&'v str> {
    case[member].as_array().map(|all| all.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

#[test]
fn every_case_is_shown_as_it_must_be() {
    let words: Words = grant_lab::texts::read(WORDS).expect("content");
    let dictionary: Dictionary = grant_lab::texts::read(DICTIONARY).expect("content");
    let file: Value = serde_json::from_str(CASES).expect("cases");
    let now = UnixTime(file["now"].as_i64().expect("a time"));
    let mut wrong = Vec::new();
    let cases = file["cases"].as_array().expect("a list");
    for case in cases {
        let name = case["name"].as_str().expect("a name");
        let members = case.as_object().expect("an object").keys();
        assert!(members.into_iter().all(|member| KNOWN.contains(&member.as_str()) || member == "never"), "{name}");
        let decoded = Decoded::read(case["input"].as_str().expect("text"));
        let mut compare = |what: &str, found: String, expected: String| {
            if found != expected {
                wrong.push(format!("{name}, {what}:\n  found    {found}\n  expected {expected}"));
            }
        };
        compare("shape", format!("{:?}", decoded.shape), case["shape"].as_str().expect("a shape").to_owned());
        let problems: Vec<_> = decoded.problems.iter().map(|problem| problem.code()).collect();
        compare("problems", problems.join(" "), texts(case, "problems").join(" "));
        let notes: Vec<_> = decoded.notes.iter().map(|note| note.code).collect();
        compare("notes", notes.join(" "), texts(case, "notes").join(" "));
        if case.get("parts").is_some() {
            let parts: Vec<_> = decoded.parts().map(|part| part.segment.name()).collect();
            compare("parts", parts.join(" "), texts(case, "parts").join(" "));
        }
        if let Some(disclosed) = case.get("disclosed") {
            let all = decoded.sd_jwt.as_ref().map(|sd_jwt| sd_jwt.disclosures.clone()).unwrap_or_default();
            let shown: Vec<String> = all
                .iter()
                .map(|each| {
                    [each.name.as_deref().unwrap_or("…"), ": ", each.value.as_deref().unwrap_or_default()].concat()
                })
                .collect();
            compare("disclosed", serde_json::json!(shown).to_string(), disclosed.to_string());
        }
        let verdict = Verdict::new(&decoded, None, None);
        let table = decoded.payload.as_ref().map(|part| ClaimTable::new(part, &dictionary, &verdict, now));
        let row = |claim: &str| {
            let rows = table.iter().flat_map(|table| &table.groups).flat_map(|(_, rows)| rows);
            rows.into_iter().find(|row| row.name == claim).cloned()
        };
        for (member, of_row) in [
            ("rows", &(|claim: &str| row(claim).map(|row| row.value)) as &dyn Fn(&str) -> Option<String>),
            ("times", &|claim: &str| row(claim)?.time?.utc),
            ("relative", &|claim: &str| Some(words.say(&row(claim)?.time?.relative))),
        ] {
            for (claim, expected) in case[member].as_object().into_iter().flatten() {
                let found = of_row(claim).unwrap_or_default();
                compare(&[member, claim].join(" "), found, expected.as_str().expect("text").to_owned());
            }
        }
        let told: String = decoded.problems.iter().map(|problem| &problem.phrase).chain(&decoded.notes).fold(
            String::new(),
            |mut told, phrase| {
                for text in [Some(words.say(phrase)), words.body(phrase), words.next(phrase)].into_iter().flatten() {
                    told.push_str(&text);
                    told.push(' ');
                }
                told
            },
        );
        for part in texts(case, "said").iter().filter(|part| !told.contains(**part)) {
            wrong.push(format!("{name} does not say {part:?}: {told}"));
        }
        for part in texts(case, "never").iter().filter(|part| told.contains(**part)) {
            wrong.push(format!("{name} says {part:?}: {told}"));
        }
        if let Some(problem) = decoded.problems.iter().find(|problem| words.next(&problem.phrase).is_none()) {
            wrong.push(format!("{name}: {} does not say what to do", problem.code()));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert!(cases.len() > 40);
}
