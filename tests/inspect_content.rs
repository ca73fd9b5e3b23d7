//! The content files of this room: complete, readable, and citing what exists.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use grant_lab::cite::Citation;
use grant_lab::inspect::{Dictionary, Group, Words};
use serde_json::Value;

const DICTIONARY: &str = include_str!("../src/content/en/claims.json");
const WORDS: &str = include_str!("../src/content/en/decode.json");
const RECEIPT: &str = include_str!("../src/content/en/receipt.json");

/// Codes whose texts this room or the screens over it look up, told apart from other strings by how they start.
const PREFIXES: [&str; 49] = [
    "about_",
    "answer_",
    "base64url_",
    "certificate_",
    "check_",
    "checked_as_",
    "claim_",
    "claims_",
    "crypto_",
    "decode_",
    "decoding_",
    "decryption_",
    "finding_",
    "group_",
    "head_",
    "id_token_",
    "json_",
    "jwe_",
    "jwk_",
    "jws_",
    "key_",
    "kind_",
    "library_",
    "login_",
    "outcome_",
    "paseto_",
    "paste_",
    "reason_",
    "receipt_",
    "remark_",
    "scope_added",
    "scope_as_",
    "scope_by_",
    "scope_default",
    "scope_dropped",
    "scope_silent_",
    "scope_unknown",
    "sd_jwt_",
    "settle_",
    "severity_",
    "signature_",
    "spelling_",
    "sure_",
    "time_",
    "token_response_",
    "tried_",
    "unchecked_",
    "user_found",
    "why_",
];

fn words() -> Words {
    grant_lab::texts::read(WORDS).expect("decode.json has the shape of Words, and every citation in it parses")
}

fn receipt() -> Words {
    grant_lab::texts::read(RECEIPT).expect("receipt.json has the shape of Words, and every citation in it parses")
}

/// Every string literal of the sources that is a code.
fn codes_in(folders: &[&str]) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let mut open: Vec<_> = folders.iter().map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).expect("a source");
            let is_code = |text: &&str| {
                text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
                    && PREFIXES
                        .iter()
                        .any(|prefix| text.len() > prefix.len() - 1 && text.starts_with(prefix) && !text.ends_with('_'))
            };
            codes.extend(source.split('"').filter(is_code).map(str::to_owned));
        }
    }
    codes
}

#[test]
fn every_code_has_a_text() {
    let (words, receipt) = (words(), receipt());
    let codes = codes_in(&["src/inspect", "src/jose"]);
    assert!(codes.len() > 90, "{codes:?}");
    // Names of parameters and of probes, and an error code of OpenID.
    let is_no_text =
        |code: &str| ["id_token_hint", "jwk_no_kid_token_has", "key_ops", "key_type", "login_required"].contains(&code);
    let known = |code: &&String| words.text(code).is_some() || receipt.text(code).is_some();
    let missing: Vec<_> = codes.iter().filter(|code| !known(code) && !is_no_text(code)).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn texts_follow_the_rules_for_words() {
    let (words, receipt) = (words(), receipt());
    for code in words.codes().chain(receipt.codes()) {
        let text = words.text(code).or_else(|| receipt.text(code)).expect("a text");
        for sentence in [Some(&text.title), text.body.as_ref(), text.next.as_ref()].into_iter().flatten() {
            assert!(!sentence.is_empty() && sentence.trim() == sentence, "{code}");
            for word in ["Oops", "nvalid ", "wrong with", "simply", "the spec ", "illegal"] {
                assert!(!sentence.contains(word), "{code}: {sentence}");
            }
            for part in sentence.split(". ") {
                assert!(part.split_whitespace().count() <= 24, "{code}: {part}");
            }
        }
    }
}

#[test]
fn every_claim_is_explained_once_and_cited_or_called_unregistered() {
    let dictionary: Dictionary =
        grant_lab::texts::read(DICTIONARY).expect("claims.json has its shape and its citations parse");
    for entries in [&dictionary.claims, &dictionary.header] {
        let names: BTreeSet<_> = entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names.len(), entries.len(), "no name twice");
        for entry in entries {
            let name = &entry.name;
            assert!(entry.short.ends_with('.') && entry.note.ends_with('.'), "{name}");
            assert!(!entry.short.trim_end_matches('.').contains(". "), "{name}: one sentence");
            assert!(entry.short.split_whitespace().count() <= 16, "{name}");
            assert!(entry.group != Group::Other, "{name} is known, so it has a place");
            let elsewhere = entry.note.starts_with("Not a registered claim") || entry.note.starts_with("Defined by");
            assert_eq!(entry.cite.is_none(), elsewhere, "{name}");
        }
    }
}

#[test]
fn the_registered_claims_of_access_tokens_and_id_tokens_are_known() {
    let dictionary: Dictionary = grant_lab::texts::read(DICTIONARY).expect("content");
    for name in [
        "iss",
        "sub",
        "aud",
        "exp",
        "nbf",
        "iat",
        "jti",
        "client_id",
        "scope",
        "cnf",
        "act",
        "may_act",
        "roles",
        "groups",
        "entitlements",
        "auth_time",
        "nonce",
        "acr",
        "amr",
        "azp",
        "at_hash",
        "c_hash",
        "htm",
        "htu",
        "ath",
    ] {
        assert!(dictionary.claim(name).is_some_and(|entry| entry.cite.is_some()), "{name}");
    }
    for name in ["alg", "typ", "kid", "cty", "crit", "enc", "jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256", "b64"] {
        assert!(dictionary.header_parameter(name).is_some_and(|entry| entry.cite.is_some()), "{name}");
    }
}

#[test]
fn every_citation_names_a_section_that_was_read() {
    let file: Value = serde_json::from_str(include_str!("vectors/sections.json")).expect("the file is JSON");
    let is_known = |cite: &Citation| {
        let sections = file["documents"][cite.document.name().as_ref()].as_array().expect("a document that was read");
        sections.iter().any(|section| section == cite.section.as_ref())
    };
    let (words, receipt) = (words(), receipt());
    for code in words.codes().chain(receipt.codes()) {
        let text = words.text(code).or_else(|| receipt.text(code));
        if let Some(cite) = text.and_then(|text| text.cite.as_ref()) {
            assert!(is_known(cite), "{code}: {cite}");
        }
    }
    let dictionary: Dictionary = grant_lab::texts::read(DICTIONARY).expect("content");
    for entry in dictionary.claims.iter().chain(&dictionary.header) {
        assert!(entry.cite.as_ref().is_none_or(is_known), "{}", entry.name);
    }
}

#[test]
fn atk_09_the_decoder_says_what_it_is_for() {
    let words = words();
    let aid = words.text("decode_aid").expect("a text");
    assert!(aid.title.contains("debug") && aid.title.contains("never looks inside"));
    assert_eq!(aid.cite.as_ref().map(ToString::to_string).as_deref(), Some("RFC 9068 §6"));
}
