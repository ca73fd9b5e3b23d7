//! Registering clients: requirement ATK-04 and RFC 7591 §2, §3.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;

use common::*;
use grant_lab::issuer::Policies;
use grant_lab::jose::Algorithm;
use http::Request;
use serde_json::{Value, json};
use signer::Signer;

fn register(issuer: &TestIssuer, metadata: &Value) -> Answer {
    let request = Request::post("https://issuer.test/register")
        .header("content-type", "application/json")
        .body(metadata.to_string().into_bytes());
    ask(issuer, request.unwrap())
}

fn machine() -> Value {
    json!({"client_name": "Weekly digest", "grant_types": ["client_credentials"], "scope": "orders.read"})
}

fn with(name: &str, value: Value) -> Value {
    let mut metadata = machine();
    metadata[name] = value;
    metadata
}

#[test]
fn a_client_is_registered_with_an_identifier_that_the_issuer_chooses_and_can_ask_at_once() {
    let issuer = issuer();
    let answer = register(&issuer, &machine());
    assert_eq!((answer.status, answer.header("cache-control")), (201, "no-store"), "{}", answer.text());
    let told = answer.json();
    assert_eq!(told["client_id_issued_at"], START);
    assert_eq!(told["client_secret_expires_at"], 0);
    assert_eq!(told["token_endpoint_auth_method"], "client_secret_basic", "the default (RFC 7591 §2)");
    let (id, secret) = (answer.member("client_id"), answer.member("client_secret"));
    assert!(id.len() >= 20 && secret.len() >= 64, "{id}");
    let token = ask(&issuer, form_with(&basic(&id, &secret), "grant_type=client_credentials"));
    assert_eq!(claims(&token.member("access_token"))["sub"], id);
    assert_ne!(register(&issuer, &machine()).member("client_id"), id);
}

#[test]
fn a_client_registers_its_public_key_and_signs_with_the_private_one() {
    let issuer = issuer();
    let signer = Signer::new(Algorithm::Ed25519);
    let mut metadata = with("token_endpoint_auth_method", json!("private_key_jwt"));
    metadata["jwks"] = json!({"keys": [signer.public.as_ref().unwrap().to_json()]});
    let answer = register(&issuer, &metadata);
    let id = answer.member("client_id");
    assert!(!answer.json().contains_key("client_secret"));
    let body = format!(
        "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer\
         &client_assertion={}",
        signer.assertion(&id)
    );
    assert_eq!(ask(&issuer, form(&body)).status, 200);
}

#[test]
fn a_registered_secret_is_long_enough_to_sign_with_every_mac() {
    let issuer = issuer();
    let answer = register(&issuer, &with("token_endpoint_auth_method", json!("client_secret_jwt")));
    for algorithm in [Algorithm::Hs256, Algorithm::Hs384, Algorithm::Hs512] {
        Signer::with_secret(&answer.member("client_secret"), algorithm);
    }
}

#[test]
fn atk_04_an_identifier_that_is_a_persons_is_refused() {
    let issuer = issuer();
    let answer = register(&issuer, &with("client_id", json!("user-82c1")));
    assert_eq!(answer.outcome(), (400, "invalid_client_metadata".to_owned()));
    assert_eq!(answer.refused_by(), "Client identifier");
    assert_eq!(register(&issuer, &with("client_id", json!("weekly-digest"))).member("client_id"), "weekly-digest");
    for taken in ["weekly-digest", "nightly-report"] {
        assert_eq!(register(&issuer, &with("client_id", json!(taken))).status, 400, "{taken}");
    }
}

#[test]
fn atk_04_the_switch_lets_the_attack_be_shown_and_says_so() {
    let issuer = issuer();
    issuer.set_policies(Policies { personal_client_ids: true, ..Policies::default() });
    let answer = register(&issuer, &with("client_id", json!("user-82c1")));
    assert_eq!(answer.status, 201);
    let note = answer.trace.steps.iter().find(|step| step.name == "Client identifier").unwrap();
    assert!(note.decided.contains("fooled"), "{}", note.decided);
    let secret = answer.member("client_secret");
    let token = ask(&issuer, form_with(&basic("user-82c1", &secret), "grant_type=client_credentials"));
    let claims = claims(&token.member("access_token"));
    assert_eq!((&claims["sub"], &claims["client_id"]), (&json!("user-82c1"), &json!("user-82c1")));
    assert_eq!(userinfo(&issuer, &token.member("access_token")).status, 403, "the issuer itself is not fooled");
}

#[test]
fn what_cannot_be_registered_is_refused_and_named() {
    let issuer = issuer();
    let signer = Signer::new(Algorithm::Es256);
    let private = json!({"keys": [{"kty": "oct", "k": "AAAA"}]});
    let cases = [
        (json!([]), "invalid_client_metadata"),
        (with("grant_types", json!(["password"])), "invalid_client_metadata"),
        (with("grant_types", json!("client_credentials")), "invalid_client_metadata"),
        (with("token_endpoint_auth_method", json!("attest_jwt_client_auth")), "invalid_client_metadata"),
        (with("token_endpoint_auth_method", json!("none")), "invalid_client_metadata"),
        (with("token_endpoint_auth_method", json!("private_key_jwt")), "invalid_client_metadata"),
        (with("jwks", private), "invalid_client_metadata"),
        (with("jwks_uri", json!("https://other.test/jwks")), "invalid_client_metadata"),
        (with("scope", json!("root")), "invalid_client_metadata"),
        (with("scope", json!("a  b")), "invalid_client_metadata"),
        (with("client_id", json!("a:b")), "invalid_client_metadata"),
        (with("client_id", json!("")), "invalid_client_metadata"),
        (with("dpop_bound_access_tokens", json!("yes")), "invalid_client_metadata"),
        (with("grant_types", json!(["authorization_code"])), "invalid_redirect_uri"),
        (with("redirect_uris", json!(["http://shop.test/callback"])), "invalid_redirect_uri"),
        (with("redirect_uris", json!(["https://shop.test/#x"])), "invalid_redirect_uri"),
    ];
    let before = issuer.issuer().registry().clients.len();
    for (metadata, error) in cases {
        let answer = register(&issuer, &metadata);
        assert_eq!(answer.outcome(), (400, error.to_owned()), "{metadata}");
        assert!(answer.member("error_description").ends_with('.'), "{}", answer.text());
    }
    assert_eq!(issuer.issuer().registry().clients.len(), before);
    let form = Request::post("https://issuer.test/register")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(b"client_name=x".to_vec())
        .unwrap();
    assert_eq!(ask(&issuer, form).member("error"), "invalid_client_metadata");
    let unknown = with("software_statement_of_the_future", json!(1));
    assert_eq!(register(&issuer, &unknown).status, 201, "unknown members are ignored (RFC 7591 §2)");
    assert!(signer.public.is_some());
}

#[test]
fn a_website_registers_for_sign_in() {
    let issuer = issuer();
    let answer = register(
        &issuer,
        &json!({"token_endpoint_auth_method": "none", "redirect_uris": ["https://new.test/callback"], "scope": "openid"}),
    );
    assert_eq!((answer.status, &answer.json()["grant_types"]), (201, &json!(["authorization_code"])));
    assert!(!answer.json().contains_key("client_secret"));
}

#[test]
fn registered_clients_are_bounded_and_a_reset_takes_them_away() {
    let issuer = issuer();
    let first = register(&issuer, &machine()).member("client_id");
    for _ in 0..100 {
        assert_eq!(register(&issuer, &machine()).status, 201);
    }
    let registry = issuer.issuer().registry();
    assert!(registry.client(&first).is_none(), "the oldest of more than a hundred made room");
    assert!(registry.client("nightly-report").is_some(), "the cast stays");
    issuer.reset();
    assert!(issuer.issuer().registry().clients.len() < 20);
}

#[test]
fn response_types_and_types_of_details_are_registered_with_the_grants_they_need() {
    let issuer = issuer();
    let web = |more: Value| {
        let mut metadata = json!({"token_endpoint_auth_method": "none", "scope": "openid orders.read offline_access",
            "redirect_uris": ["https://own.test/callback"]});
        metadata.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        register(&issuer, &metadata)
    };
    assert_eq!(web(json!({})).json()["response_types"], json!(["code"]), "the default (RFC 7591 §2)");
    let grants = json!(["authorization_code", "implicit", "refresh_token"]);
    let all = web(json!({"grant_types": grants, "response_types": ["code", "id_token", "id_token code"]}));
    assert_eq!(all.json()["response_types"], json!(["code", "id_token", "code id_token"]));
    let url = format!(
        "https://issuer.test/authorize?response_type=id_token&client_id={}&redirect_uri=https%3A%2F%2Fown.test%2Fcallback\
         &scope=openid&nonce=n",
        all.member("client_id")
    );
    assert!(decide(&issuer, &transaction(&issuer, &url), "continue").fragment().1.contains_key("id_token"));
    for inconsistent in [
        json!({"response_types": ["id_token"]}),
        json!({"grant_types": ["implicit"], "response_types": ["code"]}),
        json!({"response_types": ["token"]}),
        json!({"response_types": "code"}),
    ] {
        assert_eq!(web(inconsistent.clone()).outcome(), (400, "invalid_client_metadata".to_owned()), "{inconsistent}");
    }
    let exporting = register(&issuer, &with("authorization_details_types", json!(["orders_export"])));
    assert_eq!(exporting.json()["authorization_details_types"], json!(["orders_export"]));
    let unknown = register(&issuer, &with("authorization_details_types", json!(["orders_export", "pigeon"])));
    assert_eq!((unknown.outcome().0, unknown.refused_by()), (400, "Authorization details"));
}
