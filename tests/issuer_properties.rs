//! Whatever arrives, the issuer answers: no panic, no 5xx, and no token for somebody who was not authenticated.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::issuer::{AccessTokenForm, OpenidPolicy, Policies, SubjectStyle};
use grant_lab::server::StepOutcome;
use http::{HeaderName, HeaderValue, Method, Request, Uri};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// Text that is often nearly right.
fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "grant_type=client_credentials",
            "grant_type=authorization_code",
            "grant_type=refresh_token",
            "refresh_token=x",
            "token=x",
            "token_type_hint=refresh_token",
            "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer",
            "client_id=ledger-sync",
            "grant_type=",
            "scope=orders.read",
            "scope=openid",
            "scope=a++b",
            "client_id=nightly-report",
            "client_id=billing-export",
            "client_id=shop-web",
            "client_secret=billing-secret-not-real",
            "client_secret=demo-secret-not-real",
            "client_assertion=a.b.c",
            "response_type=code",
            "redirect_uri=https%3A%2F%2Fshop.test%2Fcallback",
            "code=x",
            "code_verifier=x",
            "code_challenge_method=S256",
            "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "transaction=x",
            "decision=continue",
            "state=%zz",
            "prompt=none",
            "prompt=consent",
            "max_age=0",
            "max_age=x",
            "nonce=n",
            "response_type=code+id_token",
            "response_mode=fragment",
            "response_mode=query",
            "scope=openid+offline_access",
            "scope=stock.read",
            "resource=https%3A%2F%2Fapi.test",
            "resource=https%3A%2F%2Fstock.test",
            "resource=https%3A%2F%2Fissuer.test",
            "resource=%23",
            "audience=x",
            "authorization_details=%5B%7B%22type%22%3A%22orders_export%22%2C%22actions%22%3A%5B%22read%22%5D%2C%22max_rows%22%3A9%7D%5D",
            "authorization_details=%5B%7B%22type%22%3A1%7D%5D",
            "authorization_details=%5B",
        ])
        .prop_map(str::to_owned),
        "[ -~]{0,12}",
        ".{0,6}",
    ]
}

/// Nothing, or parameters that alone would be a good request.
fn beginning() -> impl Strategy<Value = &'static str> {
    select(vec![
        "",
        "grant_type=client_credentials",
        "grant_type=client_credentials&client_id=billing-export&client_secret=billing-secret-not-real",
        "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer",
        "response_type=code&client_id=shop-web&redirect_uri=https%3A%2F%2Fshop.test%2Fcallback\
         &code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "response_type=id_token&client_id=shop-web&redirect_uri=https%3A%2F%2Fshop.test%2Fcallback&scope=openid&nonce=n",
    ])
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    let form = (beginning(), prop::collection::vec(fragment(), 0..4));
    prop_oneof![
        4 => form.prop_map(|(beginning, parts)| format!("{beginning}&{}", parts.join("&")).into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..64),
    ]
}

fn authorization() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        3 => Just(NIGHTLY.as_bytes().to_vec()),
        1 => Just(basic("nightly-report", "wrong").into_bytes()),
        1 => Just(basic("back-office", "back-office-secret-not-real").into_bytes()),
        1 => "(Basic|Bearer|basic|DPoP|) {0,2}[A-Za-z0-9+/=._-]{0,40}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..24),
    ]
}

fn path() -> impl Strategy<Value = String> {
    select(vec![
        "https://issuer.test/token",
        "https://issuer.test/token",
        "https://issuer.test/token",
        "https://issuer.test/authorize",
        "https://issuer.test/authorize",
        "https://issuer.test/sign-in",
        "https://issuer.test/introspect",
        "https://issuer.test/revoke",
        "https://issuer.test/userinfo",
        "https://issuer.test/jwks",
        "https://ledger-sync.test/jwks",
        "https://issuer.test/.well-known/openid-configuration",
        "https://issuer.test/.well-known/oauth-authorization-server",
        "https://api.test/orders",
        "https://api.test/orders/export",
        "https://api.test/me",
        "https://api.test/me/by-sub",
        "https://stock.test/stock",
        "https://nowhere.test/x",
        "/token",
    ])
    .prop_map(str::to_owned)
}

prop_compose! {
    fn any_request()(
        path in path(),
        query in body(),
        method in prop_oneof![4 => Just("POST"), 2 => Just("GET"), 1 => select(vec!["HEAD", "PUT", "OPTIONS", "X"])],
        content_type in prop_oneof![
            4 => Just("application/x-www-form-urlencoded"),
            1 => select(vec!["application/json", "", "multipart/form-data"]),
        ],
        authorizations in prop::collection::vec(authorization(), 0..3),
        name in prop_oneof![
            3 => "[a-z-]{1,10}",
            1 => Just("dpop".to_owned()),
            1 => Just("origin".to_owned()),
            1 => Just("access-control-request-method".to_owned()),
            1 => Just("oauth-client-attestation".to_owned()),
        ],
        value in prop::collection::vec(any::<u8>(), 0..12),
        body in body(),
    ) -> Request<Vec<u8>> {
        let query: String = String::from_utf8_lossy(&query).chars().filter(char::is_ascii_graphic).collect();
        let uri = format!("{path}?{}", query.replace(['#', '"', '<', '>', '\\', '^', '`', '{', '|', '}'], ""));
        let mut request = Request::new(body);
        *request.method_mut() = Method::from_bytes(method.as_bytes()).unwrap();
        *request.uri_mut() = uri.parse().unwrap_or_else(|_| Uri::from_static("https://issuer.test/token"));
        let headers = request.headers_mut();
        for authorization in authorizations {
            if let Ok(value) = HeaderValue::from_bytes(&authorization) {
                headers.append("authorization", value);
            }
        }
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(&value)) {
            headers.append(name, value);
        }
        headers.insert("content-type", HeaderValue::from_static(content_type));
        request
    }
}

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
