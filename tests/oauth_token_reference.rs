//! Introspection and revocation as data, and the refresh of a token.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::oauth::introspection::IntrospectionError;
use grant_lab::oauth::token_reference::TokenReferenceError;
use grant_lab::oauth::{
    ActiveToken, ClientId, Confirmation, ErrorCode, GrantType, Introspection, TokenReference, TokenRequest,
    TokenRequestError, TokenTypeHint,
};
use grant_lab::ports::UnixTime;
use http::{Method, Request, Response, StatusCode};
use proptest::prelude::*;
use serde_json::{Value, json};

const FORM: &str = "application/x-www-form-urlencoded";

fn read(method: &Method, uri: &str, content_type: &str, body: &str) -> Result<TokenReference, TokenReferenceError> {
    let request = Request::builder().method(method).uri(uri).header("content-type", content_type).body(());
    let (parts, ()) = request.expect("a request").into_parts();
    TokenReference::from_parts(&parts, body.as_bytes())
}

fn post(body: &str) -> Result<TokenReference, TokenReferenceError> {
    read(&Method::POST, "https://issuer.test/introspect", FORM, body)
}

fn active() -> ActiveToken {
    ActiveToken {
        scope: Some("orders.read".to_owned()),
        client_id: Some(ClientId::new("nightly-report")),
        token_type: Some("DPoP".to_owned()),
        exp: Some(UnixTime(1_800_000_300)),
        iat: Some(UnixTime(1_800_000_000)),
        sub: Some("nightly-report".to_owned()),
        aud: vec!["https://api.test".to_owned()],
        iss: Some("https://issuer.test".to_owned()),
        jti: Some("j1".to_owned()),
        cnf: Some(Confirmation::of_key("0ZcO".to_owned())),
        ..ActiveToken::default()
    }
}

fn text(introspection: &Introspection) -> String {
    String::from_utf8(introspection.to_response().into_body()).expect("UTF-8")
}

#[test]
fn int_01_is_a_post_with_a_form_and_a_token() {
    let request = post("token=abc&client_id=c").expect("well-formed");
    assert_eq!((request.token(), request.hint()), ("abc", None));
    assert_eq!(request.form.get("client_id"), Some("c"));
    assert!(!format!("{request:?}").contains("abc"), "{request:?}");
    for body in ["", "token=", "Token=abc", "token_type_hint=access_token"] {
        let error = post(body).expect_err(body);
        assert_eq!(error, TokenReferenceError::TokenMissing);
        let answer = error.to_oauth_error();
        assert_eq!((answer.code, answer.status), (ErrorCode::InvalidRequest, StatusCode::BAD_REQUEST));
    }
    assert_eq!(post("token=a&token=a").expect_err("twice").code(), "token_request_repeated");
    let get = read(&Method::GET, "https://issuer.test/introspect?token=abc", FORM, "").expect_err("GET");
    let answer = get.to_oauth_error();
    assert_eq!(
        (answer.status, &answer.headers[0].1),
        (StatusCode::METHOD_NOT_ALLOWED, &"POST".parse().expect("ASCII"))
    );
    let json = read(&Method::POST, "https://issuer.test/introspect", "application/json", "{}").expect_err("JSON");
    assert_eq!(json.code(), "token_request_not_a_form");
    let query = read(&Method::POST, "https://issuer.test/introspect?client_secret=s", FORM, "token=a");
    assert_eq!(query.expect_err("a secret in the query").code(), "token_request_secret_in_query");
}

#[test]
fn int_03_inactive_is_that_word_alone() {
    let response = Introspection::Inactive.to_response();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(text(&Introspection::Inactive), r#"{"active":false}"#);
    let more = Introspection::parse(br#"{"active":false,"scope":"orders.read"}"#);
    assert_eq!(more, Ok(Introspection::Inactive), "whatever else a server tells is not believed");
}

#[test]
fn int_04_members_have_their_types_and_there_is_no_username() {
    let active = Introspection::Active(Box::new(active()));
    assert_eq!(
        text(&active),
        r#"{"active":true,"scope":"orders.read","client_id":"nightly-report","token_type":"DPoP","exp":1800000300,"iat":1800000000,"sub":"nightly-report","aud":"https://api.test","iss":"https://issuer.test","jti":"j1","cnf":{"jkt":"0ZcO"}}"#
    );
    assert_eq!(Introspection::from_response(&active.to_response()), Ok(active));
    let named = br#"{"active":true,"username":"sam","ext":1,"scope":null}"#;
    assert_eq!(Introspection::parse(named), Ok(Introspection::Active(Box::default())));
}

#[test]
fn int_04_an_api_does_not_guess_what_another_type_means() {
    for (body, error) in [
        (json!({"scope": "a"}), IntrospectionError::ActiveMissing),
        (json!({"active": "true"}), IntrospectionError::WrongType { name: "active", expected: "boolean" }),
        (json!({"active": 1}), IntrospectionError::WrongType { name: "active", expected: "boolean" }),
        (json!({"active": true, "scope": ["a"]}), IntrospectionError::WrongType { name: "scope", expected: "string" }),
        (
            json!({"active": true, "exp": "1800000000"}),
            IntrospectionError::WrongType { name: "exp", expected: "whole number of seconds" },
        ),
        (
            json!({"active": true, "exp": 1.5}),
            IntrospectionError::WrongType { name: "exp", expected: "whole number of seconds" },
        ),
        (
            json!({"active": true, "aud": [1]}),
            IntrospectionError::WrongType { name: "aud", expected: "string or list of strings" },
        ),
        (json!([]), IntrospectionError::NotAnObject),
    ] {
        assert_eq!(Introspection::parse(body.to_string().as_bytes()), Err(error), "{body}");
        assert!(error.to_string().ends_with('.') && !error.citation().section.is_empty());
    }
    let with = |status: u16, media_type: &str| {
        let response = Response::builder().status(status).header("content-type", media_type);
        Introspection::from_response(&response.body(br#"{"active":true}"#.to_vec()).expect("a response"))
    };
    assert_eq!(with(401, "application/json"), Err(IntrospectionError::Status(401)));
    assert_eq!(with(200, "text/html"), Err(IntrospectionError::NotAnObject));
    assert!(with(200, "application/json;charset=utf-8").is_ok());
}

#[test]
fn int_05_an_unknown_hint_is_no_error_and_no_hint() {
    for (hint, read) in [
        ("access_token", Some(TokenTypeHint::AccessToken)),
        ("refresh_token", Some(TokenTypeHint::RefreshToken)),
        ("Access_Token", None),
        ("saml", None),
        ("", None),
    ] {
        assert_eq!(post(&format!("token=a&token_type_hint={hint}")).expect("well-formed").hint(), read, "{hint}");
    }
}

#[test]
fn int_07_an_api_learns_that_a_token_is_bound_even_to_something_unknown() {
    let cnf = |cnf: Value| {
        let body = json!({"active": true, "token_type": "DPoP", "cnf": cnf}).to_string();
        let Ok(Introspection::Active(token)) = Introspection::parse(body.as_bytes()) else { panic!("{body}") };
        token.cnf
    };
    assert_eq!(cnf(json!({"jkt": "0ZcO"})), Some(Confirmation::of_key("0ZcO".to_owned())));
    assert_eq!(cnf(json!({"kid": "x"})), Some(Confirmation::default()));
    let unbound = Introspection::parse(br#"{"active":true}"#).expect("well-formed");
    assert_eq!(unbound, Introspection::Active(Box::default()));
}

#[test]
fn several_audiences_are_written_as_a_list() {
    let aud = vec!["https://a.test".to_owned(), "https://b.test".to_owned()];
    let token = Introspection::Active(Box::new(ActiveToken { aud, ..ActiveToken::default() }));
    assert_eq!(text(&token), r#"{"active":true,"aud":["https://a.test","https://b.test"]}"#);
    assert_eq!(Introspection::parse(text(&token).as_bytes()), Ok(token));
}

#[test]
fn rev_01_a_client_writes_what_the_endpoint_reads() {
    let endpoint = "https://issuer.test/revoke".parse().expect("a URL");
    let request = TokenReference::new("a b+c", Some(TokenTypeHint::RefreshToken)).to_request(&endpoint);
    assert_eq!(request.body(), b"token=a+b%2Bc&token_type_hint=refresh_token");
    let (parts, body) = request.into_parts();
    let read = TokenReference::from_parts(&parts, &body).expect("well-formed");
    assert_eq!((read.token(), read.hint()), ("a b+c", Some(TokenTypeHint::RefreshToken)));
    assert_eq!(TokenReference::new("a", None).form.encode(), "token=a");
}

#[test]
fn rev_05_unsupported_token_type_is_an_error_code() {
    assert_eq!("unsupported_token_type".parse(), Ok(ErrorCode::UnsupportedTokenType));
    assert_eq!(ErrorCode::UnsupportedTokenType.citation().to_string(), "RFC 7009 §2.2.1");
}

#[test]
fn rft_02_a_refresh_names_its_token() {
    let request = |body: &str| {
        let request = Request::post("https://issuer.test/token").header("content-type", FORM);
        TokenRequest::parse(&request.body(body.as_bytes().to_vec()).expect("a request")).expect("well-formed")
    };
    assert_eq!(GrantType::from_name("refresh_token"), Some(GrantType::RefreshToken));
    assert_eq!(request("grant_type=refresh_token&refresh_token=r1").refresh_token(), Ok("r1"));
    for body in ["grant_type=refresh_token", "grant_type=refresh_token&refresh_token="] {
        assert_eq!(request(body).refresh_token(), Err(TokenRequestError::RefreshTokenMissing));
    }
    let answer = TokenRequestError::RefreshTokenMissing.to_oauth_error();
    assert_eq!((answer.code, answer.status), (ErrorCode::InvalidRequest, StatusCode::BAD_REQUEST));
}

proptest! {
    #[test]
    fn reading_never_panics(body in any::<Vec<u8>>(), text in ".{0,60}", number in any::<f64>()) {
        let _ = Introspection::parse(&body);
        let _ = Introspection::parse(json!({"active": true, "exp": number, "aud": text, "cnf": text}).to_string().as_bytes());
        let _ = post(&text);
    }
}
