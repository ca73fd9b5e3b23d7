//! The issuer's page: what it says about policies is what the policies do, value by value and cell by cell.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;

use std::collections::BTreeSet;

use common::*;
use grant_lab::issuer::{Configuration, Policies, Profile};
use grant_lab::lab::{CellId, Verdict};
use grant_lab::oauth::ClientAuthMethod;
use grant_lab::ui::pages::issuer::{IssuerTexts, with_value};
use grant_lab::ui::route::Section;
use pollster::block_on;

fn texts() -> IssuerTexts {
    grant_lab::texts::read(include_str!("../src/content/en/issuer.json")).unwrap()
}

/// Where the issuer does what no specification defines, or the opposite of what one asks.
const OUTSIDE: [(&str, &str); 11] = [
    ("openid", "vendor_service_account"),
    ("openid", "vendor_copy"),
    ("basicSecret", "raw"),
    ("basicSecret", "percent"),
    ("basicSecret", "every_colon"),
    ("userinfoAccounts", "openid"),
    ("userinfoAccounts", "any"),
    ("userClaims", "account"),
    ("userClaims", "owner"),
    ("expiresIn", "zero"),
    ("expiresIn", "text"),
];

/// The cells whose claim does not hold or cannot be tested.
fn moved(lab: &TestLab) -> Vec<CellId> {
    CellId::all()
        .chain(CellId::beyond())
        .filter(|cell| cell.judge(&block_on(lab.run(cell.run().actions))).verdict != Verdict::Holds)
        .collect()
}

#[test]
fn every_policy_and_every_value_of_it_is_on_the_page_once() {
    let texts = texts();
    let mut names: Vec<&str> = texts.policies.iter().map(|policy| policy.name.as_str()).collect();
    names.sort_unstable();
    let mut all = Policies::NAMES;
    all.sort_unstable();
    assert_eq!(names, all);
    for policy in &texts.policies {
        let refused = with_value(&Policies::default(), &policy.name, "no such value").unwrap_err();
        let allowed = refused.split("Allowed: ").nth(1).unwrap().trim_end_matches('.');
        let Some(options) = &policy.options else {
            assert!(allowed.starts_with("whole seconds from "), "{refused}");
            let range = allowed.trim_start_matches("whole seconds ");
            assert!(policy.lead.contains(range), "{} does not say {range}", policy.name);
            continue;
        };
        let values: Vec<String> = options.iter().map(|option| format!("\"{}\"", option.value)).collect();
        assert_eq!(values.join(", "), allowed, "{}: in the order of the policy, the default first", policy.name);
        let default = with_value(&Policies::default(), &policy.name, &options[0].value).unwrap();
        assert_eq!(default, Policies::default(), "{}: the first is the default", policy.name);
        let outside = |value: &str| OUTSIDE.contains(&(policy.name.as_str(), value));
        for option in options {
            assert!(!option.text.is_empty() && option.beyond == outside(&option.value), "{}", option.value);
        }
    }
}

#[test]
fn each_value_moves_exactly_the_cells_that_the_page_names() {
    for policy in texts().policies {
        for option in policy.options.iter().flatten() {
            let lab = lab();
            lab.set_policies(with_value(&Policies::default(), &policy.name, &option.value).unwrap());
            let named: Vec<CellId> = option.cells().collect();
            assert_eq!(
                named.len(),
                option.cells.iter().flatten().count(),
                "{} names cells that are none",
                option.value
            );
            assert_eq!(moved(&lab), named, "{}: {}", policy.name, option.value);
        }
    }
}

/// The two policies that are numbers, at their ends.
#[test]
fn seconds_move_no_cell() {
    for (name, values) in [("lifetime", ["1", "3600"]), ("clockSkew", ["0", "300"])] {
        for value in values {
            let lab = lab();
            lab.set_policies(with_value(&Policies::default(), name, value).unwrap());
            assert_eq!(moved(&lab), [], "{name}: {value}");
        }
    }
}

#[test]
fn every_section_and_every_method_has_its_name() {
    let texts = texts();
    let names: BTreeSet<&str> = texts.sections.iter().map(|(name, _)| name).collect();
    assert_eq!(names, Section::ALL.map(Section::slug).into());
    let methods: BTreeSet<&str> = texts.methods.iter().map(|(name, _)| name).collect();
    assert_eq!(methods, ClientAuthMethod::ALL.map(ClientAuthMethod::as_str).into());
}

/// The page's views ask for words by name; a name that the file does not have would show nothing.
#[test]
fn every_word_that_a_view_asks_for_is_there_and_every_word_is_asked_for() {
    let texts = texts();
    let mut code = String::new();
    for file in std::fs::read_dir("src/ui/pages/issuer").unwrap() {
        code.push_str(&std::fs::read_to_string(file.unwrap().path()).unwrap());
    }
    for (name, _) in texts.words.iter() {
        assert!(code.contains(&format!("\"{name}\"")), "nothing asks for the word {name}");
    }
    let asked = code.split("word(\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    for name in asked {
        assert!(!texts.word(name).is_empty(), "{name} has no text");
    }
}

#[test]
fn a_configuration_and_a_reset_go_through_the_lab() {
    let lab = lab();
    let document = r#"{"version":1,"policies":{"profile":"fapi20"}}"#;
    block_on(lab.configure(Configuration::parse(document).unwrap()));
    assert_eq!(lab.policies().profile, Profile::Fapi20);
    assert!(lab.network().issuer().registry().clients.is_empty());
    block_on(lab.reset());
    assert_eq!(lab.policies(), Policies::default());
    assert_eq!(lab.network().issuer().registry().clients.len(), 14);
}
