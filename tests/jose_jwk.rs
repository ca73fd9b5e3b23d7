//! Keys: published ones are read, unhealthy ones are refused, and thumbprints are those of RFC 7638.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::jose::{Algorithm, Header, Jwk, JwkError, JwkSet, JwkSetProblem, KeyType, SigningKey, VerificationKey};
use grant_lab::jose::{base64url, thumbprint};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Value, json};

fn vector(file: &str, id: &str) -> Value {
    let file: Value = serde_json::from_str(file).expect("JSON");
    file["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == id).expect("the vector").clone()
}

fn set(id: &str) -> JwkSet {
    let vector = vector(include_str!("vectors/rfc7517-keys.json"), id);
    JwkSet::parse(vector["jwks"].to_string().as_bytes()).expect("a set")
}

fn rfc7515(id: &str, member: &str) -> Value {
    vector(include_str!("vectors/rfc7515-appendix.json"), id)[member].clone()
}

fn parse(jwk: &Value) -> Result<Jwk, JwkError> {
    Jwk::parse_text(&jwk.to_string())
}

fn code(jwk: &Value) -> &'static str {
    let error = parse(jwk).expect_err("refused");
    assert!(error.to_string().ends_with('.'), "a whole sentence: {error}");
    error.code()
}

fn with(mut jwk: Value, name: &str, value: impl Into<Value>) -> Value {
    jwk[name] = value.into();
    jwk
}

#[test]
fn dis_12_thumbprints_of_rfc_7638_and_rfc_8037() {
    let crypto = SoftwareCrypto::new();
    for id in ["RFC7638-3.1", "RFC8037-A.3", "DERIVED-EC", "DERIVED-RSA", "RFC9449-jkt"] {
        let vector = vector(include_str!("vectors/rfc7638-thumbprint.json"), id);
        let jwk = parse(&vector["jwk"]).expect("a key");
        let print = block_on(thumbprint(&crypto, &jwk)).expect("a digest");
        assert_eq!(Some(print.as_str()), vector["thumbprint"].as_str(), "{id}");
    }
    let keys = set("RFC7517-A.1").keys;
    let prints: Vec<_> = keys.iter().map(|jwk| block_on(thumbprint(&crypto, jwk)).expect("a digest")).collect();
    assert_eq!(prints, ["cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"]);
}

#[test]
fn dis_12_private_members_do_not_enter_the_thumbprint() {
    let crypto = SoftwareCrypto::new();
    let private = parse(&rfc7515("RFC7515-A.3", "jwk_private")).expect("a key");
    assert_eq!(block_on(thumbprint(&crypto, &private)).as_deref(), Ok("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U"));
}

#[test]
fn dis_09_finds_private_and_shared_keys_in_a_published_set() {
    assert!(!set("RFC7517-A.1").problems().contains(&JwkSetProblem::PrivateMembers));
    assert!(set("RFC7517-A.2").problems().contains(&JwkSetProblem::PrivateMembers));
    assert_eq!(set("RFC7517-A.3").problems(), [JwkSetProblem::PrivateMembers]);
}

#[test]
fn dis_09_public_drops_every_private_member() {
    for id in ["RFC7515-A.2", "RFC7515-A.3"] {
        let private = parse(&with(rfc7515(id, "jwk_private"), "kid", "k1")).expect("a key");
        assert!(private.has_private_members());
        let public = private.public().expect("a public half");
        assert!(!public.has_private_members());
        assert_eq!(public.to_json(), with(rfc7515(id, "jwk_public"), "kid", "k1"));
        let shown = format!("{private:?}");
        assert!(!shown.contains(private.text("d").expect("d")), "Debug keeps the secret: {shown}");
    }
    let shared = parse(&rfc7515("RFC7515-A.1", "jwk")).expect("a key");
    assert_eq!(shared.public(), None);
    assert_eq!(shared.public_material(), None);
}

#[test]
fn dis_10_every_key_has_a_known_type() {
    assert_eq!(code(&json!({})), "jwk_missing_member");
    assert_eq!(code(&json!({"kty": 1})), "jwk_missing_member");
    assert_eq!(code(&json!({"kty": "ec", "crv": "P-256"})), "jwk_unsupported_type", "case counts");
    let error = parse(&json!({"kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"})).expect_err("refused");
    assert_eq!(error, JwkError::UnsupportedType("EC secp256k1".to_owned()));
}

#[test]
fn dis_10_members_have_their_types() {
    let ec = rfc7515("RFC7515-A.3", "jwk_public");
    assert_eq!(code(&with(ec.clone(), "kid", 7)), "jwk_malformed_member");
    assert_eq!(code(&with(ec.clone(), "use", json!(["sig"]))), "jwk_malformed_member");
    assert_eq!(code(&with(ec.clone(), "x", 7)), "jwk_missing_member");
    assert_eq!(code(&with(ec.clone(), "x", "A+A=")), "jwk_malformed_member");
    assert_eq!(code(&with(ec, "d", "not base64url")), "jwk_malformed_member");
    assert_eq!(code(&json!({"kty": "oct", "k": ""})), "jwk_malformed_member");
}

#[test]
fn dis_10_refuses_a_member_twice() {
    let error = Jwk::parse_text(r#"{"kty":"oct","k":"AAAA","k":"BBBB"}"#).expect_err("refused");
    assert_eq!(error.code(), "json_duplicate_name");
    assert!(JwkSet::parse(br#"{"keys":[],"keys":[]}"#).is_err());
}

#[test]
fn dis_10_key_ops_are_consistent() {
    let ec = rfc7515("RFC7515-A.3", "jwk_public");
    let operations = |ops: Value| with(ec.clone(), "key_ops", ops);
    assert!(parse(&operations(json!(["verify"]))).is_ok());
    assert_eq!(code(&operations(json!(["verify", "verify"]))), "jwk_malformed_member");
    assert_eq!(code(&operations(json!("verify"))), "jwk_malformed_member");
    assert_eq!(code(&operations(json!([1]))), "jwk_malformed_member");
    assert_eq!(code(&with(operations(json!(["verify"])), "use", "enc")), "jwk_inconsistent_operations");
    assert_eq!(code(&with(operations(json!(["encrypt"])), "use", "sig")), "jwk_inconsistent_operations");
}

#[test]
fn dis_10_a_key_is_used_only_for_what_it_is_for() {
    let crypto = SoftwareCrypto::new();
    let ec = rfc7515("RFC7515-A.3", "jwk_public");
    let import = |jwk: &Value, algorithm| {
        let jwk = parse(jwk).expect("a key");
        block_on(VerificationKey::import(&crypto, &jwk, algorithm)).map(|_| ()).map_err(|error| error.code())
    };
    assert_eq!(import(&ec, Algorithm::Es256), Ok(()));
    assert_eq!(import(&with(ec.clone(), "alg", "ES256"), Algorithm::Es256), Ok(()));
    assert_eq!(import(&with(ec.clone(), "alg", "ES384"), Algorithm::Es256), Err("jwk_wrong_algorithm"));
    assert_eq!(import(&ec, Algorithm::Rs256), Err("jwk_wrong_algorithm"));
    assert_eq!(import(&with(ec.clone(), "use", "enc"), Algorithm::Es256), Err("jwk_wrong_purpose"));
    assert_eq!(import(&with(ec, "key_ops", json!(["sign"])), Algorithm::Es256), Err("jwk_wrong_purpose"));
    let private = parse(&with(rfc7515("RFC7515-A.3", "jwk_private"), "key_ops", json!(["verify"]))).expect("a key");
    let signing = block_on(SigningKey::import(&crypto, &private, Algorithm::Es256));
    assert_eq!(signing.map_err(|error| error.code()), Err("jwk_wrong_purpose"));
}

#[test]
fn dis_10_unknown_and_broken_keys_do_not_spoil_a_set() {
    let good = rfc7515("RFC7515-A.3", "jwk_public");
    let keys = json!({"keys": [{"kty": "AKP"}, good, {"kty": "EC", "crv": "P-256"}, "text", {"kty": "OKP", "crv": "X25519", "x": "AA"}], "more": 1});
    let set = JwkSet::parse(keys.to_string().as_bytes()).expect("a set");
    assert_eq!(set.keys, [parse(&good).expect("a key")]);
    let ignored: Vec<_> = set.ignored.iter().map(|(place, error)| (*place, error.code())).collect();
    assert_eq!(
        ignored,
        [
            (0, "jwk_unsupported_type"),
            (2, "jwk_missing_member"),
            (3, "jwk_malformed_member"),
            (4, "jwk_unsupported_type")
        ]
    );
    for text in ["{}", r#"{"keys":{}}"#, "[]", ""] {
        assert!(JwkSet::parse(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn dis_10_finds_repeated_names_and_missing_use() {
    let named = |kid: &str, purpose: Option<&str>| {
        let jwk = with(rfc7515("RFC7515-A.3", "jwk_public"), "kid", kid);
        purpose.map_or_else(|| jwk.clone(), |purpose| with(jwk.clone(), "use", purpose))
    };
    let problems = |keys: &[Value]| {
        let keys = keys.iter().map(|jwk| parse(jwk).expect("a key"));
        keys.collect::<JwkSet>().problems()
    };
    assert_eq!(problems(&[named("a", None), named("b", None)]), []);
    assert_eq!(problems(&[named("a", None), named("a", None)]), [JwkSetProblem::RepeatedKid("a".to_owned())]);
    assert_eq!(problems(&[named("a", Some("sig")), named("b", Some("enc"))]), []);
    assert_eq!(problems(&[named("a", None), named("b", Some("enc"))]), [JwkSetProblem::UseMissing]);
    assert_eq!(
        set("RFC7517-A.1").problems(),
        [JwkSetProblem::UseMissing],
        "the example is not an authorization server's"
    );
    let rsa = with(rfc7515("RFC7515-A.2", "jwk_public"), "kid", "a");
    assert_eq!(problems(&[named("a", None), rsa]), [], "equivalent keys of different types may share a name");
}

#[test]
fn dis_11_coordinates_are_written_in_full() {
    for (x, octets) in [(&[1u8; 31][..], 31), (&[1; 33], 33)] {
        let jwk = with(rfc7515("RFC7515-A.3", "jwk_public"), "x", base64url::encode(x));
        let error = parse(&jwk).expect_err("refused");
        assert_eq!(error, JwkError::CoordinateLength { name: "x", octets, expected: 32 });
    }
    assert_eq!(code(&json!({"kty": "OKP", "crv": "Ed25519", "x": "AAAA"})), "jwk_coordinate_length");
}

#[test]
fn dis_11_points_are_on_the_curve() {
    let ec = rfc7515("RFC7515-A.3", "jwk_public");
    let off = parse(&with(ec.clone(), "y", ec["x"].clone())).expect("the form is right");
    let error = block_on(VerificationKey::import(&SoftwareCrypto::new(), &off, Algorithm::Es256)).expect_err("refused");
    assert_eq!(error.code(), "crypto_bad_key");
}

#[test]
fn dis_11_rsa_has_at_least_2048_bits() {
    let rsa = |modulus: &[u8]| json!({"kty": "RSA", "n": base64url::encode(modulus), "e": "AQAB"});
    assert_eq!(parse(&rsa(&[0xFF; 128])).err(), Some(JwkError::RsaTooShort { bits: 1024 }));
    assert_eq!(parse(&rsa(&[0x7F; 256])).err(), Some(JwkError::RsaTooShort { bits: 2047 }));
    assert_eq!(code(&rsa(&[&[0][..], &[0xFF; 256]].concat())), "jwk_malformed_member", "no leading zero octets");
    let padded = json!({"kty": "RSA", "n": base64url::encode(&[0xFF; 256]), "e": "AAEAAQ"});
    assert_eq!(code(&padded), "jwk_malformed_member", "nor in the exponent");
    assert_eq!(parse(&rsa(&[0xFF; 256])).map(|jwk| jwk.key_type()), Ok(KeyType::Rsa));
}

#[test]
fn dis_11_a_shared_key_is_as_long_as_the_hash() {
    let crypto = SoftwareCrypto::new();
    let import = |octets: usize| {
        let jwk = parse(&json!({"kty": "oct", "k": base64url::encode(&vec![7; octets])})).expect("a key");
        block_on(VerificationKey::import(&crypto, &jwk, Algorithm::Hs256)).map(|_| ()).map_err(|error| error.code())
    };
    assert_eq!(import(31), Err("jwk_shared_key_too_short"));
    assert_eq!(import(32), Ok(()));
}

#[test]
fn jwt_08_kid_is_an_exact_hint() {
    let keys = set("RFC7517-A.1");
    let header = |value: Value| Header::parse(value.to_string().as_bytes()).expect("a header");
    let find = |value: Value, algorithm| {
        keys.candidates(&header(value), algorithm).map(|keys| keys.len()).map_err(|error| error.code())
    };
    assert_eq!(find(json!({"alg": "RS256", "kid": "2011-04-29"}), Algorithm::Rs256), Ok(1));
    assert_eq!(find(json!({"alg": "RS256"}), Algorithm::Rs256), Ok(1), "without kid, by algorithm");
    assert_eq!(find(json!({"alg": "RS256", "kid": "2011-04-29 "}), Algorithm::Rs256), Err("jws_unknown_kid"));
    assert_eq!(find(json!({"alg": "RS256", "kid": "../../dev/null"}), Algorithm::Rs256), Err("jws_unknown_kid"));
    assert_eq!(find(json!({"alg": "ES256", "kid": "1"}), Algorithm::Es256), Err("jws_no_key"), "that key is for enc");
    assert_eq!(find(json!({"alg": "HS256"}), Algorithm::Hs256), Err("jws_no_key"));
}

#[test]
fn dis_13_a_retired_key_in_the_set_still_verifies() {
    let crypto = SoftwareCrypto::new();
    let (old, old_public) = block_on(SigningKey::generate(&crypto, Algorithm::Es256)).expect("a key");
    let (_, new_public) = block_on(SigningKey::generate(&crypto, Algorithm::Es256)).expect("a key");
    let published = [new_public, old_public].into_iter().collect::<JwkSet>().to_json().to_string();
    let set = JwkSet::parse(published.as_bytes()).expect("a set");
    assert_eq!((set.ignored.len(), set.problems()), (0, vec![]));
    let token = block_on(grant_lab::jose::sign(&crypto, &old, serde_json::Map::new(), b"{}")).expect("a token");
    let jws = grant_lab::jose::CompactJws::parse(&token).expect("a JWS");
    let jwk = set.candidates(jws.header(), Algorithm::Es256).expect("the old key")[0];
    let key = block_on(VerificationKey::import(&crypto, jwk, Algorithm::Es256)).expect("a key");
    assert_eq!(block_on(grant_lab::jose::verify(&crypto, &jws, &key)), Ok(()));
}

proptest! {
    #[test]
    fn dis_10_reading_a_set_never_panics(octets in any::<Vec<u8>>(), text in r#"\{"keys":\[(\{"(kty|crv|x|n|e|k)":"(EC|RSA|oct|P-256|AQAB|AA)"\},?){0,3}\]\}"#) {
        let _ = JwkSet::parse(&octets);
        let _ = JwkSet::parse(text.as_bytes());
    }
}
