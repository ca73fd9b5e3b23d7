//! `authorization_details`: requirements RAR-01 and RAR-02 (RFC 9396), and the export that asks for them.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::issuer::{AccessTokenForm, Policies};
use http::Request;
use serde_json::{Value, json};

fn encoded(value: &Value) -> String {
    form_urlencoded::byte_serialize(value.to_string().as_bytes()).collect()
}

/// A good object of the demo type.
fn export(actions: &[&str], max_rows: u64) -> Value {
    json!({"type": "orders_export", "actions": actions, "max_rows": max_rows})
}

/// A good object after a change.
fn spoilt(name: &str, value: Value) -> Value {
    let mut detail = export(&["read"], 10);
    detail[name] = value;
    detail
}

/// `billing-export`, which is registered for the type, asks for itself.
fn billing(issuer: &TestIssuer, details: &str, more: &str) -> Answer {
    let client = "client_id=billing-export&client_secret=billing-secret-not-real";
    ask(issuer, form(&format!("grant_type=client_credentials&{client}&authorization_details={details}{more}")))
}

fn asked(issuer: &TestIssuer, details: &Value) -> Answer {
    billing(issuer, &encoded(details), "")
}

fn called(issuer: &TestIssuer, token: &str) -> Answer {
    ask(issuer, get_with("https://api.test/orders/export", &format!("Bearer {token}")))
}

fn introspected(issuer: &TestIssuer, token: &str) -> Value {
    introspected_by(issuer, &basic("orders-api", "api-secret-not-real"), token)
}

fn introspected_by(issuer: &TestIssuer, authorization: &str, token: &str) -> Value {
    let request = Request::post("https://issuer.test/introspect")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("authorization", authorization);
    Value::Object(ask(issuer, request.body(format!("token={token}").into_bytes()).unwrap()).json())
}

/// Each is refused at both endpoints, and nothing of it comes back.
fn refused(details: &str) {
    let issuer = issuer();
    let answer = billing(&issuer, details, "");
    assert_eq!(answer.outcome(), (400, "invalid_authorization_details".to_owned()), "{details}");
    assert_eq!(answer.refused_by(), "Authorization details", "{details}");
    assert!(!answer.whole().contains("pigeon"), "{}", answer.text());
    let url = format!(
        "https://issuer.test/authorize?response_type=code&client_id=back-office&redirect_uri={BACK_OFFICE_CALLBACK}\
         &authorization_details={details}"
    );
    assert_eq!(ask(&issuer, get(&url)).redirect().1["error"], "invalid_authorization_details", "{details}");
}

#[test]
fn rar_01_the_value_is_a_json_array_of_objects_with_a_type() {
    for text in ["pigeon", "%5B", "null", "1", "%7B%7D", "%5B%5D", "%5B1%5D", "%5B%7B%7D%5D"] {
        refused(text);
    }
    refused(&encoded(&export(&["read"], 10)));
    refused(&encoded(&json!([export(&["read"], 10), "pigeon"])));
    refused(&encoded(&json!([{"type": 1, "actions": ["read"], "max_rows": 10}])));
    let twice = r#"[{"type":"orders_export","type":"orders_export","actions":["read"],"max_rows":1}]"#;
    refused(&form_urlencoded::byte_serialize(twice.as_bytes()).collect::<String>());
}

#[test]
fn rar_01_an_unknown_type_is_refused() {
    for kind in ["pigeon", "Orders_Export", ""] {
        refused(&encoded(&json!([spoilt("type", json!(kind))])));
    }
    refused(&encoded(&json!([export(&["read"], 10), {"type": "pigeon"}])));
}

#[test]
fn rar_01_an_unknown_field_is_refused() {
    for name in ["pigeon", "Actions", "datatypes", "identifier", "privileges"] {
        refused(&encoded(&json!([spoilt(name, json!("x"))])));
    }
}

#[test]
fn rar_01_a_field_of_the_wrong_type_is_refused() {
    for (name, value) in [
        ("actions", json!("read")),
        ("actions", json!([1])),
        ("actions", Value::Null),
        ("locations", json!("https://api.test")),
        ("locations", json!([["https://api.test"]])),
        ("max_rows", json!("10")),
        ("max_rows", Value::Null),
    ] {
        refused(&encoded(&json!([spoilt(name, value)])));
    }
}

#[test]
fn rar_01_a_field_with_an_invalid_value_is_refused() {
    for (name, value) in [
        ("actions", json!([])),
        ("actions", json!(["read", "pigeon"])),
        ("locations", json!([])),
        ("locations", json!(["https://stock.test"])),
        ("locations", json!(["https://api.test/"])),
        ("max_rows", json!(0)),
        ("max_rows", json!(-1)),
        ("max_rows", json!(1.5)),
        ("max_rows", json!(1001)),
    ] {
        refused(&encoded(&json!([spoilt(name, value)])));
    }
}

#[test]
fn rar_01_a_missing_field_is_refused() {
    refused(&encoded(&json!([{"type": "orders_export", "max_rows": 10}])));
    refused(&encoded(&json!([{"type": "orders_export", "actions": ["read"]}])));
}

#[test]
fn rar_02_the_registration_of_the_client_decides() {
    let issuer = issuer();
    let details = json!([export(&["read"], 10)]);
    let answer =
        ask(&issuer, nightly(&format!("grant_type=client_credentials&authorization_details={}", encoded(&details))));
    assert_eq!(answer.outcome(), (400, "invalid_authorization_details".to_owned()));
    assert_eq!(answer.trace.refusal().unwrap().citation.to_string(), "RFC 9396 §6");
    let answer = asked(&issuer, &details);
    assert_eq!((answer.status, answer.member("scope").as_str()), (200, "orders.read"), "the default scope beside it");
}

#[test]
fn rar_02_what_was_granted_stands_in_the_response_the_token_and_the_introspection() {
    for access_token in AccessTokenForm::ALL {
        let issuer = issuer();
        issuer.set_policies(Policies { access_token, ..Policies::default() });
        let full = json!([
            {"type": "orders_export", "actions": ["read", "archive"], "max_rows": 2, "locations": ["https://api.test"]},
            export(&["archive"], 1000),
        ]);
        let answer = asked(&issuer, &full);
        assert_eq!(answer.json()["authorization_details"], full);
        let token = answer.member("access_token");
        if access_token == AccessTokenForm::Jwt {
            assert_eq!(claims(&token)["authorization_details"], full);
            assert_eq!(claims(&token)["aud"], "https://api.test");
        }
        assert_eq!(introspected(&issuer, &token)["authorization_details"], full);
        let export = called(&issuer, &token);
        assert_eq!(
            (export.status, export.json()["rows"].as_array().map(Vec::len)),
            (200, Some(2)),
            "as many as allowed"
        );
        let without = billing_token(&issuer, "orders.read");
        let none = called(&issuer, &without);
        assert_eq!((none.status, none.refused_by()), (403, "Authorization details"));
        assert!(none.header("www-authenticate").contains("insufficient_scope"));
        assert!(introspected(&issuer, &without).get("authorization_details").is_none());
    }
    let issuer = issuer();
    let archive = asked(&issuer, &json!([export(&["archive"], 10)])).member("access_token");
    assert_eq!(called(&issuer, &archive).status, 403, "allowed, but not this");
}

#[test]
fn rar_02_the_types_are_advertised() {
    for document in ["oauth-authorization-server", "openid-configuration"] {
        let answer = ask(&issuer(), get(&format!("https://issuer.test/.well-known/{document}")));
        assert_eq!(answer.json()["authorization_details_types_supported"], json!(["orders_export"]));
    }
}

#[test]
fn rar_02_a_person_may_be_asked_for_them_and_a_token_never_has_more() {
    let issuer = issuer();
    let granted = json!([export(&["read", "archive"], 100)]);
    let redeems = |parameters: &str| {
        let code = back_office_code(&issuer, &format!("scope=openid&authorization_details={}", encoded(&granted)));
        back_office_redeems(&issuer, &code, parameters)
    };
    let less = json!([export(&["read"], 5), export(&["archive"], 100)]);
    assert_eq!(redeems("").json()["authorization_details"], granted);
    let narrowed = redeems(&format!("authorization_details={}", encoded(&less)));
    assert_eq!(narrowed.json()["authorization_details"], less);
    let issuer_and_api = claims(&narrowed.member("access_token"))["aud"].clone();
    assert_eq!(issuer_and_api, json!(["https://api.test", "https://issuer.test"]));
    for more in [export(&["read"], 101), export(&["read"], 1000)] {
        let answer = redeems(&format!("authorization_details={}", encoded(&json!([more]))));
        assert_eq!(answer.outcome(), (400, "invalid_authorization_details".to_owned()));
    }
    let code = back_office_code(&issuer, "scope=openid");
    let none = back_office_redeems(&issuer, &code, &format!("authorization_details={}", encoded(&granted)));
    assert_eq!(none.outcome(), (400, "invalid_authorization_details".to_owned()), "the person was not asked");
}

#[test]
fn rar_02_the_person_is_told_what_is_asked_for() {
    let issuer = issuer();
    let url = format!(
        "https://issuer.test/authorize?response_type=code&client_id=back-office&redirect_uri={BACK_OFFICE_CALLBACK}\
         &scope=openid&resource=https%3A%2F%2Fapi.test&authorization_details={}",
        encoded(&json!([export(&["read", "archive"], 7)]))
    );
    let name = transaction(&issuer, &url);
    let card = ask(&issuer, get(&format!("https://issuer.test/sign-in?transaction={name}")));
    let asked = "openid; read and archive at most 7 orders; only at https://api.test.";
    assert!(card.text().contains(asked), "{}", card.text());
}

#[test]
fn res_04_details_are_about_an_api_as_scopes_are() {
    let issuer = issuer();
    let details = encoded(&json!([export(&["read"], 10)]));
    let redeems = |parameters: &str| {
        let asked = format!("scope=openid+stock.read&authorization_details={details}");
        back_office_redeems(&issuer, &back_office_code(&issuer, &asked), parameters)
    };
    assert_eq!(redeems("").outcome(), (400, "invalid_scope".to_owned()), "they are about another API than the scope");
    let stock = redeems("resource=https%3A%2F%2Fstock.test");
    assert_eq!((stock.status, stock.json().get("authorization_details")), (200, None), "left out, and said so");
    let both = redeems("resource=https%3A%2F%2Fstock.test&resource=https%3A%2F%2Fapi.test");
    assert_eq!(both.json()["authorization_details"], json!([export(&["read"], 10)]));
    let told = introspected(&issuer, &both.member("access_token"));
    assert_eq!(told["authorization_details"], json!([export(&["read"], 10)]));
    let stock =
        introspected_by(&issuer, &basic("stock-api", "stock-api-secret-not-real"), &both.member("access_token"));
    assert_eq!((&stock["active"], stock.get("authorization_details")), (&json!(true), None), "not about that API");
    let answer = billing(&issuer, &details, "&scope=orders.read&resource=https%3A%2F%2Fapi.test");
    assert_eq!((answer.status, answer.json()["authorization_details"].is_array()), (200, true));
}
