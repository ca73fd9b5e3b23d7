//! The table of algorithms: names, keys, and the one algorithm that has an old name.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use std::collections::BTreeSet;

use grant_lab::cite::Citation;
use grant_lab::jose::{
    Algorithm, CompactJws, Jwk, JwsError, SigningKey, UnsupportedAlgorithm, VerificationKey, base64url, sign, verify,
};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use pollster::block_on;
use serde_json::{Map, Value, json};

fn vector(id: &str) -> Value {
    let file: Value = serde_json::from_str(include_str!("vectors/rfc8037-appendix-a.json")).expect("JSON");
    file["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == id).expect("the vector").clone()
}

fn ed25519() -> Value {
    vector("RFC8037-A.4")["jwk_public"].clone()
}

fn import(crypto: &SoftwareCrypto, jwk: &Value, algorithm: Algorithm) -> Result<VerificationKey, &'static str> {
    let jwk = Jwk::parse_text(&jwk.to_string()).map_err(|error| error.code())?;
    block_on(VerificationKey::import(crypto, &jwk, algorithm)).map_err(|error| error.code())
}

fn jws(id: &str) -> CompactJws {
    CompactJws::parse(vector(id)["jws"].as_str().expect("text")).expect("a JWS")
}

#[test]
fn every_algorithm_reads_back_under_its_own_name_only() {
    let names: BTreeSet<&str> = Algorithm::all().map(Algorithm::name).collect();
    let families = ["ES", "PS", "RS", "HS"].map(|family| ["256", "384", "512"].map(|hash| [family, hash].concat()));
    let all = families.iter().flatten().map(String::as_str).chain(["Ed25519"]);
    assert_eq!(names, all.collect::<BTreeSet<&str>>());
    for algorithm in Algorithm::all() {
        assert_eq!(Algorithm::from_name(algorithm.name()), Some(algorithm));
        assert!(!Algorithm::is_deprecated_name(algorithm.name()));
        assert!(!algorithm.citation().section.is_empty());
    }
    for name in ["none", "es256", "ed25519", "EDDSA", "Ed448", "ES256K", ""] {
        assert_eq!(Algorithm::from_name(name), None, "{name}");
    }
}

#[test]
fn jca_09_a_shared_key_has_at_least_as_many_octets_as_the_hash() {
    let crypto = SoftwareCrypto::new();
    for (algorithm, least) in [(Algorithm::Hs256, 32), (Algorithm::Hs384, 48), (Algorithm::Hs512, 64)] {
        let of = |octets: usize| json!({"kty": "oct", "k": base64url::encode(&vec![7; octets])});
        assert!(import(&crypto, &of(least), algorithm).is_ok(), "{algorithm:?}");
        assert_eq!(import(&crypto, &of(least - 1), algorithm).err(), Some("jwk_shared_key_too_short"), "{algorithm:?}");
    }
}

#[test]
fn atk_11_both_names_verify_with_one_key() {
    let crypto = SoftwareCrypto::new();
    let key = import(&crypto, &ed25519(), Algorithm::Ed25519).expect("a key");
    for (id, deprecated) in [("RFC8037-A.4", true), ("DERIVED-Ed25519-alg", false)] {
        let jws = jws(id);
        assert_eq!(jws.algorithm(), Ok(Algorithm::Ed25519), "{id}");
        assert_eq!(Algorithm::is_deprecated_name(jws.header().alg()), deprecated, "{id}");
        assert_eq!(block_on(verify(&crypto, &jws, &key)), Ok(()), "{id}");
    }
}

#[test]
fn atk_11_the_old_name_on_a_key_is_read_and_never_written() {
    let crypto = SoftwareCrypto::new();
    let mut jwk = vector("RFC8037-A.1")["jwk_private"].clone();
    for alg in ["Ed25519", "EdDSA"] {
        jwk["alg"] = alg.into();
        let jwk = Jwk::parse_text(&jwk.to_string()).expect("a key");
        let key = block_on(SigningKey::import(&crypto, &jwk, Algorithm::Ed25519)).expect("a signing key");
        let token = block_on(sign(&crypto, &key, Map::new(), b"{}")).expect("a token");
        assert_eq!(CompactJws::parse(&token).expect("a JWS").header().alg(), "Ed25519");
    }
    let (_, public) = block_on(SigningKey::generate(&crypto, Algorithm::Ed25519)).expect("a key");
    assert_eq!((public.alg(), public.text("crv")), (Some("Ed25519"), Some("Ed25519")));
}

#[test]
fn atk_11_curve_and_algorithm_must_match() {
    let crypto = SoftwareCrypto::new();
    let mut ed448 = ed25519();
    ed448["crv"] = "Ed448".into();
    assert_eq!(import(&crypto, &ed448, Algorithm::Ed25519).err(), Some("jwk_unsupported_type"));
    let mut labelled = ed25519();
    labelled["alg"] = "ES256".into();
    assert_eq!(import(&crypto, &labelled, Algorithm::Ed25519).err(), Some("jwk_wrong_algorithm"));
    assert_eq!(import(&crypto, &ed25519(), Algorithm::Es256).err(), Some("jwk_wrong_algorithm"));

    let (_, public) = block_on(SigningKey::generate(&crypto, Algorithm::Es256)).expect("a key");
    let key = block_on(VerificationKey::import(&crypto, &public, Algorithm::Es256)).expect("a key");
    let error = block_on(verify(&crypto, &jws("RFC8037-A.4"), &key)).expect_err("another family");
    assert_eq!(error, JwsError::AlgorithmMismatch { header: "EdDSA".to_owned(), key: "ES256" }, "as the header has it");
}

#[test]
fn atk_11_a_signature_has_64_octets() {
    let crypto = SoftwareCrypto::new();
    let key = import(&crypto, &ed25519(), Algorithm::Ed25519).expect("a key");
    let text = format!("{}.{}", jws("RFC8037-A.4").signing_input(), base64url::encode(&[1; 63]));
    let error = block_on(verify(&crypto, &CompactJws::parse(&text).expect("a JWS"), &key)).expect_err("too short");
    assert_eq!((error.code(), error.citation()), ("jws_signature_length", Citation::rfc(8037, "3.1")));
}

#[test]
fn ps256_and_rs256_are_not_each_other_though_their_keys_are_alike() {
    let crypto = SoftwareCrypto::new();
    let file: Value = serde_json::from_str(include_str!("vectors/more-algorithms.json")).expect("JSON");
    let vector = file["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == "DERIVED-PS256");
    let vector = vector.expect("the vector");
    let jws = CompactJws::parse(vector["jws"].as_str().expect("text")).expect("a JWS");
    let pss = import(&crypto, &vector["jwk_public"], Algorithm::Ps256).expect("a key");
    assert_eq!(block_on(verify(&crypto, &jws, &pss)), Ok(()));
    let pkcs1 = import(&crypto, &vector["jwk_public"], Algorithm::Rs256).expect("a key");
    assert_eq!(block_on(verify(&crypto, &jws, &pkcs1)).err().map(|error| error.code()), Some("jws_algorithm_mismatch"));
}

#[test]
fn an_algorithm_that_is_known_and_not_checked_is_no_unknown_one() {
    let token = |alg: &str, octets: usize| {
        let header = base64url::encode(json!({"alg": alg}).to_string().as_bytes());
        CompactJws::parse(&[header.as_str(), "e30", &base64url::encode(&vec![7; octets])].join(".")).expect("a token")
    };
    for name in ["ES256K", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87", "RS1", "HS1"] {
        let Err(error) = token(name, 64).algorithm() else { panic!("{name} is not checked here") };
        let JwsError::AlgNotChecked(known) = &error else { panic!("{name}: {error}") };
        assert_eq!(known.name, name);
        assert!(error.code().starts_with("jws_not_checked_") && error.to_string().contains(name), "{error}");
    }
    // The old name of EdDSA says no curve; the length of the signature does.
    let long = token("EdDSA", 114).algorithm();
    assert_eq!(long.map_err(|error| error.code()), Err("jws_not_checked_ed448"));
    assert_eq!(token("EdDSA", 64).algorithm(), Ok(Algorithm::Ed25519));
    for name in ["es256k", "ES256K1", "ML-DSA-65 ", "RSA1_5", "dir", "X"] {
        assert_eq!(UnsupportedAlgorithm::of_signature(name), None);
        assert_eq!(token(name, 64).algorithm().map_err(|error| error.code()), Err("jws_alg_unknown"), "{name}");
    }
    let unsigned = base64url::encode(br#"{"alg":"none"}"#);
    let unsigned = CompactJws::parse(&[&unsigned, "e30", ""].join(".")).expect("a token");
    assert_eq!(unsigned.algorithm().map_err(|error| error.code()), Err("jws_alg_none"));
}
