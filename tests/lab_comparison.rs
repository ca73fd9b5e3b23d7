//! Side by side: each comparison is run under every policy of the issuer, and shows what its sentence says.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/lab.rs"]
mod common;

use common::*;
use grant_lab::inspect::{Change, Difference};
use grant_lab::issuer::{OpenidPolicy, Policies, SubjectStyle};
use grant_lab::lab::{COMPARISONS, Comparison, ComparisonPart};
use grant_lab::texts;
use grant_lab::ui::pages::diff::DiffText;
use pollster::block_on;

fn run(id: &str, lab: &TestLab) -> Vec<ComparisonPart> {
    let comparison = Comparison::of(id).unwrap();
    let left = block_on(lab.run(comparison.left().unwrap().actions));
    match comparison.right() {
        Some(right) => comparison.compare(&left, &block_on(lab.run(right.actions))),
        None => comparison.compare(&left, &left),
    }
}

fn find<'a>(parts: &'a [ComparisonPart], part: &str, name: &str) -> &'a Difference {
    let part = parts.iter().find(|each| each.name == part).unwrap_or_else(|| panic!("no part {part}"));
    part.members.iter().find(|each| each.name == name).unwrap_or_else(|| panic!("no {name} in {}", part.name))
}

fn change(parts: &[ComparisonPart], part: &str, name: &str) -> Change {
    find(parts, part, name).change()
}

fn shows(id: &str, parts: &[ComparisonPart]) -> &'static str {
    Comparison::of(id).unwrap().shows(parts)
}

#[test]
fn asking_with_openid_shows_what_the_policy_does() {
    for (openid, sentence, access_token, id_token) in [
        (OpenidPolicy::Reject, "openid_refused", Change::Removed, None),
        (OpenidPolicy::Drop, "openid_dropped", Change::Changed, None),
        (OpenidPolicy::Echo, "openid_echoed", Change::Changed, None),
        (OpenidPolicy::VendorServiceAccount, "openid_id_token", Change::Changed, Some(Change::Added)),
        (OpenidPolicy::VendorCopy, "openid_copied", Change::Changed, Some(Change::Changed)),
    ] {
        let parts = run("openid", &lab_under(openid));
        assert_eq!(shows("openid", &parts), sentence, "{openid:?}");
        assert_eq!(change(&parts, "request", "scope"), Change::Changed);
        assert_eq!(change(&parts, "request", "grant_type"), Change::Same);
        assert_eq!(find(&parts, "request", "Authorization").left.as_deref(), Some("Basic …"), "no secret");
        assert_eq!(change(&parts, "answer", "access_token"), access_token, "{openid:?}");
        let answer = parts.iter().find(|part| part.name == "answer").unwrap();
        let found = answer.members.iter().find(|member| member.name == "id_token").map(Difference::change);
        assert_eq!(found, id_token, "{openid:?}");
    }
    let parts = run("openid", &lab());
    assert_eq!(change(&parts, "answer", "error"), Change::Added);
    assert_eq!(find(&parts, "answer", "status").right.as_deref(), Some("400"));
}

#[test]
fn the_other_pairs_show_the_same_under_every_policy() {
    for openid in OpenidPolicy::ALL {
        let lab = lab_under(openid);
        let tokens = run("tokens", &lab);
        assert_eq!(shows("tokens", &tokens), "tokens", "{openid:?}");
        assert_eq!(change(&tokens, "claims", "sub"), Change::Same, "both are about Sam");
        assert_eq!(change(&tokens, "claims", "aud"), Change::Changed);
        assert_eq!(change(&tokens, "claims", "nonce"), Change::Added);
        assert_eq!(change(&tokens, "claims", "auth_time"), Change::Added);
        assert_eq!(change(&tokens, "claims", "client_id"), Change::Removed);
        let subject = run("subject", &lab);
        assert_eq!(shows("subject", &subject), "subject", "{openid:?}");
        assert_eq!(change(&subject, "claims", "sub"), Change::Changed);
        assert_eq!(change(&subject, "claims", "client_id"), Change::Same);
        let sentence = if openid == OpenidPolicy::VendorCopy { "sign_in_copied" } else { "sign_in" };
        assert_eq!(shows("sign-in", &run("sign-in", &lab)), sentence, "{openid:?}");
    }
}

#[test]
fn a_policy_of_the_readers_own_stays_and_a_run_that_failed_is_not_explained() {
    let lab = lab();
    let mine = Policies { sub: SubjectStyle::Omitted, ..Policies::default() };
    lab.set_policies(mine.clone());
    assert_eq!(shows("subject", &run("subject", &lab)), "subject");
    assert_eq!(lab.policies(), mine);
    let without = lab_without_cryptography();
    for comparison in &COMPARISONS {
        assert_eq!(shows(comparison.id, &run(comparison.id, &without)), "unexpected", "{}", comparison.id);
    }
}

#[test]
fn every_pair_part_change_and_sentence_has_its_words() {
    let text: DiffText = texts::read(include_str!("../src/content/en/diff.json")).unwrap();
    for comparison in &COMPARISONS {
        assert!(text.pairs.get(comparison.id).is_some(), "{}", comparison.id);
        assert!(comparison.left().is_some(), "{} runs", comparison.id);
    }
    assert_eq!(text.pairs.iter().count(), COMPARISONS.len());
    for part in ["request", "answer", "header", "claims"] {
        assert!(text.parts.get(part).is_some(), "{part}");
    }
    for change in [Change::Same, Change::Changed, Change::Added, Change::Removed] {
        assert!(text.words.get(change.name()).is_some(), "{change:?}");
    }
    let sentences = [
        "openid_refused",
        "openid_dropped",
        "openid_echoed",
        "openid_id_token",
        "openid_copied",
        "tokens",
        "subject",
        "sign_in",
        "sign_in_copied",
        "unexpected",
    ];
    for name in sentences {
        let sentence = text.shows.get(name).unwrap_or_else(|| panic!("{name}"));
        assert!(sentence.split_inclusive(". ").all(|part| part.split_whitespace().count() <= 20), "{sentence}");
    }
    assert_eq!(text.shows.iter().count(), sentences.len());
}
