//! Whole sessions of anything: requests of every kind to one network, with imports, policies, sign-ins, rotations and a clock that goes
//! forth and back between them. Nothing panics, nothing is a 5xx, no client is taken for a person, and what is held can go out and come in.
//!
//! `make test` plays a few. `PROPTEST_CASES=20000 cargo test --locked --features software-crypto --test hostile_sessions` plays for minutes.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/any_request.rs"]
mod any_request;
#[path = "common/issuer.rs"]
mod common;

use std::env;

use any_request::any_request;
use common::*;
use grant_lab::issuer::{AccessTokenForm, Configuration, OpenidPolicy, Policies, Profile, SubjectStyle};
use grant_lab::network::LOG_CAPACITY;
use http::Request;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// One thing that happens in a session.
#[derive(Clone, Debug)]
enum Happening {
    Request(Request<Vec<u8>>),
    /// A request whose body, address or header field is so many times as long.
    Long(Request<Vec<u8>>, usize),
    Registration(Value),
    /// A configuration that differs from the one in force at one place: list, index, member, value.
    Import(&'static str, usize, String, Value),
    Policies(Box<Policies>),
    Advance(i64),
    /// A sign-in whose code is redeemed twice.
    SignIn(&'static str),
    /// A client's token, shown where people are asked for.
    ClientToken(&'static str),
    Rotate,
    Reset,
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(vec![
            "user-82c1", "nightly-report", "billing-export", "nightly-report@clients", "own", "own@clients", "openid orders.read", "code",
            "client_credentials", "authorization_code", "implicit", "private_key_jwt", "none", "client_secret_basic", "tls_client_auth",
            "https://api.test", "https://shop.test/callback", "orders.read", "orders_export", "allowed", "refused", "service_account",
        ]).prop_map(str::to_owned),
        1 => "[ -~]{0,12}",
        1 => ".{0,8}",
        1 => (1_usize..3000, "[a-z\\u{301}\"\\\\ ]").prop_map(|(count, text)| text.repeat(count)),
    ]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        3 => any_text().prop_map(Value::String),
        1 => any::<i64>().prop_map(Value::from),
        // Written with many more digits than read, or not exactly a double's.
        1 => select(vec![1e15, 1.5, -0.0, 1e-7, 0.1]).prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            members(inner).prop_map(Value::Object),
        ]
    })
}

/// Names of client metadata and of a configuration, and others.
fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(vec![
            "client_id", "client_name", "client_secret", "scope", "default_scope", "service_account", "grant_types", "response_types",
            "redirect_uris", "token_endpoint_auth_method", "jwks", "jwks_uri", "keys", "kty", "crv", "x", "n", "e", "x5c", "sub", "name",
            "identifier", "signing_alg", "authorization_details_types", "tls_client_auth_subject_dn", "personalClientIds", "openid", "alg",
        ]).prop_map(str::to_owned),
        1 => "[a-z_]{1,8}",
        1 => ".{0,4}",
    ]
}

fn members(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::vec((any_name(), value), 0..7).prop_map(|members| members.into_iter().collect())
}

fn any_policies() -> impl Strategy<Value = Policies> {
    let choices =
        (select(OpenidPolicy::ALL.to_vec()), select(SubjectStyle::ALL.to_vec()), select(AccessTokenForm::ALL.to_vec()));
    let profile = select(vec![Profile::OAuth20, Profile::OAuth20, Profile::OAuth21, Profile::Fapi20]);
    (choices, profile, any::<[bool; 4]>()).prop_map(
        |((openid, sub, access_token), profile, [refresh, nonce, only, personal])| Policies {
            openid,
            sub,
            access_token,
            profile,
            refresh,
            dpop_nonce: nonce,
            client_credentials_only: only,
            personal_client_ids: personal,
            ..Policies::default()
        },
    )
}

fn any_happening() -> impl Strategy<Value = Happening> {
    let list = select(vec!["clients", "apis", "people", "policies"]);
    prop_oneof![
        8 => any_request().prop_map(Happening::Request),
        1 => (any_request(), 1_usize..20_000).prop_map(|(request, times)| Happening::Long(request, times)),
        3 => members(any_json()).prop_map(|metadata| Happening::Registration(Value::Object(metadata))),
        3 => (list, 0_usize..12, any_name(), any_json()).prop_map(|(list, index, name, value)| Happening::Import(list, index, name, value)),
        2 => any_policies().prop_map(|policies| Happening::Policies(Box::new(policies))),
        2 => prop_oneof![-100_000_i64..100_000, any::<i64>()].prop_map(Happening::Advance),
        2 => select(vec!["openid", "openid+profile", "orders.read", "openid+orders.read"]).prop_map(Happening::SignIn),
        2 => select(vec!["orders.read", "openid", ""]).prop_map(Happening::ClientToken),
        1 => Just(Happening::Rotate),
        1 => Just(Happening::Reset),
    ]
}

/// Sends anything, and holds the answer to what holds for all.
fn send(network: &TestIssuer, request: Request<Vec<u8>>) -> Answer {
    let answer = ask(network, request);
    assert!(answer.status < 500, "{} {}", answer.status, answer.text());
    assert!(!answer.trace.steps.is_empty());
    answer
}

/// The answer of an authorization endpoint that sends the browser somewhere: the parameter of this name in the address.
fn sent_on(answer: &Answer, name: &str) -> Option<String> {
    let location = answer.response.headers().get("location")?.to_str().ok()?;
    let (_, query) = location.split_once('?')?;
    form_urlencoded::parse(query.as_bytes()).find(|(own, _)| own == name).map(|(_, value)| value.into_owned())
}

fn play(network: &TestIssuer, happening: Happening) {
    match happening {
        Happening::Request(request) => drop(send(network, request)),
        Happening::Long(request, times) => {
            let (mut head, body) = request.into_parts();
            let body = body.repeat(1 + times / (1 + body.len()));
            let target = format!("{}&{}", head.uri, "a".repeat(times));
            if times % 2 == 0
                && let Ok(uri) = target.parse()
            {
                head.uri = uri;
            }
            drop(send(network, Request::from_parts(head, body)));
        }
        Happening::Registration(metadata) => {
            let request = Request::post("https://issuer.test/register").header("content-type", "application/json");
            drop(send(network, request.body(metadata.to_string().into_bytes()).unwrap()));
        }
        Happening::Import(list, index, name, value) => {
            let mut document = network.issuer().configuration().to_json();
            match &mut document[list] {
                Value::Array(entries) if entries.is_empty() => entries.push(json!({ name: value })),
                Value::Array(entries) => {
                    let count = entries.len();
                    entries[index % count][name] = value;
                }
                other => other[name] = value,
            }
            match Configuration::parse(&document.to_string()) {
                Ok(configuration) => network.configure(configuration),
                Err(error) => assert!(!error.path.is_empty() && error.to_string().len() < 2_000, "{error}"),
            }
        }
        Happening::Policies(policies) => network.set_policies(*policies),
        Happening::Advance(seconds) => network.clock().advance(seconds),
        Happening::SignIn(scope) => {
            let shown = send(network, get(&authorize_url(scope)));
            let Some(transaction) = sent_on(&shown, "transaction") else { return };
            let Some(code) = sent_on(&decide(network, &transaction, "continue"), "code") else { return };
            let first = send(network, form(&redeem_body(&code)));
            let again = send(network, form(&redeem_body(&code)));
            assert_ne!(again.status, 200, "a code is good once");
            if first.status == 200 {
                assert_ne!(userinfo(network, &first.member("access_token")).status, 200, "its grant has ended");
            }
        }
        Happening::ClientToken(scope) => {
            let answer = send(network, nightly(&format!("grant_type=client_credentials&scope={scope}")));
            if answer.status == 200 {
                let token = answer.member("access_token");
                for url in ["https://issuer.test/userinfo", "https://api.test/me"] {
                    let told = send(network, get_with(url, &format!("Bearer {token}")));
                    assert_ne!(told.status, 200, "a client is nobody at {url}: {}", told.text());
                }
            }
        }
        Happening::Rotate => pollster::block_on(network.issuer().rotate_keys()).unwrap(),
        Happening::Reset => network.reset(),
    }
}

/// How many sessions are played: few with every run of the tests, as many as `PROPTEST_CASES` says when somebody asks.
fn config() -> ProptestConfig {
    let cases = env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(40);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_session_goes_on(happenings in prop::collection::vec(any_happening(), 1..40)) {
        let network = issuer();
        for happening in happenings {
            play(&network, happening);
            prop_assert!(network.log().len() <= LOG_CAPACITY);
        }
        let document = network.issuer().configuration().to_json();
        let again = Configuration::parse(&document.to_string());
        prop_assert!(again.is_ok(), "{:?}", again.err());
        prop_assert!(again.unwrap().to_json() == document, "what came in is not what went out");
    }
}
