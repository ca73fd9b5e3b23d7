//! Texts with keys in them, for tests: the files of `vectors/key-files`, the keys of RFC 7517, and what comes of reading them.

#![allow(dead_code, unreachable_pub, reason = "each test file uses the verbs it needs")]

use std::fs;
use std::path::Path;

use grant_lab::inspect::{KeyRing, KeyTextProblem, RingKey, Words};
use grant_lab::jose::Jwk;
use grant_lab::platform::software_crypto::SoftwareCrypto;
use pollster::block_on;
use serde_json::Value;

const RFC_7517: &str = include_str!("../vectors/rfc7517-keys.json");

pub fn words() -> Words {
    grant_lab::texts::read(include_str!("../../src/content/en/decode.json")).expect("content")
}

/// Each of a problem's places has a value, and so has its text.
pub fn is_told(problem: &KeyTextProblem) -> bool {
    let words = words();
    let said = words.say(&problem.phrase);
    words.text(problem.phrase.code).is_some() && !said.contains('{')
}

pub fn read(text: &str) -> KeyRing {
    let mut ring = KeyRing::read(text).unwrap_or_else(|problem| panic!("{:?} from {text:.120}", problem.phrase));
    block_on(ring.complete(&SoftwareCrypto::new()));
    assert!(ring.is_complete());
    ring
}

pub fn one(text: &str) -> RingKey {
    let ring = read(text);
    assert_eq!((ring.keys.len(), &ring.ignored[..]), (1, &[][..]), "{text:.120}");
    ring.keys[0].clone()
}

pub fn problem(text: &str) -> KeyTextProblem {
    let problem = KeyRing::read(text).expect_err("no key");
    assert!(is_told(&problem), "{:?}", problem.phrase);
    problem
}

pub fn code(text: &str) -> &'static str {
    problem(text).phrase.code
}

pub fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/key-files").join(name);
    fs::read_to_string(path).expect("a key file")
}

pub fn expected(name: &str) -> Jwk {
    let all: Value = serde_json::from_str(&file("expected.json")).expect("JSON");
    Jwk::parse_text(&all[name].to_string()).expect("a key")
}

/// The Base64 of a PEM, without its first and last line.
pub fn bare(pem: &str) -> String {
    pem.lines().filter(|line| !line.starts_with('-')).collect()
}

pub fn rfc_7517(id: &str) -> Value {
    let all: Value = serde_json::from_str(RFC_7517).expect("JSON");
    all["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == id).expect("the vector").clone()
}

pub fn ec() -> Value {
    rfc_7517("RFC7517-A.1")["jwks"]["keys"][0].clone()
}
