//! `WWW-Authenticate` challenges and bearer tokens.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::oauth::bearer::{self, is_b64token};
use grant_lab::oauth::challenge::ChallengeError;
use grant_lab::oauth::credentials::CredentialsError;
use grant_lab::oauth::presented_token::PresentedTokenError;
use grant_lab::oauth::{Challenge, ErrorCode, PresentedToken, Scope, TokenType};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use proptest::prelude::*;

fn authorization(values: &[&str]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append("authorization", HeaderValue::from_str(value).expect("a header value"));
    }
    headers
}

fn challenge_of(response: &Response<Vec<u8>>) -> Challenge {
    let field = response.headers()["www-authenticate"].to_str().expect("ASCII");
    let challenge = Challenge::parse(field).unwrap_or_else(|error| panic!("{field}: {error}"));
    assert_eq!(challenge.check_bearer(), Ok(()), "{field}");
    challenge
}

fn refused(code: ErrorCode, sentence: &str, scope: Option<&Scope>) -> Response<Vec<u8>> {
    bearer::refuse(&bearer::challenge("orders", Some((code, sentence)), scope), Some(code))
}

#[test]
fn prs_01_no_credentials_is_401_with_a_parameter_and_without_an_error_code() {
    let response = bearer::refuse(&bearer::challenge("orders", None, None), None);
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(response.headers()["www-authenticate"], "Bearer realm=\"orders\"");
    assert_eq!(challenge_of(&response).get("error"), None);
    assert_eq!(PresentedToken::in_header(&authorization(&[])), Ok(None));
    assert_eq!(
        PresentedToken::in_header(&authorization(&["Basic eDp5"])),
        Ok(None),
        "another scheme is no bearer token"
    );
}

#[test]
fn prs_02_a_bad_token_is_401_invalid_token() {
    let response = refused(ErrorCode::InvalidToken, "The access token has expired.", None);
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    let challenge = challenge_of(&response);
    assert_eq!(challenge.get("error"), Some("invalid_token"));
    assert_eq!(challenge.get("error_description"), Some("The access token has expired."));
}

#[test]
fn prs_03_a_missing_scope_is_403_and_names_the_scope() {
    let scope = Scope::parse("orders.read orders.write").expect("a scope");
    let response = refused(ErrorCode::InsufficientScope, "More is needed.", Some(&scope));
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let challenge = challenge_of(&response);
    assert_eq!(challenge.get("error"), Some("insufficient_scope"));
    assert_eq!(challenge.get("scope"), Some("orders.read orders.write"));
}

#[test]
fn prs_05_scheme_is_case_insensitive_and_spaces_may_be_several() {
    for field in ["Bearer a.b-c_d~e+f/g==", "bearer   a.b-c_d~e+f/g==", "BEARER a.b-c_d~e+f/g=="] {
        let token = PresentedToken::in_header(&authorization(&[field])).expect("well-formed").expect("a token");
        assert_eq!(token.as_str(), "a.b-c_d~e+f/g==");
        assert_eq!(format!("{token:?}"), "Bearer [redacted]");
    }
}

#[test]
fn prs_05_what_is_no_b64token_is_refused() {
    for field in ["Bearer a b", "Bearer a\"b", "Bearer =", "Bearer a=b", "Bearer a,b", "Bearer a\tb"] {
        assert_eq!(
            PresentedToken::in_header(&authorization(&[field])),
            Err(PresentedTokenError::Characters(TokenType::Bearer)),
            "{field}"
        );
    }
    assert_eq!(
        PresentedToken::in_header(&authorization(&["Bearer"])),
        Err(PresentedTokenError::Missing(TokenType::Bearer))
    );
    assert_eq!(
        PresentedToken::in_header(&authorization(&["Bearer   "])),
        Err(PresentedTokenError::Missing(TokenType::Bearer))
    );
    let several = PresentedToken::in_header(&authorization(&["Bearer a", "Bearer b"]));
    assert_eq!(several, Err(PresentedTokenError::Credentials(CredentialsError::Several)));
    let response = refused(ErrorCode::InvalidRequest, "Two fields.", None);
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
}

#[test]
fn prs_07_strict_reading_refuses_repeats_foreign_characters_and_bare_values() {
    for (field, code) in [
        ("Bearer realm=\"a\", realm=\"b\"", "challenge_repeated"),
        ("Bearer realm=\"a\", REALM=\"a\"", "challenge_repeated"),
        ("Bearer realm=\"a", "challenge_open_quote"),
        ("Bearer realm=\"a\\", "challenge_open_quote"),
        ("Bearer realm", "challenge_parameter"),
        ("Bearer realm=\"a\" error=\"b\"", "challenge_parameter"),
        ("Bearer realm=", "challenge_parameter"),
        ("", "challenge_scheme"),
        ("realm=\"a\"", "challenge_scheme"),
        ("\"Bearer\"", "challenge_scheme"),
        ("Bearer realm=\"a\", Basic realm=\"b\"", "challenge_several"),
    ] {
        assert_eq!(Challenge::parse(field).expect_err(field).code(), code, "{field}");
    }
    for (field, code) in [
        ("Bearer", "challenge_not_bearer"),
        ("Basic realm=\"a\"", "challenge_not_bearer"),
        ("Bearer error=invalid_token", "challenge_unquoted"),
        ("Bearer error_description=\"a \\\"quote\\\"\"", "challenge_character"),
        ("Bearer scope=\"a\\\\b\"", "challenge_character"),
        ("Bearer error_uri=\"https://a.test/ b\"", "challenge_character"),
    ] {
        let challenge = Challenge::parse(field).unwrap_or_else(|error| panic!("{field}: {error}"));
        assert_eq!(challenge.check_bearer().expect_err(field).code(), code, "{field}");
    }
}

#[test]
fn prs_07_building_stays_within_the_character_sets() {
    let challenge = Challenge::bearer("a\"b\\c\r\nd\u{e9}").with("error_description", "\"\u{0}");
    assert_eq!(challenge.to_string(), "Bearer realm=\"a'b/c  d?\", error_description=\"'?\"");
    assert_eq!(Challenge::parse(&challenge.to_string()), Ok(challenge.clone()));
    assert_eq!(challenge.check_bearer(), Ok(()));
    assert_eq!(challenge.to_header_value(), challenge.to_string());
}

#[test]
fn a_list_of_challenges_is_read_in_order() {
    let field = ", Basic realm=\"a, b\" ,Negotiate, Bearer realm = \"x\\\"y\",error=invalid_token,";
    let challenges = Challenge::parse_list(field).expect("three challenges");
    let schemes: Vec<&str> = challenges.iter().map(|challenge| challenge.scheme.as_str()).collect();
    assert_eq!(schemes, ["Basic", "Negotiate", "Bearer"]);
    assert_eq!(challenges[0].get("Realm"), Some("a, b"));
    assert_eq!(challenges[2].get("realm"), Some("x\"y"));
    assert_eq!(challenges[2].get("error"), Some("invalid_token"));
    assert_eq!(Challenge::parse_list("  ,"), Ok(Vec::new()));
    assert_eq!(Challenge::parse("Bearer a=b=c"), Err(ChallengeError::Parameter { at: 10 }));
}

#[test]
fn tok_11_b64token_is_the_grammar_of_rfc_6750() {
    for text in ["a", "AZaz09-._~+/", "a=", "a=="] {
        assert!(is_b64token(text), "{text}");
    }
    for text in ["", "=", "a=a", "a b", "é", "a\n", "a,"] {
        assert!(!is_b64token(text), "{text}");
    }
}

proptest! {
    #[test]
    fn challenges_read_back_as_built(realm in ".{0,20}", scope in ".{0,20}") {
        let challenge = Challenge::bearer(&realm).with("scope", &scope);
        prop_assert_eq!(Challenge::parse(&challenge.to_string()), Ok(challenge));
    }

    #[test]
    fn challenge_never_panics(field in "[a-c=\", \\\\é]{0,40}") {
        if let Ok(challenges) = Challenge::parse_list(&field) {
            for challenge in challenges {
                prop_assert_eq!(Challenge::parse(&challenge.to_string()), Ok(challenge));
            }
        }
    }
}
