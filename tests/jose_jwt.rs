//! Claims: what RFC 7519 and RFC 9068 ask of them, with every check in the report.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::jose::jwt::{Claims, Outcome, Report, TokenUse, Validation, validate};
use grant_lab::jose::{Algorithm, CompactJws, Jwk, JwkSet, JwsError, VerificationKey, base64url, verify};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::UnixTime;
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Value, json};

const NOW: UnixTime = UnixTime(1_700_000_100);

fn vectors(file: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(file).expect("JSON");
    file["vectors"].as_array().expect("a list").clone()
}

/// A token with any header and payload; the signature is of no interest here and counts as right.
fn token(header: &Value, payload: &[u8]) -> CompactJws {
    let part = |octets: &[u8]| base64url::encode(octets);
    CompactJws::parse(&format!("{}.{}.AAAA", part(header.to_string().as_bytes()), part(payload))).expect("a JWS")
}

fn report(claims: &Value, expected: &Validation) -> Report {
    let header = json!({"alg": "ES256", "typ": "at+jwt"});
    validate(&token(&header, claims.to_string().as_bytes()), Some(&Ok(())), expected)
}

/// The code of one check of any JWT with these claims.
fn code(claims: &Value, name: &str) -> Option<&'static str> {
    let report = report(claims, &Validation::any_jwt(NOW));
    report.check(name).expect("there is such a check").outcome.code()
}

fn access_token() -> Value {
    json!({
        "iss": "https://issuer.test", "aud": "https://api.test", "exp": NOW.0 + 300, "iat": NOW.0,
        "sub": "nightly-report", "client_id": "nightly-report", "jti": "t-1", "scope": "orders.read",
    })
}

fn for_the_api() -> Validation {
    Validation::access_token(NOW, "https://issuer.test", "https://api.test")
}

fn failures(report: &Report) -> Vec<(&'static str, &'static str)> {
    report.failures().map(|check| (check.name, check.outcome.code().unwrap_or_default())).collect()
}

#[test]
fn jwt_11_the_payload_is_one_object() {
    for (payload, code) in [
        (&b""[..], "json_empty"),
        (b"hello", "json_syntax"),
        (b"[1]", "json_not_an_object"),
        (b"{}{}", "json_trailing"),
        (b"{\"a\":1,\"a\":1}", "json_duplicate_name"),
    ] {
        let jws = token(&json!({"alg": "ES256"}), payload);
        let report = validate(&jws, Some(&Ok(())), &Validation::any_jwt(NOW));
        assert_eq!(failures(&report), [("payload", code)]);
        assert!(report.signature_valid() && !report.claims_hold() && !report.accepted());
    }
}

#[test]
fn jwt_12_times_are_numbers() {
    for name in ["exp", "nbf", "iat"] {
        for value in [json!("4102444800"), json!(null), json!(true), json!([1]), json!({})] {
            assert_eq!(code(&json!({name: value}), name), Some("claim_not_a_number"), "{name} {value}");
        }
        for value in [json!(1e300), json!(-1e300), json!(u64::MAX), json!(i64::MIN), json!(9_007_199_254_740_992u64)] {
            assert_eq!(code(&json!({name: value}), name), Some("claim_out_of_range"), "{name} {value}");
        }
    }
    let milliseconds = json!({"exp": 4_102_444_800_000u64});
    assert_eq!(code(&milliseconds, "exp"), Some("time_in_milliseconds"));
    assert!(report(&milliseconds, &Validation::any_jwt(NOW)).accepted(), "a warning is no refusal");
}

#[test]
fn jwt_12_fractions_decide_to_the_second() {
    let exp = |fraction: f64| json!({"exp": 1_700_000_100f64 + fraction});
    assert_eq!(code(&exp(0.0), "exp"), Some("exp_passed"));
    assert_eq!(code(&exp(0.5), "exp"), None, "half a second is left");
    assert_eq!(code(&exp(-0.5), "exp"), Some("exp_passed"));
    let nbf = |fraction: f64| json!({"nbf": 1_700_000_100f64 + fraction});
    assert_eq!(code(&nbf(0.5), "nbf"), Some("nbf_not_reached"));
    assert_eq!(code(&nbf(-0.5), "nbf"), None);
}

#[test]
fn jwt_13_expires_at_the_very_second_of_exp() {
    assert_eq!(code(&json!({"exp": NOW.0}), "exp"), Some("exp_passed"));
    assert_eq!(code(&json!({"exp": NOW.0 + 1}), "exp"), None);
    assert_eq!(code(&json!({"exp": -1}), "exp"), Some("exp_passed"));
}

#[test]
fn jwt_13_is_valid_from_the_very_second_of_nbf() {
    assert_eq!(code(&json!({"nbf": NOW.0}), "nbf"), None);
    assert_eq!(code(&json!({"nbf": NOW.0 + 1}), "nbf"), Some("nbf_not_reached"));
}

#[test]
fn jwt_13_one_visible_leeway_moves_every_limit() {
    let with_leeway = |claims: Value, name: &str| {
        let expected = Validation { leeway: 30, refuse_future_iat: true, ..Validation::any_jwt(NOW) };
        report(&claims, &expected).check(name).expect("a check").outcome.clone()
    };
    assert_eq!(with_leeway(json!({"exp": NOW.0 - 29}), "exp"), Outcome::Passed);
    let over = with_leeway(json!({"exp": NOW.0 - 30}), "exp");
    assert_eq!(over.code(), Some("exp_passed"));
    assert!(over.reason().is_some_and(|reason| reason.contains("30 seconds allowed")), "{over:?}");
    assert_eq!(with_leeway(json!({"nbf": NOW.0 + 30}), "nbf"), Outcome::Passed);
    assert_eq!(with_leeway(json!({"nbf": NOW.0 + 31}), "nbf").code(), Some("nbf_not_reached"));
    assert_eq!(with_leeway(json!({"iat": NOW.0 + 30}), "iat"), Outcome::Passed);
    assert_eq!(with_leeway(json!({"iat": NOW.0 + 31}), "iat").code(), Some("iat_in_future"));
}

#[test]
fn jwt_14_aud_is_a_string_or_an_array_of_strings_with_the_reader_in_it() {
    let check = |aud: Value| {
        let mut claims = access_token();
        claims["aud"] = aud;
        failures(&report(&claims, &for_the_api()))
    };
    assert_eq!(check(json!("https://api.test")), []);
    assert_eq!(check(json!(["https://other.test", "https://api.test"])), []);
    for aud in ["https://api.test/", "https://API.test", "https://api.test.attacker.example", "api.test", ""] {
        assert_eq!(check(json!(aud)), [("aud", "aud_mismatch")], "{aud}");
        assert_eq!(check(json!([aud])), [("aud", "aud_mismatch")], "{aud}");
    }
    for aud in [json!(5), json!(null), json!([]), json!({}), json!(["https://api.test", 5])] {
        assert_eq!(check(aud), [("aud", "claim_audience_shape")]);
    }
    assert_eq!(check(json!(["https://api.test", "not a uri: no"])), [("aud", "claim_not_a_uri")]);
}

#[test]
fn jwt_14_iss_is_compared_exactly() {
    let check = |iss: Value| {
        let mut claims = access_token();
        claims["iss"] = iss;
        failures(&report(&claims, &for_the_api()))
    };
    assert_eq!(check(json!("https://issuer.test")), []);
    for iss in ["https://issuer.test/", "https://ISSUER.test", "http://issuer.test", "https://issuer.test:443", ""] {
        assert_eq!(check(json!(iss)), [("iss", "iss_mismatch")], "{iss}");
    }
    assert_eq!(check(json!(["https://issuer.test"])), [("iss", "claim_not_a_string")]);
}

#[test]
fn jwt_14_a_key_of_another_issuer_does_not_verify() {
    let crypto = SoftwareCrypto::new();
    let (signing, _) = block_on(grant_lab::jose::SigningKey::generate(&crypto, Algorithm::Es256)).expect("a key");
    let (_, other) = block_on(grant_lab::jose::SigningKey::generate(&crypto, Algorithm::Es256)).expect("a key");
    let text = block_on(grant_lab::jose::sign(&crypto, &signing, serde_json::Map::new(), b"{}")).expect("a token");
    let jws = CompactJws::parse(&text).expect("a JWS");
    let set: JwkSet = [other].into_iter().collect();
    let refusal = set.candidates(jws.header(), Algorithm::Es256).expect_err("not its key");
    assert_eq!(refusal, JwsError::UnknownKid(signing.kid.expect("named")));
}

#[test]
fn jwt_15_an_access_token_says_so_in_typ() {
    let check = |header: Value| {
        let jws = token(&header, access_token().to_string().as_bytes());
        failures(&validate(&jws, Some(&Ok(())), &for_the_api()))
    };
    for typ in ["at+jwt", "at+JWT", "application/at+jwt", "APPLICATION/AT+JWT"] {
        assert_eq!(check(json!({"alg": "ES256", "typ": typ})), [], "{typ}");
    }
    for typ in ["JWT", "dpop+jwt", "", "at_jwt"] {
        assert_eq!(check(json!({"alg": "ES256", "typ": typ})), [("typ", "typ_not_access_token")], "{typ}");
    }
    assert_eq!(check(json!({"alg": "ES256"})), [("typ", "typ_missing")]);
}

#[test]
fn atk_02_an_access_token_has_every_claim_of_rfc_9068() {
    assert_eq!(failures(&report(&access_token(), &for_the_api())), []);
    for name in ["iss", "exp", "aud", "sub", "client_id", "iat", "jti"] {
        let mut claims = access_token();
        claims.as_object_mut().expect("an object").remove(name);
        let report = report(&claims, &for_the_api());
        assert_eq!(failures(&report), [(name, "claim_missing")]);
        assert_eq!(report.check(name).map(|check| check.citation.to_string()), Some("RFC 9068 §2.2".to_owned()));
        let plain = validate(
            &token(&json!({"alg": "ES256"}), claims.to_string().as_bytes()),
            Some(&Ok(())),
            &Validation { token_use: TokenUse::AnyJwt, ..for_the_api() },
        );
        assert!(plain.accepted(), "as a JWT of any kind it may lack {name}");
    }
    for (name, value, code) in [
        ("sub", json!(42), "claim_not_a_string"),
        ("client_id", json!(42), "claim_not_a_string"),
        ("jti", json!(42), "claim_not_a_string"),
        ("sub", json!("not a uri: no"), "claim_not_a_uri"),
    ] {
        let mut claims = access_token();
        claims[name] = value;
        assert_eq!(failures(&report(&claims, &for_the_api())), [(name, code)]);
    }
}

#[test]
fn atk_06_scope_is_one_string() {
    let mut claims = access_token();
    claims["scope"] = json!(["orders.read"]);
    let report = report(&claims, &for_the_api());
    assert_eq!(report.check("scope").and_then(|check| check.outcome.code()), Some("scope_not_a_string"));
    assert!(report.accepted(), "RFC 9068 says SHOULD, so this is a warning");
}

#[test]
fn atk_08_rfc_9068_figure_2_is_an_access_token() {
    let vector = &vectors(include_str!("vectors/rfc9068-example.json"))[0];
    let jws = token(&vector["header"], vector["claims"].to_string().as_bytes());
    let at = |now: i64| {
        let issuer = "https://authorization-server.example.com/";
        validate(&jws, Some(&Ok(())), &Validation::access_token(UnixTime(now), issuer, "https://rs.example.com/"))
    };
    assert_eq!(failures(&at(1_618_354_090)), []);
    assert_eq!(failures(&at(1_639_528_911)), []);
    assert_eq!(failures(&at(1_639_528_912)), [("exp", "exp_passed")]);
}

#[test]
fn jwt_16_an_id_token_is_no_access_token() {
    let file: Value = serde_json::from_str(include_str!("vectors/oidc-core-id-tokens.json")).expect("JSON");
    let set = JwkSet::parse(file["jwks"].to_string().as_bytes()).expect("a set");
    let crypto = SoftwareCrypto::new();
    let mut count = 0;
    for vector in file["vectors"].as_array().expect("a list") {
        let jws = CompactJws::parse(vector["id_token"].as_str().expect("text")).expect("a JWS");
        let jwk = set.candidates(jws.header(), Algorithm::Rs256).expect("its key")[0];
        let key = block_on(VerificationKey::import(&crypto, jwk, Algorithm::Rs256)).expect("a key");
        let signature = block_on(verify(&crypto, &jws, &key));
        assert_eq!(signature, Ok(()), "{}", vector["id"]);

        // The reader that is fooled most easily: right time, right issuer, and named like the client.
        let claims = &vector["claims"];
        let text = |name: &str| claims[name].as_str().expect("text");
        let now = UnixTime(claims["iat"].as_i64().expect("a time"));
        let report = validate(&jws, Some(&signature), &Validation::access_token(now, text("iss"), text("aud")));
        assert_eq!(
            failures(&report),
            [("typ", "typ_missing"), ("jti", "claim_missing"), ("client_id", "claim_missing")]
        );
        assert!(report.signature_valid() && !report.accepted());
        count += 1;
    }
    assert_eq!(count, 5);
}

#[test]
fn jwt_19_decoded_verified_and_valid_are_three_things() {
    let jws = token(&json!({"alg": "ES256", "typ": "at+jwt"}), access_token().to_string().as_bytes());
    let unknown = validate(&jws, None, &for_the_api());
    assert!(matches!(unknown.check("signature").expect("a check").outcome, Outcome::NotChecked { .. }));
    assert!(unknown.claims_hold() && !unknown.signature_valid() && !unknown.accepted());
    assert_eq!(unknown.first_failure(), None, "nothing failed, and still nobody may rely on it");

    let wrong = validate(&jws, Some(&Err(JwsError::SignatureWrong)), &for_the_api());
    assert!(wrong.claims_hold() && !wrong.signature_valid() && !wrong.accepted());
    assert_eq!(wrong.first_failure().map(|check| check.name), Some("signature"));

    let right = validate(&jws, Some(&Ok(())), &for_the_api());
    assert!(right.claims_hold() && right.signature_valid() && right.accepted());
    let late = validate(&jws, Some(&Ok(())), &Validation { now: NOW.plus(300), ..for_the_api() });
    assert!(!late.claims_hold() && late.signature_valid() && !late.accepted());
}

#[test]
fn jwt_19_every_failure_is_reported_with_a_sentence_and_a_clause() {
    let claims = json!({"iss": "https://other.test", "aud": [], "exp": 1, "nbf": "soon", "iat": NOW.0 + 9, "sub": 1});
    let jws = token(&json!({"alg": "none", "crit": []}), claims.to_string().as_bytes());
    let report = validate(&jws, Some(&Err(JwsError::AlgNone)), &for_the_api());
    let names: Vec<_> = report.failures().map(|check| check.name).collect();
    assert_eq!(names, ["typ", "alg", "crit", "signature", "iss", "aud", "exp", "nbf", "sub", "jti", "client_id"]);
    for check in &report.checks {
        assert!(check.outcome.reason().is_none_or(|reason| reason.ends_with('.')), "{check:?}");
        assert!(!check.citation.section.is_empty(), "{check:?}");
        assert!(!check.outcome.is_failure() || check.outcome.code().is_some_and(|code| !code.is_empty()));
    }
}

#[test]
fn jwt_20_ignores_claims_it_does_not_know() {
    let mut claims = access_token();
    claims["http://example.com/is_root"] = json!(true);
    claims["cnf"] = json!({"jkt": [1]});
    assert_eq!(failures(&report(&claims, &for_the_api())), []);
}

#[test]
fn jwt_17_rfc_7519_examples() {
    for vector in vectors(include_str!("vectors/rfc7519-examples.json")) {
        let text = vector["jwt"].as_str().expect("text");
        match vector["id"].as_str() {
            Some("RFC7519-3.1") => {
                let crypto = SoftwareCrypto::new();
                let jws = CompactJws::parse(text).expect("a JWS");
                let jwk = Jwk::parse_text(&vector["jwk"].to_string()).expect("a key");
                let key = block_on(VerificationKey::import(&crypto, &jwk, Algorithm::Hs256)).expect("a key");
                let signature = block_on(verify(&crypto, &jws, &key));
                let at = |now| validate(&jws, Some(&signature), &Validation::any_jwt(UnixTime(now)));
                assert!(at(1_300_819_379).accepted());
                assert_eq!(failures(&at(1_300_819_380)), [("exp", "exp_passed")]);
                let claims = Claims::parse(jws.payload()).expect("claims");
                assert_eq!(Value::Object(claims.members().clone()), vector["claims"]);
                assert_eq!(Value::Object(jws.header().members().clone()), vector["header"]);
            }
            Some("RFC7519-6.1") => {
                let jws = CompactJws::parse(text).expect("it can be read");
                assert_eq!(jws.algorithm(), Err(JwsError::AlgNone));
                let report = validate(&jws, None, &Validation::any_jwt(UnixTime(0)));
                assert_eq!(failures(&report), [("alg", "jws_alg_none")]);
            }
            Some("RFC7519-A.1" | "RFC7519-A.2") => {
                assert_eq!(CompactJws::parse(text), Err(JwsError::JweNotJws), "reported as encrypted, not as broken");
            }
            other => panic!("{other:?} has no expectation here"),
        }
    }
}

proptest! {
    #[test]
    fn jwt_18_validation_never_panics(payload in any::<Vec<u8>>(), exp in any::<f64>(), nbf in any::<i64>(), iat in any::<u64>(), now in any::<i64>(), leeway in any::<u32>()) {
        let expected = Validation { leeway, ..Validation::access_token(UnixTime(now), "https://issuer.test", "a") };
        let header = json!({"alg": "ES256"});
        let _ = validate(&token(&header, &payload), None, &expected);
        let claims = json!({"exp": exp, "nbf": nbf, "iat": iat});
        let _ = validate(&token(&header, claims.to_string().as_bytes()), None, &expected);
    }
}
