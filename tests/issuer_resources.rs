//! UserInfo and the demo API: requirements UIN-01, UIN-02, PRS-01 to PRS-03, PRS-05 to PRS-07 (OIDC Core §5.3, RFC 6750, RFC 9068 §4).
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use common::*;
use grant_lab::issuer::{OpenidPolicy, Policies};
use grant_lab::jose::{Algorithm, SigningKey, sign};
use grant_lab::oauth::{Challenge, Party};
use http::Request;
use serde_json::{Map, Value, json};

const ORDERS: &str = "https://api.test/orders";
const USERINFO: &str = "https://issuer.test/userinfo";

/// The one challenge of an answer, which must be a proper one for bearer tokens.
fn challenge(answer: &Answer) -> Challenge {
    let challenge = Challenge::parse(answer.header("www-authenticate")).unwrap();
    challenge.check_bearer().unwrap();
    challenge
}

/// Status, `error` and `scope` of a refusal.
fn refusal(answer: &Answer) -> (u16, String, String) {
    let challenge = challenge(answer);
    let text = |name| challenge.get(name).unwrap_or_default().to_owned();
    (answer.status, text("error"), text("scope"))
}

fn invalid_token() -> (u16, String, String) {
    (401, "invalid_token".to_owned(), String::new())
}

/// A key of somebody else, and tokens as it would sign them.
struct Forger {
    crypto: TestCrypto,
    key: SigningKey,
}

impl Forger {
    fn new(algorithm: Algorithm) -> Self {
        let crypto = TestCrypto::default();
        let (key, _) = pollster::block_on(SigningKey::generate(&crypto, algorithm)).unwrap();
        Self { crypto, key }
    }

    /// Signs what looks like a good token, after `change`.
    fn token(&self, kid: &Value, change: impl FnOnce(&mut Map<String, Value>, &mut Map<String, Value>)) -> String {
        let mut header = Map::from_iter([("typ".to_owned(), json!("at+jwt"))]);
        let mut claims = json!({
            "iss": "https://issuer.test", "sub": "nightly-report", "client_id": "nightly-report",
            "aud": "https://api.test", "scope": "orders.read", "iat": START, "exp": START + 300, "jti": "j-1",
        });
        change(&mut header, claims.as_object_mut().unwrap());
        let key = SigningKey { kid: kid.as_str().map(str::to_owned), ..self.key.clone() };
        pollster::block_on(sign(&self.crypto, &key, header, claims.to_string().as_bytes())).unwrap()
    }
}

/// The issuer's RSA key, made by a sign-in. In tests it is a published one, so a [`Forger`] can sign with the issuer's own key.
fn rsa_kid(issuer: &TestIssuer) -> Value {
    assert_eq!(redeem(issuer, &code(issuer, "openid")).status, 200);
    let keys = ask(issuer, get("https://issuer.test/jwks")).json();
    keys["keys"].as_array().unwrap().iter().find(|key| key["alg"] == "RS256").unwrap()["kid"].clone()
}

#[test]
fn uin_01_a_client_token_is_refused_and_the_scope_named() {
    let issuer = issuer();
    let answer = userinfo(&issuer, &access_token(&issuer, "orders.read"));
    assert_eq!(refusal(&answer), (403, "insufficient_scope".to_owned(), "openid".to_owned()));
    assert!(challenge(&answer).get("error_description").is_some());
    assert!(answer.response.body().is_empty());
    assert_eq!((answer.refused_by(), issuer.issuer().logins()), ("Scope", 0));
}

#[test]
fn uin_01_a_client_token_that_carries_openid_is_refused_as_no_good() {
    let issuer = issuer();
    issuer.set_policies(Policies { openid: OpenidPolicy::VendorServiceAccount, ..Policies::default() });
    for scope in ["orders.read+openid", "openid", "openid+profile"] {
        let answer = userinfo(&issuer, &access_token(&issuer, scope));
        assert_eq!(refusal(&answer), invalid_token(), "{scope}");
        assert_eq!(challenge(&answer).get("error_description"), Some("No end user stands behind this token."));
        assert_eq!(answer.refused_by(), "Person");
    }
}

#[test]
fn uin_01_a_token_from_a_sign_in_is_answered() {
    let issuer = issuer();
    let token = redeem(&issuer, &code(&issuer, "openid+profile")).member("access_token");
    let answer = userinfo(&issuer, &token);
    assert_eq!((answer.status, answer.member("sub").as_str()), (200, "user-82c1"));
    assert_eq!(answer.member("name"), "Sam Okafor");
    assert_eq!((answer.header("content-type"), answer.header("cache-control")), ("application/json", "no-store"));
    issuer.clock().advance(300);
    assert_eq!(refusal(&userinfo(&issuer, &token)), invalid_token(), "expired");
}

#[test]
fn uin_01_a_token_that_is_only_for_the_api_is_not_for_userinfo() {
    let issuer = issuer();
    let (forger, kid) = (Forger::new(Algorithm::Rs256), rsa_kid(&issuer));
    let about_sam = |aud: Value| {
        forger.token(&kid, |_, claims| {
            claims.extend([("sub", json!("user-82c1")), ("scope", json!("openid"))].map(|(n, v)| (n.to_owned(), v)));
            claims.insert("aud".to_owned(), aud);
        })
    };
    assert_eq!(userinfo(&issuer, &about_sam(json!(["https://issuer.test"]))).status, 200);
    let answer = userinfo(&issuer, &about_sam(json!("https://api.test")));
    assert_eq!((refusal(&answer), answer.refused_by()), (invalid_token(), "Audience"));
}

#[test]
fn uin_02_get_and_post_and_without_a_token_a_bare_challenge() {
    let issuer = issuer();
    let token = redeem(&issuer, &code(&issuer, "openid")).member("access_token");
    let post = |token: Option<&str>| {
        let mut request = Request::post(USERINFO);
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        ask(&issuer, request.body(Vec::new()).unwrap())
    };
    assert_eq!((userinfo(&issuer, &token).status, post(Some(&token)).status), (200, 200));
    for answer in [ask(&issuer, get(USERINFO)), post(None)] {
        assert_eq!(answer.status, 401);
        let challenge = challenge(&answer);
        assert_eq!(challenge.get("realm"), Some("userinfo"));
        assert_eq!(challenge.params.len(), 1);
    }
    let put = ask(&issuer, Request::put(USERINFO).body(Vec::new()).unwrap());
    assert_eq!((put.status, put.header("allow")), (405, "GET, HEAD, POST"));
}

#[test]
fn prs_01_without_credentials_a_challenge_and_no_error_code() {
    let issuer = issuer();
    for request in [get(ORDERS), get_with(ORDERS, NIGHTLY), get(&format!("{ORDERS}?day=2026-01-01"))] {
        let answer = ask(&issuer, request);
        assert_eq!(answer.status, 401);
        let challenge = challenge(&answer);
        let names: Vec<&str> = challenge.params.iter().map(|param| param.name.as_str()).collect();
        assert_eq!((challenge.get("realm"), names), (Some("orders"), vec!["realm", "resource_metadata"]));
    }
}

#[test]
fn prs_02_every_cause_of_an_invalid_token_is_refused() {
    let issuer = issuer();
    let good = access_token(&issuer, "orders.read");
    let kid = header(&good)["kid"].clone();
    let forger = Forger::new(Algorithm::Es256);
    let (head, signature) = good.rsplit_once('.').unwrap();
    let (protected, payload) = head.split_once('.').unwrap();
    let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"at+jwt"}"#);
    let refused = [
        ("opaque", "The issuer's word", "not-a-jwt".to_owned()),
        ("two parts", "Token form", head.to_owned()),
        ("five parts", "Token form", format!("{good}.x.y")),
        ("alg none", "Algorithm", format!("{none}.{payload}.{signature}")),
        ("unsigned", "Algorithm", format!("{none}.{payload}.")),
        ("another payload", "Signature", {
            let changed = payload.replacen(|_: char| true, if payload.starts_with('e') { "f" } else { "e" }, 1);
            format!("{protected}.{changed}.{signature}")
        }),
        ("somebody else's key under the issuer's kid", "Signature", forger.token(&kid, |_, _| ())),
        ("an unknown kid", "Signature", forger.token(&json!("unknown"), |_, _| ())),
        ("no kid", "Signature", forger.token(&Value::Null, |_, _| ())),
        ("typ JWT", "Type", forger.token(&kid, |header, _| drop(header.insert("typ".to_owned(), json!("JWT"))))),
        ("no typ", "Type", forger.token(&kid, |header, _| drop(header.remove("typ")))),
        ("crit", "Critical extensions", {
            forger.token(&kid, |header, _| {
                header.insert("crit".to_owned(), json!(["x"]));
                header.insert("x".to_owned(), json!(1));
            })
        }),
    ];
    for (cause, check, token) in refused {
        let answer = orders(&issuer, &token);
        assert_eq!(refusal(&answer), invalid_token(), "{cause}");
        assert_eq!(answer.refused_by(), check, "{cause}");
        assert!(answer.response.body().is_empty());
    }
}

#[test]
fn prs_02_claims_that_do_not_hold_are_refused_though_the_signature_is_right() {
    let issuer = issuer();
    let (forger, kid) = (Forger::new(Algorithm::Rs256), rsa_kid(&issuer));
    assert_eq!(orders(&issuer, &forger.token(&kid, |_, _| ())).status, 200);
    assert_eq!(orders(&issuer, &forger.token(&Value::Null, |_, _| ())).status, 200, "a kid is only a hint");
    for (name, value, check) in [
        ("iss", json!("https://issuer.test/"), "Issuer"),
        ("iss", Value::Null, "Issuer"),
        ("aud", json!("https://other.test"), "Audience"),
        ("aud", json!(["https://other.test", "https://api.test/"]), "Audience"),
        ("aud", json!([]), "Audience"),
        ("exp", json!(START), "Expiry"),
        ("exp", json!("2999-01-01"), "Expiry"),
        ("exp", Value::Null, "Expiry"),
        ("nbf", json!(START + 1), "Not before"),
        ("iat", json!("now"), "Issued at"),
        ("sub", json!(7), "Subject"),
        ("jti", Value::Null, "Token identifier"),
        ("client_id", Value::Null, "Client"),
    ] {
        let token = forger.token(&kid, |_, claims| drop(claims.insert(name.to_owned(), value.clone())));
        let answer = orders(&issuer, &token);
        assert_eq!((refusal(&answer), answer.refused_by()), (invalid_token(), check), "{name}: {value}");
        let without = forger.token(&kid, |_, claims| drop(claims.remove(name)));
        assert_eq!(orders(&issuer, &without).status, if name == "nbf" { 200 } else { 401 }, "without {name}");
    }
    let several = forger.token(&kid, |_, claims| {
        claims.insert("aud".to_owned(), json!(["https://other.test", "https://api.test"]));
        claims.insert("unknown".to_owned(), json!({"a": [1, 2]}));
    });
    assert_eq!(orders(&issuer, &several).status, 200);
}

#[test]
fn prs_02_tokens_for_others_and_expired_ones_are_refused() {
    let issuer = issuer();
    let login = redeem(&issuer, &code(&issuer, "openid"));
    let for_userinfo = orders(&issuer, &login.member("access_token"));
    assert_eq!((refusal(&for_userinfo), for_userinfo.refused_by()), (invalid_token(), "Audience"));
    let id_token = orders(&issuer, &login.member("id_token"));
    assert_eq!((refusal(&id_token), id_token.refused_by()), (invalid_token(), "Type"));

    let token = access_token(&issuer, "orders.read");
    issuer.clock().advance(299);
    assert_eq!(orders(&issuer, &token).status, 200, "one second before the end");
    issuer.clock().advance(1);
    let expired = orders(&issuer, &token);
    assert_eq!((refusal(&expired), expired.refused_by()), (invalid_token(), "Expiry"));
    issuer.clock().advance(-1);
    assert_eq!(orders(&issuer, &token).status, 200, "the clock was moved back");
}

#[test]
fn prs_03_missing_scope_is_403_and_names_it() {
    let issuer = issuer();
    let answer = orders(&issuer, &billing_token(&issuer, "orders.write"));
    assert_eq!(refusal(&answer), (403, "insufficient_scope".to_owned(), "orders.read".to_owned()));
    assert_eq!(answer.refused_by(), "Scope");
    assert_eq!(orders(&issuer, &billing_token(&issuer, "orders.write+orders.read")).status, 200);
}

#[test]
fn prs_05_scheme_in_any_case_and_any_number_of_spaces() {
    let issuer = issuer();
    let token = access_token(&issuer, "orders.read");
    for scheme in ["Bearer ", "bearer   ", "BEARER "] {
        assert_eq!(ask(&issuer, get_with(ORDERS, &format!("{scheme}{token}"))).status, 200, "{scheme}");
    }
    for malformed in ["Bearer", "Bearer ", "Bearer a b", "Bearer ü", "Bearer =", "Bearer a,b"] {
        let request = Request::get(ORDERS)
            .header("authorization", http::HeaderValue::from_bytes(malformed.as_bytes()).unwrap())
            .body(Vec::new())
            .unwrap();
        assert_eq!(refusal(&ask(&issuer, request)).0, 400, "{malformed}");
    }
}

#[test]
fn prs_06_a_token_in_the_query_is_as_good_as_none() {
    let issuer = issuer();
    let token = access_token(&issuer, "orders.read");
    for url in [ORDERS, USERINFO] {
        let answer = ask(&issuer, get(&format!("{url}?access_token={token}")));
        assert_eq!((answer.status, challenge(&answer).get("error")), (401, None));
    }
}

#[test]
fn prs_07_challenges_hold_each_attribute_once_and_quoted() {
    let issuer = issuer();
    issuer.set_policies(Policies { openid: OpenidPolicy::VendorServiceAccount, ..Policies::default() });
    let expired = access_token(&issuer, "openid");
    for answer in [
        ask(&issuer, get(ORDERS)),
        ask(&issuer, get_with(ORDERS, "Bearer")),
        orders(&issuer, "\u{7e}"),
        orders(&issuer, &billing_token(&issuer, "orders.write")),
        ask(&issuer, get(USERINFO)),
        userinfo(&issuer, &expired),
        userinfo(&issuer, &access_token(&issuer, "orders.read")),
    ] {
        let challenge = challenge(&answer);
        let mut names: Vec<&str> = challenge.params.iter().map(|parameter| parameter.name.as_str()).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "{challenge}");
        assert!(challenge.params.iter().all(|parameter| parameter.quoted), "{challenge}");
    }
}

#[test]
fn the_api_answers_three_orders_and_fetches_the_keys_once_by_a_message_that_the_log_shows() {
    let issuer = issuer();
    let token = access_token(&issuer, "orders.read");
    let answer = orders(&issuer, &token);
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    assert_eq!(answer.json()["orders"].as_array().map(Vec::len), Some(3));
    assert_eq!(orders(&issuer, &token).status, 200);

    let told: Vec<(Party, Party, String)> = issuer
        .log()
        .iter()
        .map(|entry| (entry.exchange.from, entry.exchange.to, entry.exchange.request.uri().path().to_owned()))
        .collect();
    let expected = [
        (Party::Client, Party::Issuer, "/token"),
        (Party::Client, Party::Api, "/orders"),
        (Party::Api, Party::Issuer, "/jwks"),
        (Party::Client, Party::Api, "/orders"),
    ];
    assert_eq!(told, expected.map(|(from, to, path)| (from, to, path.to_owned())));
    let keys = &issuer.log()[2].exchange;
    assert!(String::from_utf8_lossy(keys.response.body()).contains("\"keys\""));
    assert_eq!(keys.request.method(), "GET");
}

#[test]
fn the_api_asks_again_once_when_a_token_names_an_unknown_key() {
    let issuer = issuer();
    let fetched = || issuer.log().iter().filter(|entry| entry.exchange.from == Party::Api).count();
    assert_eq!(orders(&issuer, &access_token(&issuer, "orders.read")).status, 200);
    assert_eq!(fetched(), 1);
    let forged = Forger::new(Algorithm::Es256).token(&json!("unknown"), |_, _| ());
    assert_eq!(orders(&issuer, &forged).status, 401);
    assert_eq!(fetched(), 2);
    // What can never be accepted causes no message.
    let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","kid":"unknown"}"#);
    assert_eq!(orders(&issuer, &format!("{none}.e30.AAAA")).status, 401);
    assert_eq!(fetched(), 2);
}
