//! Payloads that are not in the token (RFC 7515, appendix F) or are signed as they are (RFC 7797).
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/forms.rs"]
mod forms;

use grant_lab::inspect::{Decoded, Shape, Spelling};
use grant_lab::jose::base64url;

use crate::forms::{JWS, assert_told, codes, file, fitting, notes, vector};

const UNENCODED: &str = include_str!("vectors/rfc7797-examples.json");

#[test]
fn rfc_7515_app_f_any_jws_without_its_payload_takes_it_back() {
    for (id, key) in [("RFC7515-A.1", "jwk"), ("RFC7515-A.3", "jwk_public"), ("RFC7515-A.4", "jwk_public")] {
        let vector = vector(JWS, id);
        let whole = vector["jws"].as_str().expect("a token");
        let parts: Vec<&str> = whole.split('.').collect();
        let decoded = Decoded::read(&format!("{}..{}", parts[0], parts[2]));
        assert_eq!((decoded.shape, notes(&decoded)), (Shape::Detached, vec!["decode_detached"]), "{id}");
        assert!(decoded.signatures().is_empty(), "{id}");
        assert_told(&decoded);
        let content = base64url::decode(parts[1]).expect("readable");
        let with = decoded.clone().with_content(&content);
        assert_eq!(with.payload.as_ref().map(|payload| &payload.octets), Some(&content), "{id}");
        assert_eq!(fitting(&with, &vector[key]), [(0, Spelling::WithContent)], "{id}");
        let other = decoded.with_content(b"something else");
        assert_eq!(fitting(&other, &vector[key]), [], "{id}");
    }
}

#[test]
fn rfc_7797_the_payload_is_signed_as_it_is() {
    let file = file(UNENCODED);
    let key = &file["jwk"];
    for (id, code) in [("RFC7797-4.1", vec!["decode_message"]), ("COOKBOOK-compact", vec!["decode_message"])] {
        let vector = vector(UNENCODED, id);
        let decoded = Decoded::read(vector["jws"].as_str().expect("a token"));
        let payload = vector["payload_utf8"].as_str().or_else(|| file["payload_utf8"].as_str()).expect("text");
        assert_eq!((decoded.shape, codes(&decoded), notes(&decoded)), (Shape::Signed, vec![], code), "{id}");
        assert_eq!(decoded.payload.as_ref().map(|part| &part.octets[..]), Some(payload.as_bytes()), "{id}");
        assert_eq!(fitting(&decoded, key), [(0, Spelling::AsWritten)], "{id}");
        assert_told(&decoded);
    }
    let detached = Decoded::read(vector(UNENCODED, "RFC7797-4.2")["jws"].as_str().expect("a token"));
    assert_eq!((detached.shape, codes(&detached)), (Shape::Detached, vec![]));
    assert_eq!(fitting(&detached.clone().with_content(b"$.02"), key), [(0, Spelling::WithContent)]);
    assert_eq!(fitting(&detached.with_content(b"JC4wMg"), key), [], "not as base64url");
    let json = Decoded::read(&vector(UNENCODED, "RFC7797-4.2-json")["jws_json"].to_string());
    assert_eq!((codes(&json), json.payload.as_ref().map(|part| part.source.as_str())), (vec![], Some("$.02")));
    assert_eq!(fitting(&json, key), [(0, Spelling::AsWritten)]);
}

#[test]
fn b64_has_its_rules_and_a_jwt_must_not_have_it() {
    for (header, code) in [
        (r#"{"alg":"HS256","b64":false,"crit":["b64"],"typ":"JWT"}"#, "jws_unencoded_payload"),
        (r#"{"alg":"HS256","b64":false}"#, "decode_b64_not_critical"),
        (r#"{"alg":"HS256","b64":"no","crit":["b64"]}"#, "decode_b64_not_boolean"),
    ] {
        let decoded = Decoded::read(&format!("{}..c2ln", base64url::encode(header.as_bytes())));
        assert!(codes(&decoded).contains(&code), "{header}: {:?}", codes(&decoded));
        assert_told(&decoded);
    }
}
