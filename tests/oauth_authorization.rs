//! Authorization request and response, PKCE, and the client that signs a person in with them.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]

use grant_lab::client::{SignIn, SignInError};
use grant_lab::oauth::authorization_request::AuthorizationRequestError;
use grant_lab::oauth::authorization_response::AuthorizationOutcome;
use grant_lab::oauth::pkce::{CodeVerifier, PkceError};
use grant_lab::oauth::{
    AuthorizationRequest, AuthorizationResponse, ClientId, ErrorCode, Form, ResponseMode, ResponseType,
};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::{CryptoError, Random};
use http::{Method, Request};
use proptest::prelude::*;

const ISSUER: &str = "https://issuer.test";
const CALLBACK: &str = "https://shop.test/callback";

/// Octets that count upwards: predictable, and never the same twice.
struct Counting(std::cell::Cell<u8>);

impl Random for Counting {
    fn fill(&self, octets: &mut [u8]) -> Result<(), CryptoError> {
        for octet in octets {
            *octet = self.0.get();
            self.0.set(octet.wrapping_add(1));
        }
        Ok(())
    }
}

fn sign_in() -> SignIn {
    sign_in_for(ResponseType::Code)
}

fn sign_in_for(response_type: ResponseType) -> SignIn {
    let random = Counting(std::cell::Cell::new(0));
    let client = ClientId::new("shop-web");
    let crypto = SoftwareCrypto::default();
    let begin = SignIn::begin(&crypto, &random, ISSUER, client, CALLBACK, "openid profile", response_type);
    pollster::block_on(begin).expect("hashing works")
}

fn redeem(sign_in: &SignIn, address: &str) -> Result<Request<Vec<u8>>, SignInError> {
    sign_in.redeem(&"https://issuer.test/token".parse().expect("a URI"), address)
}

#[test]
fn pkce_s256_is_the_example_of_rfc_7636_appendix_b() {
    let verifier = CodeVerifier::parse("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").expect("a verifier");
    let challenge = pollster::block_on(verifier.challenge(&SoftwareCrypto::default()));
    assert_eq!(challenge.as_deref(), Ok("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
}

#[test]
fn pkce_verifier_has_43_to_128_unreserved_characters() {
    assert_eq!(CodeVerifier::parse(&"a".repeat(42)), Err(PkceError::Length));
    assert_eq!(CodeVerifier::parse(&"a".repeat(129)), Err(PkceError::Length));
    assert_eq!(CodeVerifier::parse(&"+".repeat(43)), Err(PkceError::Character));
    assert!(CodeVerifier::parse(&"-._~".repeat(32)).is_ok());
    let fresh = CodeVerifier::generate(&Counting(std::cell::Cell::new(7))).unwrap();
    assert_eq!(CodeVerifier::parse(fresh.expose()), Ok(fresh.clone()));
    assert_eq!(format!("{fresh:?}"), "[redacted]");
}

#[test]
fn authorization_request_reads_back_and_keeps_the_endpoints_query() {
    let request = sign_in().request;
    let uri = request.to_uri("https://issuer.test/authorize?tenant=1");
    let (endpoint, query) = uri.split_once('?').expect("a query");
    assert_eq!(endpoint, "https://issuer.test/authorize");
    assert!(query.starts_with("tenant=1&response_type=code&client_id=shop-web&redirect_uri=https%3A%2F%2Fshop.test"));
    assert_eq!(AuthorizationRequest::parse(query), Ok(request));
}

#[test]
fn authorization_request_refuses_repeats_and_treats_empty_as_absent() {
    let repeated = AuthorizationRequest::parse("client_id=a&client_id=a");
    assert_eq!(repeated, Err(AuthorizationRequestError::Repeated("client_id".to_owned())));
    assert!(AuthorizationRequest::parse("state=%zz").is_err());
    assert_eq!(AuthorizationRequest::parse("state=&foo=bar"), Ok(AuthorizationRequest::default()));
}

#[test]
fn each_attempt_has_its_own_state_nonce_and_challenge() {
    let request = sign_in().request;
    let values = [request.state, request.nonce, request.code_challenge].map(|value| value.expect("present"));
    assert!(values[0] != values[1] && values[1] != values[2]);
    assert_eq!(request.code_challenge_method.as_deref(), Some("S256"));
}

#[test]
fn authorization_response_is_added_to_the_redirect_uri() {
    let text = |text: &str| Some(text.to_owned());
    let code = AuthorizationResponse::with_code("c&d".to_owned(), text("s"), text(ISSUER));
    let uri = code.to_uri("https://shop.test/callback?shop=1", ResponseMode::Query);
    assert_eq!(uri, "https://shop.test/callback?shop=1&code=c%26d&state=s&iss=https%3A%2F%2Fissuer.test");
    assert_eq!(AuthorizationResponse::from_uri(&uri), Some(code.clone()));
    assert!(!format!("{code:?}").contains("c&d"));
    let denied = AuthorizationResponse::with_error(ErrorCode::AccessDenied, "The person said no.", None, None);
    let uri = denied.to_uri(CALLBACK, ResponseMode::Query);
    assert_eq!(uri, "https://shop.test/callback?error=access_denied&error_description=The+person+said+no.");
    assert_eq!(AuthorizationResponse::from_uri(&uri), Some(denied));
}

#[test]
fn authorization_response_may_travel_in_the_fragment() {
    let text = |text: &str| Some(text.to_owned());
    for (code, parameters) in [(None, "id_token=a.b.c"), (text("d"), "code=d&id_token=a.b.c")] {
        let outcome = AuthorizationOutcome::IdToken { id_token: "a.b.c".to_owned(), code };
        let response = AuthorizationResponse { outcome, state: text("s"), iss: None };
        let uri = response.to_uri("https://shop.test/callback?shop=1", ResponseMode::Fragment);
        assert_eq!(uri, format!("https://shop.test/callback?shop=1#{parameters}&state=s"));
        assert!(!format!("{response:?}").contains("a.b.c"));
        assert_eq!(AuthorizationResponse::from_uri(&uri), Some(response));
    }
}

#[test]
fn authorization_response_is_not_read_from_anything_else() {
    for uri in [
        "https://a.test",
        "https://a.test?",
        "https://a.test#",
        "https://a.test?code=a&error=b",
        "https://a.test#id_token=a&error=b",
        "https://a.test?code=a&code=a",
    ] {
        assert_eq!(AuthorizationResponse::from_uri(uri), None, "{uri}");
    }
}

#[test]
fn client_redeems_the_code_of_its_own_attempt() {
    let sign_in = sign_in();
    let state = sign_in.request.state.clone();
    let back = AuthorizationResponse::with_code("c0de".to_owned(), state, Some(ISSUER.to_owned()))
        .to_uri(CALLBACK, ResponseMode::Query);
    let request = redeem(&sign_in, &back).expect("redeemed");
    assert_eq!((request.method(), request.uri().path()), (&Method::POST, "/token"));
    let form = Form::parse(request.body()).expect("a form");
    let names: Vec<&str> = form.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["grant_type", "code", "redirect_uri", "client_id", "code_verifier"]);
    assert_eq!(form.get("code"), Some("c0de"));
    let verifier = CodeVerifier::parse(form.get("code_verifier").expect("present")).expect("a verifier");
    let challenge = pollster::block_on(verifier.challenge(&SoftwareCrypto::default()));
    assert_eq!(challenge.ok(), sign_in.request.code_challenge);
}

#[test]
fn client_does_not_redeem_a_foreign_or_refused_response() {
    let sign_in = sign_in();
    let state = sign_in.request.state.clone();
    let code = |state: Option<String>, iss: Option<&str>| {
        AuthorizationResponse::with_code("c".to_owned(), state, iss.map(str::to_owned))
            .to_uri(CALLBACK, ResponseMode::Query)
    };
    assert_eq!(redeem(&sign_in, &code(Some("other".to_owned()), Some(ISSUER))).err(), Some(SignInError::State));
    assert_eq!(redeem(&sign_in, &code(None, Some(ISSUER))).err(), Some(SignInError::State));
    assert_eq!(redeem(&sign_in, &code(state.clone(), Some("https://evil.test"))).err(), Some(SignInError::Issuer));
    assert_eq!(redeem(&sign_in, CALLBACK).err(), Some(SignInError::NotAResponse));
    let denied = AuthorizationResponse::with_error(ErrorCode::AccessDenied, "No.", state, None)
        .to_uri(CALLBACK, ResponseMode::Query);
    assert_eq!(redeem(&sign_in, &denied).err(), Some(SignInError::Refused("access_denied".to_owned())));
}

/// What comes back is redeemed only if it is what this attempt asked for (OIDC Core §3.2.2.5, §3.3.2.5).
#[test]
fn client_redeems_a_code_only_as_it_was_asked_for() {
    let plain = "code=c";
    let (implicit, hybrid) = ("id_token=a.b.c", "code=c&id_token=a.b.c");
    for (response_type, redeemed) in
        [(ResponseType::Code, plain), (ResponseType::CodeIdToken, hybrid), (ResponseType::IdToken, "")]
    {
        let sign_in = sign_in_for(response_type);
        let request = &sign_in.request;
        assert_eq!(request.response_type.as_deref(), Some(response_type.as_str()));
        assert_eq!(request.code_challenge.is_some(), response_type.has_code(), "without a code nothing is bound");
        assert!(request.nonce.is_some());
        for answer in [plain, implicit, hybrid] {
            let state = request.state.clone().expect("a state");
            let back = redeem(&sign_in, &format!("{CALLBACK}#{answer}&state={state}"));
            let expected = (answer != redeemed).then_some(SignInError::NotAResponse);
            assert_eq!(back.err(), expected, "{answer} for {response_type:?}");
        }
    }
}

proptest! {
    #[test]
    fn authorization_messages_never_panic(query in "[a-z=&%?#0-9:/]{0,60}") {
        let _ = AuthorizationRequest::parse(&query);
        let _ = AuthorizationResponse::from_uri(&query);
    }
}
