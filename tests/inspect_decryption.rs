//! Encrypted tokens against the keys at hand: what opens, what is told of every key, and the token inside.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::inspect::{Decoded, DecryptionReport, DecryptionState, KeyRing, Phrase, Words, open_encrypted};
use grant_lab::jose::base64url;
use grant_lab::platform::software_crypto::SoftwareCrypto;
use pollster::block_on;
use serde_json::{Value, json};

const RFC_7516: &str = include_str!("vectors/rfc7516-appendix-a.json");
const RFC_7520: &str = include_str!("vectors/rfc7520-encryption.json");
const NESTED: &str = include_str!("vectors/encrypted-nested.json");

fn vector(file: &str, id: &str) -> Value {
    let file: Value = serde_json::from_str(file).expect("JSON");
    file["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == id).expect("the vector").clone()
}

fn opened(token: &str, keys: &str) -> DecryptionReport {
    let ring = if keys.is_empty() { KeyRing::default() } else { KeyRing::read(keys).expect("keys") };
    let report = block_on(open_encrypted(&SoftwareCrypto::new(), &Decoded::read(token), &ring));
    let words: Words = grant_lab::texts::read(include_str!("../src/content/en/decode.json")).expect("content");
    let why = match &report.state {
        DecryptionState::NotOpened(why) => Some(why),
        DecryptionState::NotTried | DecryptionState::Opened { .. } => None,
    };
    for phrase in report.tried.iter().map(|tried| &tried.outcome).chain(why) {
        let (said, body) = (words.say(phrase), words.body(phrase).unwrap_or_default());
        assert!(words.text(phrase.code).is_some() && !said.contains('{') && !body.contains('{'), "{phrase:?}");
    }
    report
}

fn why(report: &DecryptionReport) -> &'static str {
    match &report.state {
        DecryptionState::NotOpened(Phrase { code, .. }) => code,
        other => panic!("{other:?}"),
    }
}

fn token(vector: &Value) -> String {
    vector["jwe"].as_str().map_or_else(|| vector["json"].to_string(), str::to_owned)
}

#[test]
fn the_right_key_among_others_opens_and_the_others_are_told() {
    let vector = vector(RFC_7520, "RFC7520-5.4");
    let others = [&super_key("RFC7520-5.5"), &super_key("RFC7520-5.6"), &vector["keys"][0]];
    let report = opened(&token(&vector), &json!({"keys": others}).to_string());
    assert_eq!(report.content().and_then(|octets| std::str::from_utf8(octets).ok()), vector["plaintext"].as_str());
    let DecryptionState::Opened { kid, .. } = &report.state else { panic!("{:?}", report.state) };
    assert_eq!(kid.as_deref(), Some("peregrin.took@tuckborough.example"));
    // By its name it was the first to be tried.
    assert_eq!(report.tried.len(), 1);
    assert_eq!((report.state.code(), report.inner_token()), ("decryption_opened", None));
}

fn super_key(id: &str) -> Value {
    vector(RFC_7520, id)["keys"][0].clone()
}

#[test]
fn every_key_that_does_not_open_is_told_with_its_reason() {
    let vector = vector(RFC_7520, "RFC7520-5.4");
    let mut own = vector["keys"][0].clone();
    own["kid"] = json!("another");
    let mut public = own.clone();
    public.as_object_mut().expect("an object").remove("d");
    let keys = json!({"keys": [super_key("RFC7520-5.5"), super_key("RFC7520-5.6"), public, {"kty": "x"}]}).to_string();
    let report = opened(&token(&vector), &keys);
    let told: Vec<&str> = report.tried.iter().map(|tried| tried.outcome.code).collect();
    assert_eq!(told, ["jwe_other_curve", "jwe_key_not_for", "jwe_key_public", "jwk_unsupported_type"]);
    assert_eq!(why(&report), "decryption_no_fitting_key");
    assert!(report.tried.iter().all(|tried| !tried.tried));
    // Another name is no reason not to try.
    assert!(opened(&token(&vector), &own.to_string()).content().is_some());
    assert_eq!(why(&opened(&token(&vector), "")), "decryption_no_key");
    assert_eq!(why(&opened(&token(&vector), &super_key("RFC7520-5.6").to_string())), "jwe_key_not_for");
}

#[test]
fn what_no_key_opens_is_told_without_one() {
    for (id, expected) in [
        ("RFC7520-5.1", "jwe_not_opened_rsa1_5"),
        ("RFC7520-5.3", "jwe_not_opened_password"),
        ("RFC7520-5.7", "jwe_not_opened_rare"),
        ("RFC7520-5.9", "jwe_compressed"),
    ] {
        assert_eq!(why(&opened(&token(&vector(RFC_7520, id)), "")), expected, "{id}");
    }
    let direct = token(&vector(RFC_7520, "RFC7520-5.6"));
    assert_eq!(why(&opened(&direct.replace(".refa467Q", ".refa4*7Q"), "")), "decryption_damaged");
    for other in ["", "eyJhbGciOiJub25lIn0.e30.", "words"] {
        assert_eq!(opened(other, "").state, DecryptionState::NotTried, "{other}");
    }
}

#[test]
fn a_changed_token_and_a_wrong_key_get_one_answer() {
    let vector = vector(RFC_7520, "RFC7520-5.6");
    let key = vector["keys"][0].to_string();
    let changed = token(&vector).replace("JW_i_f52hww", "JW_i_f52hwx");
    let mut other = vector["keys"][0].clone();
    other["k"] = json!("AAAAAAAAAAAAAAAAAAAAAA");
    for report in [opened(&changed, &key), opened(&token(&vector), &other.to_string())] {
        assert_eq!(why(&report), "jwe_does_not_open");
        assert!(report.tried[0].tried);
    }
}

#[test]
fn a_secret_as_text_opens_in_the_spelling_that_fits() {
    let vector = vector(RFC_7520, "RFC7520-5.6");
    let octets = base64url::decode(vector["keys"][0]["k"].as_str().expect("k")).expect("base64url");
    let hex: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
    let report = opened(&token(&vector), &hex);
    assert!(report.content().is_some());
    let outcomes: Vec<&str> = report.tried.iter().map(|tried| tried.outcome.code).collect();
    assert_eq!(outcomes, ["jwe_key_length", "decryption_opened"], "the text itself, then the digits");
}

#[test]
fn any_recipient_of_the_json_form_may_open() {
    let vector = vector(RFC_7516, "RFC7516-A.4");
    let report = opened(&token(&vector), &vector["keys"][1].to_string());
    assert_eq!(report.content(), Some(&b"Live long and prosper."[..]));
}

#[test]
fn a_token_inside_is_handed_on() {
    let vector = vector(NESTED, "NESTED-PEM");
    let report = opened(&token(&vector), vector["pem"].as_str().expect("text"));
    assert_eq!(report.inner_token(), vector["inner"].as_str());
    let inner = Decoded::read(report.inner_token().expect("a token"));
    assert!(inner.jws.is_some() && inner.is_intact());
}
