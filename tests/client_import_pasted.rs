//! What people paste beside curl commands, kept as data: PowerShell, copies as fetch, OpenCollection, variables of Postman.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

#[path = "common/imported.rs"]
mod imported;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use grant_lab::client::import::{Imported, ImportedFrom, import};
use serde_json::{Value, json};

use crate::imported::{read, remarks};

fn cases() -> Vec<Value> {
    let cases: Value = serde_json::from_str(include_str!("cases/pasted.json")).unwrap();
    cases["cases"].as_array().unwrap().clone()
}

#[test]
fn every_paste_becomes_the_draft_that_stands_beside_it() {
    let mut wrong = Vec::new();
    for case in cases() {
        let imported = import(case["paste"].as_str().unwrap()).unwrap();
        let became = json!({
            "from": imported.from.as_str(),
            "draft": read(&imported.draft),
            "remarks": remarks(&imported),
        });
        if ["from", "draft", "remarks"].iter().any(|member| became[*member] != case[*member]) {
            wrong.push(format!("{}: {became:#}", case["name"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_form_is_among_them() {
    let of: BTreeSet<String> = cases().iter().map(|case| case["from"].as_str().unwrap().to_owned()).collect();
    for from in [ImportedFrom::PowerShell, ImportedFrom::Fetch, ImportedFrom::Bruno, ImportedFrom::Postman] {
        assert!(of.contains(from.as_str()), "{from:?}");
    }
}

#[test]
fn no_remark_names_what_was_read_as_a_secret() {
    for case in cases() {
        let imported = import(case["paste"].as_str().unwrap()).unwrap();
        let secret = imported.draft.client_secret.expose();
        let said = imported.remarks.iter().flat_map(|remark| &remark.values);
        assert!(secret.is_empty() || said.into_iter().all(|value| !value.contains(secret)), "{}", case["name"]);
    }
}

/// Beginnings without an end, many times over: a reader that looked for the end of each would take hours.
#[test]
fn what_never_ends_is_read_in_the_time_that_its_length_takes() {
    let begun = Instant::now();
    for piece in [
        "$a=@{b=",
        "$a=(",
        "${",
        "$a=[x",
        "\"$(",
        "@'\n",
        "<#",
        "$a['",
        "$a='x'+",
        "$b=\"$b$b\"\n",
        "'",
        "$a.Add(",
        "Invoke-RestMethod ",
        "Invoke-RestMethod @a -Body @{",
        "| ConvertTo-Json ",
        "[a]::b(",
    ] {
        let text =
            ["Invoke-RestMethod https://as.example/token\n$b='xxxxxxxxxxxxxxxx'\n", &piece.repeat(20_000)].concat();
        assert!(import(&text).is_ok(), "{piece}");
    }
    for piece in ["fetch(\"a\",{", "fetch(\"", "fetch(", "fetch(\"a\",[", "fetch(\"a\")"] {
        let text = ["fetch(\"https://as.example/token\")\n", &piece.repeat(20_000)].concat();
        assert!(import(&text).is_ok_and(|imported: Imported| imported.from == ImportedFrom::Fetch), "{piece}");
    }
    let variables: Vec<Value> =
        (0..2_000).map(|n| json!({ "key": n.to_string(), "value": "{{0}}".repeat(800) })).collect();
    let url = "{{0}}".repeat(20_000);
    let item = json!({ "request": { "method": "POST", "url": { "raw": url }, "header": [] } });
    assert!(import(&json!({ "item": [item], "variable": variables }).to_string()).is_ok());
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}
