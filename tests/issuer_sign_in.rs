//! The authorization code flow with PKCE and the played sign-in (RFC 6749 §4.1, RFC 7636, RFC 9207, OIDC Core §3.1): where an ID
//! Token does come from.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::oauth::Party;
use grant_lab::server::StepOutcome;
use http::Request;
use serde_json::Value;

/// The code flow's request with one parameter changed, or taken out when `value` is empty.
fn changed(name: &str, value: &str) -> String {
    let url = authorize_url("openid+profile");
    let (endpoint, query) = url.split_once('?').unwrap();
    let mut pairs: Vec<String> =
        query.split('&').filter(|pair| !pair.starts_with(&format!("{name}="))).map(str::to_owned).collect();
    if !value.is_empty() {
        pairs.push(format!("{name}={value}"));
    }
    format!("{endpoint}?{}", pairs.join("&"))
}

#[test]
fn signing_in_gives_an_id_token_about_the_person_and_counts_as_one_login() {
    let issuer = issuer();
    let transaction = transaction(&issuer, &authorize_url("openid+profile"));
    assert_eq!(issuer.issuer().logins(), 0);
    let back = decide(&issuer, &transaction, "continue");
    assert_eq!(issuer.issuer().logins(), 1);
    let (target, parameters) = back.redirect();
    assert_eq!(target, "https://shop.test/callback");
    assert_eq!((&parameters["state"], &parameters["iss"]), (&Value::from("s-1"), &Value::from("https://issuer.test")));
    assert_eq!(parameters.len(), 3);

    issuer.clock().advance(5);
    let answer = redeem(&issuer, parameters["code"].as_str().unwrap());
    assert_eq!((answer.status, answer.member("scope").as_str()), (200, "openid profile"));
    assert!(!answer.json().contains_key("refresh_token"));
    let id_token = answer.member("id_token");
    assert_eq!((&header(&id_token)["alg"], &header(&id_token)["typ"]), (&Value::from("RS256"), &Value::from("JWT")));
    let expected = serde_json::json!({
        "iss": "https://issuer.test", "sub": "user-82c1", "aud": "shop-web", "nonce": "n-1",
        "auth_time": START, "iat": START + 5, "exp": START + 305, "at_hash": claims(&id_token)["at_hash"],
    });
    assert_eq!(Value::Object(claims(&id_token)), expected);
    let access = claims(&answer.member("access_token"));
    assert_eq!((&access["sub"], &access["client_id"]), (&Value::from("user-82c1"), &Value::from("shop-web")));
    assert_eq!(userinfo(&issuer, &answer.member("access_token")).json(), {
        let about = serde_json::json!({"sub": "user-82c1", "name": "Sam Okafor"});
        about.as_object().unwrap().clone()
    });
}

#[test]
fn a_login_without_openid_gives_no_id_token() {
    let issuer = issuer();
    let answer = redeem(&issuer, &code(&issuer, "orders.read"));
    assert_eq!((answer.status, answer.member("scope").as_str()), (200, "orders.read"));
    assert!(!answer.json().contains_key("id_token"));
    assert_eq!(issuer.issuer().logins(), 1);
    assert_eq!(orders(&issuer, &answer.member("access_token")).status, 200);
    assert_eq!(userinfo(&issuer, &answer.member("access_token")).status, 403);
}

#[test]
fn a_login_for_openid_alone_is_no_key_to_the_api() {
    let issuer = issuer();
    let token = redeem(&issuer, &code(&issuer, "openid")).member("access_token");
    assert_eq!(claims(&token)["aud"], "https://issuer.test");
    assert_eq!(userinfo(&issuer, &token).json().keys().collect::<Vec<_>>(), ["sub"]);
    let refused = orders(&issuer, &token);
    assert_eq!((refused.status, refused.refused_by()), (401, "Audience"));

    let both = redeem(&issuer, &code(&issuer, "openid+orders.read")).member("access_token");
    assert_eq!(claims(&both)["aud"], serde_json::json!(["https://api.test", "https://issuer.test"]));
    assert_eq!((userinfo(&issuer, &both).status, orders(&issuer, &both).status), (200, 200));
}

#[test]
fn cancel_sends_the_browser_back_with_access_denied() {
    let issuer = issuer();
    let transaction = transaction(&issuer, &authorize_url("openid"));
    let answer = decide(&issuer, &transaction, "cancel");
    let (target, parameters) = answer.redirect();
    assert_eq!(target, "https://shop.test/callback");
    assert_eq!(parameters["error"], "access_denied");
    assert_eq!((&parameters["state"], &parameters["iss"]), (&Value::from("s-1"), &Value::from("https://issuer.test")));
    assert!(!parameters.contains_key("code"));
    assert_eq!(issuer.issuer().logins(), 0);
    assert_eq!(decide(&issuer, &transaction, "continue").status, 400, "the sign-in is over");
}

#[test]
fn the_card_has_two_buttons_and_no_password_and_waits_for_a_decision() {
    let issuer = issuer();
    let transaction = transaction(&issuer, &authorize_url("openid"));
    let card = ask(&issuer, get(&format!("https://issuer.test/sign-in?transaction={transaction}&decision=continue")));
    assert_eq!((card.status, card.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(card.text().contains("Continue as Sam Okafor") && card.text().contains("Cancel"), "{}", card.text());
    assert!(card.text().contains("Simulated sign-in") && !card.text().contains("type=\"password\""));
    assert_eq!(card.header("cache-control"), "no-store");
    assert!(card.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(issuer.issuer().logins(), 0, "a GET decides nothing");

    assert_eq!(decide(&issuer, &transaction, "maybe").status, 400);
    assert_eq!(decide(&issuer, "another", "continue").status, 400);
    assert_eq!(decide(&issuer, &transaction, "continue").status, 303);
    assert_eq!(decide(&issuer, &transaction, "continue").status, 400, "a sign-in is finished once");
    assert_eq!(issuer.issuer().logins(), 1);
}

#[test]
fn a_sign_in_takes_at_most_ten_minutes() {
    let issuer = issuer();
    let transaction = transaction(&issuer, &authorize_url("openid"));
    issuer.clock().advance(600);
    assert_eq!(decide(&issuer, &transaction, "continue").status, 400);
    assert_eq!(issuer.issuer().logins(), 0);
}

#[test]
fn until_client_and_redirect_uri_are_known_good_nobody_is_sent_anywhere() {
    let issuer = issuer();
    for (name, value) in [
        ("client_id", ""),
        ("client_id", "nobody"),
        ("client_id", "Shop-Web"),
        ("redirect_uri", ""),
        ("redirect_uri", "https%3A%2F%2Fevil.test%2Fcallback"),
        ("redirect_uri", "https%3A%2F%2Fshop.test%2Fcallback%2F"),
        ("redirect_uri", "https%3A%2F%2Fshop.test%2Fcallback%3Fx%3D1"),
        ("redirect_uri", "HTTPS%3A%2F%2Fshop.test%2Fcallback"),
        ("redirect_uri", "https%3A%2F%2Fback-office.test%2Fcallback"),
    ] {
        let answer = ask(&issuer, get(&changed(name, value)));
        assert_eq!((answer.status, answer.header("location")), (400, ""), "{name}={value}");
        assert!(answer.header("content-type").starts_with("text/html"));
        assert!(!answer.text().contains("evil"));
    }
    for twice in ["client_id=shop-web", "redirect_uri=https%3A%2F%2Fevil.test%2F"] {
        let answer = ask(&issuer, get(&format!("{}&{twice}", authorize_url("openid"))));
        assert_eq!((answer.status, answer.header("location")), (400, ""), "{twice}");
    }
    assert_eq!(ask(&issuer, get("https://issuer.test/authorize?client_id=%zz")).status, 400);
    assert_eq!(ask(&issuer, get("https://issuer.test/authorize")).status, 400);
}

#[test]
fn after_that_every_refusal_goes_back_to_the_client() {
    let issuer = issuer();
    for (name, value, error) in [
        ("response_type", "", "invalid_request"),
        ("response_type", "client_credentials", "unsupported_response_type"),
        ("response_type", "Code", "unsupported_response_type"),
        ("code_challenge", "", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
        ("code_challenge_method", "", "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("scope", "a++b", "invalid_scope"),
        ("scope", "openid+orders.write", "invalid_scope"),
        ("scope", "admin", "invalid_scope"),
        ("prompt", "none", "login_required"),
        ("request", "a.b.c", "request_not_supported"),
        ("request_uri", "https%3A%2F%2Fx.test", "request_uri_not_supported"),
    ] {
        let answer = ask(&issuer, get(&changed(name, value)));
        let (target, parameters) = answer.redirect();
        assert_eq!(target, "https://shop.test/callback");
        assert_eq!(parameters["error"], error, "{name}={value}");
        assert_eq!(
            (&parameters["state"], &parameters["iss"]),
            (&Value::from("s-1"), &Value::from("https://issuer.test"))
        );
        assert!(parameters["error_description"].as_str().is_some_and(|sentence| sentence.ends_with('.')));
        assert_eq!(answer.trace.steps.last().unwrap().outcome, StepOutcome::Refused);
    }
    let twice = ask(&issuer, get(&format!("{}&nonce=n-2", authorize_url("openid"))));
    assert_eq!(twice.redirect().1["error"], "invalid_request");
    let two_states = ask(&issuer, get(&format!("{}&state=s-2", authorize_url("openid"))));
    assert_eq!(two_states.redirect().1["error"], "invalid_request");
    assert!(!two_states.redirect().1.contains_key("state"));
}

#[test]
fn client_credentials_is_no_response_type_even_without_pkce() {
    let url = format!(
        "https://issuer.test/authorize?response_type=client_credentials&scope=openid&client_id=shop-web\
         &redirect_uri={SHOP_CALLBACK}&state=x%26y%3D%E2%82%AC"
    );
    let (target, parameters) = ask(&issuer(), get(&url)).redirect();
    assert_eq!(target, "https://shop.test/callback");
    assert_eq!(parameters["error"], "unsupported_response_type");
    assert_eq!(parameters["state"], "x&y=€");
}

#[test]
fn a_client_without_the_grant_is_not_signed_in_for() {
    let mut registry = grant_lab::issuer::demo_registry();
    let mut client = (*registry.client("shop-web").unwrap()).clone();
    client.grant_types = vec![grant_lab::oauth::GrantType::ClientCredentials];
    registry.clients = vec![std::rc::Rc::new(client)];
    let answer = ask(&issuer_with(registry), get(&authorize_url("openid")));
    assert_eq!(answer.redirect().1["error"], "unauthorized_client");
}

#[test]
fn unknown_scopes_are_ignored_in_an_authentication_request_and_the_reply_says_so() {
    let issuer = issuer();
    let answer = redeem(&issuer, &code(&issuer, "openid+email+offline_access+orders.read"));
    assert_eq!((answer.status, answer.member("scope").as_str()), (200, "openid orders.read"));
    let default = redeem(&issuer, &code(&issuer, ""));
    assert_eq!(default.member("scope"), "orders.read");
}

#[test]
fn the_authorization_endpoint_takes_post_as_well() {
    let issuer = issuer();
    let url = authorize_url("openid");
    let (endpoint, query) = url.split_once('?').unwrap();
    let post = |content_type: &str| {
        let request = Request::post(endpoint).header("content-type", content_type).body(query.as_bytes().to_vec());
        ask(&issuer, request.unwrap())
    };
    assert_eq!(post("application/x-www-form-urlencoded").redirect().0, "https://issuer.test/sign-in");
    assert_eq!(post("text/plain").status, 400);
}

#[test]
fn a_code_is_good_once_for_sixty_seconds_and_only_with_all_that_it_is_bound_to() {
    let issuer = issuer();
    let no_good = (400, "invalid_grant".to_owned());
    let code_now = || code(&issuer, "openid");

    let code = code_now();
    assert_eq!(redeem(&issuer, &code).status, 200);
    assert_eq!(redeem(&issuer, &code).outcome(), no_good, "a second time");

    let code = code_now();
    issuer.clock().advance(59);
    assert_eq!(redeem(&issuer, &code).status, 200, "after 59 seconds");
    let code = code_now();
    issuer.clock().advance(60);
    assert_eq!(redeem(&issuer, &code).outcome(), no_good, "after 60 seconds");

    let wrong = [
        (VERIFIER, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXA", "Code verifier"),
        (VERIFIER, "short", "Code verifier"),
        (VERIFIER, "", "Code verifier"),
        (VERIFIER, CHALLENGE, "Code verifier"),
        (SHOP_CALLBACK, "https%3A%2F%2Fshop.test%2Fother", "Redirect URI"),
    ];
    for (right, wrong, check) in wrong {
        let code = code_now();
        let answer = ask(&issuer, form(&redeem_body(&code).replace(right, wrong)));
        assert_eq!((answer.outcome(), answer.refused_by()), (no_good.clone(), check), "{wrong}");
        assert_eq!(redeem(&issuer, &code).outcome(), no_good, "a code is spent by being shown");
    }

    let code = code_now();
    let back_office = basic("back-office", "back-office-secret-not-real");
    let stolen = redeem_body(&code).replace("&client_id=shop-web", "");
    assert_eq!(ask(&issuer, form_with(&back_office, &stolen)).outcome(), no_good);

    for missing in ["code", "redirect_uri"] {
        let body: Vec<String> = redeem_body(&code_now())
            .split('&')
            .filter(|pair| !pair.starts_with(&format!("{missing}=")))
            .map(str::to_owned)
            .collect();
        assert_eq!(ask(&issuer, form(&body.join("&"))).outcome(), (400, "invalid_request".to_owned()), "{missing}");
    }
}

#[test]
fn a_confidential_client_may_leave_pkce_out_but_not_let_it_be_taken_out() {
    let issuer = issuer();
    let redirect = "https%3A%2F%2Fback-office.test%2Fcallback";
    let url = format!(
        "https://issuer.test/authorize?response_type=code&client_id=back-office&redirect_uri={redirect}&scope=openid"
    );
    let header = basic("back-office", "back-office-secret-not-real");
    let redeem = |verifier: &str| {
        let transaction = transaction(&issuer, &url);
        let (_, parameters) = decide(&issuer, &transaction, "continue").redirect();
        assert!(!parameters.contains_key("state"));
        let code = parameters["code"].as_str().unwrap();
        ask(
            &issuer,
            form_with(&header, &format!("grant_type=authorization_code&code={code}&redirect_uri={redirect}{verifier}")),
        )
    };
    let answer = redeem("");
    assert_eq!(answer.status, 200);
    assert!(!claims(&answer.member("id_token")).contains_key("nonce"), "none was sent");
    let downgraded = redeem(&format!("&code_verifier={VERIFIER}"));
    assert_eq!(downgraded.outcome(), (400, "invalid_grant".to_owned()));
}

#[test]
fn the_person_has_one_message_in_the_whole_flow() {
    let issuer = issuer();
    redeem(&issuer, &code(&issuer, "openid"));
    let senders: Vec<Party> = issuer.log().iter().map(|entry| entry.exchange.from).collect();
    assert_eq!(senders, [Party::Client, Party::Person, Party::Client]);
    access_token(&issuer, "orders.read");
    assert_eq!(issuer.log().iter().filter(|entry| entry.exchange.from == Party::Person).count(), 1);
}
