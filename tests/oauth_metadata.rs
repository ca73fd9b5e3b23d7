//! Metadata documents and where they are.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::oauth::ServerMetadata;
use grant_lab::oauth::metadata::MetadataError;
use grant_lab::oauth::well_known::{
    IssuerError, check_issuer, oauth_authorization_server_url, openid_configuration_url, protected_resource_url,
};
use http::{Response, StatusCode};
use proptest::prelude::*;
use serde_json::{Value, json};

const ISSUER: &str = "https://issuer.test";

fn metadata() -> ServerMetadata {
    ServerMetadata {
        token_endpoint: "https://issuer.test/token".to_owned(),
        jwks_uri: "https://issuer.test/jwks".to_owned(),
        grant_types_supported: vec!["client_credentials".to_owned()],
        token_endpoint_auth_methods_supported: vec!["client_secret_basic".to_owned(), "client_secret_post".to_owned()],
        ..ServerMetadata::new(ISSUER)
    }
}

fn provider() -> ServerMetadata {
    ServerMetadata {
        authorization_endpoint: "https://issuer.test/authorize".to_owned(),
        userinfo_endpoint: "https://issuer.test/userinfo".to_owned(),
        response_types_supported: vec!["code".to_owned()],
        subject_types_supported: vec!["public".to_owned()],
        id_token_signing_alg_values_supported: vec!["RS256".to_owned()],
        authorization_response_iss_parameter_supported: true,
        ..metadata()
    }
}

fn json_of(metadata: &ServerMetadata) -> Value {
    serde_json::from_slice(metadata.to_response().body()).expect("JSON")
}

#[test]
fn dis_01_oauth_metadata_is_between_host_and_path() {
    for (issuer, url) in [
        ("https://h/t1", "https://h/.well-known/oauth-authorization-server/t1"),
        ("https://h", "https://h/.well-known/oauth-authorization-server"),
        ("https://h/", "https://h/.well-known/oauth-authorization-server"),
        ("https://h:8443/a/b/", "https://h:8443/.well-known/oauth-authorization-server/a/b"),
    ] {
        assert_eq!(oauth_authorization_server_url(issuer).as_deref(), Ok(url));
    }
}

/// The examples of RFC 9728 §3.1, and its words about a query.
#[test]
fn prs_09_protected_resource_metadata_is_between_host_and_path_or_query() {
    for (resource, url) in [
        ("https://resource.example.com", "https://resource.example.com/.well-known/oauth-protected-resource"),
        ("https://resource.example.com/", "https://resource.example.com/.well-known/oauth-protected-resource"),
        (
            "https://resource.example.com/resource1",
            "https://resource.example.com/.well-known/oauth-protected-resource/resource1",
        ),
        ("https://h/a/?b=c", "https://h/.well-known/oauth-protected-resource/a/?b=c"),
        ("https://h/?b=c", "https://h/.well-known/oauth-protected-resource?b=c"),
        ("https://h?b=c", "https://h/.well-known/oauth-protected-resource?b=c"),
    ] {
        assert_eq!(protected_resource_url(resource).as_deref(), Ok(url));
    }
    for (resource, error) in [
        ("http://h", IssuerError::NotHttps),
        ("https://?a", IssuerError::NoHost),
        ("https://h/a#b", IssuerError::Fragment),
    ] {
        assert_eq!(protected_resource_url(resource), Err(error), "{resource}");
    }
}

#[test]
fn dis_02_openid_configuration_is_at_the_end() {
    for (issuer, url) in [
        ("https://h/t1", "https://h/t1/.well-known/openid-configuration"),
        ("https://h/t1/", "https://h/t1/.well-known/openid-configuration"),
        ("https://h", "https://h/.well-known/openid-configuration"),
        ("https://h/", "https://h/.well-known/openid-configuration"),
    ] {
        assert_eq!(openid_configuration_url(issuer).as_deref(), Ok(url));
    }
}

#[test]
fn dis_03_issuer_is_https_without_query_and_fragment() {
    for (issuer, error) in [
        ("http://h", IssuerError::NotHttps),
        ("h/t1", IssuerError::NotHttps),
        ("", IssuerError::NotHttps),
        ("é", IssuerError::NotHttps),
        ("https://", IssuerError::NoHost),
        ("https:///t1", IssuerError::NoHost),
        ("https://h?a=b", IssuerError::Query),
        ("https://h/t1?", IssuerError::Query),
        ("https://h#a", IssuerError::Fragment),
    ] {
        assert_eq!(check_issuer(issuer), Err(error), "{issuer}");
    }
    assert_eq!(check_issuer("https://h/t1"), Ok(()));
}

#[test]
fn dis_03_issuer_must_be_the_one_asked_octet_by_octet() {
    let body = metadata().to_response().into_body();
    assert_eq!(ServerMetadata::parse(&body, ISSUER), Ok(metadata()));
    for asked in ["https://issuer.test/", "https://Issuer.test", "HTTPS://issuer.test", "https://issuer.test:443"] {
        let error = ServerMetadata::parse(&body, asked).expect_err("another issuer");
        assert_eq!(error, MetadataError::IssuerDiffers { asked: asked.to_owned(), got: ISSUER.to_owned() });
    }
    let http = br#"{"issuer":"http://h"}"#;
    assert_eq!(ServerMetadata::parse(http, "http://h"), Err(MetadataError::Issuer(IssuerError::NotHttps)));
    assert_eq!(ServerMetadata::parse(b"{}", ISSUER), Err(MetadataError::IssuerMissing));
}

#[test]
fn dis_04_is_200_json_without_empty_members() {
    let response = provider().to_response();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "application/json");
    for document in [json_of(&provider()), json_of(&metadata())] {
        for (name, value) in document.as_object().expect("an object") {
            assert!(*value != json!([]) && *value != json!("") && !value.is_null(), "{name}");
        }
    }
    assert_eq!(json_of(&metadata()).as_object().map(serde_json::Map::len), Some(5));
    assert_eq!(ServerMetadata::from_response(&response, ISSUER), Ok(provider()));
}

#[test]
fn dis_04_a_client_reads_only_a_200_with_json() {
    let with = |status: u16, media_type: &str| {
        let body = metadata().to_response().into_body();
        let response = Response::builder().status(status).header("content-type", media_type).body(body).expect("ok");
        ServerMetadata::from_response(&response, ISSUER)
    };
    assert!(with(200, "application/json; charset=utf-8").is_ok());
    assert_eq!(with(200, "text/html"), Err(MetadataError::NotJson));
    assert_eq!(with(404, "application/json"), Err(MetadataError::Status(404)));
}

#[test]
fn dis_05_absent_grant_types_do_not_contain_client_credentials() {
    assert_eq!(metadata().grant_types(), ["client_credentials"]);
    assert_eq!(ServerMetadata::new(ISSUER).grant_types(), ["authorization_code", "implicit"]);
}

#[test]
fn dis_06_a_document_without_response_types_is_accepted() {
    let document = json_of(&metadata());
    assert_eq!(document.get("response_types_supported"), None);
    assert_eq!(document.get("authorization_endpoint"), None);
    assert_eq!(ServerMetadata::parse(document.to_string().as_bytes(), ISSUER), Ok(metadata()));
}

#[test]
fn dis_07_absent_auth_methods_mean_basic() {
    assert_eq!(metadata().token_endpoint_auth_methods(), ["client_secret_basic", "client_secret_post"]);
    assert_eq!(ServerMetadata::new(ISSUER).token_endpoint_auth_methods(), ["client_secret_basic"]);
}

#[test]
fn dis_07_methods_that_sign_list_their_algorithms_at_every_endpoint() {
    let own = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let signing = ServerMetadata {
        token_endpoint_auth_methods_supported: own(&["client_secret_basic", "private_key_jwt"]),
        introspection_endpoint: "https://issuer.test/introspect".to_owned(),
        introspection_endpoint_auth_methods_supported: own(&["client_secret_jwt"]),
        revocation_endpoint: "https://issuer.test/revoke".to_owned(),
        revocation_endpoint_auth_methods_supported: own(&["client_secret_basic"]),
        ..metadata()
    };
    assert_eq!(metadata().without_signing_algorithms(), Vec::<&str>::new());
    assert_eq!(
        signing.without_signing_algorithms(),
        [
            "token_endpoint_auth_signing_alg_values_supported",
            "introspection_endpoint_auth_signing_alg_values_supported"
        ]
    );
    let listed = ServerMetadata {
        token_endpoint_auth_signing_alg_values_supported: own(&["ES256"]),
        introspection_endpoint_auth_signing_alg_values_supported: own(&["HS256", "none"]),
        ..signing
    };
    assert_eq!(
        listed.without_signing_algorithms(),
        ["introspection_endpoint_auth_signing_alg_values_supported"],
        "none is no algorithm"
    );
}

#[test]
fn dis_14_endpoints_and_proofs_are_written_and_read_back() {
    let own = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let full = ServerMetadata {
        introspection_endpoint: "https://issuer.test/introspect".to_owned(),
        introspection_endpoint_auth_methods_supported: own(&["private_key_jwt"]),
        introspection_endpoint_auth_signing_alg_values_supported: own(&["ES256"]),
        revocation_endpoint: "https://issuer.test/revoke".to_owned(),
        revocation_endpoint_auth_methods_supported: own(&["client_secret_jwt"]),
        revocation_endpoint_auth_signing_alg_values_supported: own(&["HS256"]),
        dpop_signing_alg_values_supported: own(&["ES256", "Ed25519"]),
        ..metadata()
    };
    let document = json_of(&full);
    assert_eq!(document["dpop_signing_alg_values_supported"], json!(["ES256", "Ed25519"]));
    assert_eq!(document["revocation_endpoint_auth_signing_alg_values_supported"], json!(["HS256"]));
    assert_eq!(ServerMetadata::parse(document.to_string().as_bytes(), ISSUER).as_ref(), Ok(&full));
    assert_eq!(full.clone().without_openid(), full, "these are OAuth's own");
}

#[test]
fn dis_08_says_what_an_openid_provider_lacks() {
    assert_eq!(provider().missing_for_openid(), Vec::<&str>::new());
    assert_eq!(
        metadata().missing_for_openid(),
        [
            "authorization_endpoint",
            "response_types_supported",
            "subject_types_supported",
            "id_token_signing_alg_values_supported"
        ]
    );
    let es256_only = ServerMetadata { id_token_signing_alg_values_supported: vec!["ES256".to_owned()], ..provider() };
    assert_eq!(es256_only.missing_for_openid(), ["id_token_signing_alg_values_supported"]);
}

#[test]
fn oauth_document_has_none_of_the_openid_members() {
    let document = json_of(&provider().without_openid());
    for name in ["userinfo_endpoint", "subject_types_supported", "id_token_signing_alg_values_supported"] {
        assert_eq!(document.get(name), None, "{name}");
    }
    for name in ["issuer", "token_endpoint", "jwks_uri", "authorization_endpoint"] {
        assert_eq!(document.get(name), json_of(&provider()).get(name), "{name}");
    }
}

#[test]
fn a_member_of_another_type_is_named() {
    for (member, value) in
        [("token_endpoint", json!(1)), ("grant_types_supported", json!("a")), ("jwks_uri", json!([]))]
    {
        let mut document = json_of(&metadata());
        document[member] = value;
        let error = ServerMetadata::parse(document.to_string().as_bytes(), ISSUER).expect_err("another type");
        assert_eq!(error.code(), "metadata_wrong_type");
        assert!(error.to_string().contains(member), "{error}");
    }
}

proptest! {
    #[test]
    fn metadata_never_panics(body in ".{0,80}", issuer in "(https://)?.{0,12}") {
        let _ = ServerMetadata::parse(body.as_bytes(), &issuer);
        let _ = ServerMetadata::parse(json!({ "issuer": issuer }).to_string().as_bytes(), &issuer);
        if let Ok(url) = oauth_authorization_server_url(&issuer) {
            prop_assert!(url.contains("/.well-known/oauth-authorization-server"));
        }
    }
}
