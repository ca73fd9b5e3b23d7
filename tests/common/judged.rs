//! Judging tokens in tests: a good one, changes of it, and what a judgement tells.

#![allow(dead_code, unreachable_pub, reason = "each test file uses the verbs it needs")]

use std::sync::OnceLock;

use grant_lab::facts::Validators;
use grant_lab::inspect::{
    CheckedAs, Decoded, Expected, Judgement, Line, Outcome, SignatureReport, SignatureState, Words,
};
use grant_lab::jose::base64url;
use grant_lab::ports::UnixTime;
use serde_json::{Value, json};

const WORDS: &str = include_str!("../../src/content/en/decode.json");
const VALIDATORS: &str = include_str!("../../src/content/facts/validators.json");
pub const NOW: UnixTime = UnixTime(1_790_000_000);
pub const ISSUER: &str = "https://id.example.com";
pub const API: &str = "https://api.example.com";

pub fn words() -> Words {
    grant_lab::texts::read(WORDS).expect("content")
}

pub fn validators() -> &'static Validators {
    static READ: OnceLock<Validators> = OnceLock::new();
    READ.get_or_init(|| grant_lab::texts::read(VALIDATORS).expect("facts"))
}

pub fn token(header: &Value, payload: &Value) -> String {
    let part = |value: &Value| base64url::encode(value.to_string().as_bytes());
    [part(header), part(payload), base64url::encode(&[7; 64])].join(".")
}

pub fn verified() -> SignatureReport {
    let (kid, key) = (Some("k".to_owned()), "k".to_owned());
    SignatureState::Verified { kid, algorithm: "ES256", key, own_key: false }.into()
}

pub fn api() -> Expected {
    Expected { issuer: Some(ISSUER.to_owned()), audience: Some(API.to_owned()), ..Expected::at(NOW) }
}

pub fn header() -> Value {
    json!({"alg": "ES256", "typ": "at+jwt", "kid": "k"})
}

pub fn claims() -> Value {
    json!({
        "iss": ISSUER, "sub": "reporter", "client_id": "reporter", "aud": API, "scope": "orders.read",
        "iat": NOW.0, "exp": NOW.0 + 300, "jti": "1",
    })
}

/// `base` with these members set, or taken away where they are null.
pub fn with(base: Value, changes: &Value) -> Value {
    let mut changed = base;
    for (name, value) in changes.as_object().expect("an object") {
        let members = changed.as_object_mut().expect("an object");
        if value.is_null() {
            members.remove(name);
        } else {
            members.insert(name.clone(), value.clone());
        }
    }
    changed
}

pub fn judged(token: &str, checked_as: CheckedAs, expected: &Expected) -> Judgement {
    Judgement::new(&Decoded::read(token), &verified(), checked_as, expected, None)
}

/// What does not simply pass or does not apply, by name, with both outcomes and the reason.
pub fn told(judgement: &Judgement) -> Vec<(&'static str, Outcome, Outcome, Option<&'static str>)> {
    let quiet = |line: &&Line| {
        !matches!(line.profile, Outcome::Passes | Outcome::DoesNotApply)
            || !matches!(line.library, Outcome::Passes | Outcome::DoesNotApply)
    };
    let reason = |line: &Line| line.reason.as_ref().map(|reason| reason.code);
    judgement.lines.iter().filter(quiet).map(|line| (line.name, line.profile, line.library, reason(line))).collect()
}

/// Every sentence of a judgement can be said.
pub fn can_be_said(judgement: &Judgement) {
    let words = words();
    for line in &judgement.lines {
        assert!(words.text(&line.label()).is_some(), "{}", line.label());
        let remarks = line.remarks.iter().map(|remark| &remark.phrase);
        for phrase in line.reason.iter().chain(&line.library_reason).chain(remarks) {
            for said in [Some(words.say(phrase)), words.body(phrase), words.next(phrase)].into_iter().flatten() {
                assert!(words.text(phrase.code).is_some() && !said.contains('{'), "{}: {said}", line.name);
            }
        }
    }
}
