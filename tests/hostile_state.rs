//! What an issuer must not be talked into holding or forgetting: whose `sub` a client bears, what was used up, what it cannot give back.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;

use common::*;
use grant_lab::issuer::{AccessTokenForm, Configuration, Policies, Profile};
use grant_lab::jose::Algorithm;
use http::Request;
use serde_json::{Value, json};
use signer::Signer;

const SAM: &str = "user-82c1";

fn taken(document: &Value) -> Result<Configuration, String> {
    Configuration::parse(&document.to_string()).map_err(|error| error.path)
}

fn cast() -> Value {
    issuer().issuer().configuration().to_json()
}

fn register(issuer: &TestIssuer, metadata: &Value) -> Answer {
    let request = Request::post("https://issuer.test/register").header("content-type", "application/json");
    ask(issuer, request.body(metadata.to_string().into_bytes()).unwrap())
}

/// What the orders API is told about a token.
fn introspect(issuer: &TestIssuer, token: &str) -> Value {
    let request = Request::post("https://issuer.test/introspect")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("authorization", basic("orders-api", "api-secret-not-real"));
    Value::Object(ask(issuer, request.body(format!("token={token}").into_bytes()).unwrap()).json())
}

/// What goes out comes in.
fn assert_it_travels(issuer: &TestIssuer) {
    let document = issuer.issuer().configuration().to_json();
    let again = taken(&document).unwrap_or_else(|place| panic!("{place} cannot be taken"));
    assert_eq!(again.to_json(), document);
}

#[test]
fn sub_service_account_atk_04_no_client_bears_what_is_a_persons_or_another_clients() {
    let change = |index: usize, member: &str, value: &str| {
        let mut document = cast();
        document["clients"][index][member] = json!(value);
        document
    };
    let person = |sub: &str| {
        let mut document = cast();
        document["people"][0]["sub"] = json!(sub);
        document
    };
    let nightly = cast()["clients"].as_array().unwrap().iter().position(|one| one["client_id"] == "nightly-report");
    let nightly = nightly.unwrap();
    let other = usize::from(nightly == 0);
    let account = cast()["clients"][other]["service_account"].as_str().unwrap().to_owned();
    let id = cast()["clients"][other]["client_id"].as_str().unwrap().to_owned();
    let own = |member: &str| format!("clients[{nightly}].{member}");
    for (document, place) in [
        (change(nightly, "service_account", SAM), own("service_account")),
        (change(nightly, "service_account", "billing-export"), own("service_account")),
        (change(nightly, "service_account", "billing-export@clients"), own("service_account")),
        (change(nightly, "client_id", &format!("{id}@clients")), format!("clients[{other}].client_id")),
        (person("nightly-report@clients"), own("client_id")),
        (person("nightly-report"), own("client_id")),
        (person(&account), format!("clients[{other}].service_account")),
    ] {
        assert_eq!(taken(&document).err(), Some(place));
    }
    let twice = change(nightly, "service_account", &account);
    assert!(taken(&twice).is_err_and(|place| place.ends_with("service_account")));
    for own in ["nightly-report", "nightly-report@clients", ""] {
        assert!(taken(&change(nightly, "service_account", own)).is_ok(), "its own, or none: {own}");
    }
    let mut allowed = change(nightly, "service_account", SAM);
    allowed["policies"]["personalClientIds"] = json!("allowed");
    assert!(taken(&allowed).is_ok(), "what the policy lets through to show what follows");
}

#[test]
fn atk_04_registration_takes_no_subject_of_anybody() {
    let mut document = cast();
    document["people"] = json!([{"sub": SAM, "name": "Sam"}, {"sub": "lee@clients", "name": "Lee"}]);
    let issuer = issuer();
    issuer.configure(taken(&document).unwrap());
    let account = document["clients"][0]["service_account"].as_str().unwrap().to_owned();
    for id in [SAM, "lee", "lee@clients", "billing-export@clients", "nightly-report", &account] {
        let answer = register(&issuer, &json!({"client_id": id, "grant_types": ["client_credentials"]}));
        assert_eq!(
            (answer.outcome(), answer.refused_by()),
            ((400, "invalid_client_metadata".to_owned()), "Client identifier"),
            "{id}"
        );
    }
    let answer = register(&issuer, &json!({"client_id": "own@clients", "grant_types": ["client_credentials"]}));
    assert_eq!(answer.status, 201);
    assert_eq!(register(&issuer, &json!({"client_id": "own", "grant_types": ["client_credentials"]})).status, 400);
    assert_it_travels(&issuer);
}

#[test]
fn atk_04_what_the_policy_let_in_goes_when_the_policy_goes() {
    let issuer = issuer();
    issuer.set_policies(Policies { personal_client_ids: true, ..Policies::default() });
    assert_eq!(register(&issuer, &json!({"client_id": SAM, "grant_types": ["client_credentials"]})).status, 201);
    assert_it_travels(&issuer);
    issuer.set_policies(Policies::default());
    assert!(issuer.issuer().registry().client(SAM).is_none());
    assert_it_travels(&issuer);
}

#[test]
fn code_reuse_userinfo_the_grant_has_ended_for_userinfo_and_introspection() {
    for access_token in [AccessTokenForm::Jwt, AccessTokenForm::Opaque] {
        let issuer = issuer();
        issuer.set_policies(Policies { access_token, ..Policies::default() });
        let code = code(&issuer, "openid+orders.read");
        let token = redeem(&issuer, &code).member("access_token");
        assert_eq!((userinfo(&issuer, &token).status, &introspect(&issuer, &token)["active"]), (200, &json!(true)));
        assert_eq!(redeem(&issuer, &code).outcome(), (400, "invalid_grant".to_owned()));
        let answer = userinfo(&issuer, &token);
        assert_eq!(answer.status, 401, "{access_token:?}");
        assert!(answer.header("www-authenticate").contains("invalid_token"));
        assert_eq!(introspect(&issuer, &token), json!({"active": false}), "{access_token:?}");
        let another = redeem(&issuer, &common::code(&issuer, "openid")).member("access_token");
        assert_eq!(userinfo(&issuer, &another).status, 200, "another sign-in is another grant");
    }
}

#[test]
fn token_twice_prs_04_in_the_query_and_beside_it() {
    let issuer = issuer();
    let token = access_token(&issuer, "orders.read");
    let url = |query: &str| get_with(&format!("https://api.test/orders?{query}"), &format!("Bearer {token}"));
    for query in [format!("access_token={token}"), "access_token=other".to_owned(), "x=1&%61ccess_token=a".to_owned()] {
        let answer = ask(&issuer, url(&query));
        assert_eq!(answer.status, 400, "{query}");
        assert!(answer.header("www-authenticate").contains("error=\"invalid_request\""), "{query}");
    }
    assert_eq!(ask(&issuer, url("access_token=&x=access_token")).status, 200, "a parameter without a value is none");
    let code = code(&issuer, "openid");
    let person = redeem(&issuer, &code).member("access_token");
    let form = Request::post(format!("https://issuer.test/userinfo?access_token={person}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("access_token={person}").into_bytes());
    assert_eq!(ask(&issuer, form.unwrap()).status, 400, "in the form and in the query");
    issuer.set_policies(Policies { profile: Profile::OAuth21, ..Policies::default() });
    let answer = ask(&issuer, url(&format!("access_token={token}")));
    assert_eq!(answer.status, 200);
    assert!(
        answer.trace.steps.iter().any(|step| step.name == "Token in the query" && step.decided.contains("Not read"))
    );
}

#[test]
fn assertion_clock_jca_07_dpp_06_the_clock_brings_nothing_back() {
    let issuer = issuer();
    let ledger = Signer::with(&pollster::block_on(issuer.client_key()).unwrap(), Algorithm::Es256);
    let send = |assertion: &str, proof: Option<&str>| {
        let body = format!(
            "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer\
             &client_assertion={assertion}"
        );
        let request = proof.iter().fold(token_post(), |request, proof| request.header("dpop", *proof));
        ask(&issuer, request.body(body.into_bytes()).unwrap())
    };
    let later = |seconds: i64| {
        let mut claims = ledger.assertion_claims("ledger-sync");
        claims["iat"] = json!(START + seconds);
        claims["exp"] = json!(START + seconds + 300);
        ledger.jwt(&json!({"typ": "client-authentication+jwt"}), &claims)
    };
    let (first, second, proof) = (later(0), later(7200), ledger.proof());
    assert_eq!(send(&first, Some(&proof)).status, 200);
    issuer.clock().advance(7200);
    assert_eq!(send(&second, None).status, 200);
    issuer.clock().advance(-7200);
    assert_eq!(send(&first, None).refused_by(), "First use of the assertion");
    assert_eq!(send(&later(0), Some(&proof)).outcome(), (400, "invalid_dpop_proof".to_owned()));
}

#[test]
fn export_import_what_is_held_can_go_out_and_come_in() {
    let clients: Vec<Value> =
        (0..5_000).map(|id| json!({"client_id": format!("client-{id}"), "client_secret": "secret"})).collect();
    let issuer = issuer();
    issuer.configure(taken(&json!({"version": 1, "clients": clients})).unwrap());
    assert_it_travels(&issuer);
    // Numbers that are longer when they are written than when they were read.
    let grown: Vec<&str> = vec!["1e15"; 50_000];
    let key = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","x-more":"#;
    let document = |numbers: &str| {
        let client = r#"{"client_id":"a","token_endpoint_auth_method":"private_key_jwt","jwks":{"keys":["#;
        Configuration::parse(&format!(r#"{{"version":1,"clients":[{client}{key}[{numbers}]}}]}}}}]}}"#))
    };
    assert_eq!(document("1e15").map(|read| read.registry.clients.len()), Ok(1));
    let refused = document(&grown.join(",")).map(|read| read.registry.clients.len());
    assert_eq!(
        refused.map_err(|error| error.path),
        Err("clients[0].jwks".to_owned()),
        "at once, not when it comes back"
    );
    for number in 0..40 {
        let metadata = json!({"grant_types": ["client_credentials"], "client_name": "n".repeat(60_000), "client_id": format!("r{number}")});
        assert_eq!(register(&issuer, &metadata).status, 201);
    }
    let registry = issuer.issuer().registry();
    assert!(registry.client("r39").is_some() && registry.client("r0").is_none(), "bounded by octets");
    assert!(registry.client("client-0").is_some() && registry.client("client-4999").is_some(), "nobody else made room");
    assert_it_travels(&issuer);
}

#[test]
fn export_import_a_registration_makes_room_only_for_registrations() {
    let issuer = issuer();
    issuer.configure(
        taken(&json!({"version": 1,
        "apis": [{"identifier": "https://api.test", "scope": "orders.read", "client_id": "gate"}],
        "clients": [{"client_id": "gate", "client_secret": "gate-secret"}]}))
        .unwrap(),
    );
    for number in 0..120 {
        let metadata = json!({"grant_types": ["client_credentials"], "client_id": format!("r{number}")});
        assert_eq!(register(&issuer, &metadata).status, 201);
    }
    let registry = issuer.issuer().registry();
    assert!(registry.client("gate").is_some() && registry.client("r20").is_some() && registry.client("r19").is_none());
    assert_it_travels(&issuer);
}

#[test]
fn the_clock_stays_where_times_can_be_written() {
    let issuer = issuer();
    issuer.clock().advance(i64::MAX);
    issuer.clock().advance(i64::MAX);
    assert!(issuer.now().0 < 1 << 53);
    assert_eq!(ask(&issuer, nightly("grant_type=client_credentials")).status, 200);
    issuer.clock().freeze();
    issuer.clock().advance(i64::MIN);
    assert!(issuer.now().0 > -(1 << 53));
    assert_eq!(ask(&issuer, nightly("grant_type=client_credentials")).status, 200);
}
