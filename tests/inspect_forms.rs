//! Every form that a token can have, judged by the examples that its RFC prints.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::inspect::{Decoded, DigestPlace, Shape, Spelling, Words};
use grant_lab::jose::{Algorithm, Jwk, JwsError, Segment, VerificationKey, base64url};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use pollster::block_on;
use serde_json::{Value, json};

const WORDS: &str = include_str!("../src/content/en/decode.json");
const JWS: &str = include_str!("vectors/rfc7515-appendix.json");
const UNENCODED: &str = include_str!("vectors/rfc7797-examples.json");
const SD_JWT: &str = include_str!("vectors/rfc9901-examples.json");

fn file(text: &str) -> Value {
    serde_json::from_str(text).expect("vectors")
}

fn vector(text: &str, id: &str) -> Value {
    let file = file(text);
    let vectors = file["vectors"].as_array().expect("a list");
    vectors.iter().find(|vector| vector["id"] == id).unwrap_or_else(|| panic!("{id}")).clone()
}

fn codes(decoded: &Decoded) -> Vec<&'static str> {
    decoded.problems.iter().map(|problem| problem.code()).collect()
}

fn notes(decoded: &Decoded) -> Vec<&'static str> {
    decoded.notes.iter().map(|note| note.code).collect()
}

/// Which signatures of the token, in which spelling, the key made.
fn fitting(decoded: &Decoded, jwk: &Value) -> Vec<(usize, Spelling)> {
    let crypto = SoftwareCrypto::new();
    let jwk = Jwk::parse_text(&jwk.to_string()).expect("a key");
    let mut fitting = Vec::new();
    for each in decoded.signatures() {
        let algorithm = each.signature.algorithm().expect("an algorithm");
        let Ok(key) = block_on(VerificationKey::import(&crypto, &jwk, algorithm)) else { continue };
        match block_on(each.signature.verify(&crypto, &key)) {
            Ok(()) => fitting.push((each.index, each.spelling)),
            Err(JwsError::SignatureWrong | JwsError::AlgorithmMismatch { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
    fitting
}

/// Every problem and note has a text with all its values, and every problem says what to do.
fn assert_told(decoded: &Decoded) {
    let words: Words = grant_lab::texts::read(WORDS).expect("content");
    let problems = decoded.problems.iter().map(|problem| &problem.phrase);
    for phrase in problems.chain(&decoded.notes) {
        let next = words.next(phrase).unwrap_or_else(|| panic!("{} says what to do", phrase.code));
        let all = [words.say(phrase), words.body(phrase).unwrap_or_default(), next].concat();
        assert!(!all.contains('{'), "{all}");
    }
    for problem in &decoded.problems {
        let cite = words.text(problem.code()).and_then(|text| text.cite.clone());
        assert!(cite.is_none_or(|cite| cite == problem.citation), "{}", problem.code());
    }
}

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
fn a_jwe_that_was_cut_off_is_told_as_one() {
    let jwe = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA";
    let whole = Decoded::read(jwe);
    assert_eq!((whole.shape, codes(&whole), notes(&whole)), (Shape::Encrypted, vec![], vec!["decode_encrypted"]));
    assert!(whole.signatures().is_empty());
    assert_eq!(whole.part(Segment::Ciphertext).map(|part| part.octets.len()), Some(15));
    for (dots, parts) in [(4, 4), (3, 3), (2, 2), (1, 1)] {
        let end = jwe.match_indices('.').nth(dots - 1).expect("a dot").0;
        let cut = Decoded::read(&jwe[..end]);
        assert_eq!((cut.shape, codes(&cut)), (Shape::Partial, vec!["decode_part_of_five"]), "{parts}");
        assert_told(&cut);
    }
    // Its header is not readable, its other parts can be nothing else.
    let unreadable = Decoded::read(&jwe.replacen("eyJhbGci", "AAAAAAAA", 1));
    assert_eq!(unreadable.shape, Shape::Encrypted);
    assert_told(&unreadable);
    // The wrong length of a part, and members of the wrong type.
    let short = Decoded::read(&jwe.replacen("..AAAA", "..", 1));
    assert_eq!(codes(&short), ["jwe_part_length"]);
    let key = Decoded::read(&jwe.replacen("..", ".AAAA.", 1));
    assert_eq!(codes(&key), ["jwe_encrypted_key_unexpected"]);
    assert_told(&key);
    let header = base64url::encode(br#"{"enc":"A256GCM","zip":1,"p2c":"4096"}"#);
    let typed = Decoded::read(&format!("{header}.AA.AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA"));
    assert_eq!(codes(&typed), ["jwe_member_missing", "jwe_member_form", "jwe_member_form"]);
    assert_told(&typed);
}

#[test]
fn what_was_decrypted_is_shown_as_the_payload() {
    let jwe = Decoded::read("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
    let claims = jwe.clone().with_plaintext(br#"{"sub":"a","n":123456789012345678901234567890}"#);
    let payload = claims.payload.expect("a payload");
    assert_eq!(
        (payload.text("sub"), payload.shown("n").as_deref()),
        (Some("a"), Some("123456789012345678901234567890"))
    );
    let inner = vector(JWS, "RFC7515-A.1")["jws"].as_str().expect("a token").to_owned();
    let nested = jwe.with_plaintext(inner.as_bytes());
    assert_eq!(nested.nested.as_deref(), Some(inner.as_str()));
    assert_eq!(nested.inner().map(|inner| inner.shape), Some(Shape::Signed));
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
fn a_paseto_is_named_and_shown() {
    // The message and the footer of the PASETO test vector 4-S-2; the signature is not checked here.
    let message = r#"{"data":"this is a signed message","exp":"2022-01-01T00:00:00+00:00"}"#;
    let body = base64url::encode(&[message.as_bytes(), &[7; 64]].concat());
    let footer = base64url::encode(br#"{"kid":"zVhMiPBP9fRf2snEcT7gFTioeA9COcNy9DfgL1W60haN"}"#);
    let decoded = Decoded::read(&format!("v4.public.{body}.{footer}"));
    assert_eq!((decoded.shape, codes(&decoded), notes(&decoded)), (Shape::Paseto, vec![], vec!["paseto_public"]));
    assert_eq!(decoded.payload.as_ref().and_then(|part| part.text("data")), Some("this is a signed message"));
    assert_eq!(decoded.signature.as_ref().map(|part| part.octets.len()), Some(64));
    let paseto = decoded.paseto.as_ref().expect("a PASETO");
    assert_eq!((paseto.version, paseto.purpose.name()), (4, "public"));
    assert!(
        paseto.footer.as_deref().is_some_and(|footer| footer.contains("zVhMiPBP9")) && paseto.footer_json.is_some()
    );
    assert!(decoded.signatures().is_empty());
    assert_told(&decoded);
    for (token, note, problem) in [
        ("v2.local.AAAAAAAA", "paseto_local", None),
        ("v3.public.AAAAAAAA", "paseto_public", Some("paseto_too_short")),
        ("v1.local.AAAAAAAA.Zm9v", "paseto_local", None),
    ] {
        let decoded = Decoded::read(token);
        assert_eq!((notes(&decoded), codes(&decoded)), (vec![note], problem.into_iter().collect()), "{token}");
        assert_told(&decoded);
    }
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

#[test]
fn a_jwe_in_json_has_its_recipients() {
    let protected = base64url::encode(br#"{"enc":"A128CBC-HS256"}"#);
    let (iv, tag) = ("A".repeat(22), "A".repeat(22));
    let general = json!({"protected": protected, "unprotected": {"jku": "https://x.example/keys"}, "iv": iv, "ciphertext": "AAAA", "tag": tag,
        "recipients": [{"header": {"alg": "RSA1_5", "kid": "a"}, "encrypted_key": "AAAA"}, {"header": {"alg": "A128KW", "kid": "7"}, "encrypted_key": "AAAA"}]});
    let decoded = Decoded::read(&general.to_string());
    assert_eq!(
        (decoded.shape, codes(&decoded), notes(&decoded)),
        (Shape::JsonSerialization, vec![], vec!["decode_jwe_json"])
    );
    let form = decoded.json_form.as_ref().expect("the form");
    let algorithms: Vec<_> = form.recipients.iter().map(|each| each.members["alg"].as_str()).collect();
    assert_eq!(algorithms, [Some("RSA1_5"), Some("A128KW")]);
    assert_eq!(form.recipients[0].members["enc"], "A128CBC-HS256");
    assert_eq!(
        decoded.encrypted.iter().map(|part| part.segment).collect::<Vec<_>>(),
        [Segment::EncryptedKey, Segment::InitializationVector, Segment::Ciphertext, Segment::Tag]
    );
    assert_told(&decoded);
    let protected = base64url::encode(br#"{"alg":"dir","enc":"A128CBC-HS256"}"#);
    let flat = json!({"protected": protected, "iv": iv, "ciphertext": "AAAA", "tag": tag});
    let decoded = Decoded::read(&flat.to_string());
    assert_eq!((codes(&decoded), decoded.is_encrypted()), (vec![], true));
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

#[test]
fn an_algorithm_is_known_before_a_key_is_tried() {
    let decoded = Decoded::read(vector(JWS, "RFC7515-A.1")["jws"].as_str().expect("a token"));
    let signature = &decoded.signatures()[0].signature;
    assert_eq!(signature.algorithm(), Ok(Algorithm::Hs256));
}
