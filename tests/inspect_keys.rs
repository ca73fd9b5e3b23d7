//! Keys in JSON: alone, in sets, somewhere inside, and in other texts; found, told where from, or named for what they are instead.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/certificates.rs"]
mod certificates;
#[path = "common/key_texts.rs"]
mod key_texts;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use grant_lab::inspect::KeySource;
use grant_lab::jose::{KeyType, base64url};
use serde_json::{Value, json};

use crate::key_texts::{bare, code, ec, file, one, problem, read, rfc_7517, words};

#[test]
fn a_jwk_with_a_name_without_one_or_with_an_empty_one() {
    for (kid, label) in [(Some("k1"), "k1"), (Some(""), "jwk"), (Some("  "), "jwk"), (None, "jwk")] {
        let mut jwk = ec();
        jwk.as_object_mut().expect("an object").remove("kid");
        if let Some(kid) = kid {
            jwk["kid"] = kid.into();
        }
        let key = one(&jwk.to_string());
        assert_eq!((key.jwk.kid(), key.label.as_str(), key.from), (kid, label, KeySource::Jwk));
        assert_eq!(key.jwk.key_type(), KeyType::EcP256);
    }
}

#[test]
fn the_keys_of_rfc_7517_and_rfc_8037() {
    for (id, private) in [("RFC7517-A.1", false), ("RFC7517-A.2", true)] {
        let ring = read(&rfc_7517(id)["jwks"].to_string());
        let types: Vec<KeyType> = ring.keys.iter().map(|key| key.jwk.key_type()).collect();
        assert_eq!(types, [KeyType::EcP256, KeyType::Rsa], "{id}");
        assert!(ring.keys.iter().all(|key| key.from == KeySource::JwkSet));
        let codes: Vec<&str> = ring.remarks.iter().map(|phrase| phrase.code).collect();
        assert_eq!(codes, if private { &["key_is_private"][..] } else { &[] }, "{id}");
    }
    let shared = read(&rfc_7517("RFC7517-A.3")["jwks"].to_string());
    assert_eq!(shared.keys.len(), 2);
    assert!(shared.keys.iter().all(|key| key.jwk.key_type() == KeyType::Oct) && shared.remarks.is_empty());
    assert_eq!(one(&rfc_7517("RFC7517-B")["jwk"].to_string()).jwk.x5c().len(), 1);
    assert!(one(&rfc_7517("RFC7517-C.1")["jwk"].to_string()).jwk.has_private_members());

    let all: Value = serde_json::from_str(include_str!("vectors/rfc8037-appendix-a.json")).expect("JSON");
    let ed25519 = all["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == "RFC8037-A.1");
    let key = one(&ed25519.expect("the vector")["jwk_private"].to_string());
    assert_eq!(key.jwk.key_type(), KeyType::OkpEd25519);
}

#[test]
fn foreign_entries_of_a_set_are_told_beside_the_others() {
    let set = json!({"keys": [
        ec(),
        {"kty": "OKP", "crv": "Ed448", "x": "AA", "kid": "ed448"},
        {"kty": "OKP", "crv": "X25519", "x": "AA"},
        {"kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"},
        {"kty": "AKP", "alg": "ML-DSA-44", "pub": "AA"},
        {"kty": "quantum"},
        {"crv": "P-256"},
        7,
        {"kty": "EC", "crv": "P-256", "x": "A".repeat(50), "y": "AA"},
        {"kty": "RSA", "n": "AQAB", "e": "AQAB"},
    ]});
    let ring = read(&set.to_string());
    assert_eq!(ring.keys.len(), 1);
    let told: Vec<(&str, &str)> = ring.ignored.iter().map(|(place, phrase)| (place.as_str(), phrase.code)).collect();
    assert_eq!(
        told,
        [
            ("ed448", "key_unused_type"),
            ("keys[2]", "key_unused_type"),
            ("keys[3]", "key_unused_type"),
            ("keys[4]", "key_unused_type"),
            ("keys[5]", "jwk_unsupported_type"),
            ("keys[6]", "jwk_missing_member"),
            ("keys[7]", "key_not_an_object"),
            ("keys[8]", "jwk_coordinate_length"),
            ("keys[9]", "jwk_rsa_too_short"),
        ]
    );
    let words = words();
    for (_, phrase) in &ring.ignored {
        assert!(!words.say(phrase).contains(['{', '_']), "{phrase:?}");
    }
    let mut alone = set;
    alone["keys"].as_array_mut().expect("a list").remove(0);
    let problem = problem(&alone.to_string());
    assert_eq!((problem.phrase.code, problem.ignored.len()), ("key_none_usable", 9));
    assert_eq!(code(r#"{"keys":[]}"#), "key_set_empty");
}

#[test]
fn a_key_that_is_written_a_little_wrong_is_read_as_it_is_meant_and_told() {
    let rsa = rfc_7517("RFC7517-A.1")["jwks"]["keys"][1].clone();
    let octets = |jwk: &Value, name: &str| base64url::decode(jwk[name].as_str().expect("text")).expect("base64url");
    // A key whose x begins with a zero octet, of which one in 256 does.
    let x = base64url::encode(&octets(&ec(), "x")[1..]);
    let short = json!({"kty": "EC", "crv": "P-256", "x": x, "y": ec()["y"]});
    let with = |mut jwk: Value, name: &str, value: Value| {
        jwk[name] = value;
        jwk
    };
    let signed = base64url::encode(&[vec![0], octets(&rsa, "n")].concat());
    let other_alphabet = STANDARD.encode(octets(&rsa, "n"));
    for (jwk, names) in [
        (with(rsa.clone(), "n", signed.into()), "n"),
        (with(rsa.clone(), "n", other_alphabet.into()), "n"),
        (with(rsa.clone(), "e", json!("AAEAAQ")), "e"),
        (with(rsa.clone(), "x5c", json!("MIIB")), "x5c"),
        (with(rsa.clone(), "key_ops", json!("verify")), "key_ops"),
        (with(rsa.clone(), "use", json!(1)), "use"),
        (short.clone(), "x"),
    ] {
        let ring = read(&jwk.to_string());
        assert_eq!(ring.keys.len(), 1);
        let told: Vec<_> = ring.remarks.iter().map(|phrase| (phrase.code, phrase.fact("names"))).collect();
        assert_eq!(told, [("key_mended", Some(names))], "{jwk}");
        assert!(!words().say(&ring.remarks[0]).contains('{'));
        if jwk["kty"] == "RSA" {
            let key = &ring.keys[0].jwk;
            assert_eq!((key.text("n"), key.text("e")), (rsa["n"].as_str(), rsa["e"].as_str()));
        }
    }
    let padded = read(&short.to_string()).keys[0].jwk.to_json();
    assert_eq!(octets(&padded, "x"), [&[0], &octets(&ec(), "x")[1..]].concat());
    let far_too_short = with(short, "x", json!("AAEC"));
    assert_eq!(code(&far_too_short.to_string()), "jwk_coordinate_length");
}

#[test]
fn keys_somewhere_in_json_are_found_with_their_place() {
    let (jwk, pem, certificate) = (ec(), file("rsa-spki.pem"), certificates::text("self"));
    for (value, label) in [
        (json!({"jwks": {"keys": [jwk]}, "client_id": "c"}), "1"),
        (json!([jwk.clone()]), "1"),
        (json!({"cnf": {"jwk": jwk}}), "1"),
        (json!({"jwks": json!({"keys": [jwk]}).to_string()}), "1"),
        (json!(jwk.to_string()), "1"),
        (json!({"realm": "demo", "public_key": bare(&pem)}), "public_key"),
        (
            json!({"type": "service_account", "private_key": file("rsa-pkcs8.pem"), "client_email": "c@example.com"}),
            "private_key",
        ),
        (json!({"tls": {"ca": pem}}), "tls.ca"),
        (json!({"k1": certificate}), "CN=self-signed"),
    ] {
        assert_eq!(one(&value.to_string()).label, label, "{value:.80}");
    }
    // Certificates by name, as Google and Firebase publish them.
    let ring = read(&json!({"0f1e2d3c4b": certificate, "1f1e2d3c4b": certificates::text("self-rsa")}).to_string());
    let names: Vec<_> = ring.keys.iter().map(|key| (key.jwk.kid(), key.from)).collect();
    assert_eq!(names, [(Some("0f1e2d3c4b"), KeySource::Certificate), (Some("1f1e2d3c4b"), KeySource::Certificate)]);
}

#[test]
fn json_in_other_texts_is_found() {
    let jwk = ec().to_string();
    for text in [
        format!("\u{feff}  {jwk}\n"),
        format!("export JWK='{jwk}'"),
        format!("const key = {jwk};"),
        format!("JWK=\"{}\"", jwk.replace('"', "\\\"")),
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{jwk}"),
        STANDARD.encode(&jwk),
        base64url::encode(jwk.as_bytes()),
    ] {
        assert_eq!(one(&text).jwk.kid(), Some("1"), "{text:.80}");
    }
    let ring = read(&format!("{jwk}\n{}\n", rfc_7517("RFC7517-B")["jwk"]));
    assert_eq!(ring.keys.len(), 2, "one key a line");
}

#[test]
fn json_that_is_no_key_is_told_what_it_is() {
    let metadata =
        json!({"issuer": "https://id.example.com", "jwks_uri": "https://id.example.com/k'eys", "token_endpoint": "x"});
    let told = problem(&metadata.to_string());
    assert_eq!(told.phrase.code, "key_metadata");
    assert_eq!(told.command.as_deref(), Some(r"curl 'https://id.example.com/k'\''eys'"));
    for address in ["file:///etc/passwd", "-o/x", "https://id.example.com/\u{202e}x"] {
        let told = problem(&json!({"jwks_uri": address}).to_string());
        assert_eq!((told.phrase.code, told.command), ("key_metadata", None), "{address:?}");
    }
    for (text, expected) in [
        (r#"{"access_token":"x"}"#, "key_is_token"),
        (r#"{"error":"invalid_client"}"#, "key_json_without_key"),
        ("[]", "key_json_without_key"),
        (r#"{"kty":"EC","kty":"EC"}"#, "key_json_duplicate"),
        (r#"{"kty":"RSA","n":"AQ"#, "key_json_syntax"),
        (r#"{"kty":7}"#, "key_json_without_key"),
        ("{} {}", "key_json_trailing"),
    ] {
        assert_eq!(code(text), expected, "{text}");
    }
    assert_eq!(code(&"[".repeat(100)), "key_json_too_deep");
}
