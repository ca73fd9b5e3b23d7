//! Selective disclosure, judged by the examples of RFC 9901 and by each reason that it has to refuse a token.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/forms.rs"]
mod forms;

use grant_lab::inspect::{Decoded, DigestPlace, Shape, Spelling};
use grant_lab::jose::base64url;
use grant_lab::platform::software_crypto::SoftwareCrypto;
use pollster::block_on;
use serde_json::{Value, json};

use crate::forms::{assert_told, codes, file, fitting, notes, vector};

const SD_JWT: &str = include_str!("vectors/rfc9901-examples.json");

#[test]
fn rfc_9901_every_example_has_the_claims_that_are_printed() {
    let file = file(SD_JWT);
    let crypto = SoftwareCrypto::new();
    let mut seen = 0;
    for vector in file["vectors"].as_array().expect("a list") {
        let id = vector["id"].as_str().expect("an id");
        let Some(token) = vector["sd_jwt"].as_str() else { continue };
        let decoded = Decoded::read(token);
        assert_eq!(
            (decoded.shape, codes(&decoded), notes(&decoded)),
            (Shape::SdJwt, vec![], vec!["decode_sd_jwt"]),
            "{id}"
        );
        assert_told(&decoded);
        assert_eq!(fitting(&decoded, &file["issuer_key"]), [(0, Spelling::AsWritten)], "{id}");
        let decoded = block_on(decoded.match_digests(&crypto)).expect("digests");
        assert_eq!(codes(&decoded), [""; 0], "{id}");
        let sd_jwt = decoded.sd_jwt.as_ref().expect("disclosures");
        let printed = vector["disclosures"].as_array().expect("a list");
        assert_eq!(sd_jwt.disclosures.len(), printed.len(), "{id}");
        for (disclosure, printed) in sd_jwt.disclosures.iter().zip(printed) {
            assert_eq!(disclosure.digest.as_deref(), printed["digest"].as_str(), "{id}");
            let contents: Value = serde_json::from_str(&disclosure.source).expect("JSON");
            assert_eq!(contents, printed["contents"], "{id}");
            let value: Value = serde_json::from_str(disclosure.value.as_deref().expect("a value")).expect("JSON");
            assert_eq!(Some(&value), contents.as_array().and_then(|list| list.last()), "{id}");
            assert!(!matches!(disclosure.place, DigestPlace::Nowhere | DigestPlace::NotCompared), "{id}");
            assert_eq!(&decoded.token[disclosure.start..disclosure.start + disclosure.raw.len()], disclosure.raw);
        }
        if let Some(processed) = vector.get("processed") {
            let presented = sd_jwt.presented.as_ref().expect("claims");
            assert_eq!(serde_json::from_str::<Value>(&presented.source).ok().as_ref(), Some(processed), "{id}");
            seen += 1;
        }
        if !token.ends_with('~') {
            let binding = sd_jwt.key_binding.as_ref().expect("a key binding");
            assert_eq!(binding.is_for_this(), Some(true), "{id}");
            let own = Decoded::read(&binding.token);
            assert_eq!(fitting(&own, &file["holder_key"]), [(0, Spelling::AsWritten)], "{id}");
        }
    }
    assert_eq!(seen, 5);
}

#[test]
fn rfc_9901_section_6_3_what_is_inside_of_a_disclosure_is_nested() {
    let recursive = file(SD_JWT)["recursive"].clone();
    let mut token = format!(
        "{}.{}.c2ln",
        base64url::encode(br#"{"alg":"ES256","typ":"example+sd-jwt"}"#),
        base64url::encode(recursive["payload"].to_string().as_bytes())
    );
    for disclosure in recursive["disclosures"].as_array().expect("a list") {
        token = format!("{token}~{}", disclosure["disclosure"].as_str().expect("text"));
    }
    let decoded = block_on(Decoded::read(&format!("{token}~")).match_digests(&SoftwareCrypto::new())).expect("digests");
    let sd_jwt = decoded.sd_jwt.expect("disclosures");
    let places: Vec<_> = sd_jwt.disclosures.iter().map(|each| each.place).collect();
    let nested = DigestPlace::Nested(4);
    assert_eq!(places, [nested, nested, nested, nested, DigestPlace::Embedded]);
    let presented = sd_jwt.presented.expect("claims");
    let address = json!({"street_address": "Schulstr. 12", "locality": "Schulpforta", "region": "Sachsen-Anhalt", "country": "DE"});
    assert_eq!(presented.members["address"], address);
    assert_eq!(presented.hidden, 0);
}

#[test]
fn rfc_9901_section_8_in_json_the_header_has_the_disclosures() {
    let file = file(SD_JWT);
    for (id, names, signed) in [
        ("RFC9901-8.2-issued", vec!["sub", "given_name", "family_name", "birthdate"], 1),
        ("RFC9901-8.2-presented", vec!["family_name", "given_name"], 1),
        ("RFC9901-8.3", vec!["family_name", "given_name"], 2),
    ] {
        let vector = vector(SD_JWT, id);
        let decoded = Decoded::read(&vector["sd_jwt_json"].to_string());
        assert_eq!((decoded.shape, codes(&decoded)), (Shape::JsonSerialization, vec![]), "{id}");
        assert_eq!(decoded.signatures().len(), signed, "{id}");
        assert_eq!(fitting(&decoded, &file["issuer_key"]), [(0, Spelling::AsWritten)], "{id}");
        let decoded = block_on(decoded.match_digests(&SoftwareCrypto::new())).expect("digests");
        assert_eq!(codes(&decoded), [""; 0], "{id}");
        let sd_jwt = decoded.sd_jwt.expect("disclosures");
        assert_eq!(
            sd_jwt.disclosures.iter().filter_map(|each| each.name.as_deref()).collect::<Vec<_>>(),
            names,
            "{id}"
        );
        assert_eq!(sd_jwt.key_binding.is_some(), id != "RFC9901-8.2-issued", "{id}");
        assert!(sd_jwt.key_binding.is_none_or(|binding| binding.is_for_this() == Some(true)), "{id}");
    }
}

/// What RFC 9901 §7.1 refuses a token for, one fault at a time.
#[test]
fn rfc_9901_section_7_1_every_reason_to_refuse_is_named() {
    let digest_of = |disclosure: &str| {
        use grant_lab::ports::{Crypto, Hash};
        base64url::encode(
            &block_on(SoftwareCrypto::new().digest(Hash::Sha256, disclosure.as_bytes())).expect("a digest"),
        )
    };
    let told = |payload: Value, disclosures: &[&str]| {
        let header = base64url::encode(br#"{"alg":"ES256","typ":"dc+sd-jwt"}"#);
        let mut token = format!("{header}.{}.c2ln~", base64url::encode(payload.to_string().as_bytes()));
        for disclosure in disclosures {
            token.push_str(disclosure);
            token.push('~');
        }
        let decoded = block_on(Decoded::read(&token).match_digests(&SoftwareCrypto::new())).expect("digests");
        assert_told(&decoded);
        let hidden =
            decoded.sd_jwt.as_ref().and_then(|sd_jwt| sd_jwt.presented.as_ref()).map(|presented| presented.hidden);
        (codes(&decoded), hidden)
    };
    let member = base64url::encode(br#"["salt","name","value"]"#);
    let element = base64url::encode(br#"["salt","value"]"#);
    let reserved = base64url::encode(br#"["salt","_sd",["x"]]"#);
    let (m, e) = (digest_of(&member), digest_of(&element));
    assert_eq!(told(json!({"_sd": [m]}), &[&member]), (vec![], Some(0)));
    assert_eq!(told(json!({"_sd": [m, "decoy"]}), &[]), (vec![], Some(2)));
    assert_eq!(told(json!({"_sd": []}), &[&member]), (vec!["sd_jwt_disclosure_unused"], Some(0)));
    assert_eq!(told(json!({"_sd": [m]}), &[&member, &member]), (vec!["sd_jwt_disclosure_twice"], Some(0)));
    assert_eq!(told(json!({"_sd": [m, m]}), &[&member]).0, ["sd_jwt_digest_twice"]);
    assert_eq!(told(json!({"_sd": ["x"], "a": {"_sd": ["x"]}}), &[]).0, ["sd_jwt_digest_twice"]);
    assert_eq!(told(json!({"_sd": [e]}), &[&element]).0, ["sd_jwt_disclosure_element"]);
    assert_eq!(told(json!({"list": [{"...": m}]}), &[&member]).0, ["sd_jwt_disclosure_member"]);
    assert_eq!(told(json!({"_sd": [m], "name": 1}), &[&member]).0, ["sd_jwt_name_taken"]);
    assert_eq!(told(json!({"_sd": [digest_of(&reserved)]}), &[&reserved]).0, ["sd_jwt_disclosure_name"]);
    assert_eq!(told(json!({"_sd": "x"}), &[]).0, ["sd_jwt_sd_shape"]);
    assert_eq!(told(json!({"_sd": [], "_sd_alg": "sha3-256"}), &[]).0, ["sd_jwt_hash_unknown"]);
    let broken = base64url::encode(br#"{"salt":1}"#);
    let short = base64url::encode(br#"["salt"]"#);
    assert_eq!(told(json!({"_sd": [digest_of(&broken)]}), &[&broken]).0, ["sd_jwt_disclosure_json"]);
    assert_eq!(told(json!({"_sd": [digest_of(&short)]}), &[&short]).0, ["sd_jwt_disclosure_shape"]);
    assert_eq!(told(json!({"_sd": [digest_of("*")]}), &["*"]).0, ["sd_jwt_disclosure_base64url"]);
    // An undisclosed element is gone, not a placeholder.
    let list = json!({"list": [{"...": e}, {"...": "decoy"}, 7]});
    assert_eq!(told(list, &[&element]), (vec![], Some(1)));
}

#[test]
fn rfc_9901_the_key_binding_must_be_for_exactly_these_disclosures() {
    let whole = vector(SD_JWT, "RFC9901-5.2")["sd_jwt"].as_str().expect("a token").to_owned();
    let pieces: Vec<&str> = whole.split('~').collect();
    let crypto = SoftwareCrypto::new();
    let told = |token: &str| {
        let decoded = block_on(Decoded::read(token).match_digests(&crypto)).expect("digests");
        assert_told(&decoded);
        codes(&decoded)
    };
    let without_one = [&pieces[..1], &pieces[2..]].concat().join("~");
    assert_eq!(told(&without_one), ["sd_jwt_binding_hash"]);
    let cut = &whole[..whole.len() - 90];
    assert_eq!(told(cut), ["sd_jwt_binding_unreadable"]);
    let access_token = pieces[0];
    let bound = [&pieces[..5], &[access_token]].concat().join("~");
    assert_eq!(told(&bound), ["sd_jwt_binding_typ", "sd_jwt_binding_claim"]);
    let no_tilde = pieces[..3].join("~");
    assert_eq!(told(&no_tilde), ["sd_jwt_no_last_tilde"]);
}
