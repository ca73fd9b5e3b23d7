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
        let all = ["client_credentials", "authorization_code", "refresh_token", "implicit"];
        assert_eq!(list(&answer.json(), "grant_types_supported"), all);
    }
}

#[test]
fn dis_06_response_types_name_only_what_the_authorization_endpoint_answers() {
    let issuer = issuer();
    for answer in documents(&issuer) {
        assert_eq!(list(&answer.json(), "response_types_supported"), ["code", "id_token", "code id_token"]);
        assert_eq!(list(&answer.json(), "response_modes_supported"), ["query", "fragment"]);
    }
    let asking = |kind: &str| {
        ask(&issuer, get(&authorize_url("openid").replace("response_type=code", &format!("response_type={kind}"))))
    };
    for other in ["none", "client_credentials", "Code"] {
        assert_eq!(asking(other).redirect().1["error"], "unsupported_response_type", "{other}");
    }
    // What would have come back in the fragment is refused there, and the sentence says why.
    for other in ["token", "id_token+token", "code+token", "code+id_token+token"] {
        let (_, refused) = asking(other).fragment();
        assert_eq!(refused["error"], "unsupported_response_type", "{other}");
        assert!(refused["error_description"].as_str().unwrap().contains("access token into the redirect"), "{other}");
    }
}

#[test]
fn dis_07_authentication_methods_are_listed_and_each_works() {
    let issuer = issuer();
    for answer in documents(&issuer) {
        let document = answer.json();
        let methods = list(&document, "token_endpoint_auth_methods_supported");
        let proving = [
            "client_secret_basic",
            "client_secret_post",
            "client_secret_jwt",
            "private_key_jwt",
            "tls_client_auth",
            "self_signed_tls_client_auth",
        ];
        assert_eq!(methods[..6], proving);
        assert_eq!(methods[6..], ["none"]);
        for endpoint in ["introspection", "revocation"] {
            assert_eq!(list(&document, &format!("{endpoint}_endpoint_auth_methods_supported")), proving);
        }
        let read = ServerMetadata::parse(answer.response.body(), ISSUER).unwrap();
        assert_eq!(read.without_signing_algorithms(), [""; 0], "methods that sign list their algorithms, without none");
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
    assert_eq!(before.json()["keys"].as_array().map(Vec::len), Some(2), "the key that signs and the next one");
    assert_eq!(redeem(&issuer, &code(&issuer, "openid")).status, 200);
    let answer = ask(&issuer, get("https://issuer.test/jwks"));
    let keys = answer.json()["keys"].as_array().unwrap().clone();
    assert_eq!(keys.len(), 4, "an RSA key joined when an ID Token needed one, and the one after it");
    for key in &keys {
        for private in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
            assert!(key.get(private).is_none(), "{private}");
        }
        assert_ne!(key["kty"], "oct");
        assert_eq!(key["use"], "sig");
        assert!(["ES256", "RS256"].contains(&key["alg"].as_str().unwrap()));
    }
    let names: std::collections::HashSet<&str> = keys.iter().map(|key| key["kid"].as_str().unwrap()).collect();
    assert_eq!(names.len(), keys.len(), "every key has a name of its own");
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
