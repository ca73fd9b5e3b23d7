//! The JavaScript API without JavaScript: what crosses it, and that its two hand-written files fit this crate.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::atlas::play::Why;
use grant_lab::issuer::{ISSUER, MTLS_ISSUER, Policies};
use grant_lab::js_api::{Instance, PlayError, server, told};
use grant_lab::ports::{Clock as _, UnixTime};
use grant_lab::server::{API, STOCK_API};
use pollster::block_on;
use serde_json::{Value, json};

const SCRIPT: &str = include_str!("../src/js_api/grant-lab.js");
const SERVERS: &str = include_str!("../src/content/facts/servers.json");
const TYPES: &str = include_str!("../src/js_api/grant-lab.d.ts");

type TestInstance = Instance<TestCrypto, StillClock, Seeded>;

fn instance(options: &str) -> Result<TestInstance, String> {
    Instance::open(TestCrypto::default(), StillClock, Seeded::new(), options)
}

fn ask_instance(instance: &TestInstance, head: &str, body: &str) -> String {
    let answer = block_on(instance.answer(head, body.as_bytes().to_vec(), None)).unwrap();
    String::from_utf8(answer).unwrap()
}

fn ask_for_token(instance: &TestInstance, scope: &str) -> String {
    let head = "POST https://issuer.test/token\nauthorization: Basic bmlnaHRseS1yZXBvcnQ6ZGVtby1zZWNyZXQtbm90LXJlYWw=\n\
                content-type: application/x-www-form-urlencoded";
    ask_instance(instance, head, &["grant_type=client_credentials&scope=", scope].concat())
}

#[test]
fn options_are_policies_and_what_is_unknown_is_refused_with_what_is_allowed() {
    assert!(ask_for_token(&instance("{}").unwrap(), "orders.read+openid").contains("invalid_scope"));
    let dropping = instance(r#"{"openid":"drop"}"#).unwrap();
    assert!(ask_for_token(&dropping, "orders.read+openid").starts_with("200\n"));
    for (options, error) in [
        (r#"{"opendi":"drop"}"#, "There is no option \"opendi\". The options: "),
        (r#"{"openid":7}"#, "openid cannot be 7. Allowed: \"reject\", \"drop\""),
        ("[]", "The options of an issuer are an object."),
    ] {
        assert!(instance(options).err().unwrap().starts_with(error), "{options}");
    }
}

#[test]
fn a_reset_keeps_the_options() {
    let instance = instance(r#"{"openid":"drop"}"#).unwrap();
    instance.clock().advance(60);
    ask_for_token(&instance, "openid");
    instance.reset();
    assert_eq!((instance.log().as_str(), instance.clock().now()), ("[]", UnixTime(START)));
    assert!(ask_for_token(&instance, "orders.read+openid").starts_with("200\n"));
}

#[test]
fn a_server_is_played_by_its_product_or_set_up_until_there_are_other_policies() {
    let instance = instance("{}").unwrap();
    let keycloak = server(SERVERS, "keycloak").unwrap();
    instance.set_policies(Some(keycloak.policies()));
    assert!(ask_for_token(&instance, "openid").contains("\"id_token\""));
    instance.set_policies(None);
    assert!(ask_for_token(&instance, "openid").contains("invalid_scope"));
    let told: Value = serde_json::from_str(&told(&server(SERVERS, "lemonldap-ng-jwt").unwrap())).unwrap();
    assert_eq!((&told["id"], &told["setup"]), (&json!("lemonldap-ng"), &json!("lemonldap-ng-jwt")));
    let members = TYPES.split_once("interface PlayedServer {").unwrap().1.split_once("\n}").unwrap().0;
    for name in told.as_object().unwrap().keys() {
        assert!(members.contains(&["\n  ", name, ": "].concat()), "{name} is not typed");
    }
    for why in Why::ALL {
        assert!(members.contains(&["\"", why.name(), "\""].concat()), "{why:?} is not typed");
    }
}

#[test]
fn what_cannot_be_played_has_a_code_and_says_what_can() {
    let refused = |facts, id| {
        let error: PlayError = server(facts, id).unwrap_err();
        serde_json::from_str::<Value>(&error.to_text()).unwrap()
    };
    for (id, code) in [("keykloak", "unknown_server"), ("google", "without_grant"), ("mcp-sdk", "without_grant")] {
        let refusal = refused(SERVERS, id);
        assert_eq!(refusal["code"], code);
        let message = refusal["message"].as_str().unwrap();
        assert!(message.contains(id) && message.contains(", django-oauth-toolkit, "), "{message}");
        assert!(!message.contains(", google"), "{message}");
    }
    assert_eq!(refused("{}", "keycloak")["code"], "facts_of_another_build");
}

#[test]
fn clients_come_with_what_they_hold() {
    let clients: Value = serde_json::from_str(&block_on(instance("{}").unwrap().clients()).unwrap()).unwrap();
    let client = |id: &str| clients.as_array().unwrap().iter().find(|client| client["client_id"] == id).unwrap();
    let nightly = client("nightly-report");
    assert_eq!(nightly["token_endpoint_auth_method"], "client_secret_basic");
    assert_eq!((&nightly["client_secret"], nightly.get("private_jwk")), (&json!("demo-secret-not-real"), None));
    assert!(client("ledger-sync")["private_jwk"]["d"].is_string());
    for id in ["meter-gateway", "parcel-locker"] {
        assert!(client(id)["certificate"].as_str().unwrap().starts_with("-----BEGIN CERTIFICATE-----\n"), "{id}");
    }
    for client in clients.as_array().unwrap() {
        for name in client.as_object().unwrap().keys() {
            assert!(
                TYPES.contains(&["  ", name, ": "].concat()) || TYPES.contains(&["  ", name, "?: "].concat()),
                "{name}"
            );
        }
    }
}

#[test]
fn the_log_has_the_message_its_answer_and_its_trace_and_no_secret() {
    let instance = instance("{}").unwrap();
    ask_for_token(&instance, "orders.read");
    let log = instance.log();
    assert!(!log.contains("ZGVtby1zZWNyZXQ"));
    let log: Value = serde_json::from_str(&log).unwrap();
    let entry = log[0].as_array().unwrap();
    assert_eq!(
        entry[..7],
        [
            json!(1),
            json!(START),
            json!("client"),
            json!("issuer"),
            json!("POST"),
            json!("https://issuer.test/token"),
            json!([
                [["authorization", "Basic [redacted]"], ["content-type", "application/x-www-form-urlencoded"]],
                "grant_type=client_credentials&scope=orders.read",
                0
            ]),
        ]
    );
    assert_eq!(entry[7], 200);
    let step = entry[9][0].as_array().unwrap();
    assert_eq!(step[0], "Method");
    assert_eq!(step[2], "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6");
    assert_eq!(step[5], "passed");
}

#[test]
fn the_script_names_the_addresses_of_this_crate() {
    assert!(SCRIPT.contains(&["const ISSUER = \"", ISSUER, "\";"].concat()));
    let origins = ["const ORIGINS = [ISSUER, \"", API, "\", \"", STOCK_API, "\", \"", MTLS_ISSUER, "\"];"].concat();
    assert!(SCRIPT.contains(&origins));
}

#[test]
fn the_types_have_every_option_and_every_value_of_it() {
    let options = TYPES.split_once("interface Policies {").unwrap().1.split_once("\n}").unwrap().0;
    let typed = |name: &str| options.lines().find(|line| line.starts_with(&["  ", name, "?: "].concat()));
    for name in Policies::NAMES {
        let line = typed(name).unwrap_or_else(|| panic!("{name} is not typed"));
        let error = Policies::default().set(name, &Value::Null).unwrap_err().to_string();
        for value in error.split('"').skip(1).step_by(2) {
            assert!(line.contains(&["\"", value, "\""].concat()), "{name} lacks {value}");
        }
    }
    let count = options.lines().filter(|line| line.starts_with("  ") && line.contains("?: ")).count();
    assert_eq!(count, Policies::NAMES.len(), "options that the issuer does not have");
}
