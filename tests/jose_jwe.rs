//! Encrypted tokens: those that the RFCs print open as printed, and whatever else comes is told apart without saying too much.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use std::collections::BTreeSet;

use grant_lab::jose::jwe::{self, ContentEncryption, Jwe, JweError, KeyManagement, OtherInfo, concat_kdf};
use grant_lab::jose::{Jwk, UnsupportedAlgorithm, base64url};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::{AgreementCurve, Decryption};
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Value, json};

const RFC_7516: &str = include_str!("vectors/rfc7516-appendix-a.json");
const RFC_7518: &str = include_str!("vectors/rfc7518-appendix-b-c.json");
const RFC_7520: &str = include_str!("vectors/rfc7520-encryption.json");
const COMBINATIONS: &str = include_str!("vectors/encrypted-combinations.json");

fn file(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn vectors(text: &str) -> Vec<Value> {
    file(text)["vectors"].as_array().expect("a list").clone()
}

fn vector(text: &str, id: &str) -> Value {
    vectors(text).into_iter().find(|vector| vector["id"] == id).expect("the vector")
}

fn key(value: &Value) -> Jwk {
    Jwk::parse_text(&value.to_string()).expect("a key")
}

fn opened(jwe: &Jwe, key: &Jwk) -> Result<String, JweError> {
    let octets = block_on(jwe::decrypt(&SoftwareCrypto::new(), jwe, key))?;
    Ok(String::from_utf8(octets).expect("UTF-8"))
}

fn code(text: &str, key: &Jwk) -> &'static str {
    let error = Jwe::parse(text).and_then(|jwe| opened(&jwe, key)).expect_err("refused");
    assert!(error.to_string().ends_with('.'), "a whole sentence: {error}");
    error.code()
}

/// A small token by `dir` and A128GCM, from RFC 7520 §5.6, and its key.
fn direct() -> (String, Value) {
    let vector = vector(RFC_7520, "RFC7520-5.6");
    (vector["jwe"].as_str().expect("text").to_owned(), vector["keys"][0].clone())
}

/// The same with another header; the content no longer fits, which is found out last.
fn with_header(header: &Value) -> String {
    let (token, _) = direct();
    let rest = token.split_once('.').expect("parts").1.to_owned();
    [base64url::encode(header.to_string().as_bytes()), rest].join(".")
}

#[test]
fn tokens_of_rfc_7516_and_rfc_7520_open_as_printed() {
    let mut seen = 0;
    for vector in [vectors(RFC_7516), vectors(RFC_7520)].concat() {
        let Some(text) = vector["jwe"].as_str() else { continue };
        let own = if vector["key"].is_object() { &vector["key"] } else { &vector["keys"][0] };
        let jwe = Jwe::parse(text).expect("an encrypted token");
        // Of a password there is no key.
        let key = if own.is_object() { key(own) } else { key(&json!({"kty": "oct", "k": "AAAA"})) };
        match vector["error"].as_str() {
            Some(error) => assert_eq!(opened(&jwe, &key).expect_err("refused").code(), error, "{}", vector["id"]),
            None => assert_eq!(opened(&jwe, &key).as_deref().ok(), vector["plaintext"].as_str(), "{}", vector["id"]),
        }
        seen += 1;
    }
    assert_eq!(seen, 3 + 9);
}

#[test]
fn the_json_forms_of_rfc_7516_and_rfc_7520_open_for_every_recipient() {
    let mut seen = 0;
    for vector in [vectors(RFC_7516), vectors(RFC_7520)].concat() {
        for form in ["json", "json_flat"] {
            let Some(form) = vector.get(form) else { continue };
            let recipients = Jwe::parse_json(&form.to_string()).expect("an encrypted token in JSON");
            let keys = vector["keys"].as_array().expect("a list");
            assert_eq!(recipients.len(), keys.len(), "{}", vector["id"]);
            for (place, (jwe, own)) in recipients.iter().zip(keys).enumerate() {
                let opened = opened(jwe, &key(own));
                match vector["errors"][place].as_str() {
                    Some(error) => assert_eq!(opened.expect_err("refused").code(), error, "{}", vector["id"]),
                    None => assert_eq!(opened.as_deref().ok(), vector["plaintext"].as_str(), "{}", vector["id"]),
                }
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 3 + 3 * 2 + 3);
}

#[test]
fn the_encrypted_tokens_of_rfc_7519_are_known_and_named() {
    let file = file(include_str!("vectors/rfc7519-examples.json"));
    let vectors = file["vectors"].as_array().expect("a list");
    let texts = vectors.iter().filter_map(|vector| vector["jwe"].as_str().or_else(|| vector["jwt"].as_str()));
    let encrypted: Vec<Jwe> = texts.filter_map(|text| Jwe::parse(text).ok()).collect();
    let key = key(&vector(RFC_7516, "RFC7516-A.2")["key"]);
    for (jwe, cty) in encrypted.iter().zip([None, Some("JWT")]) {
        assert_eq!(jwe.header().cty(), cty);
        assert_eq!(opened(jwe, &key).expect_err("refused").code(), "jwe_not_opened_rsa1_5");
    }
    assert_eq!(encrypted.len(), 2, "RFC 7519 App. A.1 and A.2");
}

#[test]
fn authenticated_encryption_of_rfc_7518_appendix_b() {
    for vector in file(RFC_7518)["authenticated_encryption"].as_array().expect("a list") {
        let text = |name: &str| vector[name].as_str().expect("text");
        let crypto = SoftwareCrypto::new();
        let octets = |name: &str| base64url::decode(text(name)).expect("base64url");
        let aes_key = &octets("k")[octets("k").len() / 2..];
        let content = block_on(crypto.decrypt_aes_cbc(aes_key, &octets("iv"), &octets("ciphertext")));
        assert_eq!(content, Ok(Some(text("plaintext").as_bytes().to_vec())), "{}", vector["id"]);

        let tag = block_on(jwe::authentication_tag(
            &crypto,
            ContentEncryption::from_name(text("enc")).expect("known"),
            &octets("k"),
            grant_lab::ports::Sealed {
                iv: &octets("iv"),
                associated: text("aad_utf8").as_bytes(),
                encrypted: &octets("ciphertext"),
                tag: &[],
            },
        ));
        assert_eq!(tag, Ok(Some(octets("tag"))), "{}", vector["id"]);
    }
}

#[test]
fn key_agreement_of_rfc_7518_appendix_c() {
    let vector = file(RFC_7518)["key_agreement"].clone();
    let crypto = SoftwareCrypto::new();
    let secret = base64url::decode(vector["z"].as_str().expect("text")).expect("base64url");
    for (private, public) in [("reader", "sender"), ("sender", "reader")] {
        let (private, public) = (key(&vector[private]), key(&vector[public]));
        let public = public.public_material().expect("a public half");
        let agreed = block_on(crypto.agree(AgreementCurve::P256, &private.material(), &public));
        assert_eq!(agreed.as_ref(), Ok(&secret));
    }
    let info = OtherInfo { algorithm: "A128GCM", party_u: b"Alice", party_v: b"Bob" };
    let derived = block_on(concat_kdf(&crypto, &secret, info, 16)).expect("a digest");
    assert_eq!(Some(base64url::encode(&derived).as_str()), vector["derived"].as_str());
    // More than one round: the first octets do not depend on how many follow only where their number is not hashed, and it is.
    let longer = block_on(concat_kdf(&crypto, &secret, info, 64)).expect("a digest");
    assert_eq!(longer.len(), 64);
    assert_ne!(longer[..16], derived);
}

#[test]
fn whatever_is_changed_the_answer_is_the_same() {
    let (file, mut seen) = (file(COMBINATIONS), BTreeSet::new());
    for vector in vectors(COMBINATIONS) {
        let key = key(&file["keys"][vector["key"].as_str().expect("text")]);
        let token = vector["jwe"].as_str().expect("text");
        let parts: Vec<&str> = token.split('.').collect();
        for place in 1..5 {
            let mut octets = base64url::decode(parts[place]).expect("base64url");
            let Some(last) = octets.last_mut() else { continue };
            *last ^= 1;
            let changed = base64url::encode(&octets);
            let mut parts = parts.clone();
            parts[place] = &changed;
            assert_eq!(
                code(&parts.join("."), &key),
                "jwe_does_not_open",
                "{} {}, part {place}",
                vector["alg"],
                vector["enc"]
            );
        }
        // The header is authenticated too.
        let mut header = file["keys"].clone();
        header = match serde_json::from_slice(&base64url::decode(parts[0]).expect("base64url")) {
            Ok(Value::Object(members)) => Value::Object(members),
            _ => header,
        };
        header["x"] = json!(1);
        let changed = base64url::encode(header.to_string().as_bytes());
        assert_eq!(code(&[&changed, &parts[1..].join(".")[..]].join("."), &key), "jwe_does_not_open");
        seen.insert((vector["alg"].to_string(), vector["enc"].to_string()));
    }
    assert_eq!(seen.len(), KeyManagement::names().count() * ContentEncryption::all().count());
}

#[test]
fn a_token_that_is_none_is_told_as_what_it_is() {
    let (token, own) = direct();
    let own = key(&own);
    for (text, expected) in [
        (String::new(), "jwe_part_count"),
        ("a.b.c".to_owned(), "jwe_part_count"),
        ([&token, "."].concat(), "jwe_part_count"),
        (token.replacen("eyJ", "e!J", 1), "base64url_foreign_character"),
        (["AAAA", token.split_once('.').expect("parts").1].join("."), "json_syntax"),
        (with_header(&json!([])), "json_not_an_object"),
        (with_header(&json!({"enc": "A128GCM"})), "jwe_member_missing"),
        (with_header(&json!({"alg": "dir"})), "jwe_member_missing"),
        (with_header(&json!({"alg": "", "enc": "A128GCM"})), "jwe_member_missing"),
        (with_header(&json!({"alg": "dir", "enc": 1})), "jwe_member_form"),
        (with_header(&json!({"alg": "dir", "enc": "A128GCM", "kid": 1})), "jwe_member_form"),
        (with_header(&json!({"alg": "DIR", "enc": "A128GCM"})), "jwe_alg_unknown"),
        (with_header(&json!({"alg": "RS256", "enc": "A128GCM"})), "jwe_alg_unknown"),
        (with_header(&json!({"alg": "dir", "enc": "A128gcm"})), "jwe_enc_unknown"),
        (with_header(&json!({"alg": "dir", "enc": "A128GCM", "zip": "DEF"})), "jwe_compressed"),
        (with_header(&json!({"alg": "dir", "enc": "A128GCM", "zip": 1})), "jwe_member_form"),
        (with_header(&json!({"alg": "dir", "enc": "A128GCM", "crit": ["x"], "x": 1})), "jwe_crit_unknown"),
        (with_header(&json!({"alg": "dir", "enc": "A128GCM", "crit": ["x"]})), "jwe_member_form"),
        (with_header(&json!({"alg": "dir", "enc": "A128GCM", "crit": ["epk"], "epk": 1})), "jwe_member_form"),
        (with_header(&json!({"alg": "dir", "enc": "A128GCM", "crit": []})), "jwe_member_form"),
        (with_header(&json!({"alg": "dir", "enc": "A128GCM", "other": 1})), "jwe_does_not_open"),
        (with_header(&json!({"alg": "A128KW", "enc": "A128GCM"})), "jwe_key_not_for"),
        (token.replacen("..", ".AAAA.", 1), "jwe_encrypted_key_unexpected"),
        (token.replacen("..refa467QzzKx6QAB", "..AAAA", 1), "jwe_part_length"),
        (token.replace("vbb32Xvllea2OtmHAdccRQ", "AAAA"), "jwe_part_length"),
        ([&token[..60], &"A".repeat(300_000)].concat(), "jws_too_large"),
    ] {
        assert_eq!(code(&text, &own), expected, "{}", &text[..text.len().min(80)]);
    }
}

#[test]
fn a_key_that_cannot_be_the_one_is_told_why() {
    let (token, own) = direct();
    let with = |name: &str, value: Value| {
        let mut jwk = own.clone();
        jwk[name] = value;
        jwk
    };
    let oaep = vector(RFC_7516, "RFC7516-A.1");
    let agreed = vector(RFC_7520, "RFC7520-5.4");
    let without = |jwk: &Value, names: &[&str]| {
        let mut jwk = jwk.clone();
        names.iter().for_each(|name| drop(jwk.as_object_mut().expect("an object").remove(*name)));
        jwk
    };
    let other_curve = vector(RFC_7520, "RFC7520-5.5")["keys"][0].clone();
    let text = |vector: &Value| vector["jwe"].as_str().expect("text").to_owned();
    for (token, jwk, expected) in [
        (token.clone(), with("use", json!("sig")), "jwe_key_purpose"),
        (token.clone(), with("key_ops", json!(["encrypt"])), "jwe_key_purpose"),
        (token.clone(), with("alg", json!("A256GCM")), "jwe_key_not_for"),
        (token.clone(), with("alg", json!("HS256")), "jwe_key_not_for"),
        (token.clone(), with("k", json!("AAAA")), "jwe_key_length"),
        (token.clone(), with("k", json!("AAAAAAAAAAAAAAAAAAAAAA")), "jwe_does_not_open"),
        (token, oaep["key"].clone(), "jwe_key_not_for"),
        (text(&oaep), without(&oaep["key"], &["d", "p", "q", "dp", "dq", "qi"]), "jwe_key_public"),
        (text(&oaep), without(&oaep["key"], &["p", "q", "dp", "dq", "qi"]), "jwk_missing_member"),
        (text(&oaep), own.clone(), "jwe_key_not_for"),
        (text(&agreed), without(&agreed["keys"][0], &["d"]), "jwe_key_public"),
        (text(&agreed), other_curve, "jwe_other_curve"),
    ] {
        let refused = code(&token, &key(&jwk));
        assert_eq!(refused, expected, "{jwk}");
        let jwe = Jwe::parse(&token).expect("a token");
        let before = jwe::check_key(&jwe, &key(&jwk)).map_err(|error| error.code());
        assert_eq!(before, if expected == "jwe_does_not_open" { Ok(()) } else { Err(expected) }, "{jwk}");
    }
}

#[test]
fn a_sender_on_a_curve_that_is_not_used_is_named() {
    let epk = json!({"kty": "OKP", "crv": "X25519", "x": "hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo"});
    let private = key(&vector(RFC_7520, "RFC7520-5.5")["keys"][0]);
    for (epk, expected) in [
        (epk, "jwe_curve_not_opened"),
        (json!({"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}), "jwe_ephemeral_key"),
        (json!(1), "jwe_member_form"),
    ] {
        assert_eq!(code(&with_header(&json!({"alg": "ECDH-ES", "enc": "A128GCM", "epk": epk})), &private), expected);
    }
    assert_eq!(code(&with_header(&json!({"alg": "ECDH-ES", "enc": "A128GCM"})), &private), "jwe_member_missing");
    // Off its curve, and so no key: what an attacker would try to learn the private key from.
    let off = json!({"kty": "EC", "crv": "P-256", "x": "A".repeat(43), "y": "A".repeat(43)});
    assert_eq!(
        code(&with_header(&json!({"alg": "ECDH-ES", "enc": "A128GCM", "epk": off})), &private),
        "jwe_no_agreement"
    );
}

#[test]
fn the_json_form_has_every_name_once_and_extensions_where_they_are_protected() {
    let whole = vector(RFC_7520, "RFC7520-5.11")["json_flat"].clone();
    let own = key(&vector(RFC_7520, "RFC7520-5.11")["keys"][0]);
    let read = |whole: &Value| match Jwe::parse_json(&whole.to_string()) {
        Ok(recipients) => opened(&recipients[0], &own).map_err(|error| error.code()),
        Err(error) => Err(error.code()),
    };
    assert!(read(&whole).is_ok());
    let mut twice = whole.clone();
    twice["unprotected"]["enc"] = json!("A128GCM");
    assert_eq!(read(&twice), Err("json_duplicate_name"));
    let mut loose = whole.clone();
    loose["unprotected"]["zip"] = json!("DEF");
    assert_eq!(read(&loose), Err("jwe_member_form"));
    for (name, value) in [
        ("recipients", json!([])),
        ("recipients", json!([1])),
        ("unprotected", json!(1)),
        ("aad", json!(1)),
        ("iv", json!(1)),
    ] {
        let mut wrong = whole.clone();
        wrong[name] = value;
        assert_eq!(read(&wrong), Err("jwe_member_form"), "{name}");
    }
    assert_eq!(read(&json!({})), Err("jwe_member_missing"));
}

#[test]
fn names_that_are_known_and_not_opened_have_a_reason_and_a_clause() {
    let rows: Vec<UnsupportedAlgorithm> = UnsupportedAlgorithm::all().collect();
    assert_eq!(rows.iter().map(|row| row.name).collect::<BTreeSet<_>>().len(), rows.len());
    for row in rows {
        let signature = UnsupportedAlgorithm::of_signature(row.name).is_some();
        assert_ne!(signature, UnsupportedAlgorithm::of_key_management(row.name).is_some(), "{}", row.name);
        assert!(row.reason.starts_with(if signature { "jws_not_checked_" } else { "jwe_not_opened_" }));
        assert_eq!(KeyManagement::from_name(row.name), None);
    }
    let (_, own) = direct();
    for name in ["PBES2-HS256+A128KW", "A256GCMKW", "RSA-OAEP-512"] {
        let refused = code(&with_header(&json!({"alg": name, "enc": "A128GCM"})), &key(&own));
        assert!(refused.starts_with("jwe_not_opened_"), "{name}");
    }
}

proptest! {
    #[test]
    fn any_text_ends_in_a_token_or_an_error(text in "\\PC{0,200}", parts in proptest::collection::vec("[A-Za-z0-9_-]{0,12}", 0..8)) {
        let own = key(&direct().1);
        for text in [text, parts.join(".")] {
            if let Ok(jwe) = Jwe::parse(&text) {
                prop_assert!(opened(&jwe, &own).is_err());
            }
            prop_assert!(Jwe::parse_json(&text).is_err());
        }
    }
}
