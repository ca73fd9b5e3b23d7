//! The JSON serialisations of a JWS: as RFC 7515 prints them, and each fault that they can have.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/forms.rs"]
mod forms;

use grant_lab::inspect::{Decoded, Shape, Spelling};
use grant_lab::jose::base64url;
use serde_json::{Value, json};

use crate::forms::{JWS, assert_told, codes, fitting, notes, vector};

#[test]
fn rfc_7515_a_6_has_two_signatures_and_a_7_one() {
    let general = vector(JWS, "RFC7515-A.6");
    let decoded = Decoded::read(&general["jws"].to_string());
    assert_eq!((decoded.shape, codes(&decoded)), (Shape::JsonSerialization, vec![]));
    assert_eq!(notes(&decoded), ["decode_jws_json_general"]);
    let form = decoded.json_form.as_ref().expect("the form");
    let kids: Vec<_> =
        form.signatures.iter().map(|each| each.header().expect("a header").kid().map(str::to_owned)).collect();
    assert_eq!(kids, [Some("2010-12-29".to_owned()), Some("e9bc097a-ce51-4036-9562-d2ade882db0d".to_owned())]);
    assert_eq!(decoded.payload.as_ref().and_then(|payload| payload.text("iss")), Some("joe"));
    let keys = general["jwks"]["keys"].as_array().or_else(|| general["jwks"].as_array()).expect("keys");
    let found: Vec<_> = keys.iter().flat_map(|key| fitting(&decoded, key)).collect();
    assert_eq!(found, [(0, Spelling::AsWritten), (1, Spelling::AsWritten)]);
    assert_told(&decoded);

    let flat = vector(JWS, "RFC7515-A.7");
    let decoded = Decoded::read(&flat["jws"].to_string());
    assert_eq!((codes(&decoded), notes(&decoded)), (vec![], vec!["decode_jws_json"]));
    assert_eq!(fitting(&decoded, &flat["jwk_public"]), [(0, Spelling::AsWritten)]);
    // Its parts know where they stand in the JSON.
    let signature = decoded.signature.as_ref().expect("a signature");
    assert_eq!(&decoded.token[signature.start..signature.start + signature.raw.len()], signature.raw);
}

#[test]
fn the_faults_of_a_json_serialisation_are_named() {
    let flat = vector(JWS, "RFC7515-A.7")["jws"].clone();
    let told = |json: Value| {
        let decoded = Decoded::read(&json.to_string());
        assert_told(&decoded);
        codes(&decoded)
    };
    let mut both = flat.clone();
    both["signatures"] = json!([{"protected": flat["protected"], "signature": flat["signature"]}]);
    assert_eq!(told(both), ["decode_json_both"]);
    assert_eq!(told(json!({"payload": "", "signatures": []})), ["decode_json_nobody"]);
    let mut twice = flat.clone();
    twice["header"]["alg"] = "ES256".into();
    assert_eq!(told(twice), ["decode_json_header_twice"]);
    let mut open = flat.clone();
    open["header"] = json!({"crit": ["b64"], "b64": false});
    assert_eq!(told(open), ["decode_json_must_be_protected"; 2]);
    let mut no_alg = flat.clone();
    no_alg["protected"] = base64url::encode(br#"{"typ":"JOSE"}"#).into();
    assert_eq!(told(no_alg), ["jws_alg_missing"]);
    let unencoded = base64url::encode(br#"{"alg":"ES256","b64":false,"crit":["b64"]}"#);
    let differs = json!({"payload": "x", "signatures": [
        {"protected": flat["protected"], "signature": "AAAA"}, {"protected": unencoded, "signature": "AAAA"}]});
    assert_eq!(told(differs), ["decode_json_b64_differs"]);
    // A name twice is seen although the last one is shown.
    let text = flat.to_string().replacen('{', "{\"payload\":\"AAAA\",", 1);
    assert_eq!(codes(&Decoded::read(&text)), ["json_duplicate_name"]);
    let detached = json!({"protected": flat["protected"], "signature": flat["signature"]});
    let decoded = Decoded::read(&detached.to_string());
    assert_eq!(notes(&decoded), ["decode_jws_json", "decode_detached"]);
    let content = base64url::decode(flat["payload"].as_str().expect("text")).expect("readable");
    let key = vector(JWS, "RFC7515-A.7")["jwk_public"].clone();
    assert_eq!(fitting(&decoded.with_content(&content), &key), [(0, Spelling::WithContent)]);
}
