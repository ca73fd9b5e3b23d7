//! Client authentication as data: Basic with its vectors, the form, and requests that present two proofs or none.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::oauth::client_auth::BasicCredentials;
use grant_lab::oauth::client_auth::basic::{self, BasicError};
use grant_lab::oauth::client_auth::present;
use grant_lab::oauth::{
    Challenge, ClientAuthError, ClientAuthMethod, ClientId, ClientSecret, ErrorCode, Form, Presented,
};
use http::Request;
use http::StatusCode;
use proptest::prelude::*;
use serde_json::Value;

fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors/basic-auth.json")).expect("the vectors are JSON")
}

/// One row of the vectors.
struct Row<'a>(&'a Value);

impl<'a> Row<'a> {
    fn get(&self, member: &str) -> &'a str {
        self.0[member].as_str().expect("text")
    }
}

fn rows<'a>(file: &'a Value, list: &str) -> Vec<(&'a str, Row<'a>)> {
    let rows = file[list].as_array().expect("a list");
    assert!(rows.len() >= 5, "the vectors were read");
    rows.iter().map(|row| (Row(row).get("id"), Row(row))).collect()
}

/// What a request with these header fields and this body presents.
fn presented(authorization: &[&str], body: &str) -> Result<Presented, ClientAuthError> {
    let mut request = Request::post("https://issuer.test/token");
    for value in authorization {
        request = request.header("authorization", *value);
    }
    let (parts, ()) = request.body(()).expect("a request").into_parts();
    present(&parts, &Form::parse(body.as_bytes()).expect("a form"))
}

const GOOD: &str = "Basic bmlnaHRseS1yZXBvcnQ6ZGVtby1zZWNyZXQtbm90LXJlYWw=";

#[test]
fn bas_01_reads_every_published_vector() {
    let file = vectors();
    for (id, row) in rows(&file, "vectors") {
        let (client_id, secret) =
            basic::decode(row.get("authorization")).unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!(client_id.as_str(), row.get("client_id"), "{id}");
        assert_eq!(secret.expose(), row.get("client_secret"), "{id}");
    }
}

#[test]
fn bas_01_the_first_colon_divides() {
    // `client:a:b`, from a client that does not form-encode.
    let (client_id, secret) = basic::decode("Basic Y2xpZW50OmE6Yg==").expect("well-formed");
    assert_eq!((client_id.as_str(), secret.expose()), ("client", "a:b"));
}

#[test]
fn bas_02_scheme_is_case_insensitive_and_spaces_may_be_several() {
    for header in [GOOD.replacen("Basic", "basic", 1), GOOD.replacen("Basic", "BASIC", 1), GOOD.replacen(' ', "   ", 1)]
    {
        let Ok(Presented::Basic(BasicCredentials { client_id, .. })) = presented(&[&header], "") else {
            panic!("{header}")
        };
        assert_eq!(client_id.as_str(), "nightly-report");
    }
}

#[test]
fn bas_03_malformed_credentials_fail_with_a_reason_each() {
    let file = vectors();
    for (id, row) in rows(&file, "negative") {
        let decoded = basic::decode(row.get("authorization"));
        match id {
            // A plus that was not encoded is well-formed: it means a space, so another secret.
            "NEG-raw-plus" => {
                let (client_id, secret) = decoded.expect("well-formed");
                assert_eq!((client_id.as_str(), secret.expose()), ("client", "a b"));
                assert_ne!(secret, ClientSecret::new(row.get("client_secret")));
                let (_, meant) = basic::decode_unencoded(row.get("authorization")).expect("well-formed");
                assert_eq!(meant, ClientSecret::new(row.get("client_secret")));
            }
            "NEG-raw-percent" => assert!(matches!(decoded, Err(BasicError::ClientSecret(_))), "{id}"),
            "NEG-no-colon" => assert_eq!(decoded, Err(BasicError::NoColon)),
            "NEG-not-base64" => assert_eq!(decoded, Err(BasicError::NotBase64)),
            "NEG-invalid-utf8" => assert_eq!(decoded, Err(BasicError::NotUtf8)),
            _ => panic!("no expectation for {id}"),
        }
    }
    assert_eq!(basic::decode("Basic"), Err(BasicError::NoColon));
    assert_eq!(basic::decode("Bearer eA=="), Err(BasicError::NotBasic));
}

#[test]
fn bas_03_malformed_credentials_are_answered_401_with_a_basic_challenge() {
    for header in ["Basic !!!!", "Basic Y2xpZW50", "Basic Y2z/OnNlY3JldA==", "Basic Y2xpZW50OjEwMCU="] {
        let error = presented(&[header], "").expect_err("malformed").to_oauth_error("issuer.test");
        assert_eq!((error.code, error.status), (ErrorCode::InvalidClient, StatusCode::UNAUTHORIZED), "{header}");
        let response = error.into_response();
        let challenge = response.headers()["www-authenticate"].to_str().expect("ASCII");
        assert_eq!(Challenge::parse(challenge), Ok(Challenge::basic("issuer.test")));
    }
}

#[test]
fn bas_04_encodes_first_and_shows_all_three_stages() {
    let file = vectors();
    for (id, row) in rows(&file, "vectors") {
        let stages = basic::encode(&ClientId::new(row.get("client_id")), &ClientSecret::new(row.get("client_secret")));
        assert_eq!(stages.raw, format!("{}:{}", row.get("client_id"), row.get("client_secret")), "{id}");
        let encoded = format!("{}:{}", row.get("form_encoded_userid"), row.get("form_encoded_password"));
        assert_eq!(stages.encoded, encoded, "{id}");
        assert_eq!(stages.header, row.get("authorization"), "{id}");
        assert_eq!(stages.encoding_matters(), stages.raw != stages.encoded);
    }
    let stages = basic::encode(&ClientId::new("nightly-report"), &ClientSecret::new("demo-secret-not-real"));
    assert_eq!(stages.header, GOOD);
    assert!(!stages.encoding_matters());
}

#[test]
fn cau_02_no_proof_is_no_proof_even_when_the_client_names_itself() {
    assert_eq!(presented(&[], ""), Ok(Presented::None { client_id: None }));
    let named = presented(&[], "client_id=c").expect("well-formed");
    assert_eq!(named.method(), Some(ClientAuthMethod::None));
    assert_eq!(named.client_id(), Some(&ClientId::new("c")));
}

#[test]
fn cau_05_one_mechanism_a_request() {
    let error = presented(&[GOOD], "client_id=nightly-report&client_secret=x").expect_err("two proofs");
    assert_eq!(error, ClientAuthError::TwoMechanisms { with_assertion: false });
    let error = error.to_oauth_error("r");
    assert_eq!((error.code, error.status), (ErrorCode::InvalidRequest, StatusCode::BAD_REQUEST));

    for body in ["client_assertion=x.y.z", "client_assertion=x.y.z&client_secret=s"] {
        let error = presented(&[GOOD], body).expect_err("two proofs");
        assert_eq!(error, ClientAuthError::TwoMechanisms { with_assertion: true });
        let error = error.to_oauth_error("r");
        assert_eq!((error.code, error.status), (ErrorCode::InvalidClient, StatusCode::BAD_REQUEST));
    }
    let error = presented(&[GOOD, GOOD], "").expect_err("two fields").to_oauth_error("r");
    assert_eq!(error.code, ErrorCode::InvalidRequest);
}

#[test]
fn cau_06_client_id_beside_basic_must_agree() {
    assert!(presented(&[GOOD], "client_id=nightly-report").is_ok());
    let error = presented(&[GOOD], "client_id=other").expect_err("another client");
    assert_eq!(error, ClientAuthError::ClientIdDisagrees);
    assert_eq!(error.to_oauth_error("r").code, ErrorCode::InvalidRequest);
}

#[test]
fn cau_08_unsupported_scheme_fails_authentication_and_names_the_supported_one() {
    for header in ["Bearer x", "DPoP x", "nonsense"] {
        let error = presented(&[header], "").expect_err("unsupported");
        assert_eq!(error, ClientAuthError::UnsupportedScheme, "{header}");
        let response = error.to_oauth_error("issuer.test").into_response();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(response.headers()["www-authenticate"], "Basic realm=\"issuer.test\"");
    }
}

#[test]
fn cau_09_secrets_compare_without_printing() {
    let secret = ClientSecret::new("demo-secret-not-real");
    assert!(secret.matches(&ClientSecret::new("demo-secret-not-real")));
    for other in ["demo-secret-not-reaL", "Demo-secret-not-real", "demo-secret-not-rea", "demo-secret-not-real ", ""] {
        assert!(!secret.matches(&ClientSecret::new(other)), "{other:?}");
    }
    assert_eq!(format!("{secret:?}"), "[redacted]");
}

#[test]
fn pst_01_reads_identifier_and_secret_from_the_form() {
    let presented = presented(&[], "client_id=billing-export&client_secret=a%2Bb").expect("well-formed");
    assert_eq!(presented.method(), Some(ClientAuthMethod::ClientSecretPost));
    assert_eq!(presented.client_secret(), Some(&ClientSecret::new("a+b")));
    assert!(!presented.in_header());
}

#[test]
fn pst_02_an_empty_secret_proves_nothing() {
    let presented = presented(&[], "client_id=billing-export&client_secret=").expect("well-formed");
    assert_eq!(presented, Presented::None { client_id: Some(ClientId::new("billing-export")) });
    assert!(!ClientSecret::new("").matches(&ClientSecret::new("")));
}

#[test]
fn a_secret_in_the_form_needs_its_client_id() {
    let error = presented(&[], "client_secret=s").expect_err("nobody's secret");
    assert_eq!(error, ClientAuthError::SecretWithoutClientId);
}

#[test]
fn err_04_no_refusal_repeats_what_was_presented() {
    for (headers, body) in [
        (vec!["hunter2"], ""),
        (vec!["Basic hunter2"], ""),
        (vec!["Basic aHVudGVyMg=="], ""),
        (vec!["Bearer hunter2"], ""),
        (vec![GOOD, "hunter2"], ""),
        (vec![GOOD], "client_secret=hunter2"),
        (vec![], "client_secret=hunter2"),
        (vec![], "client_assertion=hunter2"),
    ] {
        let response = presented(&headers, body).expect_err("refused").to_oauth_error("r").into_response();
        let text = format!("{:?} {}", response.headers(), String::from_utf8_lossy(response.body()));
        assert!(!text.contains("hunter2") && !text.contains("aHVudGVyMg"), "{headers:?} {body}: {text}");
    }
}

#[test]
fn registered_names_read_back() {
    for method in ClientAuthMethod::ALL {
        assert_eq!(method.as_str().parse(), Ok(method));
    }
    assert!("Client_Secret_Basic".parse::<ClientAuthMethod>().is_err());
}

proptest! {
    #[test]
    fn basic_round_trips(id in ".{0,16}", secret in ".{0,16}") {
        let (id, secret) = (ClientId::new(id), ClientSecret::new(secret));
        prop_assert_eq!(basic::decode(&basic::encode(&id, &secret).header), Ok((id, secret)));
    }

    #[test]
    fn basic_never_panics(header in "(Basic )?.{0,40}") {
        let _ = basic::decode(&header);
        let _ = basic::decode_unencoded(&header);
    }
}
