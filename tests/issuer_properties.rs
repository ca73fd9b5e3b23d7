//! Whatever arrives, the issuer answers: no panic, no 5xx, and no token for somebody who was not authenticated.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/any_request.rs"]
mod any_request;
#[path = "common/issuer.rs"]
mod common;

use any_request::*;
use common::*;
use grant_lab::issuer::{AccessTokenForm, OpenidPolicy, Policies, SubjectStyle};
use grant_lab::server::StepOutcome;
use http::HeaderValue;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

fn policies() -> impl Strategy<Value = Policies> {
    let forms = select(AccessTokenForm::ALL.to_vec());
    let subjects = select(SubjectStyle::ALL.to_vec());
    (select(OpenidPolicy::ALL.to_vec()), any::<bool>(), forms, subjects, any::<bool>()).prop_map(
        |(openid, refresh, access_token, sub, dpop_nonce)| Policies {
            openid,
            refresh,
            access_token,
            sub,
            dpop_nonce,
            ..Policies::default()
        },
    )
}

/// What must hold for any answer.
fn check(answer: &Answer) {
    assert!(answer.status < 500, "{}", answer.text());
    let (last, before) = answer.trace.steps.split_last().expect("every request is checked");
    assert!(before.iter().all(|step| step.outcome != StepOutcome::Refused), "{:?}", answer.trace);
    let passed = |name: &str| before.iter().any(|step| step.name == name && step.outcome == StepOutcome::Passed);
    if answer.text().contains("\"access_token\"") {
        assert!(answer.status == 200 && passed("Client authentication"), "{}", answer.text());
    } else if answer.status >= 400 {
        assert_eq!(last.outcome, StepOutcome::Refused, "{:?}", answer.trace);
    }
    assert!(answer.status != 401 || answer.response.headers().contains_key("www-authenticate"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_request_is_answered(request in any_request(), policies in policies()) {
        let issuer = issuer();
        issuer.set_policies(policies);
        check(&ask(&issuer, request));
    }

    #[test]
    fn any_form_at_the_token_endpoint_is_answered(body in body(), header in prop::option::of(authorization())) {
        let mut request = form("");
        *request.body_mut() = body;
        if let Some(Ok(value)) = header.map(|octets| HeaderValue::from_bytes(&octets)) {
            request.headers_mut().insert("authorization", value);
        }
        let answer = ask(&issuer(), request);
        check(&answer);
        prop_assert_eq!(answer.header("cache-control"), "no-store");
        prop_assert!(answer.status == 200 || !answer.member("error").is_empty());
    }

    #[test]
    fn any_bearer_token_is_answered(token in "[!-~]{0,60}", url in select(vec![
        "https://api.test/orders", "https://api.test/orders/export", "https://api.test/me", "https://api.test/me/by-sub", "https://stock.test/stock",
        "https://issuer.test/userinfo",
    ])) {
        let answer = ask(&issuer(), get_with(url, &format!("Bearer {token}")));
        check(&answer);
        prop_assert!(answer.status == 401 || answer.status == 400, "{}", answer.status);
    }

    /// Whatever details arrive as JSON, they are granted as they were sent or refused with the code for them.
    #[test]
    fn any_authorization_details_are_granted_whole_or_refused(details in details()) {
        let text: String = form_urlencoded::byte_serialize(details.to_string().as_bytes()).collect();
        let client = "client_id=billing-export&client_secret=billing-secret-not-real";
        let answer = ask(&issuer(), form(&format!("grant_type=client_credentials&{client}&authorization_details={text}")));
        check(&answer);
        if answer.status == 200 {
            prop_assert_eq!(&answer.json()["authorization_details"], &details);
        } else {
            prop_assert_eq!(answer.outcome(), (400, "invalid_authorization_details".to_owned()));
        }
    }

    /// A token is for what was named and for nothing else, or there is none.
    #[test]
    fn any_resources_are_the_audience_or_invalid_target(resources in prop::collection::vec(resource(), 1..4)) {
        let named: Vec<String> =
            resources.iter().map(|text| format!("&resource={}", form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>())).collect();
        let answer = ask(&issuer(), nightly(&format!("grant_type=client_credentials{}", named.concat())));
        check(&answer);
        let only_own = resources.iter().filter(|text| !text.is_empty()).all(|text| text == "https://api.test");
        if only_own {
            prop_assert_eq!(&claims(&answer.member("access_token"))["aud"], "https://api.test");
        } else {
            prop_assert_eq!(answer.outcome(), (400, "invalid_target".to_owned()));
        }
    }
}

fn resource() -> impl Strategy<Value = String> {
    let known = ["https://api.test", "https://api.test", "https://stock.test", "https://issuer.test", "", "urn:x", "#"];
    prop_oneof![3 => select(known.to_vec()).prop_map(str::to_owned), 1 => ".{0,12}"]
}

/// JSON that is often nearly right.
fn details() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3_i64..1010).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        select(vec!["read", "archive", "https://api.test", "orders_export", "x"]).prop_map(Value::from),
    ];
    let list = prop::collection::vec(leaf.clone(), 0..3).prop_map(Value::from);
    let actions = prop_oneof![3 => Just(json!(["read"])), 1 => list.clone(), 1 => leaf.clone()];
    let rows = prop_oneof![3 => (1_u64..=1000).prop_map(Value::from), 1 => leaf.clone()];
    let object = (actions, rows, prop::option::of(list), prop::option::of(leaf.clone())).prop_map(
        |(actions, max_rows, locations, more)| {
            let mut object = json!({"type": "orders_export", "actions": actions, "max_rows": max_rows});
            if let Some(locations) = locations {
                object["locations"] = locations;
            }
            if let Some(more) = more {
                object["more"] = more;
            }
            object
        },
    );
    let some = prop_oneof![5 => object, 1 => leaf.clone()];
    prop_oneof![5 => prop::collection::vec(some, 0..3).prop_map(Value::from), 1 => leaf]
}
