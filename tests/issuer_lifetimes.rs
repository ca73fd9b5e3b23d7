//! What changes while tokens live: what the reply says of their lifetime (RFC 6749 §5.1), two secrets side by side, a client that is switched
//! off, and what belongs to others.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use std::rc::Rc;

use common::*;
use grant_lab::issuer::{AccessTokenForm, Client, Configuration, ExpiresIn, Policies};
use grant_lab::oauth::ClientSecret;
use grant_lab::oauth::token_response::TokenResponse;
use grant_lab::ports::UnixTime;
use http::Request;
use serde_json::{Value, json};

fn change(issuer: &TestIssuer, id: &str, change: impl FnOnce(&mut Client)) {
    let mut client = (*issuer.issuer().registry().client(id).unwrap()).clone();
    change(&mut client);
    assert!(issuer.issuer().replace_client(Rc::new(client)).is_some());
}

fn nightly_with(issuer: &TestIssuer, secret: &str) -> Answer {
    ask(issuer, form_with(&basic("nightly-report", secret), "grant_type=client_credentials"))
}

fn labels(issuer: &TestIssuer, scope: &str) -> Answer {
    let header = basic("parcel-labels", "a+b%2Bc%25d%3Ae");
    ask(issuer, form_with(&header, &format!("grant_type=client_credentials{scope}")))
}

#[test]
fn the_reply_says_what_the_policy_wants_of_the_lifetime_and_the_token_stays_the_same() {
    for (expires_in, told, read) in [
        (ExpiresIn::Number, json!(300), Some(300)),
        (ExpiresIn::Zero, json!(0), Some(0)),
        (ExpiresIn::Absent, Value::Null, None),
        (ExpiresIn::Text, json!("300"), Some(300)),
    ] {
        for access_token in AccessTokenForm::ALL {
            let issuer = issuer();
            issuer.set_policies(Policies { expires_in, access_token, ..Policies::default() });
            let answer = nightly_with(&issuer, "demo-secret-not-real");
            assert_eq!(answer.json().get("expires_in").cloned().unwrap_or_default(), told, "{expires_in:?}");
            assert_eq!(TokenResponse::parse(answer.response.body()).unwrap().expires_in, read);
            let token = answer.member("access_token");
            issuer.clock().advance(299);
            assert_eq!(orders(&issuer, &token).status, 200, "{expires_in:?}");
            issuer.clock().advance(1);
            assert_eq!(orders(&issuer, &token).status, 401, "{expires_in:?}");
        }
    }
}

#[test]
fn two_secrets_are_good_until_the_old_one_ends() {
    let issuer = issuer();
    change(&issuer, "nightly-report", |client| {
        let old = client.client_secret.replace(ClientSecret::new("the-next-secret"));
        client.old_secret = old.map(|old| (old, UnixTime(START + 600)));
    });
    for (after, old, new) in [(0, 200, 200), (599, 200, 200), (1, 401, 200)] {
        issuer.clock().advance(after);
        assert_eq!(nightly_with(&issuer, "demo-secret-not-real").status, old);
        assert_eq!(nightly_with(&issuer, "the-next-secret").status, new);
        assert_eq!(nightly_with(&issuer, "the-next-secreT").status, 401);
    }
    issuer.clock().advance(-600);
    let answer = nightly_with(&issuer, "demo-secret-not-real");
    let step = answer.trace.steps.iter().find(|step| step.name == "Client authentication").unwrap();
    assert!(step.decided.contains("former one"), "{}", step.decided);
    let document = issuer.issuer().configuration().to_json();
    assert_eq!(document["clients"][0]["old_client_secret_expires_at"], START + 600);
    assert_eq!(Configuration::parse(&document.to_string()).unwrap().to_json(), document);
}

#[test]
fn a_configuration_with_half_a_former_secret_is_refused() {
    let mut document = issuer().issuer().configuration().to_json();
    for (members, path) in [
        (json!({"old_client_secret": "x"}), "clients[0].old_client_secret_expires_at"),
        (
            json!({"old_client_secret": "x", "old_client_secret_expires_at": "soon"}),
            "clients[0].old_client_secret_expires_at",
        ),
        (json!({"old_client_secret_expires_at": 5}), "clients[0].old_client_secret"),
        (json!({"disabled": "yes"}), "clients[0].disabled"),
    ] {
        let mut changed = document.clone();
        for (name, value) in members.as_object().unwrap() {
            changed["clients"][0][name] = value.clone();
        }
        assert_eq!(Configuration::parse(&changed.to_string()).unwrap_err().path, path);
    }
    let ledger = document["clients"].as_array().unwrap().iter().position(|each| each["client_id"] == "ledger-sync");
    let ledger = ledger.unwrap();
    document["clients"][ledger]["old_client_secret"] = json!("x");
    document["clients"][ledger]["old_client_secret_expires_at"] = json!(5);
    let error = Configuration::parse(&document.to_string()).unwrap_err();
    assert_eq!(error.path, format!("clients[{ledger}].old_client_secret"));
}

#[test]
fn a_client_that_is_switched_off_gets_nothing_and_its_token_is_good_where_nobody_asks() {
    for (access_token, api) in [(AccessTokenForm::Jwt, 200), (AccessTokenForm::Opaque, 401)] {
        let issuer = issuer();
        issuer.set_policies(Policies { access_token, ..Policies::default() });
        let token = access_token_of(&issuer);
        change(&issuer, "nightly-report", |client| client.disabled = true);
        let refused = nightly_with(&issuer, "demo-secret-not-real");
        assert_eq!(
            (refused.outcome(), refused.refused_by()),
            ((401, "invalid_client".to_owned()), "Client switched on")
        );
        assert_eq!(refused.member("error_description"), nightly_with(&issuer, "wrong").member("error_description"));
        assert_eq!(orders(&issuer, &token).status, api, "{access_token:?}");
        let asks = Request::post("https://issuer.test/introspect")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", basic("orders-api", "api-secret-not-real"))
            .body(format!("token={token}").into_bytes());
        assert_eq!(ask(&issuer, asks.unwrap()).json()["active"], false, "the issuer knows");
        assert_eq!(userinfo(&issuer, &token).status, 401);
        let document = issuer.issuer().configuration().to_json();
        assert_eq!(document["clients"][0]["disabled"], true);
        assert_eq!(Configuration::parse(&document.to_string()).unwrap().to_json(), document);
        change(&issuer, "nightly-report", |client| client.disabled = false);
        assert_eq!(orders(&issuer, &token).status, 200);
    }
}

fn access_token_of(issuer: &TestIssuer) -> String {
    nightly_with(issuer, "demo-secret-not-real").member("access_token")
}

#[test]
fn what_belongs_to_every_customer_is_given_to_whom_it_was_granted() {
    let issuer = issuer();
    let customers = |token: &str| ask(&issuer, get_with("https://api.test/customers", &format!("Bearer {token}")));
    let answer = labels(&issuer, "&scope=customers.read.all");
    let token = answer.member("access_token");
    assert_eq!(claims(&token)["sub"], "parcel-labels", "no user in the token");
    let all = customers(&token).json()["customers"].as_array().unwrap().clone();
    assert!(all.len() > 1 && all.iter().any(|each| each["name"] == "Sam Okafor"), "and every user's data");
    assert_eq!(issuer.issuer().logins(), 0);
    assert_eq!(labels(&issuer, "").member("scope"), "orders.read", "it does not come unasked");
    assert_eq!(customers(&labels(&issuer, "").member("access_token")).status, 403);
    let other = ask(&issuer, nightly("grant_type=client_credentials&scope=customers.read.all"));
    assert_eq!(other.outcome(), (400, "invalid_scope".to_owned()));
    let sams = redeem(&issuer, &code(&issuer, "openid+orders.read")).member("access_token");
    assert_eq!(customers(&sams).status, 403, "a customer does not read the others");
    let registry = issuer.issuer().registry();
    assert!(registry.client("parcel-labels").unwrap().granted_by.as_ref().unwrap().contains("2026"));
}

#[test]
fn nobody_takes_what_belongs_to_others_by_registering() {
    let issuer = issuer();
    let register = |scope: Value| {
        let metadata = json!({"grant_types": ["client_credentials"], "scope": scope}).to_string();
        let request = Request::post("https://issuer.test/register").header("content-type", "application/json");
        ask(&issuer, request.body(metadata.into_bytes()).unwrap())
    };
    let refused = register(json!("orders.read customers.read.all"));
    assert_eq!((refused.outcome(), refused.refused_by()), ((400, "invalid_client_metadata".to_owned()), "Scope"));
    assert_eq!(register(Value::Null).member("scope"), "orders.read orders.write", "nor without asking");
}
