//! Several APIs and `resource`: requirements RES-01 to RES-05, ATK-05, TOK-07 (RFC 8707, RFC 9068 §3).
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;

use common::*;
use grant_lab::issuer::{AccessTokenForm, OpenidPolicy, Policies};
use grant_lab::jose::Algorithm;
use grant_lab::server::StepOutcome;
use serde_json::{Value, json};
use signer::Signer;

const TYPE: &str = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
const API: &str = "resource=https%3A%2F%2Fapi.test";
const STOCK: &str = "resource=https%3A%2F%2Fstock.test";
const ISSUER: &str = "resource=https%3A%2F%2Fissuer.test";

/// `stock-sync`, which may use both APIs.
struct StockSync(Signer);

impl StockSync {
    fn new() -> Self {
        let clients = grant_lab::issuer::demo_clients();
        let client = clients.into_iter().find(|client| client.client_id.as_str() == "stock-sync").unwrap();
        Self(Signer::with_secret(client.client_secret.unwrap().expose(), Algorithm::Hs256))
    }

    fn asks(&self, issuer: &TestIssuer, parameters: &str) -> Answer {
        let assertion = self.0.assertion("stock-sync");
        let proof = format!("client_assertion_type={TYPE}&client_assertion={assertion}");
        ask(issuer, form(&format!("grant_type=client_credentials&{proof}&{parameters}")))
    }
}

fn target() -> (u16, String) {
    (400, "invalid_target".to_owned())
}

/// The audience and scope of a token, and the scope beside it, which must be the same.
fn reach(answer: &Answer) -> (Value, String) {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let claims = claims(&answer.member("access_token"));
    assert_eq!(claims["scope"], answer.member("scope"));
    (claims["aud"].clone(), answer.member("scope"))
}

#[test]
fn res_01_a_resource_is_an_absolute_uri_without_a_fragment() {
    let issuer = issuer();
    for junk in [
        "orders",
        "%2Forders",
        "%2F%2Fapi.test",
        "https%3A%2F%2Fapi.test%23b",
        "https%3A",
        "x%20y%3Az",
        "%C3%A9",
        "%3A",
    ] {
        let answer = ask(&issuer, nightly(&format!("grant_type=client_credentials&resource={junk}")));
        assert_eq!((answer.outcome(), answer.refused_by()), (target(), "Resource"), "{junk}");
        let url = format!("{}&resource={junk}", authorize_url("openid"));
        assert_eq!(ask(&issuer, get(&url)).redirect().1["error"], "invalid_target", "{junk}");
    }
    let empty = ask(&issuer, nightly("grant_type=client_credentials&resource="));
    assert_eq!(reach(&empty), (json!("https://api.test"), "orders.read".to_owned()), "as if it were not there");
}

#[test]
fn res_02_several_resources_make_a_token_for_each_of_them() {
    let (issuer, client) = (issuer(), StockSync::new());
    let both = client.asks(&issuer, &format!("{STOCK}&{API}&scope=orders.read+stock.read"));
    assert_eq!(reach(&both), (json!(["https://stock.test", "https://api.test"]), "orders.read stock.read".to_owned()));
    let token = both.member("access_token");
    assert_eq!((orders(&issuer, &token).status, stock(&issuer, &token).status), (200, 200));
    let step = both.trace.steps.iter().find(|step| step.name == "Audience").unwrap();
    assert!(step.decided.contains("could use the token at the others"), "{}", step.decided);

    let twice = client.asks(&issuer, &format!("{STOCK}&{STOCK}&scope=stock.read"));
    assert_eq!(reach(&twice).0, json!("https://stock.test"));
    let default = client.asks(&issuer, &format!("{API}&{STOCK}"));
    assert_eq!(
        reach(&default),
        (json!(["https://api.test", "https://stock.test"]), "orders.read stock.read".to_owned())
    );
    // A resource that nothing in the scope is about cannot be in the token.
    let useless = client.asks(&issuer, &format!("{API}&{STOCK}&scope=stock.read"));
    assert_eq!((useless.outcome(), useless.refused_by()), (target(), "Audience"));
    // One bad value spoils the request.
    assert_eq!(client.asks(&issuer, &format!("{API}&resource=https%3A%2F%2Fx.test")).outcome(), target());
}

#[test]
fn tok_07_two_resources_are_judged_and_never_called_a_repeat() {
    let issuer = issuer();
    for (pair, outcome) in [
        (format!("{API}&{API}"), (200, String::new())),
        (format!("{API}&{STOCK}"), target()),
        ("resource=a&resource=b".to_owned(), target()),
    ] {
        assert_eq!(
            ask(&issuer, nightly(&format!("grant_type=client_credentials&{pair}"))).outcome(),
            outcome,
            "{pair}"
        );
    }
}

#[test]
fn res_03_a_resource_that_is_unknown_or_not_this_clients_is_refused_alike() {
    let issuer = issuer();
    let asking = |resource: &str| ask(&issuer, nightly(&format!("grant_type=client_credentials&{resource}")));
    let descriptions: Vec<String> =
        ["resource=https%3A%2F%2Fapi.test%2F", "resource=HTTPS%3A%2F%2Fapi.test", "resource=urn%3Ax", STOCK, ISSUER]
            .into_iter()
            .map(|resource| {
                let answer = asking(resource);
                assert_eq!((answer.outcome(), answer.refused_by()), (target(), "Resource"), "{resource}");
                answer.member("error_description")
            })
            .collect();
    assert!(descriptions.windows(2).all(|pair| pair[0] == pair[1]), "{descriptions:?}");
    // The issuer's own trace says what a slash too much was; the wire does not.
    let decided = |answer: Answer| answer.trace.refusal().unwrap().decided.to_string();
    assert!(
        decided(asking("resource=https%3A%2F%2Fapi.test%2F"))
            .contains("slash at its end differs from “https://api.test”")
    );
    for without_a_hint in [STOCK, "resource=https%3A%2F%2Fstock.test%2F", "resource=urn%3Ax%2F"] {
        assert!(!decided(asking(without_a_hint)).contains("slash"), "{without_a_hint}");
    }
    let url = format!("{}&resource=https%3A%2F%2Fapi.test%2F", authorize_url("orders.read"));
    let steps = ask(&issuer, get(&url)).trace.steps;
    assert!(steps.iter().any(|step| step.decided.contains("slash at its end differs")), "{steps:?}");
    // Left out, it is the default.
    assert_eq!(reach(&asking("")), (json!("https://api.test"), "orders.read".to_owned()));
}

#[test]
fn res_04_the_token_is_for_the_resource_and_the_scope_says_what_is_left() {
    let (issuer, client) = (issuer(), StockSync::new());
    let all = "scope=orders.read+stock.read+stock.write";
    let for_stock = client.asks(&issuer, &format!("{STOCK}&{all}"));
    assert_eq!(reach(&for_stock), (json!("https://stock.test"), "stock.read stock.write".to_owned()));
    let for_orders = client.asks(&issuer, &format!("{API}&{all}"));
    assert_eq!(reach(&for_orders), (json!("https://api.test"), "orders.read".to_owned()));
    let token = for_stock.member("access_token");
    assert_eq!((stock(&issuer, &token).status, orders(&issuer, &token).status), (200, 401));
    // Without a scope it is the default, as far as it is about the resource.
    assert_eq!(reach(&client.asks(&issuer, STOCK)), (json!("https://stock.test"), "stock.read".to_owned()));
    assert_eq!(client.asks(&issuer, &format!("{STOCK}&scope=orders.read")).outcome(), target());
    // Opaque tokens are no different.
    issuer.set_policies(Policies { access_token: AccessTokenForm::Opaque, ..Policies::default() });
    let token = client.asks(&issuer, &format!("{STOCK}&{all}")).member("access_token");
    assert_eq!((stock(&issuer, &token).status, orders(&issuer, &token).status), (200, 401));
}

#[test]
fn res_05_audience_is_no_parameter_of_this_grant_and_the_trace_says_so() {
    let issuer = issuer();
    let answer = ask(&issuer, nightly("grant_type=client_credentials&audience=https%3A%2F%2Fstock.test"));
    assert_eq!(reach(&answer), (json!("https://api.test"), "orders.read".to_owned()));
    let note = answer.trace.steps.iter().find(|step| step.name == "Resource").unwrap();
    assert_eq!((note.outcome, note.citation.to_string().as_str()), (StepOutcome::Noted, "RFC 8693 §2.1"));
    assert!(note.decided.contains("resource"), "{}", note.decided);
}

#[test]
fn atk_05_without_a_resource_the_scope_decides_and_two_apis_are_refused() {
    let (issuer, client) = (issuer(), StockSync::new());
    assert_eq!(reach(&client.asks(&issuer, "scope=stock.read")).0, json!("https://stock.test"));
    assert_eq!(reach(&client.asks(&issuer, "scope=orders.read")).0, json!("https://api.test"));
    let both = client.asks(&issuer, "scope=orders.read+stock.read");
    assert_eq!((both.outcome(), both.refused_by()), ((400, "invalid_scope".to_owned()), "Audience"));
    // The default is one API, never two.
    assert_eq!(reach(&client.asks(&issuer, "")), (json!("https://api.test"), "orders.read".to_owned()));
    // A scope about no API leads to the client's default API.
    issuer.set_policies(Policies { openid: OpenidPolicy::Echo, ..Policies::default() });
    assert_eq!(reach(&client.asks(&issuer, "scope=openid")).0, json!("https://api.test"));
    assert_eq!(reach(&client.asks(&issuer, &format!("{STOCK}&scope=openid+stock.read"))).1, "openid stock.read");
}

#[test]
fn res_04_a_sign_in_limits_every_token_of_the_grant() {
    let issuer = issuer();
    let scope = "scope=openid+profile+orders.read+stock.read";
    let redeems = |asked: &str, then: &str| {
        let code = back_office_code(&issuer, &format!("{scope}&nonce=n{asked}"));
        back_office_redeems(&issuer, &code, then)
    };
    // One of the two, chosen at the token endpoint.
    let answer = redeems(&format!("&{API}&{STOCK}"), STOCK);
    assert_eq!(reach(&answer), (json!("https://stock.test"), "stock.read".to_owned()));
    assert!(!answer.member("id_token").is_empty(), "the ID Token does not depend on it");
    let token = answer.member("access_token");
    assert_eq!((stock(&issuer, &token).status, userinfo(&issuer, &token).status), (200, 403));
    // Both, because the grant is for both.
    let answer = redeems(&format!("&{API}&{STOCK}"), "");
    assert_eq!(
        reach(&answer),
        (json!(["https://api.test", "https://stock.test"]), "orders.read stock.read".to_owned())
    );
    // Not one that the grant is not for.
    let answer = redeems(&format!("&{API}"), STOCK);
    assert_eq!((answer.outcome(), answer.refused_by()), (target(), "Audience"));
    // A grant without a limit takes any that the client may use.
    assert_eq!(reach(&redeems("", STOCK)).0, json!("https://stock.test"));
    assert_eq!(redeems("", "").outcome(), (400, "invalid_scope".to_owned()), "two APIs, and none was named");
    // The issuer itself answers at UserInfo.
    let answer = redeems("", &format!("{ISSUER}&{API}"));
    assert_eq!(reach(&answer).1, "openid profile orders.read");
    assert_eq!(userinfo(&issuer, &answer.member("access_token")).member("name"), "Sam Okafor");
}

#[test]
fn res_04_each_refresh_may_be_for_another_api_of_the_grant() {
    let issuer = issuer();
    let scope = "scope=openid+offline_access+orders.read+stock.read&prompt=consent";
    let code = back_office_code(&issuer, &format!("{scope}&{API}&{STOCK}"));
    let first = back_office_redeems(&issuer, &code, API);
    assert_eq!(reach(&first), (json!("https://api.test"), "orders.read".to_owned()));
    let renew = |parameters: &str| {
        let body = format!("grant_type=refresh_token&refresh_token={}&{parameters}", first.member("refresh_token"));
        ask(&issuer, form_with(&back_office(), &body))
    };
    assert_eq!(reach(&renew(STOCK)), (json!("https://stock.test"), "stock.read".to_owned()));
    assert_eq!(reach(&renew(API)), (json!("https://api.test"), "orders.read".to_owned()));
    assert_eq!(renew(ISSUER).outcome(), target());
    assert_eq!(renew(&format!("{STOCK}&scope=orders.read")).outcome(), target());
}

#[test]
fn each_api_asks_the_issuer_as_itself() {
    let (issuer, client) = (issuer(), StockSync::new());
    let token = client.asks(&issuer, "scope=stock.read").member("access_token");
    let keys = || issuer.log().iter().filter(|entry| entry.exchange.request.uri().path() == "/jwks").count();
    assert_eq!((stock(&issuer, &token).status, keys()), (200, 1));
    assert_eq!((orders(&issuer, &access_token(&issuer, "orders.read")).status, keys()), (200, 2), "each has its own");
    issuer.set_policies(Policies { access_token: AccessTokenForm::Opaque, ..Policies::default() });
    let token = client.asks(&issuer, "scope=stock.read").member("access_token");
    assert_eq!(stock(&issuer, &token).status, 200);
    let log = issuer.log();
    let asked = log.iter().find(|entry| entry.exchange.request.uri().path() == "/introspect").unwrap();
    let header = asked.exchange.request.headers()["authorization"].to_str().unwrap();
    assert_eq!(header, basic("stock-api", "stock-api-secret-not-real"));
    let wrong = stock(&issuer, &access_token(&issuer, "orders.read"));
    assert_eq!((wrong.status, wrong.header("www-authenticate").contains("realm=\"stock\"")), (401, true));
}
