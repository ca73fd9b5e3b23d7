//! What the token endpoint reads and writes: requests, responses and errors as data.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::oauth::error::clean;
use grant_lab::oauth::token_response::TokenResponseError;
use grant_lab::oauth::{
    Challenge, ErrorCode, ErrorResponse, FormError, GrantType, OAuthError, Scope, ScopeError, TokenRequest,
    TokenRequestError, TokenResponse, TokenType,
};
use http::{Method, Request, StatusCode};
use proptest::prelude::*;
use serde_json::Value;

const FORM: &str = "application/x-www-form-urlencoded";

fn post(uri: &str, content_type: &str, body: &[u8]) -> Result<TokenRequest, TokenRequestError> {
    let request = Request::post(uri).header("content-type", content_type).body(body.to_vec()).expect("a request");
    TokenRequest::parse(&request)
}

fn form(body: &str) -> Result<TokenRequest, TokenRequestError> {
    post("https://issuer.test/token", FORM, body.as_bytes())
}

#[test]
fn tok_01_takes_only_post() {
    for method in [Method::GET, Method::PUT, Method::OPTIONS, Method::HEAD] {
        let request = Request::builder().method(method).uri("https://issuer.test/token").body(Vec::new()).expect("ok");
        let error = TokenRequest::parse(&request).expect_err("not POST");
        assert_eq!(error, TokenRequestError::NotPost);
        let response = error.to_oauth_error().into_response();
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(response.headers()["allow"], "POST");
        assert_eq!(response.headers()["cache-control"], "no-store");
    }
}

#[test]
fn tok_02_tolerates_a_media_type_parameter_and_refuses_other_types() {
    let uri = "https://issuer.test/token";
    for media_type in
        [FORM, "application/x-www-form-urlencoded;charset=UTF-8", "Application/X-WWW-Form-Urlencoded ; a=b"]
    {
        assert!(post(uri, media_type, b"grant_type=client_credentials").is_ok(), "{media_type}");
    }
    for media_type in ["application/json", "text/plain", "application/x-www-form-urlencodedx", ""] {
        let error = post(uri, media_type, b"grant_type=client_credentials").expect_err("not a form");
        assert_eq!(error, TokenRequestError::NotAForm, "{media_type}");
        assert_eq!(error.to_oauth_error().code, ErrorCode::InvalidRequest);
    }
}

#[test]
fn tok_03_reads_parameters_only_from_the_body() {
    let request =
        post("https://issuer.test/token?grant_type=client_credentials&scope=a", FORM, b"").expect("well-formed");
    assert_eq!(request.grant_type(), Err(TokenRequestError::GrantTypeMissing));
    assert_eq!(request.scope(), Ok(None));
}

#[test]
fn tok_03_refuses_credentials_in_the_uri() {
    for query in ["client_secret=s", "a=b&client_assertion=x", "client%5Fsecret=s", "client_secret"] {
        let uri = format!("https://issuer.test/token?{query}");
        let error = post(&uri, FORM, b"grant_type=client_credentials").expect_err("refused");
        assert_eq!(error, TokenRequestError::SecretInQuery, "{query}");
    }
    assert!(post("https://issuer.test/token?tenant=1", FORM, b"grant_type=x").is_ok());
}

#[test]
fn tok_04_grant_type_is_required_and_matched_exactly() {
    assert_eq!(form("scope=a").expect("ok").grant_type(), Err(TokenRequestError::GrantTypeMissing));
    assert_eq!(TokenRequestError::GrantTypeMissing.to_oauth_error().code, ErrorCode::InvalidRequest);
    assert_eq!(form("grant_type=client_credentials").expect("ok").grant_type(), Ok("client_credentials"));
    assert_eq!(GrantType::from_name("client_credentials"), Some(GrantType::ClientCredentials));
    for name in ["client_credential", "Client_Credentials", " client_credentials", ""] {
        assert_eq!(GrantType::from_name(name), None);
    }
    assert_eq!(TokenRequestError::GrantTypeUnsupported.to_oauth_error().code, ErrorCode::UnsupportedGrantType);
}

#[test]
fn tok_05_empty_scope_and_grant_type_count_as_omitted() {
    let request = form("grant_type=&scope=").expect("ok");
    assert_eq!(request.grant_type(), Err(TokenRequestError::GrantTypeMissing));
    assert_eq!(request.scope(), Ok(None));
}

#[test]
fn tok_06_unknown_parameters_change_nothing() {
    let request = form("foo=bar&grant_type=client_credentials&scope=a&nonce=n").expect("ok");
    assert_eq!(request.grant_type(), Ok("client_credentials"));
    assert_eq!(request.scope(), Ok(Scope::parse("a").ok()));
}

#[test]
fn tok_07_refuses_a_repeated_parameter() {
    let error = form("scope=a&scope=a").expect_err("repeated");
    assert_eq!(error, TokenRequestError::Repeated("scope".to_owned()));
    let error = error.to_oauth_error();
    assert_eq!((error.code, error.status), (ErrorCode::InvalidRequest, StatusCode::BAD_REQUEST));
    assert!(error.description.contains("scope"));
    assert!(form("resource=a&resource=b").is_ok());
}

#[test]
fn tok_08_malformed_form_is_an_invalid_request() {
    for body in ["scope=%zz", "scope=%ff"] {
        let error = form(body).expect_err("malformed");
        assert!(matches!(error, TokenRequestError::Form(FormError::BrokenEscape { .. } | FormError::NotUtf8 { .. })));
        assert_eq!(error.to_oauth_error().code, ErrorCode::InvalidRequest);
    }
}

#[test]
fn err_03_reports_the_first_fault_of_the_documented_order() {
    let all_wrong = Request::get("https://issuer.test/token?client_secret=s")
        .header("content-type", "text/plain")
        .body(b"a=%zz&a=1".to_vec())
        .expect("a request");
    assert_eq!(TokenRequest::parse(&all_wrong), Err(TokenRequestError::NotPost));
    let uri = "https://issuer.test/token?client_secret=s";
    assert_eq!(post(uri, "text/plain", b"a=%zz"), Err(TokenRequestError::SecretInQuery));
    let uri = "https://issuer.test/token";
    assert_eq!(post(uri, "text/plain", b"a=%zz"), Err(TokenRequestError::NotAForm));
    assert!(matches!(post(uri, FORM, b"a=1&a=1&b=%zz"), Err(TokenRequestError::Form(_))));
    assert!(matches!(post(uri, FORM, b"a=1&a=1"), Err(TokenRequestError::Repeated(_))));
}

#[test]
fn scp_01_malformed_scope_is_an_invalid_scope() {
    let error = form("scope=a%22b").expect("well-formed form").scope().expect_err("malformed scope");
    assert_eq!(error, ScopeError::Character { at: 1 });
    assert_eq!(error.to_oauth_error().code, ErrorCode::InvalidScope);
}

fn full_response() -> TokenResponse {
    TokenResponse {
        access_token: "a.b.c".to_owned(),
        token_type: "Bearer".to_owned(),
        expires_in: Some(300),
        scope: Some("orders.read".to_owned()),
        ..TokenResponse::default()
    }
}

#[test]
fn tok_09_success_is_one_json_object_in_a_fixed_order() {
    let mut response = full_response();
    let sent = response.to_response();
    assert_eq!(sent.status(), StatusCode::OK);
    assert_eq!(sent.headers()["content-type"], "application/json");
    let body = r#"{"access_token":"a.b.c","token_type":"Bearer","expires_in":300,"scope":"orders.read"}"#;
    assert_eq!(String::from_utf8_lossy(sent.body()), body);
    response.refresh_token = Some("r".to_owned());
    response.id_token = Some("i".to_owned());
    let body = String::from_utf8(response.to_response().into_body()).expect("JSON is UTF-8");
    let place = |name: &str| body.find(name).unwrap_or_else(|| panic!("{name}"));
    let members = ["access_token", "token_type", "expires_in", "refresh_token", "scope", "id_token"];
    assert!(members.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "{body}");
}

#[test]
fn tok_09_client_ignores_unknown_members_and_order() {
    let body = br#" {"example_parameter":[1],"token_type":"bearer","scope":null,"access_token":"t"} "#;
    let response = TokenResponse::parse(body).expect("usable");
    assert_eq!(response.access_token, "t");
    assert_eq!((response.scope, response.expires_in), (None, None));
    assert_eq!(response.unknown.keys().collect::<Vec<_>>(), ["example_parameter"]);
}

#[test]
fn tok_10_neither_success_nor_error_may_be_stored() {
    let plain = OAuthError::new(ErrorCode::InvalidScope, "no");
    let challenged = OAuthError::new(ErrorCode::InvalidClient, "no").with_challenge(&Challenge::basic("r"));
    for response in [full_response().to_response(), plain.into_response(), challenged.into_response()] {
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert_eq!(response.headers()["pragma"], "no-cache");
    }
}

#[test]
fn tok_11_client_refuses_a_response_without_access_token() {
    for body in [r#"{"token_type":"Bearer"}"#, r#"{"token_type":"Bearer","access_token":""}"#] {
        assert_eq!(TokenResponse::parse(body.as_bytes()), Err(TokenResponseError::Missing("access_token")));
    }
}

#[test]
fn tok_12_token_type_is_case_insensitive_and_unknown_types_stop_the_client() {
    for (name, kind) in [("bearer", TokenType::Bearer), ("BEARER", TokenType::Bearer), ("dpop", TokenType::DPoP)] {
        let body = format!(r#"{{"access_token":"t","token_type":"{name}"}}"#);
        assert_eq!(TokenResponse::parse(body.as_bytes()).expect("usable").kind(), Some(kind));
    }
    let mac = TokenResponse::parse(br#"{"access_token":"t","token_type":"mac"}"#);
    assert_eq!(mac, Err(TokenResponseError::UnknownTokenType));
    let none = TokenResponse::parse(br#"{"access_token":"t"}"#);
    assert_eq!(none, Err(TokenResponseError::Missing("token_type")));
}

#[test]
fn tok_13_expires_in_is_a_number_and_a_string_of_digits_is_tolerated() {
    let read = |value: &str| {
        let body = format!(r#"{{"access_token":"t","token_type":"Bearer","expires_in":{value}}}"#);
        TokenResponse::parse(body.as_bytes()).map(|response| response.expires_in)
    };
    assert_eq!(read("300"), Ok(Some(300)));
    assert_eq!(read("\"300\""), Ok(Some(300)));
    for value in ["-1", "1.5", "\"+3\"", "\"soon\"", "true", "[]"] {
        assert_eq!(read(value).expect_err("unusable").code(), "token_response_wrong_type", "{value}");
    }
    let written = String::from_utf8(full_response().to_response().into_body()).expect("UTF-8");
    assert!(written.contains(r#""expires_in":300"#));
}

#[test]
fn cau_03_cau_04_a_401_always_has_a_challenge_and_nothing_else_has() {
    let plain = OAuthError::new(ErrorCode::InvalidClient, "no").into_response();
    assert_eq!(plain.status(), StatusCode::BAD_REQUEST);
    assert!(!plain.headers().contains_key("www-authenticate"));
    let challenged = OAuthError::new(ErrorCode::InvalidClient, "no").with_challenge(&Challenge::basic("issuer.test"));
    let challenged = challenged.into_response();
    assert_eq!(challenged.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(challenged.headers()["www-authenticate"], "Basic realm=\"issuer.test\"");
}

#[test]
fn err_01_error_is_a_json_object_with_a_registered_code() {
    let response = OAuthError::new(ErrorCode::InvalidScope, "The scope is not allowed.").into_response();
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert_eq!(response.headers()["content-type"], "application/json");
    let body = r#"{"error":"invalid_scope","error_description":"The scope is not allowed."}"#;
    assert_eq!(String::from_utf8_lossy(response.body()), body);
    let read = ErrorResponse::parse(response.body()).expect("an error");
    assert_eq!(read.error.parse(), Ok(ErrorCode::InvalidScope));
    assert_eq!(read.error_description.as_deref(), Some("The scope is not allowed."));
    assert_eq!(ErrorResponse::parse(b"{}"), None);
    assert_eq!(ErrorResponse::parse(b"<html>"), None);
}

#[test]
fn err_02_hostile_text_never_leaves_the_allowed_characters() {
    let hostile = "a\"b\\c\r\nInjected: yes\u{202e}\u{0}é";
    let response = OAuthError::new(ErrorCode::InvalidRequest, hostile).into_response();
    let body: Value = serde_json::from_slice(response.body()).expect("JSON");
    assert_eq!(body["error_description"], "a'b/c  Injected: yes???");
}

proptest! {
    #[test]
    fn err_02_holds_for_any_text(text in any::<String>()) {
        let cleaned = clean(&text);
        prop_assert!(cleaned.chars().all(|c| matches!(c, ' ' | '!' | '#'..='[' | ']'..='~')));
        prop_assert_eq!(clean(&cleaned), cleaned);
    }

    #[test]
    fn token_request_never_panics(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(request) = post("https://issuer.test/token", FORM, &body) {
            let _ = (request.grant_type().is_ok(), request.scope());
        }
    }

    #[test]
    fn token_response_never_panics(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = TokenResponse::parse(&body);
        let _ = ErrorResponse::parse(&body);
    }
}
