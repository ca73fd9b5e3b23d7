//! Compact JWS: published tokens verify, everything near them is refused for the right reason.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::jose::{Algorithm, CompactJws, Header, Jwk, Segment, SigningKey, Stage, VerificationKey, base64url};
use grant_lab::jose::{JwsError, sign, verify};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const OCT: &str =
    r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#;

fn vector(id: &str) -> Value {
    let file: Value = serde_json::from_str(include_str!("vectors/rfc7515-appendix.json")).expect("JSON");
    file["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == id).expect("the vector").clone()
}

fn key(crypto: &SoftwareCrypto, jwk: &Value, algorithm: Algorithm) -> VerificationKey {
    let jwk = Jwk::parse_text(&jwk.to_string()).expect("a key");
    block_on(VerificationKey::import(crypto, &jwk, algorithm)).expect("an imported key")
}

fn oct(crypto: &SoftwareCrypto) -> VerificationKey {
    key(crypto, &serde_json::from_str(OCT).expect("JSON"), Algorithm::Hs256)
}

/// What happens to a token under the shared key.
fn verdict(text: &str) -> Result<(), JwsError> {
    let crypto = SoftwareCrypto::new();
    let jws = CompactJws::parse(text)?;
    block_on(verify(&crypto, &jws, &oct(&crypto)))
}

/// A token with this header, rightly signed with the shared key.
fn signed_with_header(header: &str) -> String {
    use grant_lab::ports::Crypto as _;
    let crypto = SoftwareCrypto::new();
    let input = format!("{}.{}", base64url::encode(header.as_bytes()), base64url::encode(b"{}"));
    let signature = block_on(crypto.sign(oct(&crypto).key, input.as_bytes())).expect("a MAC");
    format!("{input}.{}", base64url::encode(&signature))
}

fn refused(header: Value) -> &'static str {
    verdict(&signed_with_header(&header.to_string())).expect_err("refused").code()
}

#[test]
fn jwt_01_takes_rfc_7515_a_1_to_a_3_apart_and_verifies_them() {
    let crypto = SoftwareCrypto::new();
    for id in ["RFC7515-A.1", "RFC7515-A.2", "RFC7515-A.3"] {
        let vector = vector(id);
        let jws = CompactJws::parse(vector["jws"].as_str().expect("text")).expect(id);
        assert_eq!(Some(jws.header().alg()), vector["alg"].as_str());
        assert_eq!(std::str::from_utf8(jws.payload()).ok(), vector["payload_utf8"].as_str());
        assert_eq!(Some(jws.segment(Segment::Payload)), vector["payload_b64u"].as_str());
        let header = base64url::decode(jws.segment(Segment::Header)).expect("base64url");
        assert_eq!(std::str::from_utf8(&header).ok(), vector["protected_json"].as_str());
        let hex: String = jws.signature().iter().map(|octet| format!("{octet:02x}")).collect();
        assert_eq!(Some(hex.as_str()), vector["signature_hex"].as_str());
        assert_eq!(format!("{}.{}", jws.signing_input(), jws.segment(Segment::Signature)), jws.as_str());

        let jwk = vector.get("jwk_public").or_else(|| vector.get("jwk")).expect("a key");
        let key = key(&crypto, jwk, jws.algorithm().expect("known"));
        assert_eq!(block_on(verify(&crypto, &jws, &key)), Ok(()), "{id}");
    }
}

#[test]
fn jwt_01_says_what_a_text_is_when_it_is_no_jws() {
    let code = |text: &str| CompactJws::parse(text).expect_err("refused").code();
    assert_eq!(code(""), "jws_empty");
    assert_eq!(code("2YotnFZFEjr1zCsicMWpAA"), "jws_no_dots");
    assert_eq!(code("e30.e30"), "jws_part_count");
    assert_eq!(code("e30.e30.e30.e30"), "jws_part_count");
    assert_eq!(code("e30.e30.e30.e30.e30"), "jws_part_count", "five parts without enc are no JWE");
    for id in ["RFC7515-A.6", "RFC7515-A.7"] {
        assert_eq!(code(&vector(id)["jws"].to_string()), "jws_json_serialization");
    }
}

#[test]
fn jwt_02_says_which_part_is_not_base64url_and_where() {
    let error = CompactJws::parse("eyJhbGciOiJIUzI1NiJ9.e30 .AA").expect_err("refused");
    assert_eq!(
        error.to_string(),
        "The payload is not base64url: Character 4 is ' ', which is not in the base64url alphabet."
    );
    let error = CompactJws::parse("eyJhbGciOiJIUzI1NiJ9.e30.AA==").expect_err("refused");
    assert_eq!(error.code(), "base64url_padding");
}

#[test]
fn jwt_02_reads_but_refuses_a_second_spelling_of_a_signature() {
    let token = vector("RFC7515-A.1")["jws"].as_str().expect("text").to_owned();
    let respelled = format!("{}l", token.strip_suffix('k').expect("ends so"));
    let jws = CompactJws::parse(&respelled).expect("readable");
    assert_eq!(jws.signature(), CompactJws::parse(&token).expect("readable").signature());
    let error = verdict(&respelled).expect_err("refused");
    assert_eq!((error.code(), error.stage()), ("base64url_trailing_bits", Stage::Verify));
}

#[test]
fn jwt_05_refuses_alg_none_of_rfc_7515_a_5() {
    let crypto = SoftwareCrypto::new();
    let vector = vector("RFC7515-A.5");
    let jws = CompactJws::parse(vector["jws"].as_str().expect("text")).expect("it can be read");
    assert_eq!(block_on(verify(&crypto, &jws, &oct(&crypto))), Err(JwsError::AlgNone));
    assert_eq!(JwsError::AlgNone.citation().to_string(), "RFC 7518 §3.6");
    assert!(Algorithm::all().all(|algorithm| !algorithm.name().eq_ignore_ascii_case("none")));
}

#[test]
fn jwt_05_compares_alg_exactly() {
    for algorithm in Algorithm::all() {
        assert_eq!(Algorithm::from_name(algorithm.name()), Some(algorithm));
        assert_eq!(Algorithm::from_name(&algorithm.name().to_lowercase()), None);
    }
    for alg in ["hs256", "HS256 ", "None", "nOnE", "HS257"] {
        assert_eq!(refused(json!({"alg": alg})), "jws_alg_unknown");
    }
    assert_eq!(refused(json!({"typ": "JWT"})), "jws_alg_missing");
    assert_eq!(refused(json!({"alg": ""})), "jws_alg_missing");
    assert_eq!(refused(json!({"alg": 256})), "jws_member_not_string");
    assert_eq!(refused(json!({"alg": null})), "jws_member_not_string");
}

#[test]
fn jwt_06_the_key_decides_about_the_algorithm() {
    let crypto = SoftwareCrypto::new();
    let rsa = key(&crypto, &vector("RFC7515-A.2")["jwk_public"], Algorithm::Rs256);
    let ec = key(&crypto, &vector("RFC7515-A.3")["jwk_public"], Algorithm::Es256);
    let token = |id| CompactJws::parse(vector(id)["jws"].as_str().expect("text")).expect("a JWS");
    for (jws, key) in [
        (token("RFC7515-A.1"), &rsa),
        (token("RFC7515-A.1"), &ec),
        (token("RFC7515-A.2"), &ec),
        (token("RFC7515-A.3"), &rsa),
        (token("RFC7515-A.3"), &oct(&crypto)),
    ] {
        let code = block_on(verify(&crypto, &jws, key)).expect_err("refused").code();
        assert_eq!(code, "jws_algorithm_mismatch");
    }
}

#[test]
fn jwt_06_no_public_key_becomes_a_shared_secret() {
    let crypto = SoftwareCrypto::new();
    for id in ["RFC7515-A.2", "RFC7515-A.3"] {
        let jwk = Jwk::parse_text(&vector(id)["jwk_public"].to_string()).expect("a key");
        let error = block_on(VerificationKey::import(&crypto, &jwk, Algorithm::Hs256)).expect_err("refused");
        assert_eq!(error.code(), "jwk_wrong_algorithm");
    }
}

#[test]
fn jwt_07_refuses_every_crit_because_no_extension_is_understood() {
    assert_eq!(refused(json!({"alg": "HS256", "crit": "exp"})), "jws_crit_not_array");
    assert_eq!(refused(json!({"alg": "HS256", "crit": null})), "jws_crit_not_array");
    assert_eq!(refused(json!({"alg": "HS256", "crit": [1]})), "jws_crit_not_array");
    assert_eq!(refused(json!({"alg": "HS256", "crit": []})), "jws_crit_empty");
    assert_eq!(refused(json!({"alg": "HS256", "crit": ["alg"]})), "jws_crit_registered");
    assert_eq!(refused(json!({"alg": "HS256", "crit": ["exp"]})), "jws_crit_absent");
    assert_eq!(refused(json!({"alg": "HS256", "crit": ["exp"], "exp": 1})), "jws_crit_unknown");
    assert_eq!(refused(json!({"alg": "HS256", "crit": ["b64"], "b64": false})), "jws_unencoded_payload");
    let appendix_e = vector("RFC7515-E");
    let jws = CompactJws::parse(appendix_e["jws"].as_str().expect("text")).expect("it can be read");
    assert_eq!(jws.header().check_critical().map_err(|error| error.code()), Err("jws_crit_unknown"));
}

#[test]
fn jwt_08_ignores_keys_and_addresses_in_the_header() {
    let jwk: Value = serde_json::from_str(OCT).expect("JSON");
    let header =
        json!({"alg": "HS256", "jwk": jwk, "jku": "https://attacker.example/jwks", "x5u": "https://attacker.example/"});
    let token = signed_with_header(&header.to_string());
    assert_eq!(verdict(&token), Ok(()), "members that are not used do no harm");

    let crypto = SoftwareCrypto::new();
    let other = json!({"kty": "oct", "k": "YXR0YWNrZXIta2V5LWF0dGFja2VyLWtleS1hdHRhY2s"});
    let jws = CompactJws::parse(&token).expect("a JWS");
    let result = block_on(verify(&crypto, &jws, &key(&crypto, &other, Algorithm::Hs256)));
    assert_eq!(result, Err(JwsError::SignatureWrong), "and give the sender no say about the key");
}

#[test]
fn jwt_09_signatures_have_a_fixed_length() {
    let crypto = SoftwareCrypto::new();
    let ec = key(&crypto, &vector("RFC7515-A.3")["jwk_public"], Algorithm::Es256);
    let jws = CompactJws::parse(vector("RFC7515-A.3")["jws"].as_str().expect("text")).expect("a JWS");
    for octets in [&jws.signature()[..63], &[jws.signature(), &[0]].concat(), &[0x30; 70]] {
        let text = format!("{}.{}", jws.signing_input(), base64url::encode(octets));
        let error = block_on(verify(&crypto, &CompactJws::parse(&text).expect("a JWS"), &ec)).expect_err("refused");
        assert_eq!(error, JwsError::SignatureLength { algorithm: "ES256", expected: 64, found: octets.len() });
    }
    let zero = format!("{}.{}", jws.signing_input(), base64url::encode(&[0; 64]));
    let result = block_on(verify(&crypto, &CompactJws::parse(&zero).expect("a JWS"), &ec));
    assert_eq!(result, Err(JwsError::SignatureWrong), "r = s = 0 signs nothing");
}

#[test]
fn jwt_20_ignores_members_it_does_not_know() {
    assert_eq!(verdict(&signed_with_header(r#"{"alg":"HS256","zip":"DEF","x":{"y":[1]}}"#)), Ok(()));
}

#[test]
fn atk_01_header_is_written_alg_typ_kid_and_the_key_decides_alg_and_kid() {
    let crypto = SoftwareCrypto::new();
    let (signing, public) = block_on(SigningKey::generate(&crypto, Algorithm::Es256)).expect("a key");
    let kid = signing.kid.clone().expect("named");
    assert_eq!(public.kid(), Some(kid.as_str()));
    assert_eq!((public.alg(), public.public_use()), (Some("ES256"), Some("sig")));
    let Value::Object(header) = json!({"typ": "at+jwt", "alg": "none", "kid": "other", "a\"b": 1}) else {
        unreachable!("it is an object")
    };
    let token = block_on(sign(&crypto, &signing, header, b"{}")).expect("a token");
    let jws = CompactJws::parse(&token).expect("a JWS");
    let text = base64url::decode(jws.segment(Segment::Header)).expect("base64url");
    let expected = format!(r#"{{"alg":"ES256","typ":"at+jwt","kid":"{kid}","a\"b":1}}"#);
    assert_eq!(String::from_utf8(text), Ok(expected));
    let key = block_on(VerificationKey::import(&crypto, &public, Algorithm::Es256)).expect("a key");
    assert_eq!(block_on(verify(&crypto, &jws, &key)), Ok(()));
}

#[test]
fn atk_01_a_mac_key_is_never_generated_for_publication() {
    let error = block_on(SigningKey::generate(&SoftwareCrypto::new(), Algorithm::Hs256)).expect_err("refused");
    assert_eq!(error.code(), "jwk_wrong_algorithm");
}

#[test]
fn jwt_15_media_types_are_compared_as_rfc_7515_says() {
    let header =
        |typ: &str| Header::parse(json!({"alg": "HS256", "typ": typ}).to_string().as_bytes()).expect("a header");
    for typ in ["at+jwt", "at+JWT", "AT+JWT", "application/at+jwt", "Application/AT+jwt"] {
        assert!(header(typ).typ_is("at+jwt"), "{typ}");
    }
    for typ in ["JWT", "dpop+jwt", "text/at+jwt", "application/application/at+jwt", "at+jwt ", "at+jwt;v=1", ""] {
        assert!(!header(typ).typ_is("at+jwt"), "{typ}");
    }
    assert!(!header("application/a/b").typ_is("a/b"), "the prefix may be left out only before a name without a slash");
}

#[test]
fn jwt_19_errors_are_sentences_with_a_clause() {
    for text in ["", "{}", "abc", "a.b", "=.e30.AA", "bnVsbA.e30.AA", "e30.e30.AA", "eyJhbGciOiJIUzI1NiJ9.e30."] {
        let error = CompactJws::parse(text).expect_err(text);
        assert_eq!(error.stage(), Stage::Decode);
        assert!(error.to_string().ends_with('.'), "{error}");
        assert!(!error.citation().section.is_empty(), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn jwt_01_what_is_signed_is_what_is_read(payload in proptest::collection::vec(any::<u8>(), 0..300), name in "\\PC{1,9}", value in any::<String>()) {
        prop_assume!(!["alg", "kid", "typ", "cty", "crit"].contains(&name.as_str()));
        let crypto = SoftwareCrypto::new();
        let jwk = Jwk::parse_text(OCT).expect("a key");
        let signing = block_on(SigningKey::import(&crypto, &jwk, Algorithm::Hs256)).expect("a key");
        let header = Map::from_iter([(name.clone(), Value::from(value.clone()))]);
        let token = block_on(sign(&crypto, &signing, header, &payload)).expect("a token");
        let jws = CompactJws::parse(&token).expect("a JWS");
        prop_assert_eq!(jws.payload(), &payload[..]);
        prop_assert_eq!(jws.header().get(&name).and_then(Value::as_str), Some(value.as_str()));
        prop_assert_eq!(block_on(verify(&crypto, &jws, &oct(&crypto))), Ok(()));
    }

    #[test]
    fn jwt_19_no_changed_character_goes_unnoticed(at in 0usize..200, replacement in "[A-Za-z0-9_.-]") {
        let token = vector("RFC7515-A.1")["jws"].as_str().expect("text").to_owned();
        let at = at % token.len();
        prop_assume!(token[at..=at] != replacement);
        let changed = format!("{}{replacement}{}", &token[..at], &token[at + 1..]);
        prop_assert!(verdict(&changed).is_err());
    }

    #[test]
    fn jwt_18_reading_never_panics(text in any::<String>()) {
        let _ = CompactJws::parse(&text);
    }

    #[test]
    fn jwt_18_reading_what_looks_like_a_token_never_panics(header in any::<Vec<u8>>(), payload in any::<Vec<u8>>(), tail in "[A-Za-z0-9_.=-]{0,20}") {
        let _ = CompactJws::parse(&format!("{}.{}.{tail}", base64url::encode(&header), base64url::encode(&payload)));
        let _ = Header::parse(&header);
    }
}
