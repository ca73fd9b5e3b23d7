//! The token endpoint on the wire: requirements TOK-01 to TOK-16 (RFC 6749 §3.2, §4.4, §5.1), one test or more a row.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::oauth::TokenResponse;
use http::Request;

const ASK: &str = "grant_type=client_credentials&scope=orders.read";

#[test]
fn tok_01_only_post() {
    let issuer = issuer();
    for method in ["GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "BREW"] {
        let request = Request::builder()
            .method(method)
            .uri(format!("https://issuer.test/token?{ASK}"))
            .header("authorization", NIGHTLY)
            .body(Vec::new())
            .unwrap();
        let answer = ask(&issuer, request);
        assert_eq!((answer.status, answer.header("allow")), (405, "POST"), "{method}");
        assert_eq!(answer.header("cache-control"), "no-store", "{method}");
        assert!(!answer.text().contains("access_token"), "{method}");
        assert_eq!(answer.refused_by(), "Method");
    }
}

#[test]
fn tok_02_body_is_a_form_and_a_charset_is_tolerated() {
    let issuer = issuer();
    let send = |content_type: &str, body: &str| {
        let request = Request::post("https://issuer.test/token")
            .header("authorization", NIGHTLY)
            .header("content-type", content_type)
            .body(body.as_bytes().to_vec())
            .unwrap();
        ask(&issuer, request).outcome()
    };
    assert_eq!(send("application/x-www-form-urlencoded;charset=UTF-8", ASK), (200, String::new()));
    assert_eq!(send("Application/X-WWW-Form-URLencoded", ASK), (200, String::new()));
    for other in ["application/json", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded2"] {
        assert_eq!(send(other, ASK), (400, "invalid_request".to_owned()), "{other}");
    }
    assert_eq!(send("application/json", r#"{"grant_type":"client_credentials"}"#).0, 400);

    let untyped = Request::post("https://issuer.test/token").header("authorization", NIGHTLY).body(ASK.into()).unwrap();
    assert_eq!(ask(&issuer, untyped).outcome(), (400, "invalid_request".to_owned()));
}

#[test]
fn tok_03_parameters_come_only_from_the_body() {
    let issuer = issuer();
    let at = |query: &str, body: &str| {
        let request = Request::post(format!("https://issuer.test/token?{query}"))
            .header("authorization", NIGHTLY)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.as_bytes().to_vec())
            .unwrap();
        ask(&issuer, request)
    };
    assert_eq!(at(ASK, "").outcome(), (400, "invalid_request".to_owned()));
    assert_eq!(at("scope=orders.write&grant_type=nonsense", ASK).member("scope"), "orders.read");
    for credential in ["client_secret", "client_assertion", "client%5Fsecret"] {
        let answer = at(&format!("{credential}=demo-secret-not-real"), ASK);
        assert_eq!(answer.outcome(), (400, "invalid_request".to_owned()), "{credential}");
    }
}

#[test]
fn tok_04_grant_type_is_required_and_known() {
    let issuer = issuer();
    assert_eq!(ask(&issuer, nightly("scope=orders.read")).outcome(), (400, "invalid_request".to_owned()));
    for unknown in ["foo", "client_credential", "Client_Credentials", "client_credentials%20", "password"] {
        let answer = ask(&issuer, nightly(&format!("grant_type={unknown}")));
        assert_eq!(answer.outcome(), (400, "unsupported_grant_type".to_owned()), "{unknown}");
        assert_eq!(answer.refused_by(), "Grant type");
    }
}

#[test]
fn tok_05_a_parameter_without_a_value_counts_as_omitted() {
    let issuer = issuer();
    let answer = ask(&issuer, nightly("grant_type=client_credentials&scope="));
    assert_eq!((answer.status, answer.member("scope").as_str()), (200, "orders.read"));
    assert_eq!(ask(&issuer, nightly("grant_type=&scope=orders.read")).outcome(), (400, "invalid_request".to_owned()));
    assert_eq!(ask(&issuer, nightly("grant_type&scope=orders.read")).outcome(), (400, "invalid_request".to_owned()));
    assert_eq!(ask(&issuer, nightly(&format!("{ASK}&client_secret="))).status, 200);
}

#[test]
fn tok_06_unknown_parameters_are_ignored() {
    let issuer = issuer();
    let answer = ask(&issuer, nightly(&format!("foo=bar&{ASK}&%C3%A9=%E2%82%AC&")));
    assert_eq!((answer.status, answer.member("scope").as_str()), (200, "orders.read"));
}

#[test]
fn tok_06_what_was_ignored_is_told_without_its_name() {
    let issuer = issuer();
    let told = |more: &str| {
        let answer = ask(&issuer, nightly(&format!("{ASK}{more}")));
        let step = answer.trace.steps.iter().find(|step| step.name == "Unrecognized parameters");
        step.map(|step| step.saw.to_string())
    };
    assert_eq!(told("&resource=https%3A%2F%2Fapi.test%2Forders"), None);
    assert_eq!(told("&demo-secret-not-real=").unwrap(), "Of unknown name: 1 parameter.");
    assert_eq!(
        told("&scopes=orders.write&foo=bar&grantType=x").unwrap(),
        "Of unknown name: 3 parameters. Nearly, but not: scope, grant_type."
    );
}

#[test]
fn tok_07_rejects_repeated_parameter() {
    let issuer = issuer();
    for body in [
        "grant_type=client_credentials&scope=orders.read&scope=orders.read",
        "grant_type=client_credentials&grant_type=client_credentials",
        "grant_type=client_credentials&scope=&scope=orders.read",
        "grant_type=client_credentials&foo=1&foo=1",
    ] {
        let answer = ask(&issuer, nightly(body));
        assert_eq!(answer.outcome(), (400, "invalid_request".to_owned()), "{body}");
        assert_eq!(answer.refused_by(), "Message");
    }
    let two = ask(&issuer, nightly(&format!("{ASK}&resource=https%3A%2F%2Fa.test&resource=https%3A%2F%2Fb.test")));
    assert_ne!(two.member("error"), "invalid_request");
}

#[test]
fn tok_08_names_and_values_are_form_decoded() {
    let issuer = issuer();
    let body = |scope: &str| {
        format!(
            "grant%5Ftype=client_credentials&scope={scope}&client_id=billing-export&client_secret=billing-secret-not-real"
        )
    };
    for two in ["orders.read+orders.write", "orders.read%20orders.write", "%6Frders.read+orders.write"] {
        assert_eq!(ask(&issuer, form(&body(two))).member("scope"), "orders.read orders.write", "{two}");
    }
    for broken in ["%zz", "%ff", "%", "%4", "%C3", "a%00b"] {
        let answer = ask(&issuer, form(&body(broken)));
        assert_eq!(answer.status, 400, "{broken}");
        let expected = if broken == "a%00b" { "invalid_scope" } else { "invalid_request" };
        assert_eq!(answer.member("error"), expected, "{broken}");
    }
}

#[test]
fn tok_09_success_is_one_json_object() {
    let answer = ask(&issuer(), nightly(ASK));
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    let mut names: Vec<String> = answer.json().keys().cloned().collect();
    names.sort_unstable();
    assert_eq!(names, ["access_token", "expires_in", "scope", "token_type"]);

    // The client's side of the row: members nobody defined, in any order, change nothing.
    let text = answer.text().replacen('{', r#"{"example_parameter":{"a":[1]},"#, 1);
    let read = TokenResponse::parse(text.as_bytes()).unwrap();
    assert_eq!(read.access_token, answer.member("access_token"));
    assert!(read.unknown.contains_key("example_parameter"));
}

#[test]
fn tok_10_no_cache_keeps_any_answer() {
    let issuer = issuer();
    let wrong = basic("nightly-report", "wrong");
    for (status, request) in [
        (200, nightly(ASK)),
        (400, nightly("grant_type=foo")),
        (400, form("")),
        (401, form_with(&wrong, ASK)),
        (401, form(ASK)),
        (405, get("https://issuer.test/token")),
    ] {
        let answer = ask(&issuer, request);
        assert_eq!(answer.status, status);
        assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("no-store", "no-cache"), "{status}");
        assert_eq!(answer.header("content-type"), "application/json", "{status}");
    }
}

#[test]
fn tok_11_access_token_fits_b64token() {
    let token = access_token(&issuer(), "orders.read");
    let body = token.trim_end_matches('=');
    assert!(!body.is_empty());
    assert!(body.bytes().all(|b| b.is_ascii_alphanumeric() || b"._~+/-".contains(&b)), "{token}");
}

#[test]
fn tok_12_token_type_is_bearer_and_clients_refuse_others() {
    let answer = ask(&issuer(), nightly(ASK));
    assert_eq!(answer.member("token_type"), "Bearer");
    let other = |kind: &str| answer.text().replace("Bearer", kind);
    assert!(TokenResponse::parse(other("bearer").as_bytes()).is_ok());
    assert_eq!(
        TokenResponse::parse(other("mac").as_bytes()).map_err(|error| error.code()),
        Err("token_response_unknown_token_type")
    );
}

#[test]
fn tok_13_expires_in_is_a_number_and_agrees_with_the_token() {
    let answer = ask(&issuer(), nightly(ASK));
    let seconds = answer.json()["expires_in"].as_i64().unwrap();
    let claims = claims(&answer.member("access_token"));
    assert_eq!(seconds, 300);
    assert_eq!(claims["iat"].as_i64(), Some(START));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), seconds);
}

#[test]
fn tok_14_scope_is_always_stated_and_never_narrowed_silently() {
    let issuer = issuer();
    let scope_of = |body: &str| {
        let answer = ask(&issuer, nightly(body));
        (answer.status, answer.member("scope"), answer.member("error"))
    };
    let granted = (200, "orders.read".to_owned(), String::new());
    assert_eq!(scope_of("grant_type=client_credentials"), granted);
    assert_eq!(scope_of(ASK), granted);
    assert_eq!(
        scope_of("grant_type=client_credentials&scope=orders.read+orders.write"),
        (400, String::new(), "invalid_scope".to_owned())
    );
    let token = access_token(&issuer, "orders.read");
    assert_eq!(claims(&token)["scope"], "orders.read");
}

#[test]
fn tok_15_only_confidential_clients_registered_for_the_grant() {
    let issuer = issuer();
    let unauthorized = (400, "unauthorized_client".to_owned());
    let public = ask(&issuer, form(&format!("{ASK}&client_id=shop-web")));
    assert_eq!((public.outcome(), public.refused_by()), (unauthorized.clone(), "Permission for the grant"));
    let header = basic("back-office", "back-office-secret-not-real");
    assert_eq!(ask(&issuer, form_with(&header, ASK)).outcome(), unauthorized);
    let code = "grant_type=authorization_code&code=x&redirect_uri=y";
    assert_eq!(ask(&issuer, nightly(code)).outcome(), unauthorized);
}

#[test]
fn tok_15_a_public_client_is_refused_even_if_it_is_registered_for_the_grant() {
    let mut registry = grant_lab::issuer::demo_registry();
    let mut careless = (*registry.client("shop-web").unwrap()).clone();
    careless.grant_types = grant_lab::oauth::GrantType::ALL.to_vec();
    registry.clients = vec![std::rc::Rc::new(careless)];
    let answer = ask(&issuer_with(registry), form(&format!("{ASK}&client_id=shop-web")));
    assert_eq!(answer.outcome(), (400, "unauthorized_client".to_owned()));
}

#[test]
fn tok_16_the_endpoint_answers_https_only_and_keeps_quiet_about_a_query() {
    let issuer = issuer();
    let at = |url: &str| {
        let request = Request::post(url)
            .header("authorization", NIGHTLY)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(ASK.into())
            .unwrap();
        ask(&issuer, request).status
    };
    assert_eq!(at("https://issuer.test/token?tenant=1"), 200);
    assert_eq!(at("http://issuer.test/token"), 404);
}
