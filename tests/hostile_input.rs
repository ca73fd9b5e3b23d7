//! Input that is made to cost more than it should: its limits, and that work grows no faster than what is sent.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use std::time::{Duration, Instant};

use common::*;
use grant_lab::inspect::diff;
use grant_lab::issuer::{Configuration, OpenidPolicy, Policies};
use grant_lab::oauth::form::MAX_PARAMETERS;
use grant_lab::oauth::http_text::{Layout, request_parts, text_of};
use grant_lab::oauth::{AuthorizationDetail, Challenge, Form, Scope};
use grant_lab::server::{MAX_ADDRESS, MAX_BODY, MAX_FIELDS};
use grant_lab::x509::DistinguishedName;
use http::Request;
use serde_json::{Value, json};

/// What an unoptimised build needs for a few hundred thousand pieces is a second; what compares each with each needs minutes.
const PATIENCE: Duration = Duration::from_secs(15);

const ENDPOINTS: [&str; 9] = [
    "POST https://issuer.test/token",
    "POST https://issuer.test/introspect",
    "POST https://issuer.test/revoke",
    "POST https://issuer.test/register",
    "POST https://issuer.test/authorize",
    "POST https://issuer.test/sign-in",
    "POST https://issuer.test/userinfo",
    "GET https://api.test/orders",
    "GET https://ledger-sync.test/jwks",
];

fn quickly<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = work();
    assert!(begun.elapsed() < PATIENCE, "{what} took {:?}", begun.elapsed());
    result
}

/// Distinct words `a0 a1 a2 …` of so many octets together.
fn words(octets: usize, separator: &str) -> String {
    let mut text = String::from("a0");
    let mut number = 1;
    while text.len() < octets {
        text.push_str(&format!("{separator}a{number}"));
        number += 1;
    }
    text
}

fn post(url: &str, content_type: &str, body: &str) -> Request<Vec<u8>> {
    Request::post(url).header("content-type", content_type).body(body.as_bytes().to_vec()).unwrap()
}

#[test]
fn params_quadratic_a_body_beyond_the_limit_is_refused_unread_at_every_endpoint() {
    let issuer = issuer();
    for endpoint in ENDPOINTS {
        let (method, url) = endpoint.split_once(' ').unwrap();
        let request = |octets: usize| {
            let request = Request::builder().method(method).uri(url).header("content-type", "text/plain");
            request.body(vec![b'a'; octets]).unwrap()
        };
        let answer = ask(&issuer, request(MAX_BODY + 1));
        assert_eq!((answer.status, answer.refused_by()), (413, "Size"), "{endpoint}");
        let step = answer.trace.refusal().unwrap();
        assert!(step.saw == "More than 65536 octets of body." && step.decided.contains("65536"), "{step:?}");
        assert!(answer.text().contains("65536 octets"), "{endpoint}: {}", answer.text());
        assert_ne!(ask(&issuer, request(MAX_BODY)).status, 413, "{endpoint}");
    }
}

#[test]
fn params_quadratic_so_many_parameters_and_no_more() {
    let issuer = issuer();
    let body = |names: usize| {
        let names: Vec<String> = (0..names).map(|number| format!("n{number}")).collect();
        nightly(&format!("grant_type=client_credentials&{}", names.join("&")))
    };
    assert_eq!(ask(&issuer, body(MAX_PARAMETERS - 1)).status, 200);
    let answer = ask(&issuer, body(MAX_PARAMETERS));
    assert_eq!(answer.outcome(), (400, "invalid_request".to_owned()));
    assert!(answer.member("error_description").contains("1000"), "{}", answer.text());
    let at_the_limit = words(MAX_BODY - 40, "&");
    for url in ["https://issuer.test/token", "https://issuer.test/introspect", "https://issuer.test/authorize"] {
        let request = post(url, "application/x-www-form-urlencoded", &at_the_limit);
        assert_eq!(quickly(url, || ask(&issuer, request)).status, 400, "{url}");
    }
}

#[test]
fn url_414_an_address_beyond_the_limit() {
    let issuer = issuer();
    for url in ["https://issuer.test/authorize", "https://api.test/orders"] {
        let request = |octets: usize| get(&format!("{url}?{}", "a".repeat(octets - url.len() - 1)));
        assert_eq!((ask(&issuer, request(MAX_ADDRESS + 1)).status, ask(&issuer, request(65_000)).status), (414, 414));
        assert_ne!(ask(&issuer, request(MAX_ADDRESS)).status, 414);
    }
}

#[test]
fn header_fields_beyond_the_limit_and_a_certificate_among_them() {
    let issuer = issuer();
    let answer = ask(&issuer, get_with("https://api.test/orders", &format!("Bearer {}", "a".repeat(MAX_FIELDS))));
    assert_eq!((answer.status, answer.refused_by()), (431, "Size"));
    let answer = ask_showing(&issuer, &vec![0; MAX_FIELDS], form("grant_type=client_credentials"));
    assert_eq!(answer.outcome(), (431, "invalid_request".to_owned()));
}

#[test]
fn scope_quadratic_distinct_tokens_cost_what_they_weigh() {
    let text = words(1_500_000, " ");
    let scope = quickly("reading a scope", || Scope::parse(&text).unwrap());
    assert!(scope.len() > 100_000);
    assert!(quickly("comparing a scope", || scope.is_subset_of(&scope) && scope == scope.filter(|_| true)));
    let issuer = issuer();
    issuer.set_policies(Policies { openid: OpenidPolicy::Echo, ..Policies::default() });
    let body = format!("grant_type=client_credentials&scope=openid+{}", words(MAX_BODY - 60, "+"));
    assert_eq!(quickly("a long scope", || ask(&issuer, nightly(&body))).outcome(), (400, "invalid_scope".to_owned()));
}

#[test]
fn a_client_of_a_great_scope_is_asked_for_all_of_it() {
    let issuer = issuer();
    let scope = words(MAX_BODY - 60, " ");
    let tokens: Vec<&str> = scope.split(' ').collect();
    let apis: Vec<Value> = tokens
        .chunks(tokens.len().div_ceil(100))
        .enumerate()
        .map(|(index, own)| {
            json!({"identifier": format!("https://api-{index}.test"), "client_id": "own", "scope": own.join(" ")})
        })
        .collect();
    let document = json!({"version": 1, "policies": {"accessToken": "opaque"}, "apis": apis, "clients": [
        {"client_id": "own", "client_secret": "x", "grant_types": ["client_credentials"], "scope": scope}
    ]});
    issuer.configure(Configuration::parse(&document.to_string()).unwrap());
    let body = |more: &str| form_with(&basic("own", "x"), &format!("grant_type=client_credentials{more}"));
    let resources: String = (0..99).map(|index| format!("&resource=https%3A%2F%2Fapi-{index}.test")).collect();
    let asked = format!("&scope={}", scope.replace(' ', "+"));
    assert_eq!(quickly("all of it", || ask(&issuer, body(&asked))).member("error"), "invalid_scope");
    let short = format!("&scope={}{resources}", words(40_000, "+"));
    let status = quickly("for each API", || ask(&issuer, body(&short))).status;
    assert!([200, 400].contains(&status));
}

#[test]
fn authorization_details_are_compared_with_what_was_granted() {
    let one = |rows: usize, actions: usize| {
        let actions = vec![if rows.is_multiple_of(2) { "read" } else { "archive" }; actions];
        json!({"type": "orders_export", "actions": actions, "max_rows": rows % 1000 + 1})
    };
    let issuer = issuer();
    issuer.set_policies(Policies { refresh: true, ..Policies::default() });
    let many: Vec<Value> = (0..700).map(|rows| one(rows, 2)).collect();
    let encoded = |details: &Value| form_urlencoded::byte_serialize(details.to_string().as_bytes()).collect::<String>();
    let ask_for = |more: &str| {
        let body = format!("client_id=billing-export&client_secret=billing-secret-not-real&{more}");
        quickly("details", || ask(&issuer, form(&body)))
    };
    let details = encoded(&json!(many[..300]));
    let granted = ask_for(&format!("grant_type=client_credentials&authorization_details={details}"));
    assert_eq!(granted.status, 200, "{}", granted.text());
    let refresh = format!("grant_type=refresh_token&refresh_token={}", granted.member("refresh_token"));
    assert_eq!(ask_for(&format!("{refresh}&authorization_details={details}")).status, 200);
    let more = encoded(&json!([one(998, 1)]));
    assert_eq!(
        ask_for(&format!("{refresh}&authorization_details={more}")).member("error"),
        "invalid_authorization_details"
    );
    assert!(AuthorizationDetail::parse_list(&json!(many).to_string()).is_ok());
}

#[test]
fn configurations_challenges_names_and_lists_cost_what_they_weigh() {
    let clients: Vec<Value> =
        (0..12_000).map(|id| json!({"client_id": format!("c{id}"), "client_secret": "x"})).collect();
    let people: Vec<Value> = (0..12_000).map(|id| json!({"sub": format!("p{id}"), "name": "A"})).collect();
    let document = json!({"version": 1, "clients": clients, "people": people}).to_string();
    assert!(quickly("a configuration", || Configuration::parse(&document)).is_ok());
    let parameters: Vec<String> = (0..60_000).map(|number| format!("a{number}=b")).collect();
    let challenge = format!("Bearer {}", parameters.join(", "));
    assert!(quickly("a challenge", || Challenge::parse(&challenge)).is_ok());
    let name: Vec<String> = (0..5_000).map(|number| format!("CN=a{number}")).collect();
    let name = quickly("a name", || DistinguishedName::parse(&name.join("+"))).unwrap();
    assert!(quickly("two names", || name.matches(&name)));
    let left: Vec<(String, String)> = (0..60_000).map(|number| (format!("a{number}"), String::new())).collect();
    let right: Vec<(String, String)> = left.iter().rev().cloned().collect();
    assert_eq!(quickly("a comparison", || diff(&left, &right)).len(), left.len());
    assert!(Form::parse(words(1_000_000, "&").as_bytes()).is_err());
}

#[test]
fn a_body_laid_out_for_reading_is_not_much_longer() {
    let laid_out = |body: &str| {
        let request = post("https://issuer.test/register", "application/json", body);
        let parts = request_parts(&request, Layout::Explained);
        (text_of(&parts).len(), parts.iter().map(|part| part.subject.len()).sum::<usize>())
    };
    let deep = "[".repeat(30_000);
    assert!(quickly("nesting", || laid_out(&deep)).0 < 40 * deep.len());
    let named = format!("{{\"{}\":[{}1]}}", "a".repeat(30_000), "1,".repeat(15_000));
    assert!(quickly("a long name", || laid_out(&named)).1 < named.len());
}

#[test]
fn what_is_echoed_in_an_error_is_cut() {
    let long = "x".repeat(100_000);
    for error in [
        Policies::default().set(&long, &Value::Null).unwrap_err().to_string(),
        Policies::default().set("openid", &json!(long)).unwrap_err().to_string(),
        Policies::default().set("lifetime", &json!([long, long])).unwrap_err().to_string(),
        Configuration::parse(&json!({"version": 1, "policies": {"openid": long}}).to_string()).unwrap_err().to_string(),
        Configuration::parse(&format!("{{\"{long}\":1,\"{long}\":1}}")).unwrap_err().to_string(),
    ] {
        assert!(error.len() < 600, "{} octets", error.len());
    }
    let issuer = issuer();
    issuer.set_policies(Policies { openid: OpenidPolicy::Echo, ..Policies::default() });
    for body in ["scope", "grant_type", "client_id", "redirect_uri", "resource", "audience"] {
        let answer = ask(&issuer, nightly(&format!("grant_type=client_credentials&{body}={}", &long[..60_000])));
        assert!(answer.text().len() < 1000, "{body}");
        let steps = &answer.trace.steps;
        assert!(steps.iter().all(|step| step.saw.len() + step.decided.len() < 2500), "{body}: {steps:?}");
    }
}
