//! The hashes in an ID Token, and tokens that were asked for with `resource`, against the published examples.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]

use grant_lab::jose::jwt::Claims;
use grant_lab::jose::{Algorithm, CompactJws};
use grant_lab::oauth::ResourceIndicator;
use grant_lab::oauth::id_token::half_hash;
use grant_lab::platform::software_crypto::SoftwareCrypto;
use serde_json::Value;

fn file(text: &str) -> Value {
    serde_json::from_str(text).expect("the vectors are JSON")
}

fn hash(algorithm: Algorithm, text: &str) -> String {
    pollster::block_on(half_hash(&SoftwareCrypto::new(), algorithm, text)).expect("a hash")
}

#[test]
fn at_hash_and_c_hash_are_those_of_openid_connect_core() {
    let file = file(include_str!("vectors/oidc-core-id-tokens.json"));
    for (vector, input, output) in [("at_hash_vector", "access_token", "at_hash"), ("c_hash_vector", "code", "c_hash")]
    {
        let text = |name: &str| file[vector][name].as_str().expect("text");
        let algorithm = Algorithm::from_name(text("alg")).expect("a known algorithm");
        assert_eq!(hash(algorithm, text(input)), text(output), "{vector}");
        // The examples of the appendix hold the same values.
        let tokens = file["vectors"].as_array().expect("a list").iter();
        let carried = tokens.filter_map(|row| row["claims"][output].as_str()).collect::<Vec<_>>();
        assert!(!carried.is_empty() && carried.contains(&text(output)), "{vector}");
    }
}

#[test]
fn the_hash_is_that_of_the_algorithm_and_half_as_long() {
    for (algorithm, octets) in [(Algorithm::Es256, 16), (Algorithm::Es384, 24), (Algorithm::Hs512, 32)] {
        let length = (octets * 4_usize).div_ceil(3);
        assert_eq!(hash(algorithm, "x").len(), length, "{}", algorithm.name());
    }
}

#[test]
fn res_04_the_audience_is_the_resource_and_the_scope_is_about_it_as_in_rfc_8707() {
    let file = file(include_str!("vectors/rfc8707-access-tokens.json"));
    for vector in file["vectors"].as_array().expect("a list") {
        let jws = CompactJws::parse(vector["jwt"].as_str().expect("text")).expect("a token");
        let claims = Claims::parse(jws.payload()).expect("claims");
        for (name, value) in vector["claims"].as_object().expect("an object") {
            assert_eq!(claims.get(name), Some(value), "{name}");
        }
        let audience = claims.audience().expect("well formed").expect("there");
        assert_eq!(audience.len(), 1);
        assert!(ResourceIndicator::parse(audience[0]).is_ok());
        assert!(!claims.string("scope").expect("text").expect("there").contains(' '), "of two scopes one is left");
    }
}
