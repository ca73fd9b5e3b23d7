//! Tokens of every form, for tests: the examples that the RFCs print, what is said about them, and which signatures a key made.

#![allow(dead_code, unreachable_pub, reason = "each test file uses the verbs it needs")]

use grant_lab::inspect::{Decoded, Spelling, Words};
use grant_lab::jose::{Jwk, JwsError, VerificationKey};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use pollster::block_on;
use serde_json::Value;

const WORDS: &str = include_str!("../../src/content/en/decode.json");

/// The examples of RFC 7515, appendix A.
pub const JWS: &str = include_str!("../vectors/rfc7515-appendix.json");

pub fn file(text: &str) -> Value {
    serde_json::from_str(text).expect("vectors")
}

pub fn vector(text: &str, id: &str) -> Value {
    let file = file(text);
    let vectors = file["vectors"].as_array().expect("a list");
    vectors.iter().find(|vector| vector["id"] == id).unwrap_or_else(|| panic!("{id}")).clone()
}

pub fn codes(decoded: &Decoded) -> Vec<&'static str> {
    decoded.problems.iter().map(|problem| problem.code()).collect()
}

pub fn notes(decoded: &Decoded) -> Vec<&'static str> {
    decoded.notes.iter().map(|note| note.code).collect()
}

/// Which signatures of the token, in which spelling, the key made.
pub fn fitting(decoded: &Decoded, jwk: &Value) -> Vec<(usize, Spelling)> {
    let crypto = SoftwareCrypto::new();
    let jwk = Jwk::parse_text(&jwk.to_string()).expect("a key");
    let mut fitting = Vec::new();
    for each in decoded.signatures() {
        let algorithm = each.signature.algorithm().expect("an algorithm");
        let Ok(key) = block_on(VerificationKey::import(&crypto, &jwk, algorithm)) else { continue };
        match block_on(each.signature.verify(&crypto, &key)) {
            Ok(()) => fitting.push((each.index, each.spelling)),
            Err(JwsError::SignatureWrong | JwsError::AlgorithmMismatch { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
    fitting
}

/// Every problem and note has a text with all its values, and every problem says what to do.
pub fn assert_told(decoded: &Decoded) {
    let words: Words = grant_lab::texts::read(WORDS).expect("content");
    let problems = decoded.problems.iter().map(|problem| &problem.phrase);
    for phrase in problems.chain(&decoded.notes) {
        let next = words.next(phrase).unwrap_or_else(|| panic!("{} says what to do", phrase.code));
        let all = [words.say(phrase), words.body(phrase).unwrap_or_default(), next].concat();
        assert!(!all.contains('{'), "{all}");
    }
    for problem in &decoded.problems {
        let cite = words.text(problem.code()).and_then(|text| text.cite.clone());
        assert!(cite.is_none_or(|cite| cite == problem.citation), "{}", problem.code());
    }
}
