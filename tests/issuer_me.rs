//! `/me` at the API tells people from clients before it uses `sub`: requirement PRS-08 (RFC 9700 §4.15.1, RFC 9068 §5).
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::issuer::{AccessTokenForm, OpenidPolicy, Policies, SubjectStyle, demo_registry};
use grant_lab::oauth::Challenge;
use serde_json::json;

fn refused(answer: &Answer) {
    assert_eq!((answer.status, answer.refused_by()), (403, "Person or client"), "{}", answer.text());
    let challenge = Challenge::parse(answer.header("www-authenticate")).unwrap();
    challenge.check_bearer().unwrap();
    assert_eq!((challenge.get("error"), challenge.get("scope")), (Some("insufficient_scope"), None));
    assert!(answer.response.body().is_empty());
}

#[test]
fn prs_08_a_clients_token_is_refused_however_its_subject_is_spelt() {
    for access_token in AccessTokenForm::ALL {
        for sub in SubjectStyle::ALL {
            for openid in [OpenidPolicy::Reject, OpenidPolicy::VendorServiceAccount] {
                let issuer = issuer();
                issuer.set_policies(Policies { access_token, sub, openid, ..Policies::default() });
                let token = access_token_of(&issuer, openid);
                assert_eq!(orders(&issuer, &token).status, 200, "a good token, for something else");
                refused(&me(&issuer, &token));
            }
        }
    }
}

fn access_token_of(issuer: &TestIssuer, openid: OpenidPolicy) -> String {
    access_token(issuer, if openid == OpenidPolicy::Reject { "orders.read" } else { "orders.read+openid" })
}

#[test]
fn prs_08_a_client_that_bears_a_persons_identifier_is_still_a_client() {
    // The account that stands for the client is spelt like the person, or the client itself is (RFC 9068 §5).
    for sub in [SubjectStyle::ClientId, SubjectStyle::ServiceAccount] {
        let mut registry = demo_registry();
        let person = if sub == SubjectStyle::ClientId { "nightly-report" } else { "svc-5e1f" };
        registry.people[0].sub = person.to_owned();
        let issuer = issuer_with(registry);
        issuer.set_policies(Policies { sub, ..Policies::default() });
        let token = access_token(&issuer, "orders.read");
        assert_eq!(claims(&token)["sub"], person);
        refused(&me(&issuer, &token));
        let login = redeem(&issuer, &code(&issuer, "orders.read")).member("access_token");
        assert_eq!((me(&issuer, &login).status, me(&issuer, &login).member("sub").as_str()), (200, person));
    }
}

#[test]
fn prs_08_a_client_that_registered_with_a_persons_identifier_is_refused_too() {
    let issuer = issuer();
    issuer.set_policies(Policies { personal_client_ids: true, ..Policies::default() });
    let metadata = json!({"client_id": "user-82c1", "grant_types": ["client_credentials"], "scope": "orders.read"});
    let request = http::Request::post("https://issuer.test/register").header("content-type", "application/json");
    let registered = ask(&issuer, request.body(metadata.to_string().into_bytes()).unwrap());
    let header = basic("user-82c1", &registered.member("client_secret"));
    let token = ask(&issuer, form_with(&header, "grant_type=client_credentials")).member("access_token");
    assert_eq!(claims(&token)["sub"], "user-82c1", "an API that read sub alone would be fooled");
    refused(&me(&issuer, &token));
}

#[test]
fn prs_08_a_persons_token_is_answered_and_every_request_is_validated() {
    for access_token in AccessTokenForm::ALL {
        let issuer = issuer();
        issuer.set_policies(Policies { access_token, ..Policies::default() });
        let token = redeem(&issuer, &code(&issuer, "openid+orders.read")).member("access_token");
        let answer = me(&issuer, &token);
        assert_eq!((answer.status, json!(answer.json())), (200, json!({"sub": "user-82c1", "client_id": "shop-web"})));
        assert_eq!(answer.header("cache-control"), "no-store");
        issuer.clock().advance(299);
        assert_eq!(me(&issuer, &token).status, 200);
        issuer.clock().advance(1);
        assert_eq!(me(&issuer, &token).status, 401, "what was good a second ago is looked at again");
        issuer.clock().advance(-300);
        assert_eq!((me(&issuer, &token).status, me(&issuer, "x").status), (200, 401));
        assert_eq!(ask(&issuer, get("https://api.test/me")).status, 401);
    }
}

#[test]
fn prs_08_the_marker_is_only_in_tokens_about_people() {
    let issuer = issuer();
    let login = redeem(&issuer, &code(&issuer, "orders.read")).member("access_token");
    assert_eq!(claims(&login)["sub_type"], "person");
    assert!(!claims(&access_token(&issuer, "orders.read")).contains_key("sub_type"));
    // A token for UserInfo alone is for no API.
    let openid = redeem(&issuer, &code(&issuer, "openid")).member("access_token");
    assert_eq!((me(&issuer, &openid).status, me(&issuer, &openid).refused_by()), (401, "Audience"));
}

/// The careless resource beside it, for contrast: whoever has a customer's identifier in `sub` is that customer to it.
#[test]
fn me_by_sub_takes_a_client_with_a_persons_identifier_for_the_person() {
    let issuer = issuer();
    let by_sub = |token: &str| ask(&issuer, get_with("https://api.test/me/by-sub", &format!("Bearer {token}")));
    let program = access_token(&issuer, "orders.read");
    assert_eq!((by_sub(&program).status, by_sub(&program).refused_by()), (403, "Customer, by sub alone"));
    let login = redeem(&issuer, &code(&issuer, "orders.read")).member("access_token");
    assert_eq!((by_sub(&login).status, by_sub(&login).member("name").as_str()), (200, "Sam Okafor"));
    issuer.set_policies(Policies { personal_client_ids: true, ..Policies::default() });
    let metadata = json!({"client_id": "user-82c1", "grant_types": ["client_credentials"], "scope": "orders.read"});
    let request = http::Request::post("https://issuer.test/register").header("content-type", "application/json");
    let registered = ask(&issuer, request.body(metadata.to_string().into_bytes()).unwrap());
    let header = basic("user-82c1", &registered.member("client_secret"));
    let poser = ask(&issuer, form_with(&header, "grant_type=client_credentials")).member("access_token");
    assert_eq!((by_sub(&poser).status, by_sub(&poser).member("customer").as_str()), (200, "user-82c1"));
    issuer.set_policies(Policies { personal_client_ids: true, sub: SubjectStyle::Omitted, ..Policies::default() });
    let nobody = ask(&issuer, form_with(&header, "grant_type=client_credentials")).member("access_token");
    assert_eq!(by_sub(&nobody).status, 403);
    issuer.issuer().forget_client("user-82c1");
    assert_eq!(ask(&issuer, form_with(&header, "grant_type=client_credentials")).status, 401);
}
