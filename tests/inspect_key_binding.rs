//! The holder's signature of an SD-JWT against the key that its issuer named, judged by the examples of RFC 9901.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::inspect::signature::{check, check_key_binding};
use grant_lab::inspect::{Decoded, KeyRing, SignatureReport, SignatureState, Words};
use grant_lab::jose::{Algorithm, JwkSet, SigningKey, base64url, sign};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use pollster::block_on;
use serde_json::{Map, Value, json};

fn file() -> Value {
    serde_json::from_str(include_str!("vectors/rfc9901-examples.json")).expect("vectors")
}

fn example(id: &str) -> String {
    let file = file();
    let vectors = file["vectors"].as_array().expect("a list");
    let vector = vectors.iter().find(|vector| vector["id"] == id).unwrap_or_else(|| panic!("{id}"));
    vector["sd_jwt"].as_str().map_or_else(|| vector["sd_jwt_json"].to_string(), str::to_owned)
}

fn holder(token: &str) -> Option<SignatureReport> {
    block_on(check_key_binding(&SoftwareCrypto::new(), &Decoded::read(token)))
}

/// The code of the state, and that of its reason.
fn told(token: &str) -> (&'static str, Option<&'static str>) {
    let report = holder(token).expect("a key binding");
    let words: Words = grant_lab::texts::read(include_str!("../src/content/en/decode.json")).expect("content");
    let why = report.state.why().map(|(phrase, _)| phrase);
    for phrase in why.iter().chain([&report.of_holder()]) {
        assert!(!words.say(phrase).is_empty() && !words.say(phrase).contains('{'), "{}", phrase.code);
    }
    (report.of_holder().code, why.map(|phrase| phrase.code))
}

/// An SD-JWT without disclosures: what the issuer has signed is not looked at here, the key binding JWT is made by `key`.
fn bound(claims: &Value, (crypto, key): &(SoftwareCrypto, SigningKey), header: &Value) -> String {
    let part = |value: &Value| base64url::encode(value.to_string().as_bytes());
    let front = format!("{}.{}.c2ln~", part(&json!({"alg": "ES256"})), part(claims));
    let header = header.as_object().cloned().unwrap_or_default();
    let payload = json!({"iat": 1, "aud": "https://verifier.test", "nonce": "n", "sd_hash": "h"});
    let binding = block_on(sign(crypto, key, header, payload.to_string().as_bytes())).expect("a JWT");
    front + &binding
}

/// A key where it was made, and its public half.
fn made() -> ((SoftwareCrypto, SigningKey), Value) {
    let crypto = SoftwareCrypto::new();
    let (key, public) = block_on(SigningKey::generate(&crypto, Algorithm::Es256)).expect("a key");
    ((crypto, key), public.to_json())
}

#[test]
fn rfc_9901_the_holder_signed_every_example_that_is_bound() {
    for id in ["RFC9901-5.2", "RFC9901-A.3", "RFC9901-A.4", "RFC9901-8.2-presented", "RFC9901-8.3"] {
        let token = example(id);
        let Some(report) = holder(&token) else { panic!("{id} has a key binding") };
        let SignatureState::Verified { key, own_key, algorithm, .. } = &report.state else {
            panic!("{id}: {report:?}")
        };
        assert_eq!((key.as_str(), *own_key, *algorithm), ("cnf.jwk", true, "ES256"), "{id}");
        assert!(!report.state.is_by_known_key(), "{id}: the issuer's signature decides whose key that is");
        assert_eq!(told(&token), ("holder_verified", None), "{id}");
    }
    for id in ["RFC9901-5.1", "RFC9901-A.1", "RFC9901-A.3-issued", "RFC9901-8.2-issued"] {
        assert_eq!(holder(&example(id)), None, "{id}");
    }
}

#[test]
fn rfc_9901_the_holder_is_no_issuer_and_the_issuer_is_no_holder() {
    let token = example("RFC9901-5.2");
    let ring = |name: &str| {
        let set = json!({ "keys": [file()[name]] }).to_string();
        KeyRing::of_issuer(&JwkSet::parse(set.as_bytes()).expect("a set"))
    };
    let issuer = |name: &str| block_on(check(&SoftwareCrypto::new(), &Decoded::read(&token), &ring(name))).state;
    assert!(issuer("issuer_key").is_by_known_key());
    assert!(matches!(issuer("holder_key"), SignatureState::Failed(_)));
    // Bound to the issuer's key instead: the same key binding JWT is of nobody then.
    let (front, rest) = token.split_once('.').expect("a header");
    let (payload, rest) = rest.split_once('.').expect("a payload");
    let payload = base64url::decode(payload).expect("base64url");
    let mut claims: Value = serde_json::from_slice(&payload).expect("claims");
    claims["cnf"]["jwk"] = file()["issuer_key"].clone();
    let payload = base64url::encode(claims.to_string().as_bytes());
    assert_eq!(told(&[front, &payload, rest].join(".")), ("holder_failed", Some("jws_signature_wrong")));
}

#[test]
fn rfc_9901_a_changed_or_missing_signature_of_the_holder_fails() {
    let token = example("RFC9901-A.3");
    let (front, signature) = token.rsplit_once('.').expect("a signature");
    assert_eq!(
        told(&format!("{front}.{}{}", if signature.starts_with('A') { "B" } else { "A" }, &signature[1..])),
        ("holder_failed", Some("jws_signature_wrong"))
    );
    assert_eq!(told(&format!("{front}.")).0, "holder_failed");
    let (front, binding) = token.rsplit_once('~').expect("a key binding");
    let (_, rest) = binding.split_once('.').expect("a header");
    let none = base64url::encode(br#"{"alg":"none","typ":"kb+jwt"}"#);
    assert_eq!(told(&format!("{front}~{none}.{rest}")), ("holder_failed", Some("jws_alg_none")));
}

#[test]
fn rfc_9901_only_the_key_that_the_issuer_named_counts() {
    let (key, public) = made();
    let (thief, thiefs) = made();
    let typ = json!({"typ": "kb+jwt"});
    let named = json!({"cnf": {"jwk": public}});
    assert_eq!(told(&bound(&named, &key, &typ)), ("holder_verified", None));
    assert_eq!(told(&bound(&named, &thief, &typ)), ("holder_failed", Some("jws_signature_wrong")));
    // A key in the header of the key binding JWT is no better for being there, not even where a DPoP proof has it.
    let own = json!({"typ": "dpop+jwt", "jwk": thiefs, "kid": "theirs"});
    assert_eq!(told(&bound(&named, &thief, &own)), ("holder_failed", Some("jws_signature_wrong")));
    // A name in its header does not matter: there is one key.
    assert_eq!(told(&bound(&named, &key, &json!({"typ": "kb+jwt", "kid": "theirs"}))), ("holder_verified", None));
}

#[test]
fn rfc_9901_what_names_no_key_cannot_be_checked() {
    let (key, public) = made();
    let with = |cnf: Value| told(&bound(&json!({ "cnf": cnf }), &key, &json!({"typ": "kb+jwt"})));
    let not_checked = |reason| ("holder_not_checked", Some(reason));
    for cnf in [json!(null), json!("text"), json!({}), json!({"kid": "k1"}), json!({"jwk": "text"})] {
        assert_eq!(with(cnf), not_checked("unchecked_no_holder_key"));
    }
    // With a secret that everybody reads, everybody is the holder.
    let secret = json!({"kty": "oct", "k": base64url::encode(&[7; 32])});
    assert_eq!(with(json!({ "jwk": secret })), not_checked("unchecked_no_holder_key"));
    assert_eq!(
        with(json!({"jwk": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}})),
        not_checked("unchecked_key_refused")
    );
    let labelled = |name: &str, value: &str| {
        let mut jwk: Map<String, Value> = public.as_object().cloned().expect("a key");
        jwk.insert(name.to_owned(), value.into());
        jwk
    };
    assert_eq!(with(json!({ "jwk": labelled("use", "enc") })), not_checked("unchecked_key_refused"));
    assert_eq!(with(json!({ "jwk": labelled("alg", "ES512") })), ("holder_failed", Some("jws_algorithm_mismatch")));
}
