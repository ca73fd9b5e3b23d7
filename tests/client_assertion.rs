//! A draft with a method that signs: the request that it becomes.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::client::assertion::{SignedRequestError, secret_as_key, signed_request};
use grant_lab::client::{Draft, Problem};
use grant_lab::jose::{Algorithm, SigningKey};
use grant_lab::oauth::client_auth::present;
use grant_lab::oauth::http_text::request_text;
use grant_lab::oauth::{ClientAuthMethod, ClientId, ClientSecret, Presented, TokenRequest};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::{CryptoError, Random, UnixTime};
use http::Request;
use pollster::block_on;

const SECRET: &str = "a-secret-of-thirty-two-octets-ok";

struct Sevens;

impl Random for Sevens {
    fn fill(&self, octets: &mut [u8]) -> Result<(), CryptoError> {
        octets.fill(7);
        Ok(())
    }
}

fn draft(method: ClientAuthMethod) -> Draft {
    Draft {
        client_id: ClientId::new("nightly-report"),
        client_secret: ClientSecret::new(SECRET),
        method,
        grant_type: "client_credentials".to_owned(),
        scope: String::new(),
        token_endpoint: "https://issuer.test/token".to_owned(),
        ..Draft::default()
    }
}

fn signed(draft: &Draft, crypto: &SoftwareCrypto, key: &SigningKey) -> Result<Request<Vec<u8>>, SignedRequestError> {
    block_on(signed_request(draft, crypto, &Sevens, key, "https://issuer.test", UnixTime(1_800_000_000)))
}

#[test]
fn jca_05_the_request_carries_an_assertion_for_the_issuer_and_no_secret() {
    let crypto = SoftwareCrypto::new();
    let shared = block_on(secret_as_key(&crypto, &ClientSecret::new(SECRET), Algorithm::Hs256)).expect("a key");
    let (private, _) = block_on(SigningKey::generate(&crypto, Algorithm::Ed25519)).expect("a key");
    for (method, key) in [(ClientAuthMethod::ClientSecretJwt, shared), (ClientAuthMethod::PrivateKeyJwt, private)] {
        let request = signed(&draft(method), &crypto, &key).expect("a request");
        let text = request_text(&request);
        assert!(!text.contains("Authorization:") && !text.contains(SECRET) && !text.contains("client_id="), "{text}");
        let message = TokenRequest::parse(&request).expect("well-formed");
        let (parts, _) = request.into_parts();
        let Ok(Presented::Assertion(assertion)) = present(&parts, &message.form) else { panic!("{text}") };
        assert_eq!((assertion.method(), assertion.subject().as_str()), (method, "nightly-report"));
        assert_eq!(assertion.claims().get("aud").and_then(|aud| aud.as_str()), Some("https://issuer.test"));
        assert_eq!(assertion.jws().header().kid(), key.kid.as_deref());
    }
}

#[test]
fn jca_09_a_short_secret_is_no_key() {
    let crypto = SoftwareCrypto::new();
    let error = block_on(secret_as_key(&crypto, &ClientSecret::new("short"), Algorithm::Hs256)).expect_err("too short");
    assert_eq!(error.code(), "jwk_shared_key_too_short");
    let error = block_on(secret_as_key(&crypto, &ClientSecret::new(SECRET), Algorithm::Es256)).expect_err("no MAC");
    assert_eq!(error.code(), "jwk_wrong_algorithm");
}

#[test]
fn a_draft_that_is_refused_is_not_signed_for_either() {
    let crypto = SoftwareCrypto::new();
    let key = block_on(secret_as_key(&crypto, &ClientSecret::new(SECRET), Algorithm::Hs256)).expect("a key");
    let draft = Draft { token_endpoint: "issuer.test".to_owned(), ..draft(ClientAuthMethod::ClientSecretJwt) };
    let error = signed(&draft, &crypto, &key).expect_err("no URL");
    assert_eq!(error, SignedRequestError::Draft(Problem::EndpointNotAUrl));
    assert_eq!((error.code(), error.citation().to_string().as_str()), ("draft_endpoint_not_a_url", "RFC 6749 §3.2"));
}
