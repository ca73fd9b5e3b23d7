//! Tokens bound to a key: requirements DPP-01 to DPP-14 at the token endpoint, at the API and at UserInfo (RFC 9449).
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;

use common::*;
use grant_lab::issuer::{AccessTokenForm, Policies};
use grant_lab::jose::Algorithm;
use grant_lab::oauth::Challenge;
use http::Request;
use serde_json::{Value, json};
use signer::Signer;

const ORDERS: &str = "https://api.test/orders";

fn token_request(authorization: &str, proofs: &[&str]) -> Request<Vec<u8>> {
    let mut request = token_post().header("authorization", authorization);
    for proof in proofs {
        request = request.header("dpop", *proof);
    }
    request.body(b"grant_type=client_credentials&scope=orders.read".to_vec()).unwrap()
}

fn with_proof(issuer: &TestIssuer, proof: &str) -> Answer {
    ask(issuer, token_request(NIGHTLY, &[proof]))
}

fn bound_token(issuer: &TestIssuer, signer: &Signer) -> String {
    let answer = with_proof(issuer, &signer.proof());
    assert_eq!(answer.member("token_type"), "DPoP", "{}", answer.text());
    answer.member("access_token")
}

fn call(issuer: &TestIssuer, scheme: &str, token: &str, proof: Option<&str>) -> Answer {
    let mut request = Request::get(ORDERS).header("authorization", format!("{scheme} {token}"));
    if let Some(proof) = proof {
        request = request.header("dpop", proof);
    }
    ask(issuer, request.body(Vec::new()).unwrap())
}

fn error_at_api(answer: &Answer) -> (u16, String, String) {
    let challenge = Challenge::parse(answer.header("www-authenticate")).unwrap();
    (answer.status, challenge.scheme.clone(), challenge.get("error").unwrap_or_default().to_owned())
}

fn refused(scheme: &str, error: &str) -> (u16, String, String) {
    (401, scheme.to_owned(), error.to_owned())
}

fn invalid_proof() -> (u16, String) {
    (400, "invalid_dpop_proof".to_owned())
}

fn with_nonces() -> TestIssuer {
    let issuer = issuer();
    issuer.set_policies(Policies { dpop_nonce: true, ..Policies::default() });
    issuer
}

#[test]
fn dpp_01_one_field_with_one_proof() {
    let (issuer, signer) = (issuer(), Signer::new(Algorithm::Es256));
    let two = ask(&issuer, token_request(NIGHTLY, &[&signer.proof(), &signer.proof()]));
    assert_eq!(two.outcome(), invalid_proof());
    for proof in ["", "x", "a.b.c"] {
        assert_eq!(with_proof(&issuer, proof).outcome(), invalid_proof(), "{proof:?}");
    }
    let jwk = signer.public.as_ref().unwrap().public_members().unwrap();
    let claims = signer.proof_claims("POST", "https://issuer.test/token");
    let other_type = signer.jwt(&json!({"typ": "JWT", "jwk": jwk}), &claims);
    assert_eq!(with_proof(&issuer, &other_type).outcome(), invalid_proof());
    assert_eq!(with_proof(&issuer, &signer.proof_of(&claims)).status, 200);
}

#[test]
fn dpp_02_every_claim_is_needed() {
    let (issuer, signer) = (issuer(), Signer::new(Algorithm::Es256));
    for claim in ["jti", "htm", "htu", "iat"] {
        let mut claims = signer.proof_claims("POST", "https://issuer.test/token");
        claims.as_object_mut().unwrap().remove(claim);
        assert_eq!(with_proof(&issuer, &signer.proof_of(&claims)).outcome(), invalid_proof(), "{claim}");
    }
}

#[test]
fn dpp_03_the_key_in_the_proof_signs_it_and_is_public() {
    let (issuer, signer, stranger) = (issuer(), Signer::new(Algorithm::Es256), Signer::new(Algorithm::Es256));
    let claims = signer.proof_claims("POST", "https://issuer.test/token");
    let others_key = stranger.public.as_ref().unwrap().public_members().unwrap();
    let wrong_key = signer.jwt(&json!({"typ": "dpop+jwt", "jwk": others_key}), &claims);
    let mac = Signer::with_secret("a-secret-of-at-least-thirty-two-octets", Algorithm::Hs256);
    let shared = mac.jwt(&json!({"typ": "dpop+jwt", "jwk": {"kty": "oct", "k": "AA"}}), &claims);
    let mut private = signer.public.as_ref().unwrap().public_members().unwrap();
    private["d"] = json!("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    let with_private = signer.jwt(&json!({"typ": "dpop+jwt", "jwk": private}), &claims);
    let good = signer.proof_of(&claims);
    let (head, _) = good.rsplit_once('.').unwrap();
    let flipped = format!("{head}.{}", "A".repeat(86));
    for proof in [wrong_key, shared, with_private, flipped] {
        assert_eq!(with_proof(&issuer, &proof).outcome(), invalid_proof());
    }
    for algorithm in [Algorithm::Es256, Algorithm::Es384, Algorithm::Ed25519] {
        bound_token(&issuer, &Signer::new(algorithm));
    }
}

#[test]
fn dpp_04_method_and_address_are_those_of_the_request() {
    let (issuer, signer) = (issuer(), Signer::new(Algorithm::Es256));
    let cases = [
        ("GET", "https://issuer.test/token", 400),
        ("POST", "https://issuer.test/token/", 400),
        ("POST", "https://api.test/token", 400),
        ("POST", "/token", 400),
        ("POST", "HTTPS://Issuer.test:443/token?x=1#y", 200),
    ];
    for (method, uri, status) in cases {
        let proof = signer.proof_of(&signer.proof_claims(method, uri));
        assert_eq!(with_proof(&issuer, &proof).status, status, "{method} {uri}");
    }
}

#[test]
fn dpp_05_a_proof_is_recent() {
    let (issuer, signer) = (issuer(), Signer::new(Algorithm::Es256));
    for (seconds, status) in [(-600, 400), (-300, 200), (0, 200), (10, 200), (61, 400)] {
        let mut claims = signer.proof_claims("POST", "https://issuer.test/token");
        claims["iat"] = json!(START + seconds);
        assert_eq!(with_proof(&issuer, &signer.proof_of(&claims)).status, status, "{seconds}");
    }
}

#[test]
fn dpp_06_a_proof_is_good_once_for_as_long_as_it_would_be_accepted() {
    let (issuer, signer) = (issuer(), Signer::new(Algorithm::Es256));
    let proof = signer.proof();
    assert_eq!(with_proof(&issuer, &proof).status, 200);
    for seconds in [0, 1, 299] {
        issuer.clock().advance(seconds);
        assert_eq!(with_proof(&issuer, &proof).outcome(), invalid_proof(), "{seconds} s later");
    }
    let token = bound_token(&issuer, &Signer::new(Algorithm::Es256));
    assert!(!token.is_empty(), "another proof is another matter");
}

#[test]
fn dpp_07_a_nonce_is_asked_for_and_then_taken() {
    let (issuer, signer) = (with_nonces(), Signer::new(Algorithm::Es256));
    let first = with_proof(&issuer, &signer.proof());
    assert_eq!(first.outcome(), (400, "use_dpop_nonce".to_owned()));
    assert_eq!(first.header("cache-control"), "no-store");
    let nonce = first.header("dpop-nonce").to_owned();
    assert!(nonce.len() >= 16 && nonce.bytes().all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\'), "{nonce}");
    let with = |nonce: &str| {
        let mut claims = signer.proof_claims("POST", "https://issuer.test/token");
        claims["nonce"] = json!(nonce);
        with_proof(&issuer, &signer.proof_of(&claims))
    };
    let second = with(&nonce);
    assert_eq!((second.status, second.header("dpop-nonce")), (200, nonce.as_str()));
    // A minute later there is a newer one; the old one still does for another minute, and then it is stale.
    issuer.clock().advance(60);
    let third = with(&nonce);
    assert_eq!(third.status, 200);
    assert_ne!(third.header("dpop-nonce"), nonce);
    issuer.clock().advance(60);
    let stale = with(&nonce);
    assert_eq!(stale.outcome(), (400, "use_dpop_nonce".to_owned()));
    assert_eq!(with(stale.header("dpop-nonce")).status, 200);
}

#[test]
fn dpp_08_issuer_and_api_have_nonces_of_their_own() {
    let (issuer, signer) = (with_nonces(), Signer::new(Algorithm::Es256));
    let nonce = with_proof(&issuer, &signer.proof()).header("dpop-nonce").to_owned();
    let mut claims = signer.proof_claims("POST", "https://issuer.test/token");
    claims["nonce"] = json!(nonce);
    let token = with_proof(&issuer, &signer.proof_of(&claims)).member("access_token");
    let proof = |nonce: Option<&str>| {
        let mut claims = signer.proof_claims("GET", ORDERS);
        claims["ath"] = json!(signer.sha256(&token));
        if let Some(nonce) = nonce {
            claims["nonce"] = json!(nonce);
        }
        signer.proof_of(&claims)
    };
    for of_issuer in [None, Some(nonce.as_str())] {
        let answer = call(&issuer, "DPoP", &token, Some(&proof(of_issuer)));
        assert_eq!(error_at_api(&answer), refused("DPoP", "use_dpop_nonce"), "{of_issuer:?}");
        let given = answer.header("dpop-nonce").to_owned();
        assert_ne!(given, nonce);
        assert_eq!(call(&issuer, "DPoP", &token, Some(&proof(Some(&given)))).status, 200);
    }
}

#[test]
fn dpp_09_the_token_is_bound_to_the_key_and_says_so() {
    let (issuer, signer) = (issuer(), Signer::new(Algorithm::Es256));
    let token = bound_token(&issuer, &signer);
    assert_eq!(claims(&token)["cnf"], json!({"jkt": signer.jkt()}));
    let unbound = ask(&issuer, token_request(NIGHTLY, &[]));
    assert_eq!(unbound.member("token_type"), "Bearer");
    assert!(!claims(&unbound.member("access_token")).contains_key("cnf"));
}

#[test]
fn dpp_10_a_client_that_registered_for_bound_tokens_gets_no_other() {
    let (issuer, signer) = (issuer(), Signer::new(Algorithm::Es256));
    let price = basic("price-feed", "price-secret-not-real");
    let without = ask(&issuer, token_request(&price, &[]));
    assert_eq!((without.outcome(), without.refused_by()), (invalid_proof(), "DPoP proof"));
    let with = ask(&issuer, token_request(&price, &[&signer.proof()]));
    assert_eq!((with.status, with.member("token_type").as_str()), (200, "DPoP"));
}

#[test]
fn dpp_11_at_the_api_the_proof_is_for_this_token_by_the_key_of_this_token() {
    let (issuer, signer, stranger) = (issuer(), Signer::new(Algorithm::Es256), Signer::new(Algorithm::Es256));
    let token = bound_token(&issuer, &signer);
    assert_eq!(call(&issuer, "DPoP", &token, Some(&signer.proof_for(ORDERS, &token))).status, 200);
    assert_eq!(call(&issuer, "dpop", &token, Some(&signer.proof_for(ORDERS, &token))).status, 200);
    let wrong_ath = call(&issuer, "DPoP", &token, Some(&signer.proof_for(ORDERS, "another")));
    assert_eq!(error_at_api(&wrong_ath), refused("DPoP", "invalid_dpop_proof"));
    let no_ath = signer.proof_of(&signer.proof_claims("GET", ORDERS));
    assert_eq!(error_at_api(&call(&issuer, "DPoP", &token, Some(&no_ath))), refused("DPoP", "invalid_dpop_proof"));
    let missing = call(&issuer, "DPoP", &token, None);
    assert_eq!(error_at_api(&missing), refused("DPoP", "invalid_dpop_proof"));
    let wrong_key = call(&issuer, "DPoP", &token, Some(&stranger.proof_for(ORDERS, &token)));
    assert_eq!(error_at_api(&wrong_key), refused("DPoP", "invalid_token"));
    let once = signer.proof_for(ORDERS, &token);
    assert_eq!(call(&issuer, "DPoP", &token, Some(&once)).status, 200);
    assert_eq!(error_at_api(&call(&issuer, "DPoP", &token, Some(&once))), refused("DPoP", "invalid_dpop_proof"));
}

#[test]
fn dpp_11_userinfo_asks_for_a_proof_too() {
    let (issuer, signer) = (issuer(), Signer::new(Algorithm::Es256));
    let code = code(&issuer, "openid");
    let request = token_post().header("dpop", signer.proof()).body(redeem_body(&code).into_bytes()).unwrap();
    let token = ask(&issuer, request).member("access_token");
    let userinfo = "https://issuer.test/userinfo";
    let ask_as = |scheme: &str, proof: Option<String>| {
        let mut request = Request::get(userinfo).header("authorization", format!("{scheme} {token}"));
        if let Some(proof) = proof {
            request = request.header("dpop", proof);
        }
        ask(&issuer, request.body(Vec::new()).unwrap())
    };
    assert_eq!(ask_as("DPoP", Some(signer.proof_for(userinfo, &token))).member("sub"), "user-82c1");
    assert_eq!(error_at_api(&ask_as("Bearer", None)), refused("Bearer", "invalid_token"));
}

#[test]
fn dpp_12_a_bound_token_is_no_bearer_token_in_either_form() {
    for form in AccessTokenForm::ALL {
        let (issuer, signer) = (issuer(), Signer::new(Algorithm::Es256));
        issuer.set_policies(Policies { access_token: form, ..Policies::default() });
        let token = bound_token(&issuer, &signer);
        let proof = signer.proof_for(ORDERS, &token);
        assert_eq!(error_at_api(&call(&issuer, "Bearer", &token, Some(&proof))), refused("Bearer", "invalid_token"));
        assert_eq!(call(&issuer, "DPoP", &token, Some(&signer.proof_for(ORDERS, &token))).status, 200);
        let unbound = access_token(&issuer, "orders.read");
        let proof = signer.proof_for(ORDERS, &unbound);
        assert_eq!(error_at_api(&call(&issuer, "DPoP", &unbound, Some(&proof))), refused("DPoP", "invalid_token"));
    }
}

#[test]
fn dpp_13_the_challenge_names_algorithms_and_two_schemes_are_malformed() {
    let (issuer, signer) = (issuer(), Signer::new(Algorithm::Es256));
    let token = bound_token(&issuer, &signer);
    let answer = call(&issuer, "DPoP", &token, None);
    let challenge = Challenge::parse(answer.header("www-authenticate")).unwrap();
    assert_eq!(challenge.get("algs"), Some("ES256 ES384 ES512 Ed25519 PS256 PS384 PS512 RS256 RS384 RS512"));
    let two = Request::get(ORDERS)
        .header("authorization", format!("Bearer {token}"))
        .header("authorization", format!("DPoP {token}"))
        .body(Vec::new())
        .unwrap();
    assert_eq!(ask(&issuer, two).status, 400);
    let none = ask(&issuer, get(ORDERS));
    assert_eq!(Challenge::parse(none.header("www-authenticate")).unwrap().get("error"), None);
}

#[test]
fn dpp_14_a_proof_is_not_client_authentication() {
    let (issuer, signer) = (issuer(), Signer::new(Algorithm::Es256));
    let request = token_post()
        .header("dpop", signer.proof())
        .body(b"grant_type=client_credentials&client_id=price-feed".to_vec())
        .unwrap();
    assert_eq!(ask(&issuer, request).outcome(), (401, "invalid_client".to_owned()));
    // A refresh token of a confidential client belongs to the client, not to the key.
    issuer.set_policies(Policies { refresh: true, ..Policies::default() });
    let refresh_token = with_proof(&issuer, &signer.proof()).member("refresh_token");
    let renewed = ask(&issuer, nightly(&format!("grant_type=refresh_token&refresh_token={refresh_token}")));
    assert_eq!((renewed.status, renewed.member("token_type").as_str()), (200, "Bearer"));
}

#[test]
fn atk_12_a_token_is_as_bound_as_the_request_asks_and_for_one_api() {
    let (issuer, signer) = (issuer(), Signer::new(Algorithm::Es256));
    let bound = claims(&bound_token(&issuer, &signer));
    assert_eq!(
        (bound["cnf"]["jkt"].as_str(), &bound["aud"]),
        (Some(signer.jkt().as_str()), &json!("https://api.test"))
    );
}

#[test]
fn a_code_is_not_spent_by_a_proof_without_a_nonce() {
    let (issuer, signer) = (with_nonces(), Signer::new(Algorithm::Es256));
    let code = code(&issuer, "openid");
    let redeem = |proof: String| {
        let request = token_post().header("dpop", proof).body(redeem_body(&code).into_bytes()).unwrap();
        ask(&issuer, request)
    };
    let first = redeem(signer.proof());
    assert_eq!(first.member("error"), "use_dpop_nonce");
    let mut claims: Value = signer.proof_claims("POST", "https://issuer.test/token");
    claims["nonce"] = json!(first.header("dpop-nonce"));
    assert_eq!(redeem(signer.proof_of(&claims)).status, 200);
}
