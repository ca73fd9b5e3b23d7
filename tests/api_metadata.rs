//! How the demo APIs describe themselves: requirements PRS-09 to PRS-11 (RFC 9728).
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::issuer::{Policies, Profile};
use grant_lab::oauth::Challenge;
use http::Request;
use serde_json::{Value, json};

const ORDERS_METADATA: &str = "https://api.test/.well-known/oauth-protected-resource";
const STOCK_METADATA: &str = "https://stock.test/.well-known/oauth-protected-resource";

fn challenge(answer: &Answer) -> Challenge {
    Challenge::parse(answer.header("www-authenticate")).unwrap()
}

#[test]
fn prs_09_the_document_is_for_anybody_and_for_scripts_of_any_site() {
    let issuer = issuer();
    for url in [ORDERS_METADATA, STOCK_METADATA] {
        let answer = ask(&issuer, get(url));
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
        assert_eq!(answer.header("cache-control"), "", "it may be cached");
        let script = Request::get(url).header("origin", "https://page.example").body(Vec::new()).unwrap();
        assert_eq!(ask(&issuer, script).header("access-control-allow-origin"), "*");
        let head = ask(&issuer, Request::head(url).body(Vec::new()).unwrap());
        assert_eq!((head.status, head.text()), (200, ""));
        let post = ask(&issuer, Request::post(url).body(Vec::new()).unwrap());
        assert_eq!((post.status, post.header("allow")), (405, "GET, HEAD"));
        let other = ask(&issuer, get(&format!("{url}/orders")));
        assert_eq!(other.status, 404, "an API without a path has its document nowhere else");
    }
    assert_eq!(ask(&issuer, get("https://issuer.test/.well-known/oauth-protected-resource")).status, 404);
}

#[test]
fn prs_10_every_member_is_true_of_the_api() {
    let issuer = issuer();
    let orders = ask(&issuer, get(ORDERS_METADATA)).json();
    assert_eq!(
        Value::Object(orders),
        json!({
            "resource": "https://api.test",
            "authorization_servers": ["https://issuer.test"],
            "scopes_supported": ["orders.read", "orders.write", "customers.read.all"],
            "bearer_methods_supported": ["header"],
            "resource_name": "Orders",
            "tls_client_certificate_bound_access_tokens": true,
            "authorization_details_types_supported": ["orders_export"],
            "dpop_signing_alg_values_supported":
                ["ES256", "ES384", "ES512", "Ed25519", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"],
        })
    );
    let stock = ask(&issuer, get(STOCK_METADATA)).json();
    assert_eq!(
        (&stock["resource"], &stock["scopes_supported"]),
        (&json!("https://stock.test"), &json!(["stock.read", "stock.write"]))
    );
    assert!(!stock.contains_key("authorization_details_types_supported"), "what has no values is left out");
    // The name that it gives is one that the issuer makes tokens for, and the issuer that it names answers.
    let token = ask(&issuer, nightly("grant_type=client_credentials&resource=https%3A%2F%2Fapi.test"));
    assert_eq!(claims(&token.member("access_token"))["aud"], "https://api.test");
    assert_eq!(ask(&issuer, get("https://issuer.test/.well-known/oauth-authorization-server")).status, 200);
    // A token in a form body is no way in: nothing here answers POST.
    let body = format!("access_token={}", token.member("access_token")).into_bytes();
    let posted = Request::post("https://api.test/orders").header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(ask(&issuer, posted.body(body).unwrap()).status, 405);
}

#[test]
fn prs_10_scopes_are_listed_or_not_as_a_setting_says() {
    let issuer = issuer();
    issuer.set_policies(Policies { api_scopes_listed: false, ..Policies::default() });
    for url in [ORDERS_METADATA, STOCK_METADATA] {
        let document = ask(&issuer, get(url)).json();
        assert!(!document.contains_key("scopes_supported"), "absent, and no empty list (RFC 9728 §3.2)");
        assert!(document.values().all(|value| value != &json!([])));
    }
    issuer.set_policies(Policies { profile: Profile::Fapi20, ..Policies::default() });
    let document = ask(&issuer, get(ORDERS_METADATA)).json();
    assert_eq!(document["dpop_signing_alg_values_supported"], json!(["ES256", "Ed25519", "PS256"]));
}

#[test]
fn prs_11_challenges_say_where_the_document_is() {
    let issuer = issuer();
    let (read, other) = (access_token(&issuer, "orders.read"), billing_token(&issuer, "orders.write"));
    for (request, status, error, metadata) in [
        (get("https://api.test/orders"), 401, None, ORDERS_METADATA),
        (get("https://stock.test/stock"), 401, None, STOCK_METADATA),
        (get_with("https://api.test/orders", "Bearer x"), 401, Some("invalid_token"), ORDERS_METADATA),
        (get_with("https://stock.test/stock", &format!("Bearer {read}")), 401, Some("invalid_token"), STOCK_METADATA),
        (
            get_with("https://api.test/orders", &format!("Bearer {other}")),
            403,
            Some("insufficient_scope"),
            ORDERS_METADATA,
        ),
        (get_with("https://api.test/me", &format!("Bearer {read}")), 403, Some("insufficient_scope"), ORDERS_METADATA),
        (get_with("https://api.test/orders", "Bearer a b"), 400, Some("invalid_request"), ORDERS_METADATA),
        (get_with("https://api.test/orders", &format!("DPoP {read}")), 401, Some("invalid_token"), ORDERS_METADATA),
    ] {
        let answer = ask(&issuer, request);
        let challenge = challenge(&answer);
        assert_eq!((answer.status, challenge.get("error")), (status, error));
        assert_eq!(challenge.get("resource_metadata"), Some(metadata));
        assert_eq!(ask(&issuer, get(metadata)).status, 200);
    }
    // UserInfo is the issuer's own, and whoever has a token for it knows the issuer.
    let refused = ask(&issuer, get("https://issuer.test/userinfo"));
    assert_eq!((refused.status, challenge(&refused).get("resource_metadata")), (401, None));
}

/// From the challenge to a token, by what the answers say and nothing else.
#[test]
fn prs_11_a_client_that_knows_the_api_alone_finds_its_issuer() {
    let issuer = issuer();
    let refused = challenge(&ask(&issuer, get("https://api.test/orders")));
    let resource = ask(&issuer, get(refused.get("resource_metadata").unwrap())).json();
    let server = resource["authorization_servers"][0].as_str().unwrap();
    let metadata = grant_lab::oauth::well_known::oauth_authorization_server_url(server).unwrap();
    let endpoint = ask(&issuer, get(&metadata)).member("token_endpoint");
    let named: String = form_urlencoded::byte_serialize(resource["resource"].as_str().unwrap().as_bytes()).collect();
    let scope = resource["scopes_supported"][0].as_str().unwrap();
    let request = Request::post(endpoint)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("authorization", NIGHTLY)
        .body(format!("grant_type=client_credentials&scope={scope}&resource={named}").into_bytes())
        .unwrap();
    let token = ask(&issuer, request).member("access_token");
    assert_eq!(orders(&issuer, &token).status, 200);
}
