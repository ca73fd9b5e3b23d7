//! The contrast flows beside code + PKCE: Implicit (`id_token`) and Hybrid (`code id_token`) with `nonce`, `max_age`, `auth_time`,
//! `at_hash` and `c_hash` (OIDC Core §3.1.2.1, §3.2, §3.3).
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::jose::Algorithm;
use grant_lab::oauth::id_token::half_hash;
use grant_lab::server::StepOutcome;
use http::Request;
use serde_json::{Map, Value, json};

const BOTH: &str = "code+id_token";

/// `shop-web`'s request with other parameters than those of the code flow; one that is given as `name=` is left out.
fn url(response_type: &str, scope: &str, changed: &[&str]) -> String {
    let url = authorize_url(scope).replace("response_type=code", &format!("response_type={response_type}"));
    let (endpoint, query) = url.split_once('?').unwrap();
    let name = |pair: &str| pair.split('=').next().unwrap().to_owned();
    let mut pairs: Vec<&str> =
        query.split('&').filter(|pair| !changed.iter().any(|other| name(other) == name(pair))).collect();
    pairs.extend(changed.iter().filter(|pair| !pair.ends_with('=')));
    format!("{endpoint}?{}", pairs.join("&"))
}

/// What comes back once Sam has signed in.
fn signed_in(issuer: &TestIssuer, url: &str) -> Answer {
    decide(issuer, &transaction(issuer, url), "continue")
}

fn text(parameters: &Map<String, Value>, name: &str) -> String {
    parameters[name].as_str().unwrap().to_owned()
}

fn hash(text: &str) -> Value {
    json!(pollster::block_on(half_hash(&TestCrypto::default(), Algorithm::Rs256, text)).unwrap())
}

#[test]
fn implicit_brings_an_id_token_in_the_fragment_and_nothing_else() {
    let issuer = issuer();
    let (target, back) = signed_in(&issuer, &url("id_token", "openid+profile", &["code_challenge="])).fragment();
    assert_eq!(target, "https://shop.test/callback");
    assert_eq!(back.keys().collect::<Vec<_>>(), ["id_token", "iss", "state"]);
    assert_eq!((&back["state"], &back["iss"]), (&json!("s-1"), &json!("https://issuer.test")));
    let id_token = text(&back, "id_token");
    assert_eq!((&header(&id_token)["alg"], &header(&id_token)["typ"]), (&json!("RS256"), &json!("JWT")));
    // No access token is issued, so what the scope asks for stands in the ID Token itself (OIDC Core §5.4).
    let expected = json!({
        "iss": "https://issuer.test", "sub": "user-82c1", "aud": "shop-web", "nonce": "n-1", "auth_time": START,
        "iat": START, "exp": START + 300, "name": "Sam Okafor",
    });
    assert_eq!(Value::Object(claims(&id_token)), expected);
    assert_eq!(issuer.issuer().logins(), 1);
    let without = signed_in(&issuer, &url("id_token", "openid", &[])).fragment().1;
    assert!(!claims(&text(&without, "id_token")).contains_key("name"));
    assert_eq!(orders(&issuer, &id_token).status, 401, "an ID Token is no key to an API");
}

#[test]
fn hybrid_brings_both_and_the_hash_of_the_code() {
    let issuer = issuer();
    for response_type in [BOTH, "id_token+code"] {
        let (_, back) = signed_in(&issuer, &url(response_type, "openid+profile", &[])).fragment();
        assert_eq!(back.keys().collect::<Vec<_>>(), ["code", "id_token", "iss", "state"]);
        let (code, front) = (text(&back, "code"), claims(&text(&back, "id_token")));
        assert_eq!((&front["c_hash"], front.get("at_hash"), front.get("name")), (&hash(&code), None, None));
        issuer.clock().advance(7);
        let answer = redeem(&issuer, &code);
        let later = claims(&answer.member("id_token"));
        // The same sign-in, told twice (OIDC Core §3.3.3.6).
        for name in ["iss", "sub", "aud", "nonce", "auth_time"] {
            assert_eq!(front[name], later[name], "{name}");
        }
        assert_eq!(later["at_hash"], hash(&answer.member("access_token")));
        assert_eq!(userinfo(&issuer, &answer.member("access_token")).member("name"), "Sam Okafor");
        issuer.clock().advance(-7);
    }
}

#[test]
fn the_code_of_a_hybrid_request_is_bound_as_any_other() {
    let issuer = issuer();
    for (changed, error) in [("code_challenge=", "invalid_request"), ("code_challenge_method=plain", "invalid_request")]
    {
        let (_, refused) = ask(&issuer, get(&url(BOTH, "openid", &[changed]))).fragment();
        assert_eq!(refused["error"], error, "{changed}");
    }
    let (_, back) = signed_in(&issuer, &url(BOTH, "openid", &[])).fragment();
    let wrong = redeem_body(&text(&back, "code")).replace(VERIFIER, CHALLENGE);
    assert_eq!(ask(&issuer, form(&wrong)).outcome(), (400, "invalid_grant".to_owned()));
}

#[test]
fn at_hash_is_half_of_the_hash_of_the_access_token() {
    let issuer = issuer();
    let answer = redeem(&issuer, &code(&issuer, "openid"));
    assert_eq!(claims(&answer.member("id_token"))["at_hash"], hash(&answer.member("access_token")));
    assert!(!claims(&answer.member("id_token")).contains_key("c_hash"), "nothing else came with a code");
}

#[test]
fn an_id_token_through_the_browser_needs_a_nonce_and_openid() {
    let issuer = issuer();
    for response_type in ["id_token", BOTH] {
        for (scope, changed, check) in
            [("openid", "nonce=", "Nonce"), ("orders.read", "x=", "Scope"), ("", "x=", "Scope")]
        {
            let answer = ask(&issuer, get(&url(response_type, scope, &[changed])));
            let (target, refused) = answer.fragment();
            assert_eq!(target, "https://shop.test/callback");
            assert_eq!((&refused["error"], answer.refused_by()), (&json!("invalid_request"), check), "{response_type}");
            assert_eq!((&refused["state"], &refused["iss"]), (&json!("s-1"), &json!("https://issuer.test")));
        }
    }
    // The code flow can do without: there the token endpoint is between the two.
    assert_eq!(ask(&issuer, get(&url("code", "openid", &["nonce="]))).redirect().0, "https://issuer.test/sign-in");
}

#[test]
fn the_nonce_is_passed_through_unchanged() {
    let issuer = issuer();
    let nonce = "a%20b%26%3D%E2%82%AC";
    let (_, back) = signed_in(&issuer, &url(BOTH, "openid", &[&format!("nonce={nonce}")])).fragment();
    let later = redeem(&issuer, &text(&back, "code"));
    for token in [text(&back, "id_token"), later.member("id_token")] {
        assert_eq!(claims(&token)["nonce"], "a b&=€");
    }
}

#[test]
fn the_answer_travels_as_asked_but_an_id_token_never_in_a_query() {
    let issuer = issuer();
    let (_, back) = signed_in(&issuer, &url("code", "openid", &["response_mode=fragment"])).fragment();
    assert_eq!(back.keys().collect::<Vec<_>>(), ["code", "iss", "state"]);
    let (_, back) = signed_in(&issuer, &url("code", "openid", &["response_mode=query"])).redirect();
    assert!(back.contains_key("code"));
    for (response_type, mode) in [("id_token", "query"), (BOTH, "query"), ("id_token", "form_post")] {
        let answer = ask(&issuer, get(&url(response_type, "openid", &[&format!("response_mode={mode}")])));
        assert_eq!(answer.refused_by(), "Response mode");
        assert_eq!(answer.fragment().1["error"], "invalid_request", "{response_type} {mode}");
    }
    let answer = ask(&issuer, get(&url("code", "openid", &["response_mode=form_post"])));
    assert_eq!(answer.redirect().1["error"], "invalid_request");
    let denied = transaction(&issuer, &url("id_token", "openid", &[]));
    assert_eq!(decide(&issuer, &denied, "cancel").fragment().1["error"], "access_denied");
}

#[test]
fn each_response_type_is_labelled_with_its_standing() {
    let issuer = issuer();
    for (response_type, clause, standing) in [
        ("code", "RFC 6749 §4.1.1", "recommends"),
        ("id_token", "OIDC Core §3.2", "advises against response types that put an access token into the redirect"),
        (BOTH, "OIDC Core §3.3", "advises against response types that put an access token into the redirect"),
    ] {
        let answer = ask(&issuer, get(&url(response_type, "openid", &[])));
        let step = answer.trace.steps.iter().find(|step| step.name == "Response type").unwrap();
        assert_eq!(step.citation.to_string(), clause);
        assert!(step.decided.contains(standing), "{}", step.decided);
    }
}

#[test]
fn a_client_gets_only_the_response_types_it_registered() {
    let issuer = issuer();
    let asking = |response_type: &str| {
        let url = format!(
            "https://issuer.test/authorize?response_type={response_type}&client_id=back-office\
             &redirect_uri={BACK_OFFICE_CALLBACK}&scope=openid&nonce=n"
        );
        ask(&issuer, get(&url))
    };
    assert_eq!(asking("code").redirect().0, "https://issuer.test/sign-in");
    for response_type in ["id_token", BOTH] {
        assert_eq!(asking(response_type).fragment().1["error"], "unauthorized_client");
    }
}

#[test]
fn the_sign_in_is_as_young_as_asked_and_auth_time_says_when() {
    let issuer = issuer();
    for max_age in ["0", "60", "99999999999999999999"] {
        let transaction = transaction(&issuer, &url("code", "openid", &[&format!("max_age={max_age}")]));
        // The person takes a minute; the sign-in is when they press the button, not when the client asked.
        issuer.clock().advance(60);
        let (_, back) = decide(&issuer, &transaction, "continue").redirect();
        let then = issuer.now().0;
        issuer.clock().advance(5);
        let claims = claims(&redeem(&issuer, &text(&back, "code")).member("id_token"));
        assert_eq!((&claims["auth_time"], &claims["iat"]), (&json!(then), &json!(then + 5)), "{max_age}");
    }
    assert_eq!(issuer.issuer().logins(), 3, "every request is a sign-in of its own");
    for junk in ["-1", "1.5", "soon", "+1", "1%20"] {
        let answer = ask(&issuer, get(&url("code", "openid", &[&format!("max_age={junk}")])));
        assert_eq!(
            (&answer.redirect().1["error"], answer.refused_by()),
            (&json!("invalid_request"), "Age of the sign-in")
        );
    }
}

#[test]
fn prompt_none_goes_with_no_other() {
    let issuer = issuer();
    for (prompt, error) in
        [("none", "login_required"), ("none+login", "invalid_request"), ("consent+none", "invalid_request")]
    {
        let answer = ask(&issuer, get(&url("code", "openid", &[&format!("prompt={prompt}")])));
        assert_eq!(answer.redirect().1["error"], error, "{prompt}");
    }
    for prompt in ["login", "consent", "select_account", "login+consent"] {
        let answer = ask(&issuer, get(&url("code", "openid", &[&format!("prompt={prompt}")])));
        assert_eq!(answer.redirect().0, "https://issuer.test/sign-in", "{prompt}");
    }
}

#[test]
fn without_cryptography_the_client_is_told_that_the_issuer_failed() {
    let issuer = issuer_without_cryptography();
    let answer = signed_in(&issuer, &url("id_token", "openid", &[]));
    assert_eq!(answer.fragment().1["error"], "server_error");
    assert_eq!(answer.trace.steps.last().unwrap().outcome, StepOutcome::Refused);
}

#[test]
fn a_posted_request_is_answered_as_one_by_get() {
    let issuer = issuer();
    let url = url("id_token", "openid", &[]);
    let (endpoint, query) = url.split_once('?').unwrap();
    let request = Request::post(endpoint).header("content-type", "application/x-www-form-urlencoded");
    let answer = ask(&issuer, request.body(query.as_bytes().to_vec()).unwrap());
    assert_eq!(answer.redirect().0, "https://issuer.test/sign-in");
}
