//! A client that proves possession: the field on its requests, and the token that comes back.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use std::cell::Cell;

use grant_lab::client::api_call::get_as;
use grant_lab::client::dpop::{ProofKey, is_bound};
use grant_lab::jose::Algorithm;
use grant_lab::oauth::dpop::{Expectation, Proof, ProofWindow, access_token_hash};
use grant_lab::oauth::{TokenResponse, TokenType};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::{CryptoError, Random, UnixTime};
use http::{Method, Request};
use pollster::block_on;

const NOW: UnixTime = UnixTime(1_800_000_000);

#[derive(Default)]
struct Counting(Cell<u8>);

impl Random for Counting {
    fn fill(&self, octets: &mut [u8]) -> Result<(), CryptoError> {
        self.0.set(self.0.get() + 1);
        octets.fill(self.0.get());
        Ok(())
    }
}

#[test]
fn dpp_11_every_request_has_its_own_proof_with_nonce_and_token() {
    let (crypto, random) = (SoftwareCrypto::new(), Counting::default());
    let key = block_on(ProofKey::generate(&crypto, Algorithm::Es256)).expect("a key");
    let uri = "https://api.test/orders?x=1".parse().expect("a URL");
    let mut request = get_as(TokenType::DPoP, uri, Some("abc")).expect("a request");
    assert_eq!(request.headers()["authorization"], "DPoP abc");
    let mut names = Vec::new();
    for _ in 0..2 {
        block_on(key.prove(&crypto, &random, &mut request, NOW, Some("n1"), Some("abc"))).expect("a proof");
        let proof = Proof::of(request.headers()).expect("one field").expect("a proof");
        assert_eq!(block_on(proof.verify(&crypto)), Ok(()));
        assert_eq!(block_on(proof.jkt(&crypto)), block_on(key.jkt(&crypto)));
        let expected = Expectation {
            method: &Method::GET,
            uri: "https://api.test/orders",
            now: NOW,
            window: ProofWindow::default(),
            nonces: Some(&["n1".to_owned()]),
            ath: Some(&block_on(access_token_hash(&crypto, "abc")).expect("a digest")),
        };
        names.push(proof.check(&expected).expect("it fits").jti);
    }
    assert_ne!(names[0], names[1]);
}

#[test]
fn dpp_02_at_the_token_endpoint_there_is_neither_token_nor_nonce_at_first() {
    let (crypto, random) = (SoftwareCrypto::new(), Counting::default());
    let key = block_on(ProofKey::generate(&crypto, Algorithm::Ed25519)).expect("a key");
    let mut request = Request::post("https://issuer.test/token").body(Vec::new()).expect("a request");
    block_on(key.prove(&crypto, &random, &mut request, NOW, None, None)).expect("a proof");
    let proof = Proof::of(request.headers()).expect("one field").expect("a proof");
    let names: Vec<&String> = proof.claims().members().keys().collect();
    assert_eq!(names, ["htm", "htu", "iat", "jti"]);
    let shared = block_on(ProofKey::generate(&crypto, Algorithm::Hs256)).expect_err("a shared key proves nothing");
    assert_eq!(shared.code(), "jwk_wrong_algorithm");
}

#[test]
fn dpp_09_a_client_notices_a_token_that_is_not_bound() {
    for (token_type, bound) in [("DPoP", true), ("dpop", true), ("Bearer", false)] {
        let body = format!(r#"{{"access_token":"abc","token_type":"{token_type}"}}"#);
        assert_eq!(is_bound(&TokenResponse::parse(body.as_bytes()).expect("a response")), bound, "{token_type}");
    }
}
