//! `verify` and `inspect` for programs, without JavaScript: what is strict about the one, what the other says where it is lenient, and that
//! whatever comes back is JSON.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

use grant_lab::jose::{CompactJws, base64url};
use grant_lab::js_api::Inspector;
use grant_lab::platform::software_crypto::SoftwareCrypto;
use pollster::block_on;
use serde_json::{Value, json};

const WORDS: &str = include_str!("../src/content/en/decode.json");
const SIGNATURES: &str = include_str!("cases/signatures.json");
const JWS: &str = include_str!("vectors/rfc7515-appendix.json");
const UNENCODED: &str = include_str!("vectors/rfc7797-examples.json");
const SD_JWT: &str = include_str!("vectors/rfc9901-examples.json");

fn inspector() -> Inspector<SoftwareCrypto> {
    Inspector::open(SoftwareCrypto::new(), WORDS).unwrap()
}

fn file(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// State and code of `verify`.
fn verified(inspector: &Inspector<SoftwareCrypto>, token: &str, keys: &str) -> (String, Option<String>) {
    let said = file(&block_on(inspector.verify(Some(token), Some(keys))));
    assert_eq!(said["reason"].is_null(), said["state"] == "verified", "{said}");
    (said["state"].as_str().unwrap().to_owned(), said["code"].as_str().map(str::to_owned))
}

fn inspected(inspector: &Inspector<SoftwareCrypto>, text: &str, keys: &str) -> Value {
    file(&block_on(inspector.inspect(Some(text), Some(keys), r#"{"now":1800000000}"#)))
}

fn codes(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|each| each["code"].as_str().unwrap()).collect()
}

fn failed(code: &str) -> (String, Option<String>) {
    ("failed".to_owned(), Some(code.to_owned()))
}

fn right() -> (String, Option<String>) {
    ("verified".to_owned(), None)
}

#[test]
fn verify_takes_no_token_that_is_not_written_by_the_rules() {
    let inspector = inspector();
    let mut padded = 0;
    for case in file(SIGNATURES).as_array().unwrap() {
        let (token, keys) = (case["token"].as_str().unwrap(), case["keys"].as_str().unwrap_or_default());
        let is_right = case["state"] == "signature_verified";
        let is_strict = CompactJws::parse(token).is_ok();
        let said = verified(&inspector, token, keys);
        assert_eq!(said.0 == "verified", is_right && is_strict, "{}: {said:?}", case["name"]);
        if is_right && !is_strict {
            assert_eq!(said, failed("base64url_padding"), "{}", case["name"]);
            let report = inspected(&inspector, token, keys);
            assert_eq!(report["signature"]["state"], "verified", "{}", case["name"]);
            let remarks = codes(&report["signature"]["remarks"]);
            assert!(remarks.iter().any(|code| code.starts_with("remark_signed_with")), "{}: {remarks:?}", case["name"]);
            padded += 1;
        }
    }
    assert!(padded >= 3);
}

#[test]
fn another_spelling_of_a_token_that_a_key_signed_is_not_verified() {
    let inspector = inspector();
    let vector =
        file(JWS)["vectors"].as_array().unwrap().iter().find(|each| each["id"] == "RFC7515-A.3").unwrap().clone();
    let (token, keys) = (vector["jws"].as_str().unwrap(), vector["jwk_public"].to_string());
    assert_eq!(verified(&inspector, token, &keys), right());
    let parts: Vec<&str> = token.split('.').collect();
    let with = |place: usize, text: String| {
        let mut parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        parts[place] = text;
        parts.join(".")
    };
    for place in 0..3 {
        let said = verified(&inspector, &with(place, [parts[place], "=="].concat()), &keys);
        assert_eq!(said, failed("base64url_padding"), "part {place}");
        // The last character of these has bits to spare.
        if parts[place].len().is_multiple_of(4) {
            continue;
        }
        let last = parts[place].chars().last().unwrap();
        let other = char::from_u32(u32::from(last) + 1).unwrap();
        let spelled = with(place, [&parts[place][..parts[place].len() - 1], &other.to_string()].concat());
        let expected = "base64url_trailing_bits";
        assert_eq!(verified(&inspector, &spelled, &keys), failed(expected), "part {place}: {spelled}");
    }
    for text in ["not.a.token", "not.any.token", "one.two.three"] {
        assert_eq!(verified(&inspector, text, &keys).0, "not-checked", "{text} is no misspelled token");
    }
    let restored = verified(&inspector, &token[3..], &keys);
    assert_eq!(restored, failed("decode_front_missing"));
    assert_eq!(inspected(&inspector, &token[3..], &keys)["signature"]["state"], "verified");
    for text in [format!(" {token}"), format!("{token}\n"), format!("Bearer {token}"), format!("\"{token}\"")] {
        assert_ne!(verified(&inspector, &text, &keys).0, "verified", "{text}");
        assert_eq!(inspected(&inspector, &text, &keys)["signature"]["state"], "verified", "{text}");
    }
}

#[test]
fn what_the_rfcs_print_is_verified_as_it_is_printed() {
    let inspector = inspector();
    let (jws, unencoded, sd_jwt) = (file(JWS), file(UNENCODED), file(SD_JWT));
    let mut seen = 0;
    for vector in jws["vectors"].as_array().unwrap().iter().chain(unencoded["vectors"].as_array().unwrap()) {
        let keys = ["jwk_public", "jwk", "jwks"]
            .iter()
            .find_map(|name| vector.get(*name))
            .unwrap_or_else(|| &unencoded["jwk"]);
        let token = vector.get("jws").or_else(|| vector.get("jws_json"));
        let Some(token) = token.filter(|_| {
            vector["detached"] != true
                && vector["verified_here"] != false
                && !["RFC7515-A.5", "RFC7515-E", "COOKBOOK-no-crit"].iter().any(|id| vector["id"] == *id)
        }) else {
            continue;
        };
        let token = token.as_str().map_or_else(|| token.to_string(), str::to_owned);
        if token.split('.').count() != 3 && !token.starts_with('{') {
            continue; // RFC 7515 Appendix C is not a token.
        }
        assert_eq!(verified(&inspector, &token, &keys.to_string()), right(), "{}", vector["id"]);
        seen += 1;
    }
    for vector in sd_jwt["vectors"].as_array().unwrap() {
        let Some(token) = vector["sd_jwt"].as_str() else { continue };
        assert_eq!(verified(&inspector, token, &sd_jwt["issuer_key"].to_string()), right(), "{}", vector["id"]);
        seen += 1;
    }
    assert!(seen >= 15, "{seen}");
}

#[test]
fn a_disclosure_that_nobody_signed_is_refused() {
    let inspector = inspector();
    let file = file(SD_JWT);
    let (token, keys) = (file["vectors"][0]["sd_jwt"].as_str().unwrap(), file["issuer_key"].to_string());
    let (jwt, rest) = token.split_once('~').unwrap();
    let own = base64url::encode(br#"["salt","admin",true]"#);
    let added = format!("{jwt}~{own}~{rest}");
    assert_eq!(verified(&inspector, &added, &keys), failed("sd_jwt_disclosure_unused"));
    assert_eq!(
        inspected(&inspector, &added, &keys)["signature"]["state"],
        "verified",
        "what the issuer signed is intact"
    );
}

#[test]
fn in_the_json_serialisation_only_a_signature_that_is_base64url_counts() {
    let inspector = inspector();
    let vector =
        file(JWS)["vectors"].as_array().unwrap().iter().find(|each| each["id"] == "RFC7515-A.7").unwrap().clone();
    let keys = vector["jwk_public"].to_string();
    let with = |signature: String| {
        let mut jws = vector["jws"].clone();
        jws["signature"] = json!(signature);
        jws.to_string()
    };
    let signature = vector["jws"]["signature"].as_str().unwrap();
    let last = char::from_u32(u32::from(signature.chars().last().unwrap()) + 1).unwrap();
    for (text, strict, state, code, remark) in [
        (
            format!("{signature}=="),
            failed("base64url_padding"),
            "verified",
            None,
            Some("remark_signed_without_padding"),
        ),
        (
            format!("{}{last}", &signature[..signature.len() - 1]),
            failed("base64url_trailing_bits"),
            "failed",
            Some("base64url_trailing_bits"),
            None,
        ),
        (
            format!("{signature}!AAAA"),
            ("not-checked".to_owned(), Some("base64url_foreign_character".to_owned())),
            "not-checked",
            Some("base64url_foreign_character"),
            None,
        ),
    ] {
        let jws = with(text);
        assert_eq!(verified(&inspector, &jws, &keys), strict, "{jws}");
        let report = &inspected(&inspector, &jws, &keys)["signature"];
        assert_eq!((report["state"].as_str(), report["code"].as_str()), (Some(state), code), "{jws}");
        assert_eq!(
            codes(&report["remarks"]).into_iter().find(|code| code.starts_with("remark_signed")),
            remark,
            "{jws}"
        );
    }
}

#[test]
fn a_report_is_json_whatever_the_payload_is() {
    let inspector = inspector();
    let disclosed = base64url::encode(br#"["salt","a",1]"#);
    for payload in [
        "{\"a\":\"\u{1}\"",
        "{\"a\":\"\u{1}\",\"_sd\":[]}",
        "{\"a\":01}",
        "{\"a\"",
        "{",
        "{\"a\":1,}",
        "[\"\u{1}\"]",
        "\u{feff}{\"a\":1 2}",
    ] {
        let jwt = format!("eyJhbGciOiJFUzI1NiJ9.{}.AAAA", base64url::encode(payload.as_bytes()));
        for text in [jwt.clone(), format!("{jwt}~"), format!("{jwt}~{disclosed}~")] {
            let report = inspected(&inspector, &text, "");
            assert_eq!(report["token"], json!(text), "{payload}");
        }
    }
}

#[test]
fn a_report_says_whether_the_holder_signed() {
    let inspector = inspector();
    let vectors = file(SD_JWT);
    let is = |each: &&Value| each["id"] == "RFC9901-5.2";
    let token = vectors["vectors"].as_array().unwrap().iter().find(is).unwrap()["sd_jwt"].as_str().unwrap();
    let bound = |token: &str| inspected(&inspector, token, "")["sdJwt"]["keyBinding"].clone();
    let binding = bound(token);
    assert_eq!(
        (&binding["isForThis"], &binding["state"], &binding["code"]),
        (&true.into(), &"verified".into(), &"holder_verified".into())
    );
    let (front, last) = token.split_at(token.len() - 20);
    let changed = bound(&[front, if last.starts_with('A') { "B" } else { "A" }, &last[1..]].concat());
    assert_eq!((&changed["state"], &changed["code"]), (&"failed".into(), &"holder_failed".into()));
}
