//! A configuration goes out, comes in and says where it cannot be taken.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/certificates.rs"]
mod certificates;
#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::issuer::{Configuration, Policies};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn parsed(document: &Value) -> Result<Configuration, (String, String)> {
    Configuration::parse(&document.to_string()).map_err(|error| (error.path, error.reason))
}

fn cast() -> Value {
    issuer().issuer().configuration().to_json()
}

#[test]
fn what_goes_out_comes_in_and_goes_out_the_same() {
    let document = cast();
    let read = parsed(&document).unwrap();
    assert_eq!(read.to_json(), document);
    assert_eq!(read.unknown_members(), [""; 0]);
    let other = issuer();
    other.configure(read);
    assert_eq!(other.issuer().configuration().to_json(), document);
    assert_eq!(orders(&other, &access_token(&other, "orders.read")).status, 200);
}

#[test]
fn an_imported_client_can_ask_for_tokens_and_one_that_is_gone_cannot() {
    let issuer = issuer();
    let document = json!({
        "version": 1,
        "policies": {"openid": "drop", "lifetime": 60},
        "apis": [{"identifier": "https://api.test", "scope": "orders.read", "client_id": "gate"}],
        "clients": [
            {"client_id": "gate", "client_secret": "gate-secret", "grant_types": []},
            {"client_id": "own", "client_secret": "own secret", "grant_types": ["client_credentials"], "scope": "orders.read",
             "default_scope": "orders.read"},
        ],
    });
    issuer.configure(parsed(&document).unwrap());
    let body = "grant_type=client_credentials&scope=orders.read+openid";
    let answer = ask(&issuer, form_with(&basic("own", "own+secret"), body));
    assert_eq!((answer.status, &answer.json()["expires_in"]), (200, &json!(60)), "{}", answer.text());
    assert_eq!(answer.member("scope"), "orders.read");
    assert_eq!(ask(&issuer, nightly(body)).member("error"), "invalid_client");
    issuer.reset();
    assert_eq!(issuer.issuer().policies(), Policies::default());
    assert_eq!(ask(&issuer, nightly("grant_type=client_credentials")).status, 200, "a reset goes back to the cast");
}

#[test]
fn clients_with_certificates_travel_and_the_authority_stays() {
    let issuer = issuer();
    let mut document = issuer.issuer().configuration().to_json();
    let gateway = "grant_type=client_credentials&client_id=meter-gateway";
    let place = |document: &Value, id: &str| {
        document["clients"].as_array().unwrap().iter().position(|client| client["client_id"] == id).unwrap()
    };
    let (gate, locker) = (place(&document, "meter-gateway"), place(&document, "parcel-locker"));
    assert_eq!(document["clients"][gate]["tls_client_auth_subject_dn"], "CN=meter-gateway,O=Example Energy,C=NL");
    assert!(document["clients"][locker]["jwks"]["keys"][0]["x5c"][0].is_string());
    document["clients"][gate]["tls_client_auth_subject_dn"] = json!("CN=meter-reader,O=Example Energy,C=NL");
    issuer.configure(parsed(&document).unwrap());
    for (name, status) in [("gateway-b", 200), ("gateway-a", 400), ("stranger", 400)] {
        assert_eq!(ask_showing(&issuer, &certificates::der(name), form(gateway)).status, status, "{name}");
    }
    let locker = "grant_type=client_credentials&client_id=parcel-locker";
    assert_eq!(ask_showing(&issuer, &certificates::der("parcel-locker"), form(locker)).status, 200);
}

#[test]
fn private_keys_never_travel() {
    let text = cast().to_string();
    assert!(!text.contains("\"d\":") && !text.contains("\"k\":"), "{text}");
    let mut document = cast();
    document["clients"][3] = json!({"client_id": "own", "token_endpoint_auth_method": "private_key_jwt",
        "jwks": {"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
            "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}]}});
    let (path, reason) = parsed(&document).unwrap_err();
    assert_eq!(path, "clients[3].jwks.keys[0]");
    assert!(reason.contains("private key"), "{reason}");
}

#[test]
fn what_cannot_be_taken_is_named_with_its_place_and_nothing_changes() {
    let client = |more: Value| {
        let mut client = json!({"client_id": "own", "client_secret": "x"});
        client.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"version": 1, "clients": [client]})
    };
    let tls = |more: Value| {
        let mut client = json!({"client_id": "own", "token_endpoint_auth_method": "tls_client_auth"});
        client.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"version": 1, "clients": [client]})
    };
    let stray = certificates::certificate("self").public_key().unwrap().with_x5c(&certificates::der("self-rsa"));
    let cases = [
        (json!({}), "version"),
        (json!({"version": 0}), "version"),
        (json!({"version": "1"}), "version"),
        (json!({"version": 1, "policies": []}), "policies"),
        (json!({"version": 1, "policies": {"openid": "maybe"}}), "policies.openid"),
        (json!({"version": 1, "policies": {"lifetime": 0}}), "policies.lifetime"),
        (json!({"version": 1, "clients": {}}), "clients"),
        (json!({"version": 1, "clients": [1]}), "clients[0]"),
        (json!({"version": 1, "clients": [{}]}), "clients[0].client_id"),
        (json!({"version": 1, "clients": [{"client_id": "own"}]}), "clients[0].client_secret"),
        (client(json!({"client_id": "é"})), "clients[0].client_id"),
        (client(json!({"token_endpoint_auth_method": "magic"})), "clients[0].token_endpoint_auth_method"),
        (client(json!({"token_endpoint_auth_method": "client_secret_jwt"})), "clients[0].client_secret"),
        (client(json!({"token_endpoint_auth_method": "none"})), "clients[0].client_secret"),
        (client(json!({"grant_types": ["client_credentials", "magic"]})), "clients[0].grant_types[1]"),
        (client(json!({"grant_types": [1]})), "clients[0].grant_types[0]"),
        (client(json!({"response_types": ["token"]})), "clients[0].response_types[0]"),
        (client(json!({"response_types": ["code"]})), "clients[0].response_types[0]"),
        (
            client(json!({"grant_types": ["authorization_code"], "response_types": ["code", "id_token code"]})),
            "clients[0].response_types[1]",
        ),
        (
            client(json!({"authorization_details_types": ["orders_export", "x"]})),
            "clients[0].authorization_details_types[1]",
        ),
        (client(json!({"redirect_uris": ["http://x.test"]})), "clients[0].redirect_uris[0]"),
        (client(json!({"scope": "a  b"})), "clients[0].scope"),
        (client(json!({"default_scope": "a"})), "clients[0].default_scope"),
        (client(json!({"jwks": {"keys": [{"kty": "RSA"}]}})), "clients[0].jwks.keys[0]"),
        (client(json!({"jwks_uri": "https://other.test/jwks"})), "clients[0].jwks_uri"),
        (client(json!({"dpop_bound_access_tokens": "yes"})), "clients[0].dpop_bound_access_tokens"),
        (tls(json!({})), "clients[0].tls_client_auth_subject_dn"),
        (tls(json!({"tls_client_auth_subject_dn": "own"})), "clients[0].tls_client_auth_subject_dn"),
        (tls(json!({"tls_client_auth_san_ip": "own"})), "clients[0].tls_client_auth_san_ip"),
        (
            tls(json!({"tls_client_auth_san_dns": "own.test", "tls_client_auth_san_uri": "urn:own"})),
            "clients[0].tls_client_auth_san_uri",
        ),
        (tls(json!({"token_endpoint_auth_method": "self_signed_tls_client_auth"})), "clients[0].jwks"),
        (client(json!({"jwks": {"keys": [stray.to_json()]}})), "clients[0].jwks.keys[0].x5c"),
        (json!({"version": 1, "apis": [{"identifier": "api"}]}), "apis[0].identifier"),
        (json!({"version": 1, "apis": [{"identifier": "https://a.test", "client_id": "x"}]}), "apis[0].client_id"),
        (
            json!({"version": 1, "apis": [{"identifier": "https://a.test", "client_id": "x", "signing_alg": "HS256"}]}),
            "apis[0].signing_alg",
        ),
        (json!({"version": 1, "people": [{"sub": "a"}]}), "people[0].name"),
        (
            json!({"version": 1, "people": [{"sub": "own", "name": "A"}], "clients": [{"client_id": "own", "client_secret": "x"}]}),
            "clients[0].client_id",
        ),
        (
            json!({"version": 1, "clients": [{"client_id": "a", "client_secret": "x"}, {"client_id": "a", "client_secret": "y"}]}),
            "clients[1].client_id",
        ),
    ];
    for (document, place) in cases {
        let (path, reason) = parsed(&document).unwrap_err();
        assert_eq!(path, place, "{document}: {reason}");
        assert!(!reason.is_empty() && !reason.ends_with('.'), "{reason}");
    }
    let repeated = Configuration::parse(r#"{"version": 1, "version": 1}"#).unwrap_err();
    assert_eq!((repeated.path.as_str(), repeated.code()), ("The document", "configuration_refused"));
}

#[test]
fn members_of_a_later_version_are_kept_and_named() {
    let mut document = cast();
    document["version"] = json!(2);
    document["theme"] = json!({"colour": "blue"});
    document["policies"]["weather"] = json!("fine");
    document["clients"][0]["tos_uri"] = json!("https://x.test");
    document["apis"][0]["rate"] = json!(5);
    document["people"][0]["email"] = json!("sam@example.test");
    let read = parsed(&document).unwrap();
    let named = ["theme", "policies.weather", "clients[0].tos_uri", "apis[0].rate", "people[0].email"];
    assert_eq!(read.unknown_members(), named);
    let issuer = issuer();
    issuer.configure(read);
    let mut again = issuer.issuer().configuration().to_json();
    again["version"] = json!(2);
    assert_eq!(again, document);
}

#[test]
fn the_schema_names_every_member_that_goes_out_and_every_value_of_a_policy() {
    let schema: Value =
        serde_json::from_str(include_str!("../src/issuer/configuration/configuration.schema.json")).unwrap();
    let properties = |name: &str| schema["$defs"][name]["properties"].as_object().unwrap().clone();
    let document = cast();
    for (list, name) in [("clients", "client"), ("apis", "api"), ("people", "person")] {
        for entry in document[list].as_array().unwrap() {
            for member in entry.as_object().unwrap().keys() {
                assert!(properties(name).contains_key(member), "{name} lacks {member}");
            }
        }
    }
    let policies = properties("policies");
    assert_eq!(policies.len(), Policies::NAMES.len());
    for name in Policies::NAMES {
        let error = Policies::default().set(name, &Value::Null).unwrap_err().to_string();
        let known: Vec<&str> = error.split('"').skip(1).step_by(2).collect();
        // A policy that is read under a former name has its own values first.
        match policies[name].get("enum").or_else(|| policies[name]["anyOf"][0].get("enum")) {
            Some(listed) => assert_eq!(listed, &json!(known), "{name}"),
            None => assert_eq!(policies[name]["type"], "integer", "{name}"),
        }
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        "[ -~]{0,8}".prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        let name = prop_oneof![
            "version|policies|clients|apis|people|client_id|client_secret|scope|jwks|keys|grant_types|openid|sub|name",
            "[a-z]{0,6}",
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((name, inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_taken_or_refused_with_a_place(document in any_json()) {
        match Configuration::parse(&document.to_string()) {
            Ok(read) => {
                let written = read.to_json();
                prop_assert_eq!(Configuration::parse(&written.to_string()).unwrap().to_json(), written);
            }
            Err(error) => prop_assert!(!error.path.is_empty() && !error.reason.is_empty()),
        }
    }

    #[test]
    fn any_text_is_taken_or_refused(text in ".{0,60}") {
        prop_assert!(Configuration::parse(&text).is_ok() || text.len() < 200);
    }

    #[test]
    fn any_change_of_a_good_document_is_taken_or_refused_and_what_is_taken_comes_back(
        list in prop::sample::select(vec!["clients", "apis", "people", "policies"]),
        index in 0usize..9,
        name in "[a-z_]{1,12}",
        value in any_json(),
    ) {
        let mut document = cast();
        let target = match &mut document[list] {
            Value::Array(entries) => { let count = entries.len(); &mut entries[index % count] }
            other => other,
        };
        target[name.as_str()] = value;
        if let Ok(read) = Configuration::parse(&document.to_string()) {
            let written = read.to_json();
            prop_assert_eq!(Configuration::parse(&written.to_string()).unwrap().to_json(), written);
        }
    }
}

/// RFC 9068 §2.2.3.1: roles of a client are claims of its own.
#[test]
fn a_clients_own_claims_are_in_its_tokens_and_in_what_introspection_says() {
    let issuer = issuer();
    let mut document = cast();
    let place = |document: &Value, id: &str| {
        document["clients"].as_array().unwrap().iter().position(|client| client["client_id"] == id).unwrap()
    };
    let nightly_report = place(&document, "nightly-report");
    let own = json!({"roles": ["reader"], "https://team.example/tier": 3, "name": "Nightly"});
    document["clients"][nightly_report]["claims"] = own.clone();
    let configuration = parsed(&document).unwrap();
    assert_eq!(configuration.to_json(), document, "they travel");
    assert_eq!(configuration.unknown_members(), [""; 0]);
    issuer.configure(configuration);
    let token = access_token(&issuer, "orders.read");
    let claims = claims(&token);
    assert_eq!(
        (&claims["roles"], &claims["https://team.example/tier"], &claims["name"]),
        (&own["roles"], &own["https://team.example/tier"], &own["name"])
    );
    assert_eq!(claims["sub"], "nightly-report");
    let question = http::Request::post("https://issuer.test/introspect")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("authorization", basic("orders-api", "api-secret-not-real"))
        .body(["token=", &token].concat().into_bytes())
        .unwrap();
    let told = ask(&issuer, question).json();
    assert_eq!((&told["active"], &told["roles"]), (&json!(true), &own["roles"]));
    assert_eq!(orders(&issuer, &token).status, 200, "an API that does not know them takes the token");
}

#[test]
fn claims_of_the_protocol_are_the_issuers_alone_and_the_refusal_names_the_place() {
    let client = |claims: Value| json!({"version": 1, "clients": [{"client_id": "own", "client_secret": "own secret", "claims": claims}]});
    for name in [
        "iss",
        "sub",
        "aud",
        "exp",
        "iat",
        "jti",
        "client_id",
        "scope",
        "cnf",
        "act",
        "auth_time",
        "sub_type",
        "active",
    ] {
        let (path, reason) = parsed(&client(json!({"roles": [], name: "x"}))).unwrap_err();
        assert_eq!(path, format!("clients[0].claims.{name}"));
        assert_eq!(reason, "is a claim of the protocol, which only the issuer writes");
    }
    let (path, reason) = parsed(&client(json!({"roles": "r".repeat(4096)}))).unwrap_err();
    assert_eq!(path, "clients[0].claims");
    assert!(reason.contains("4096 octets"), "{reason}");
    assert_eq!(parsed(&client(json!(["roles"]))).unwrap_err().0, "clients[0].claims");
}
