//! Access tokens of the embedded issuer: requirements ATK-01 to ATK-09 (RFC 9068).
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use std::collections::HashSet;

use common::*;
use grant_lab::issuer::demo_registry;
use grant_lab::jose::{Algorithm, CompactJws, JwkSet, VerificationKey, verify};
use grant_lab::oauth::Scope;
use grant_lab::platform::software_crypto::SoftwareCrypto;
use serde_json::Value;

/// The key set, and whether one of its keys made the signature.
fn verifies(issuer: &TestIssuer, token: &str) -> bool {
    let crypto = SoftwareCrypto::new();
    let jws = CompactJws::parse(token).unwrap();
    let set = JwkSet::parse(ask(issuer, get("https://issuer.test/jwks")).response.body()).unwrap();
    let algorithm = jws.algorithm().unwrap();
    let keys = set.candidates(jws.header(), algorithm).unwrap();
    let check = async {
        let key = VerificationKey::import(&crypto, keys[0], algorithm).await.unwrap();
        verify(&crypto, &jws, &key).await.is_ok()
    };
    pollster::block_on(check)
}

#[test]
fn atk_01_header_says_at_jwt_and_the_signature_is_asymmetric() {
    let issuer = issuer();
    let token = access_token(&issuer, "orders.read");
    let header = header(&token);
    assert_eq!((&header["typ"], &header["alg"]), (&Value::from("at+jwt"), &Value::from("ES256")));
    assert_eq!(header.len(), 3);
    assert!(verifies(&issuer, &token));
    let (head, signature) = token.rsplit_once('.').unwrap();
    let other = if signature.starts_with('A') { "B" } else { "A" };
    assert!(!verifies(&issuer, &format!("{head}.{other}{}", &signature[1..])));
    // RS256 is there for ID Tokens, which OpenID Providers must support.
    assert_eq!(Algorithm::from_name("RS256"), Some(Algorithm::Rs256));
}

#[test]
fn atk_02_every_required_claim_is_there_and_nothing_else() {
    let claims = claims(&access_token(&issuer(), "orders.read"));
    let mut names: Vec<&str> = claims.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["aud", "client_id", "exp", "iat", "iss", "jti", "scope", "sub"]);
    for text in ["aud", "client_id", "iss", "jti", "scope", "sub"] {
        assert!(claims[text].as_str().is_some_and(|text| !text.is_empty()), "{text}");
    }
}

#[test]
fn atk_03_sub_identifies_the_client() {
    let issuer = issuer();
    for (token, client) in [
        (access_token(&issuer, "orders.read"), "nightly-report"),
        (billing_token(&issuer, "orders.read"), "billing-export"),
    ] {
        let claims = claims(&token);
        assert_eq!((&claims["sub"], &claims["client_id"]), (&Value::from(client), &Value::from(client)));
    }
}

#[test]
fn atk_04_no_client_of_the_cast_bears_a_persons_identifier() {
    let registry = demo_registry();
    for client in &registry.clients {
        assert!(registry.person(client.client_id.as_str()).is_none());
        assert!(client.service_account.as_deref().is_none_or(|account| registry.person(account).is_none()));
    }
}

#[test]
fn atk_04_a_client_that_bears_one_anyway_is_no_person_at_userinfo() {
    let mut registry = demo_registry();
    registry.people[0].sub = "nightly-report".to_owned();
    let issuer = issuer_with(registry);
    issuer.set_policies(grant_lab::issuer::Policies {
        openid: grant_lab::issuer::OpenidPolicy::VendorServiceAccount,
        ..Default::default()
    });
    let answer = userinfo(&issuer, &access_token(&issuer, "openid"));
    assert_eq!(answer.status, 401, "{}", answer.text());
}

#[test]
fn atk_05_audience_is_the_api_of_the_scope_and_only_one() {
    let mut registry = demo_registry();
    let mut client = (*registry.client("nightly-report").unwrap()).clone();
    client.scope = Scope::parse("orders.read stock.read").unwrap();
    registry.clients = vec![std::rc::Rc::new(client)];
    let issuer = issuer_with(registry);
    assert_eq!(claims(&access_token(&issuer, "orders.read"))["aud"], "https://api.test");
    assert_eq!(claims(&access_token(&issuer, "stock.read"))["aud"], "https://stock.test");
    let both = ask(&issuer, nightly("grant_type=client_credentials&scope=orders.read+stock.read"));
    assert_eq!((both.outcome(), both.refused_by()), ((400, "invalid_scope".to_owned()), "Audience"));
    assert_eq!(orders(&issuer, &access_token(&issuer, "stock.read")).status, 401);
}

#[test]
fn atk_06_scope_is_one_string() {
    let token = billing_token(&issuer(), "orders.read+orders.write");
    assert_eq!(claims(&token)["scope"], "orders.read orders.write");
}

#[test]
fn atk_07_nothing_about_a_login_even_when_there_was_one() {
    let issuer = issuer();
    let login = redeem(&issuer, &code(&issuer, "openid+profile+orders.read")).member("access_token");
    for token in [access_token(&issuer, "orders.read"), login] {
        let claims = claims(&token);
        for name in ["auth_time", "acr", "amr", "nonce", "at_hash", "name", "email", "preferred_username"] {
            assert!(!claims.contains_key(name), "{name}");
        }
    }
}

#[test]
fn atk_08_issuer_key_times_and_a_thousand_distinct_identifiers() {
    let issuer = issuer();
    let metadata = ask(&issuer, get("https://issuer.test/.well-known/oauth-authorization-server"));
    let keys = ask(&issuer, get(&metadata.member("jwks_uri")));
    let mut identifiers = HashSet::new();
    for _ in 0..1000 {
        let token = access_token(&issuer, "orders.read");
        let claims = claims(&token);
        assert_eq!(claims["iss"].as_str(), Some(metadata.member("issuer").as_str()));
        let kid = header(&token)["kid"].clone();
        assert!(keys.json()["keys"].as_array().unwrap().iter().any(|key| key["kid"] == kid));
        assert!(claims["iat"].as_i64() <= Some(START) && Some(START) < claims["exp"].as_i64());
        let jti = claims["jti"].as_str().unwrap().to_owned();
        assert!(jti.len() >= 22, "128 bits of base64url");
        assert!(identifiers.insert(jti));
    }
}

#[test]
fn atk_09_a_client_never_has_to_look_inside() {
    // Everything a client needs stands beside the token: how to use it, for how long, and for what.
    let answer = ask(&issuer(), nightly("grant_type=client_credentials"));
    let read = grant_lab::oauth::TokenResponse::parse(answer.response.body()).unwrap();
    assert!(read.kind().is_some() && read.expires_in.is_some() && read.scope.is_some());
}

#[test]
fn atk_10_codes_have_256_bits_and_tokens_live_at_most_an_hour() {
    let issuer = issuer();
    let code = code(&issuer, "openid");
    assert_eq!(code.len(), 43, "32 octets of base64url");
    let answer = redeem(&issuer, &code);
    assert!(answer.json()["expires_in"].as_i64().is_some_and(|seconds| seconds <= 3600));
}
