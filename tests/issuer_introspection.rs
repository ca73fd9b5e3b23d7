//! Asking about tokens and giving them back: requirements INT-01 to INT-07 (RFC 7662), REV-01 to REV-05 (RFC 7009), and the API that
//! lives by it.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;

use common::*;
use grant_lab::issuer::{AccessTokenForm, OpenidPolicy, Policies};
use grant_lab::jose::Algorithm;
use grant_lab::oauth::Party;
use http::{Method, Request};
use serde_json::{Value, json};
use signer::Signer;

const INTROSPECT: &str = "https://issuer.test/introspect";
const REVOKE: &str = "https://issuer.test/revoke";

fn opaque() -> TestIssuer {
    let issuer = issuer();
    issuer.set_policies(Policies { access_token: AccessTokenForm::Opaque, ..Policies::default() });
    issuer
}

fn both_forms() -> [TestIssuer; 2] {
    [issuer(), opaque()]
}

fn post(url: &str, authorization: &str, body: &str) -> Request<Vec<u8>> {
    Request::post(url)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("authorization", authorization)
        .body(body.as_bytes().to_vec())
        .unwrap()
}

fn api() -> String {
    basic("orders-api", "api-secret-not-real")
}

fn introspect(issuer: &TestIssuer, token: &str) -> Value {
    let answer = ask(issuer, post(INTROSPECT, &api(), &format!("token={token}")));
    assert_eq!(answer.status, 200, "{}", answer.text());
    Value::Object(answer.json())
}

fn revoke(issuer: &TestIssuer, token: &str) -> Answer {
    ask(issuer, post(REVOKE, NIGHTLY, &format!("token={token}")))
}

fn inactive() -> Value {
    json!({"active": false})
}

#[test]
fn int_01_a_form_with_a_token_by_post() {
    let issuer = issuer();
    for body in ["", "token=", "token=a&token=b"] {
        assert_eq!(
            ask(&issuer, post(INTROSPECT, &api(), body)).outcome(),
            (400, "invalid_request".to_owned()),
            "{body}"
        );
    }
    let fetched = ask(&issuer, get(INTROSPECT));
    assert_eq!((fetched.status, fetched.header("allow")), (405, "POST"));
}

#[test]
fn int_02_strangers_are_not_answered() {
    let issuer = issuer();
    let token = access_token(&issuer, "orders.read");
    let body = format!("token={token}");
    let anonymous = Request::post(INTROSPECT)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.clone().into_bytes())
        .unwrap();
    for request in [
        anonymous,
        post(INTROSPECT, &basic("orders-api", "wrong"), &body),
        post(INTROSPECT, &format!("Bearer {token}"), &body),
    ] {
        let answer = ask(&issuer, request);
        assert_eq!(answer.outcome(), (401, "invalid_client".to_owned()));
        assert!(answer.header("www-authenticate").starts_with("Basic "));
    }
}

#[test]
fn int_03_whatever_is_wrong_the_answer_is_the_same() {
    for issuer in both_forms() {
        let token = access_token(&issuer, "orders.read");
        assert_eq!(introspect(&issuer, &token)["active"], true);
        for other in ["x", "a.b.c", &token[1..], &format!("{token}x")] {
            assert_eq!(introspect(&issuer, other), inactive(), "{other}");
        }
        issuer.clock().advance(300);
        assert_eq!(introspect(&issuer, &token), inactive(), "over");
    }
    let issuer = issuer();
    let id_token = redeem(&issuer, &code(&issuer, "openid")).member("id_token");
    assert_eq!(introspect(&issuer, &id_token), inactive(), "an ID Token is for the client");
    let forged = Signer::new(Algorithm::Es256).jwt(
        &json!({"typ": "at+jwt"}),
        &json!({"iss": "https://issuer.test", "sub": "x", "client_id": "x", "aud": "https://api.test", "iat": START,
            "exp": START + 60, "jti": "x"}),
    );
    assert_eq!(introspect(&issuer, &forged), inactive(), "a stranger's signature");
}

#[test]
fn int_04_members_have_their_types_and_no_person_is_named() {
    for issuer in both_forms() {
        let told = introspect(&issuer, &access_token(&issuer, "orders.read"));
        let expected = json!({
            "active": true, "scope": "orders.read", "client_id": "nightly-report", "token_type": "Bearer", "sub": "nightly-report",
            "aud": "https://api.test", "iss": "https://issuer.test", "iat": START, "exp": START + 300, "jti": told["jti"],
        });
        assert_eq!(told, expected);
        assert!(told["jti"].is_string() && told.get("username").is_none());
    }
}

#[test]
fn int_05_a_wrong_hint_changes_nothing() {
    for issuer in both_forms() {
        let token = access_token(&issuer, "orders.read");
        for hint in ["access_token", "refresh_token", "pigeon"] {
            let answer = ask(&issuer, post(INTROSPECT, &api(), &format!("token={token}&token_type_hint={hint}")));
            assert_eq!(answer.json()["active"], true, "{hint}");
        }
    }
}

#[test]
fn int_06_an_api_learns_about_its_own_tokens_only() {
    for form in AccessTokenForm::ALL {
        let issuer = issuer();
        issuer.set_policies(Policies { access_token: form, ..Policies::default() });
        let body = format!("token={}", access_token(&issuer, "orders.read"));
        for (client, secret, active) in [
            ("orders-api", "api-secret-not-real", true),
            ("stock-api", "stock-api-secret-not-real", false),
            ("nightly-report", "demo-secret-not-real", false),
        ] {
            let answer = ask(&issuer, post(INTROSPECT, &basic(client, secret), &body));
            assert_eq!(answer.json()["active"], active, "{client}");
            assert!(active || answer.json().len() == 1, "{}", answer.text());
        }
    }
}

/// RFC 7662 §2.2: a server may limit which scopes it returns, so that no API learns more about the others than it needs.
#[test]
fn int_06_of_a_token_for_two_apis_each_learns_its_own_scope() {
    for issuer in both_forms() {
        let both = "resource=https%3A%2F%2Fapi.test&resource=https%3A%2F%2Fstock.test";
        let code = back_office_code(&issuer, &format!("scope=openid+orders.read+stock.read&nonce=n&{both}"));
        let body = format!("token={}", back_office_redeems(&issuer, &code, "").member("access_token"));
        let told = |client: &str, secret: &str| {
            let answer = ask(&issuer, post(INTROSPECT, &basic(client, secret), &body));
            assert_eq!(answer.json()["active"], true, "{client}");
            let decided = answer.trace.steps.last().unwrap().decided.to_string();
            (answer.json()["scope"].clone(), answer.json()["aud"].clone(), decided)
        };
        let audience = json!(["https://api.test", "https://stock.test"]);
        let (scope, aud, decided) = told("orders-api", "api-secret-not-real");
        assert_eq!((scope, aud), (json!("orders.read"), audience.clone()));
        assert!(decided.contains("without the scopes of other APIs"), "{decided}");
        let (scope, aud, _) = told("stock-api", "stock-api-secret-not-real");
        assert_eq!((scope, aud), (json!("stock.read"), audience));
        // A scope about no API, here one that a policy repeats without effect, is nobody else's either.
        issuer.set_policies(Policies { openid: OpenidPolicy::Echo, ..issuer.issuer().policies() });
        let told = introspect(&issuer, &access_token(&issuer, "openid+orders.read"));
        assert_eq!(told["scope"], "openid orders.read");
    }
}

#[test]
fn int_07_the_binding_is_told() {
    for issuer in both_forms() {
        let signer = Signer::new(Algorithm::Es256);
        let request = token_post()
            .header("authorization", NIGHTLY)
            .header("dpop", signer.proof())
            .body(b"grant_type=client_credentials".to_vec())
            .unwrap();
        let told = introspect(&issuer, &ask(&issuer, request).member("access_token"));
        assert_eq!((&told["token_type"], &told["cnf"]), (&json!("DPoP"), &json!({"jkt": signer.jkt()})));
    }
}

#[test]
fn rev_01_a_form_with_a_token_from_an_authenticated_client() {
    let issuer = issuer();
    assert_eq!(ask(&issuer, post(REVOKE, NIGHTLY, "")).outcome(), (400, "invalid_request".to_owned()));
    let wrong = ask(&issuer, post(REVOKE, &basic("nightly-report", "wrong"), "token=x"));
    assert_eq!(wrong.outcome(), (401, "invalid_client".to_owned()));
    assert_eq!(ask(&issuer, get(REVOKE)).status, 405);
}

#[test]
fn rev_02_what_is_no_token_any_more_is_revoked_already() {
    for issuer in both_forms() {
        for text in ["x", "a.b.c"] {
            let answer = revoke(&issuer, text);
            assert_eq!((answer.status, answer.header("cache-control")), (200, "no-store"), "{text}");
        }
        let token = access_token(&issuer, "orders.read");
        issuer.clock().advance(300);
        assert_eq!(revoke(&issuer, &token).status, 200, "over");
    }
    let issuer = opaque();
    let token = access_token(&issuer, "orders.read");
    let hinted = ask(&issuer, post(REVOKE, NIGHTLY, &format!("token={token}&token_type_hint=refresh_token")));
    assert_eq!(hinted.status, 200);
    assert_eq!(introspect(&issuer, &token), inactive(), "a wrong hint still revokes");
}

#[test]
fn rev_03_revocation_is_immediate() {
    let issuer = opaque();
    let token = access_token(&issuer, "orders.read");
    assert_eq!(orders(&issuer, &token).status, 200);
    assert_eq!(revoke(&issuer, &token).status, 200);
    assert_eq!(introspect(&issuer, &token), inactive());
    let refused = orders(&issuer, &token);
    assert_eq!(refused.status, 401);
    assert!(refused.header("www-authenticate").contains("invalid_token"));
}

#[test]
fn prs_02_a_revoked_token_is_refused_by_the_api() {
    let issuer = opaque();
    let token = access_token(&issuer, "orders.read");
    revoke(&issuer, &token);
    assert_eq!(orders(&issuer, &token).status, 401);
}

#[test]
fn rev_04_nobody_gives_back_what_is_another_clients() {
    for issuer in both_forms() {
        let token = access_token(&issuer, "orders.read");
        let back_office = basic("back-office", "back-office-secret-not-real");
        let answer = ask(&issuer, post(REVOKE, &back_office, &format!("token={token}")));
        assert_eq!(answer.outcome(), (400, "invalid_request".to_owned()));
        assert_eq!(introspect(&issuer, &token)["active"], true);
    }
}

#[test]
fn rev_05_refresh_tokens_end_with_their_tokens_and_a_jwt_cannot() {
    let issuer = issuer();
    let token = access_token(&issuer, "orders.read");
    let answer = revoke(&issuer, &token);
    assert_eq!(answer.outcome(), (400, "unsupported_token_type".to_owned()));
    assert_eq!(orders(&issuer, &token).status, 200, "and nothing pretends that it ended");

    issuer.set_policies(Policies { refresh: true, access_token: AccessTokenForm::Opaque, ..Policies::default() });
    let first = ask(&issuer, nightly("grant_type=client_credentials"));
    let refresh_token = first.member("refresh_token");
    let renewal = format!("grant_type=refresh_token&refresh_token={refresh_token}");
    let second = ask(&issuer, nightly(&renewal));
    let unrelated = access_token(&issuer, "orders.read");
    assert_eq!(revoke(&issuer, &refresh_token).status, 200);
    assert_eq!(ask(&issuer, nightly(&renewal)).outcome(), (400, "invalid_grant".to_owned()));
    for ended in [first.member("access_token"), second.member("access_token")] {
        assert_eq!(introspect(&issuer, &ended), inactive());
    }
    assert_eq!(introspect(&issuer, &unrelated)["active"], true);
    assert_eq!(introspect(&issuer, &refresh_token), inactive(), "a refresh token is for no API");
}

#[test]
fn the_api_asks_about_opaque_tokens_each_time_and_the_log_shows_it() {
    let issuer = opaque();
    let token = access_token(&issuer, "orders.read");
    assert!(!token.contains('.') && token.len() == 43, "{token}");
    assert_eq!((orders(&issuer, &token).status, orders(&issuer, &token).status), (200, 200));
    let log = issuer.log();
    let asked = log.iter().filter(|entry| entry.exchange.from == Party::Api).collect::<Vec<_>>();
    assert_eq!(asked.len(), 2);
    assert_eq!(
        (asked[0].exchange.request.method(), asked[0].exchange.request.uri().path()),
        (&Method::POST, "/introspect")
    );
    let billing = billing_token(&issuer, "orders.write");
    assert_eq!(orders(&issuer, &billing).status, 403, "scope is the API's own question");
    let forged = orders(&issuer, "not-a-token");
    assert_eq!((forged.status, forged.refused_by()), (401, "The issuer's word"));
}

#[test]
fn userinfo_knows_the_issuers_own_opaque_tokens() {
    let issuer = opaque();
    let login = redeem(&issuer, &code(&issuer, "openid+profile"));
    assert_eq!(userinfo(&issuer, &login.member("access_token")).member("name"), "Sam Okafor");
    assert_eq!(userinfo(&issuer, &access_token(&issuer, "orders.read")).status, 403);
    assert_eq!(introspect(&issuer, &login.member("access_token")), inactive(), "that token is for no API");
    let login = redeem(&issuer, &code(&issuer, "openid+orders.read"));
    assert_eq!(introspect(&issuer, &login.member("access_token"))["sub"], "user-82c1");
}
