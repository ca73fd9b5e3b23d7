//! Signed tokens in the compact serialisation: as printed, padded, cut at the front, and one inside of another.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/forms.rs"]
mod forms;

use grant_lab::inspect::{Decoded, Shape, Spelling};
use grant_lab::jose::{Algorithm, base64url};
use serde_json::json;

use crate::forms::{JWS, assert_told, codes, fitting, notes, vector};

#[test]
fn rfc_7515_a_1_to_a_5_are_read_as_printed() {
    for (id, key) in [
        ("RFC7515-A.1", Some("jwk")),
        ("RFC7515-A.2", Some("jwk_public")),
        ("RFC7515-A.3", Some("jwk_public")),
        ("RFC7515-A.4", Some("jwk_public")),
        ("RFC7515-A.5", None),
    ] {
        let vector = vector(JWS, id);
        let decoded = Decoded::read(vector["jws"].as_str().expect("a token"));
        assert_eq!((decoded.shape, codes(&decoded)), (Shape::Signed, vec![]), "{id}");
        let payload = decoded.payload.as_ref().expect("a payload");
        let printed = vector["payload_utf8"].as_str().or_else(|| vector["payload_b64u"].as_str());
        if id != "RFC7515-A.5" {
            assert_eq!(printed.map(str::as_bytes), Some(&payload.octets[..]), "{id}");
        }
        // A.4 signs the word "Payload", which is no damaged JWT.
        let expected = if id == "RFC7515-A.4" { vec!["decode_message"] } else { vec![] };
        assert_eq!(notes(&decoded), expected, "{id}");
        if let Some(key) = key {
            assert_eq!(fitting(&decoded, &vector[key]), [(0, Spelling::AsWritten)], "{id}");
        }
        assert_told(&decoded);
    }
}

#[test]
fn equals_signs_that_were_signed_stay_and_those_that_were_added_go() {
    let token = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImExIiwiaXNzIjoiaHR0cHM6Ly9pZHAuZXhhbXBsZS5jb20veCIsImV4cCI6MTc5MDAwMDEyMH0=.eyJzdWIiOiJ1LTEyIiwiaXNzIjoiaHR0cHM6Ly9pZHAuZXhhbXBsZS5jb20ifQ==.ceQI8mUXhCb51mql8pryM-CmrQrjfmdr06GD7JsnKq_cW9h4HAPYB2zl9X6bMgKnXXxfMYZYWY7Tex1lRwcgXw==";
    let key = json!({"kty": "EC", "crv": "P-256", "kid": "a1",
        "x": "COA8oEm53ysegU-MaVKn7NEqFAhuTYgM7Hcy3z6QQ2w", "y": "IOgRtS45R6GDtubFCK2kj9dhclfN5tff5DvjCd7mW5A"});
    let decoded = Decoded::read(token);
    assert!(decoded.padded && decoded.jws.is_none());
    assert_eq!(codes(&decoded), ["base64url_padding"], "once, not for every part");
    assert_eq!(decoded.payload.as_ref().and_then(|part| part.text("sub")), Some("u-12"));
    assert_eq!(fitting(&decoded, &key), [(0, Spelling::AsWritten)]);
    assert_told(&decoded);

    let example = vector(JWS, "RFC7515-A.3");
    let whole = example["jws"].as_str().expect("a token");
    let pad = |part: &str| format!("{part}{}", "=".repeat((4 - part.len() % 4) % 4));
    let padded = whole.split('.').map(pad).collect::<Vec<_>>().join(".");
    let decoded = Decoded::read(&padded);
    assert_eq!(fitting(&decoded, &example["jwk_public"]), [(0, Spelling::WithoutPadding)]);
    // At another place an equals sign is no padding.
    assert_eq!(codes(&Decoded::read(&whole.replacen('J', "=", 1))), ["base64url_foreign_character"]);
}

#[test]
fn a_token_whose_front_was_cut_is_read_as_it_was() {
    let example = vector(JWS, "RFC7515-A.3");
    let whole = example["jws"].as_str().expect("a token");
    for cut in 1..=3 {
        let decoded = Decoded::read(&whole[cut..]);
        assert_eq!((decoded.shape, codes(&decoded)), (Shape::Signed, vec!["decode_front_missing"]), "{cut}");
        assert_eq!((decoded.token.as_str(), decoded.restored.as_deref()), (&whole[cut..], Some(whole)));
        assert_eq!(decoded.payload.as_ref().and_then(|part| part.text("iss")), Some("joe"));
        assert_eq!(fitting(&decoded, &example["jwk_public"]), [(0, Spelling::FrontRestored)], "{cut}");
        assert_told(&decoded);
    }
    let header = whole.find('.').expect("a dot");
    for cut in 4..header {
        let decoded = Decoded::read(&whole[cut..]);
        let is_readable = cut < header - 3;
        if is_readable {
            assert_eq!(codes(&decoded), ["decode_front_lost"], "{cut}");
            assert_eq!(decoded.payload.as_ref().and_then(|part| part.text("iss")), Some("joe"), "{cut}");
        }
        assert!(!codes(&decoded).is_empty(), "{cut}");
        assert_told(&decoded);
    }
}

#[test]
fn tokens_inside_of_tokens_are_found_at_every_level() {
    let mut token = vector(JWS, "RFC7515-A.1")["jws"].as_str().expect("a token").to_owned();
    for header in [r#"{"alg":"ES256","cty":"JWT"}"#, r#"{"alg":"ES256"}"#, r#"{"alg":"none"}"#] {
        let payload = base64url::encode(token.as_bytes());
        token = format!(
            "{}.{payload}.{}",
            base64url::encode(header.as_bytes()),
            if header.contains("none") { "" } else { "c2ln" }
        );
    }
    let mut level = Decoded::read(&token);
    for _ in 0..3 {
        assert_eq!((codes(&level), notes(&level)), (vec![], vec!["decode_nested"]));
        level = level.inner().expect("an inner token");
    }
    assert_eq!(level.payload.as_ref().and_then(|part| part.text("iss")), Some("joe"));
    assert_eq!(level.inner(), None);
}

#[test]
fn an_algorithm_is_known_before_a_key_is_tried() {
    let decoded = Decoded::read(vector(JWS, "RFC7515-A.1")["jws"].as_str().expect("a token"));
    let signature = &decoded.signatures()[0].signature;
    assert_eq!(signature.algorithm(), Ok(Algorithm::Hs256));
}
