//! The JWT bearer grant (RFC 7523 §2.1, §3) and token exchange (RFC 8693), with their refusals: off by default, announced only when on, and
//! one JWT in three places gets three answers.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;

use common::*;
use grant_lab::issuer::{AccessTokenForm, Policies, demo_registry};
use grant_lab::jose::Algorithm;
use pollster::block_on;
use serde_json::{Map, Value, json};
use signer::Signer;

const BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
const CLIENT_ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

fn on() -> TestIssuer {
    with(Policies::default())
}

fn with(policies: Policies) -> TestIssuer {
    let issuer = issuer();
    issuer.set_policies(Policies { assertion_grants: true, ..policies });
    issuer
}

fn post(issuer: &TestIssuer, fields: &[(&str, &str)]) -> Answer {
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(fields);
    let assistant = basic("order-assistant", "assistant-secret-not-real");
    ask(issuer, form_with(&assistant, &body.finish()))
}

/// What the other issuer says about Sam, with some claims changed; `null` takes one out.
fn word(issuer: &TestIssuer, changes: Value) -> String {
    signed(issuer, "JWT", changes)
}

fn signed(issuer: &TestIssuer, typ: &str, changes: Value) -> String {
    let other = Signer::with(&block_on(issuer.other_key()).unwrap(), Algorithm::Es256);
    let mut claims = json!({"iss": "https://other.test", "sub": "user-82c1", "aud": "https://issuer.test",
        "iat": START, "exp": START + 60, "jti": "j-1"});
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    let claims: Map<String, Value> =
        claims.as_object().unwrap().clone().into_iter().filter(|(_, value)| !value.is_null()).collect();
    other.jwt(&json!({"typ": typ}), &claims.into())
}

fn bearer(issuer: &TestIssuer, assertion: &str) -> Answer {
    post(issuer, &[("grant_type", BEARER), ("assertion", assertion), ("scope", "orders.read")])
}

/// A token about Sam, from a sign-in at another client.
fn sams_token(issuer: &TestIssuer, scope: &str) -> String {
    redeem(issuer, &code(issuer, scope)).member("access_token")
}

fn exchange(issuer: &TestIssuer, token: &str, more: &[(&str, &str)]) -> Answer {
    let fields = [("grant_type", EXCHANGE), ("subject_token", token), ("subject_token_type", ACCESS_TOKEN)];
    post(issuer, &[&fields[..], more].concat())
}

#[test]
fn dis_14_both_grants_are_off_unless_the_policy_turns_them_on_and_the_metadata_say_the_same() {
    for is_on in [false, true] {
        let issuer = if is_on { on() } else { issuer() };
        for path in ["oauth-authorization-server", "openid-configuration"] {
            let metadata = ask(&issuer, get(&format!("https://issuer.test/.well-known/{path}"))).json();
            let listed = metadata["grant_types_supported"].as_array().unwrap();
            assert_eq!(listed.contains(&BEARER.into()) && listed.contains(&EXCHANGE.into()), is_on, "{path}");
        }
        let answer = bearer(&issuer, &word(&issuer, json!({})));
        assert_eq!(answer.status == 200, is_on, "{}", answer.text());
        let exchanged = exchange(&issuer, &sams_token(&issuer, "openid+orders.read"), &[]);
        assert_eq!(exchanged.status == 200, is_on, "{}", exchanged.text());
        if !is_on {
            assert_eq!(answer.outcome(), (400, "unsupported_grant_type".to_owned()));
            assert_eq!(exchanged.outcome(), (400, "unsupported_grant_type".to_owned()));
        }
    }
    let programs = with(Policies { client_credentials_only: true, ..Policies::default() });
    assert_eq!(bearer(&programs, &word(&programs, json!({}))).outcome(), (400, "unsupported_grant_type".to_owned()));
}

#[test]
fn the_other_issuers_word_brings_a_token_about_the_person_and_nothing_else() {
    let issuer = on();
    for aud in [json!("https://issuer.test"), json!("https://issuer.test/token"), json!(["https://issuer.test", "x"])] {
        let answer = bearer(&issuer, &word(&issuer, json!({"aud": aud, "jti": null})));
        let members: Vec<String> = answer.json().keys().cloned().collect();
        assert_eq!(
            members,
            ["access_token", "expires_in", "scope", "token_type"],
            "{aud}: no id_token, nothing to renew it"
        );
        let token = answer.member("access_token");
        let claims = claims(&token);
        assert_eq!((&claims["sub"], &claims["client_id"]), (&json!("user-82c1"), &json!("order-assistant")));
        assert_eq!((&claims["sub_type"], claims.get("act")), (&json!("person"), None));
        assert_eq!(orders(&issuer, &token).status, 200);
        assert_eq!(me(&issuer, &token).member("sub"), "user-82c1", "the API may take it for Sam's");
        assert_eq!(userinfo(&issuer, &token).status, 403, "nobody signed in");
    }
    assert_eq!(issuer.issuer().logins(), 0);
}

#[test]
fn what_rfc_7523_asks_of_an_assertion_is_asked_and_the_answer_is_one_sentence() {
    let issuer = on();
    let late = START + 3600 + 61;
    let mut sentences = std::collections::BTreeSet::new();
    for (changes, because) in [
        (json!({"iss": "https://issuer.test"}), "issued by"),
        (json!({"iss": null}), "no iss"),
        (json!({"sub": null}), "no sub"),
        (json!({"sub": "nobody"}), "nobody whom this issuer knows"),
        (json!({"sub": "nightly-report"}), "nobody whom this issuer knows"),
        (json!({"aud": null}), "no aud"),
        (json!({"aud": "https://stock.test"}), "for somebody else"),
        (json!({"aud": "https://issuer.test/"}), "for somebody else"),
        (json!({"exp": null}), "no exp"),
        (json!({"exp": START - 10}), "expired"),
        (json!({"exp": late}), "longer than an hour"),
        (json!({"nbf": START + 11}), "only in 11 seconds"),
        (json!({"iat": START + 11}), "11 seconds from now"),
    ] {
        let answer = bearer(&issuer, &word(&issuer, changes.clone()));
        assert_eq!(answer.outcome(), (400, "invalid_grant".to_owned()), "{changes}");
        assert_eq!(answer.refused_by(), "Assertion as a grant");
        let decided = answer.trace.refusal().unwrap().decided.clone();
        assert!(decided.contains(because), "{changes}: {decided}");
        sentences.insert(answer.member("error_description"));
    }
    assert_eq!(sentences.len(), 1, "the wire tells no reason");
}

#[test]
fn only_the_key_of_the_issuer_that_is_believed_counts_and_only_for_this_use() {
    let issuer = on();
    let ledger = Signer::with(&block_on(issuer.client_key()).unwrap(), Algorithm::Es256);
    let claims =
        json!({"iss": "https://other.test", "sub": "user-82c1", "aud": "https://issuer.test", "exp": START + 60});
    let forged = ledger.jwt(&json!({"typ": "JWT"}), &claims);
    let good = word(&issuer, json!({}));
    let unsigned = format!("{}.AAAA", good.rsplit_once('.').unwrap().0);
    let (head, _) = good.split_once('.').unwrap();
    for (name, assertion) in [
        ("another's key", forged),
        ("no signature", unsigned),
        ("not a JWT", "word".to_owned()),
        ("a part of one", head.to_owned()),
        ("a client's proof", signed(&issuer, "client-authentication+jwt", json!({}))),
        ("an access token", signed(&issuer, "at+jwt", json!({}))),
    ] {
        assert_eq!(bearer(&issuer, &assertion).outcome(), (400, "invalid_grant".to_owned()), "{name}");
    }
    assert_eq!(bearer(&issuer, "").outcome(), (400, "invalid_request".to_owned()), "empty is absent");
    assert_eq!(bearer(&issuer, &good).status, 200);
    let again = bearer(&issuer, &good);
    assert_eq!(again.outcome(), (400, "invalid_grant".to_owned()));
    assert!(again.trace.refusal().unwrap().decided.contains("used before"));
}

#[test]
fn the_client_proves_itself_apart_from_the_grant_and_needs_leave_for_it() {
    let issuer = on();
    let body = |assertion: &str| format!("grant_type={}&assertion={assertion}", BEARER.replace(':', "%3A"));
    let nightly = ask(&issuer, nightly(&body(&word(&issuer, json!({})))));
    assert_eq!(nightly.outcome(), (400, "unauthorized_client".to_owned()));
    let nobody = ask(&issuer, form(&body(&word(&issuer, json!({})))));
    assert_eq!(nobody.outcome(), (401, "invalid_client".to_owned()));
    let mut registry = demo_registry();
    let shop = registry.clients.iter().position(|client| client.client_id.as_str() == "shop-web").unwrap();
    let mut client = registry.clients[shop].as_ref().clone();
    client.grant_types.extend([BEARER, EXCHANGE].map(|name| grant_lab::oauth::GrantType::from_name(name).unwrap()));
    registry.clients[shop] = std::rc::Rc::new(client);
    let issuer = issuer_with(registry);
    issuer.set_policies(Policies { assertion_grants: true, ..Policies::default() });
    let public = ask(&issuer, form(&[&body(&word(&issuer, json!({}))), "&client_id=shop-web"].concat()));
    assert_eq!(
        public.outcome(),
        (400, "unauthorized_client".to_owned()),
        "a public client acts for nobody who is absent"
    );
}

#[test]
fn the_scope_is_of_the_client_and_never_about_a_sign_in() {
    let issuer = on();
    for (scope, outcome) in [
        ("orders.read", (200, "")),
        ("orders.write", (400, "invalid_scope")),
        ("openid", (400, "invalid_scope")),
        ("orders.read openid", (400, "invalid_scope")),
        ("offline_access", (400, "invalid_scope")),
        ("a\"b", (400, "invalid_scope")),
    ] {
        let assertion = word(&issuer, json!({"jti": null}));
        let answer = post(&issuer, &[("grant_type", BEARER), ("assertion", &assertion), ("scope", scope)]);
        assert_eq!((answer.status, answer.member("error").as_str()), outcome, "{scope}");
    }
    let default = post(&issuer, &[("grant_type", BEARER), ("assertion", &word(&issuer, json!({})))]);
    assert_eq!(default.member("scope"), "orders.read");
}

#[test]
fn an_exchanged_token_is_about_the_same_person_says_who_acts_and_lasts_no_longer() {
    for access_token in AccessTokenForm::ALL {
        let issuer = with(Policies { access_token, ..Policies::default() });
        let sams = sams_token(&issuer, "openid+profile+orders.read");
        issuer.clock().advance(100);
        let answer = exchange(&issuer, &sams, &[]);
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(answer.member("issued_token_type"), ACCESS_TOKEN);
        assert_eq!(answer.member("scope"), "orders.read", "what both may, and nothing about the sign-in");
        assert_eq!(answer.json()["expires_in"], 200, "300 s, of which 100 are over");
        assert!(!answer.json().contains_key("refresh_token") && !answer.json().contains_key("id_token"));
        let token = answer.member("access_token");
        assert_eq!(me(&issuer, &token).member("client_id"), "order-assistant");
        if access_token == AccessTokenForm::Jwt {
            let claims = claims(&token);
            assert_eq!((&claims["sub"], &claims["act"]), (&json!("user-82c1"), &json!({"sub": "order-assistant"})));
            assert_eq!(claims["exp"], START + 300);
        }
        let twice = exchange(&issuer, &token, &[("requested_token_type", ACCESS_TOKEN)]);
        if access_token == AccessTokenForm::Jwt {
            let act = &claims(&twice.member("access_token"))["act"];
            assert_eq!(act, &json!({"sub": "order-assistant", "act": {"sub": "order-assistant"}}), "the chain stays");
        }
        assert_eq!(twice.json()["expires_in"], 200);
        issuer.clock().advance(200);
        assert_eq!(exchange(&issuer, &sams, &[]).outcome(), (400, "invalid_request".to_owned()), "it is over");
    }
}

#[test]
fn what_cannot_be_exchanged_is_an_invalid_request() {
    let issuer = on();
    let sams = sams_token(&issuer, "openid+orders.read");
    let programs = access_token(&issuer, "orders.read");
    for (name, token, more, error) in [
        ("a client's", programs.as_str(), &[][..], "invalid_request"),
        ("none of this issuer", &word(&issuer, json!({})), &[], "invalid_request"),
        ("no token", "word", &[], "invalid_request"),
        ("empty", "", &[], "invalid_request"),
        ("with an actor", &sams, &[("actor_token", "x"), ("actor_token_type", ACCESS_TOKEN)], "invalid_request"),
        (
            "for another kind",
            &sams,
            &[("requested_token_type", "urn:ietf:params:oauth:token-type:jwt")],
            "invalid_request",
        ),
        ("for a logical name", &sams, &[("audience", "orders")], "invalid_target"),
        ("for an unknown API", &sams, &[("resource", "https://unknown.test")], "invalid_target"),
        ("for more", &sams, &[("scope", "orders.read orders.write")], "invalid_scope"),
        ("for a sign-in", &sams, &[("scope", "openid")], "invalid_scope"),
    ] {
        assert_eq!(exchange(&issuer, token, more).outcome(), (400, error.to_owned()), "{name}");
    }
    let typeless = post(&issuer, &[("grant_type", EXCHANGE), ("subject_token", &sams)]);
    assert_eq!(typeless.outcome(), (400, "invalid_request".to_owned()));
    let about_nothing = sams_token(&issuer, "openid+profile");
    assert_eq!(exchange(&issuer, &about_nothing, &[]).outcome(), (400, "invalid_scope".to_owned()));
    assert_eq!(exchange(&issuer, &sams, &[("resource", "https://api.test")]).status, 200);
}

#[test]
fn one_jwt_in_three_places_gets_three_answers() {
    let issuer = on();
    let jwt = word(&issuer, json!({"aud": "https://stock.test"}));
    let as_proof = ask(
        &issuer,
        form(&format!("grant_type=client_credentials&client_assertion_type={CLIENT_ASSERTION}&client_assertion={jwt}")),
    );
    assert_eq!(as_proof.outcome(), (400, "invalid_client".to_owned()), "RFC 7521 §4.2.1");
    assert_eq!(bearer(&issuer, &jwt).outcome(), (400, "invalid_grant".to_owned()), "RFC 7523 §3.1");
    assert_eq!(exchange(&issuer, &jwt, &[]).outcome(), (400, "invalid_request".to_owned()), "RFC 8693 §2.2.2");
    let typed = post(
        &issuer,
        &[
            ("grant_type", EXCHANGE),
            ("subject_token", &jwt),
            ("subject_token_type", "urn:ietf:params:oauth:token-type:jwt"),
        ],
    );
    assert_eq!(typed.outcome(), (400, "invalid_request".to_owned()));
}

#[test]
fn a_bound_token_is_exchanged_for_nobody() {
    let issuer = on();
    let request = token_post().header("dpop", Signer::new(Algorithm::Es256).proof());
    let code = code(&issuer, "openid+orders.read");
    let bound = ask(&issuer, request.body(redeem_body(&code).into_bytes()).unwrap());
    assert_eq!(bound.member("token_type"), "DPoP");
    let answer = exchange(&issuer, &bound.member("access_token"), &[]);
    assert_eq!(answer.outcome(), (400, "invalid_request".to_owned()));
    assert!(answer.trace.refusal().unwrap().decided.contains("bound"));
}

#[test]
fn nothing_that_was_sent_comes_back_and_without_cryptography_nothing_is_promised() {
    let issuer = on();
    let canary = "c4n4ry-word";
    for answer in
        [bearer(&issuer, canary), exchange(&issuer, canary, &[]), exchange(&issuer, "x", &[("audience", canary)])]
    {
        assert!(!answer.whole().contains(canary), "{}", answer.whole());
        assert!(!format!("{:?}", answer.trace).contains(canary), "{:?}", answer.trace);
    }
}
