//! What the issuer publishes: requirements DIS-01 to DIS-09 (RFC 8414, OIDC Discovery §3).
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::issuer::ISSUER;
use grant_lab::oauth::ServerMetadata;
use grant_lab::oauth::well_known::{oauth_authorization_server_url, openid_configuration_url};
use serde_json::{Map, Value};

fn documents(issuer: &TestIssuer) -> [Answer; 2] {
    [oauth_authorization_server_url(ISSUER), openid_configuration_url(ISSUER)]
        .map(|url| ask(issuer, get(&url.unwrap())))
}

fn list(document: &Map<String, Value>, name: &str) -> Vec<String> {
    let values = document[name].as_array().unwrap();
    values.iter().map(|value| value.as_str().unwrap().to_owned()).collect()
}

#[test]
fn both_documents_are_where_clients_look() {
    for answer in documents(&issuer()) {
        assert_eq!((answer.status, answer.member("issuer").as_str()), (200, ISSUER));
    }
}

#[test]
fn dis_01_the_oauth_document_is_at_its_own_path() {
    assert_eq!(ask(&issuer(), get("https://issuer.test/.well-known/oauth-authorization-server")).status, 200);
    assert_eq!(ask(&issuer(), get("https://issuer.test/.well-known/oauth-authorization-server/t1")).status, 404);
}

#[test]
fn dis_02_the_openid_document_is_at_its_own_path() {
    assert_eq!(ask(&issuer(), get("https://issuer.test/.well-known/openid-configuration")).status, 200);
}

#[test]
fn dis_03_issuer_is_https_and_identical_to_the_one_asked_for() {
    for answer in documents(&issuer()) {
        let read = ServerMetadata::from_response(&answer.response, ISSUER).unwrap();
        assert_eq!(read.issuer, ISSUER);
        for other in ["https://issuer.test/", "https://Issuer.test", "http://issuer.test"] {
            assert!(ServerMetadata::from_response(&answer.response, other).is_err(), "{other}");
        }
    }
    assert!(ISSUER.starts_with("https://") && !ISSUER.contains(['?', '#']));
}

#[test]
fn dis_04_json_by_get_no_empty_arrays_and_both_agree() {
    let issuer = issuer();
    let answers = documents(&issuer);
    for answer in &answers {
        assert_eq!(answer.header("content-type"), "application/json");
        for (name, value) in answer.json() {
            assert!(value.as_array().is_none_or(|values| !values.is_empty()), "{name}");
            assert!(!value.is_null(), "{name}");
        }
    }
    let [oauth, openid] = answers.map(|answer| answer.json());
    for (name, value) in &oauth {
        assert_eq!(Some(value), openid.get(name), "{name}");
    }
    for name in ["issuer", "jwks_uri", "token_endpoint", "authorization_endpoint"] {
        assert!(oauth[name].as_str().is_some_and(|url| url.starts_with(ISSUER)), "{name}");
    }
    // UserInfo and ID Tokens are OpenID Connect's, so only its document speaks of them.
    for name in ["userinfo_endpoint", "subject_types_supported", "id_token_signing_alg_values_supported"] {
        assert!(!oauth.contains_key(name) && openid.contains_key(name), "{name}");
    }
    let posted = http::Request::post(format!("{ISSUER}/.well-known/openid-configuration")).body(Vec::new()).unwrap();
    let posted = ask(&issuer, posted);
    assert_eq!((posted.status, posted.header("allow")), (405, "GET, HEAD"));
}

#[test]
fn dis_05_the_grant_is_listed_because_the_default_does_not_contain_it() {
    for answer in documents(&issuer()) {
        assert_eq!(list(&answer.json(), "grant_types_supported"), ["client_credentials", "authorization_code"]);
    }
}

#[test]
fn dis_06_response_types_name_only_what_the_authorization_endpoint_answers() {
    let issuer = issuer();
    for answer in documents(&issuer) {
        assert_eq!(list(&answer.json(), "response_types_supported"), ["code"]);
        assert_eq!(list(&answer.json(), "response_modes_supported"), ["query"]);
    }
    for other in ["token", "id_token", "code+id_token", "none"] {
        let url = authorize_url("openid").replace("response_type=code", &format!("response_type={other}"));
        assert_eq!(ask(&issuer, get(&url)).redirect().1["error"], "unsupported_response_type", "{other}");
    }
}

#[test]
fn dis_07_authentication_methods_are_listed_and_each_works() {
    let issuer = issuer();
    for answer in documents(&issuer) {
        let document = answer.json();
        let methods = list(&document, "token_endpoint_auth_methods_supported");
        assert_eq!(methods, ["client_secret_basic", "client_secret_post", "none"]);
        // No method signs, so there is no algorithm to list.
        assert!(!document.contains_key("token_endpoint_auth_signing_alg_values_supported"));
    }
    access_token(&issuer, "orders.read");
    billing_token(&issuer, "orders.read");
    assert_eq!(redeem(&issuer, &code(&issuer, "openid")).status, 200);
}

#[test]
fn dis_08_the_provider_document_has_what_a_provider_must_have() {
    let [_, openid] = documents(&issuer());
    let document = openid.json();
    let read = ServerMetadata::from_response(&openid.response, ISSUER).unwrap();
    assert_eq!(read.missing_for_openid(), [""; 0]);
    assert_eq!(list(&document, "id_token_signing_alg_values_supported"), ["RS256"]);
    assert_eq!(list(&document, "subject_types_supported"), ["public"]);
    assert_eq!(list(&document, "code_challenge_methods_supported"), ["S256"]);
    assert_eq!(document["authorization_response_iss_parameter_supported"], true);
    // Its default is true, and this issuer does not read request objects.
    assert_eq!(document["request_uri_parameter_supported"], false);
}

#[test]
fn dis_09_the_key_set_holds_public_keys_only() {
    let issuer = issuer();
    let before = ask(&issuer, get("https://issuer.test/jwks"));
    assert_eq!(before.json()["keys"].as_array().map(Vec::len), Some(1), "{}", before.text());
    assert_eq!(redeem(&issuer, &code(&issuer, "openid")).status, 200);
    let answer = ask(&issuer, get("https://issuer.test/jwks"));
    let keys = answer.json()["keys"].as_array().unwrap().clone();
    assert_eq!(keys.len(), 2, "an RSA key joined when an ID Token needed one");
    for key in &keys {
        for private in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
            assert!(key.get(private).is_none(), "{private}");
        }
        assert_ne!(key["kty"], "oct");
        assert_eq!(key["use"], "sig");
        assert!(["ES256", "RS256"].contains(&key["alg"].as_str().unwrap()));
    }
    assert_ne!(keys[0]["kid"], keys[1]["kid"]);
    assert_eq!(before.json()["keys"][0], keys[0], "a key never changes");
}

#[test]
fn dis_12_a_key_is_named_by_its_thumbprint() {
    use grant_lab::jose::{JwkSet, thumbprint};
    let issuer = issuer();
    redeem(&issuer, &code(&issuer, "openid"));
    let set = JwkSet::parse(ask(&issuer, get("https://issuer.test/jwks")).response.body()).unwrap();
    let crypto = TestCrypto::default();
    for key in &set.keys {
        let name = pollster::block_on(thumbprint(&crypto, key)).unwrap();
        assert_eq!(key.kid(), Some(name.as_str()));
    }
    assert!(set.problems().is_empty() && set.ignored.is_empty());
}

/// Every advertised value does what it says. A value that this test does not know fails it.
#[test]
fn dis_14_everything_advertised_works() {
    let issuer = issuer();
    let [_, openid] = documents(&issuer);
    let login = || redeem(&issuer, &code(&issuer, "openid+profile")).json();
    for (name, value) in openid.json() {
        let values: Vec<String> = match &value {
            Value::Array(values) => values.iter().map(|value| value.as_str().unwrap().to_owned()).collect(),
            other => vec![other.to_string().trim_matches('"').to_owned()],
        };
        for value in values {
            let works = match (name.as_str(), value.as_str()) {
                ("issuer", value) => login_claims(&login())["iss"] == value,
                ("authorization_endpoint", url) => ask(&issuer, get(url)).status == 400,
                ("token_endpoint", url) => ask(&issuer, get(url)).status == 405,
                ("userinfo_endpoint", url) => ask(&issuer, get(url)).status == 401,
                ("jwks_uri", url) => ask(&issuer, get(url)).status == 200,
                ("scopes_supported", scope @ ("orders.read" | "orders.write")) => {
                    claims(&billing_token(&issuer, scope))["scope"] == scope
                }
                ("scopes_supported", scope @ ("openid" | "profile")) => {
                    login()["scope"].as_str().is_some_and(|granted| granted.contains(scope))
                }
                ("response_types_supported", "code") | ("response_modes_supported", "query") => {
                    !code(&issuer, "openid").is_empty()
                }
                ("grant_types_supported", "client_credentials")
                | ("token_endpoint_auth_methods_supported", "client_secret_basic") => {
                    !access_token(&issuer, "orders.read").is_empty()
                }
                ("token_endpoint_auth_methods_supported", "client_secret_post") => {
                    !billing_token(&issuer, "orders.read").is_empty()
                }
                ("grant_types_supported", "authorization_code")
                | ("token_endpoint_auth_methods_supported", "none")
                | ("code_challenge_methods_supported", "S256") => login().contains_key("id_token"),
                ("authorization_response_iss_parameter_supported", "true") => {
                    let transaction = transaction(&issuer, &authorize_url("openid"));
                    decide(&issuer, &transaction, "cancel").redirect().1["iss"] == ISSUER
                }
                ("subject_types_supported", "public") => login_claims(&login())["sub"] == "user-82c1",
                ("id_token_signing_alg_values_supported", algorithm) => {
                    header(login()["id_token"].as_str().unwrap())["alg"] == algorithm
                }
                ("claims_supported", "name") => {
                    userinfo(&issuer, login()["access_token"].as_str().unwrap()).json().contains_key("name")
                }
                ("claims_supported", claim) => login_claims(&login()).contains_key(claim),
                ("request_uri_parameter_supported", "false") => {
                    let url = format!("{}&request_uri=https%3A%2F%2Fx.test", authorize_url("openid"));
                    ask(&issuer, get(&url)).redirect().1["error"] == "request_uri_not_supported"
                }
                other => panic!("advertised, and not tried: {other:?}"),
            };
            assert!(works, "{name}: {value}");
        }
    }
}

fn login_claims(response: &Map<String, Value>) -> Map<String, Value> {
    claims(response["id_token"].as_str().unwrap())
}
