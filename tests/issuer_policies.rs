//! The issuer's policies at work: openid echo and copy, subject styles, forms, algorithms and lifetimes of access tokens, refresh
//! tokens (RFT-01 to RFT-03), key rotation (DIS-13), throttling (TOK-17), CORS (TOK-18), tokens in forms (PRS-04), and bounds.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use std::collections::HashSet;

use common::*;
use grant_lab::issuer::{
    ACCESS_TOKEN_ALGORITHMS, AccessTokenForm, OpenidPolicy, Policies, SubjectStyle, demo_registry,
};
use grant_lab::jose::{Algorithm, JwkSet};
use grant_lab::network::LOG_CAPACITY;
use grant_lab::server::StepOutcome;
use http::{Method, Request};
use pollster::block_on;

fn under(policies: Policies) -> TestIssuer {
    let issuer = issuer();
    issuer.set_policies(policies);
    issuer
}

fn report(issuer: &TestIssuer, scope: &str) -> Answer {
    ask(issuer, nightly(&format!("grant_type=client_credentials&scope={scope}")))
}

fn kids(issuer: &TestIssuer) -> Vec<String> {
    let set = JwkSet::parse(ask(issuer, get("https://issuer.test/jwks")).response.body()).unwrap();
    set.keys.iter().map(|key| key.kid().unwrap().to_owned()).collect()
}

#[test]
fn scp_04_echo_repeats_openid_and_changes_nothing_else() {
    let issuer = under(Policies { openid: OpenidPolicy::Echo, ..Policies::default() });
    let answer = report(&issuer, "orders.read+openid");
    assert_eq!((answer.status, answer.member("scope").as_str()), (200, "orders.read openid"));
    assert!(!answer.json().contains_key("id_token"));
    let refused = userinfo(&issuer, &answer.member("access_token"));
    assert_eq!(refused.status, 401);
    assert!(refused.header("www-authenticate").contains("No end user"), "more scope would not help");
    assert_eq!(issuer.issuer().logins(), 0);
}

#[test]
fn scp_03_the_copy_is_the_access_token_under_another_name_and_labelled() {
    let issuer = under(Policies { openid: OpenidPolicy::VendorCopy, ..Policies::default() });
    for scope in ["orders.read", "orders.read+openid"] {
        let answer = report(&issuer, scope);
        assert_eq!(answer.member("id_token"), answer.member("access_token"), "asked or not");
        let note = answer.trace.steps.iter().find(|step| step.name == "ID Token").unwrap();
        assert!(note.outcome == StepOutcome::Noted && note.decided.contains("Outside the specification"));
    }
    let login = redeem(&issuer, &code(&issuer, "openid"));
    assert_ne!(login.member("id_token"), login.member("access_token"), "a person's sign-in has an ID Token of its own");
}

#[test]
fn atk_03_the_spelling_of_sub_moves_and_the_client_stays() {
    for (sub, expected) in [
        (SubjectStyle::ClientId, Some("nightly-report")),
        (SubjectStyle::Suffixed, Some("nightly-report@clients")),
        (SubjectStyle::ServiceAccount, Some("svc-5e1f")),
        (SubjectStyle::Omitted, None),
    ] {
        let issuer = under(Policies { sub, ..Policies::default() });
        let token = access_token(&issuer, "orders.read");
        let claims = claims(&token);
        assert_eq!(claims.get("sub").and_then(|sub| sub.as_str()), expected);
        assert_eq!(claims["client_id"], "nightly-report");
        assert_eq!(orders(&issuer, &token).status, 200, "{sub:?}");
        assert_eq!(userinfo(&issuer, &token).status, 403, "{sub:?}");
        let person = redeem(&issuer, &code(&issuer, "openid"));
        assert_eq!(common::claims(&person.member("access_token"))["sub"], "user-82c1", "a person is spelt one way");
    }
}

#[test]
fn atk_01_every_algorithm_can_be_chosen_and_the_api_accepts_it() {
    for alg in ACCESS_TOKEN_ALGORITHMS {
        let issuer = under(Policies { alg, ..Policies::default() });
        let token = access_token(&issuer, "orders.read");
        let header = header(&token);
        assert_eq!((&header["alg"], &header["typ"]), (&alg.name().into(), &"at+jwt".into()));
        assert_eq!(orders(&issuer, &token).status, 200, "{}", alg.name());
        assert!(kids(&issuer).contains(&header["kid"].as_str().unwrap().to_owned()));
    }
}

#[test]
fn an_api_may_have_its_own_algorithm() {
    let mut registry = demo_registry();
    registry.apis[0].signing_alg = Some(Algorithm::Ed25519);
    let issuer = issuer_with(registry);
    let token = access_token(&issuer, "orders.read");
    assert_eq!(header(&token)["alg"], "Ed25519");
    assert_eq!(orders(&issuer, &token).status, 200);
}

#[test]
fn atk_10_opaque_tokens_are_unguessable_and_live_as_long_as_the_policy_says() {
    let issuer =
        under(Policies { access_token: AccessTokenForm::Opaque, lifetime: 60, refresh: true, ..Policies::default() });
    let mut seen = HashSet::new();
    for _ in 0..200 {
        let answer = report(&issuer, "orders.read");
        assert_eq!(answer.json()["expires_in"], 60);
        for token in [answer.member("access_token"), answer.member("refresh_token")] {
            assert_eq!(token.len(), 43, "256 bits in base64url");
            assert!(seen.insert(token));
        }
    }
    let token = access_token(&issuer, "orders.read");
    issuer.clock().advance(59);
    assert_eq!(orders(&issuer, &token).status, 200);
    issuer.clock().advance(1);
    assert_eq!(orders(&issuer, &token).status, 401);
    assert!(Policies::default().lifetime <= 3600);
}

#[test]
fn rft_01_a_refresh_token_comes_only_under_the_labelled_policy() {
    assert!(!report(&issuer(), "orders.read").json().contains_key("refresh_token"));
    let issuer = under(Policies { refresh: true, ..Policies::default() });
    let answer = report(&issuer, "orders.read");
    assert!(!answer.member("refresh_token").is_empty());
    let note = answer.trace.steps.iter().find(|step| step.name == "Renewal").unwrap();
    assert_eq!((note.outcome, note.citation.to_string().as_str()), (StepOutcome::Noted, "RFC 6749 §4.4.3"));
}

#[test]
fn rft_02_an_unknown_refresh_token_is_invalid_grant_when_the_grant_is_offered() {
    let issuer = under(Policies { refresh: true, ..Policies::default() });
    let metadata = ask(&issuer, get("https://issuer.test/.well-known/oauth-authorization-server"));
    assert!(metadata.text().contains("refresh_token"));
    let refreshing = |token: &str| ask(&issuer, nightly(&format!("grant_type=refresh_token{token}")));
    assert_eq!(refreshing("&refresh_token=x").outcome(), (400, "invalid_grant".to_owned()));
    assert_eq!(refreshing("").outcome(), (400, "invalid_request".to_owned()));
}

#[test]
fn rft_03_a_refresh_token_is_bound_to_its_client_and_never_widens() {
    let issuer = under(Policies { refresh: true, ..Policies::default() });
    let billing = "client_id=billing-export&client_secret=billing-secret-not-real";
    let first = ask(&issuer, form(&format!("grant_type=client_credentials&{billing}&scope=orders.read")));
    let renew = format!("grant_type=refresh_token&refresh_token={}", first.member("refresh_token"));
    assert_eq!(ask(&issuer, nightly(&renew)).outcome(), (400, "invalid_grant".to_owned()));
    assert_eq!(ask(&issuer, form(&format!("{renew}&client_id=billing-export"))).member("error"), "invalid_client");
    let wider = ask(&issuer, form(&format!("{renew}&{billing}&scope=orders.read+orders.write")));
    assert_eq!(wider.outcome(), (400, "invalid_scope".to_owned()));
    let renewed = ask(&issuer, form(&format!("{renew}&{billing}")));
    assert_eq!((renewed.status, renewed.member("scope").as_str()), (200, "orders.read"));
    assert!(!renewed.json().contains_key("refresh_token"), "the same one goes on");
    assert_eq!(orders(&issuer, &renewed.member("access_token")).status, 200);
    issuer.clock().advance(86_400);
    assert_eq!(ask(&issuer, form(&format!("{renew}&{billing}"))).outcome(), (400, "invalid_grant".to_owned()));
}

#[test]
fn dis_13_the_next_key_is_published_before_it_signs_and_the_old_one_after() {
    let issuer = issuer();
    let before = kids(&issuer);
    let old = access_token(&issuer, "orders.read");
    assert_eq!(orders(&issuer, &old).status, 200);
    block_on(issuer.issuer().rotate_keys()).unwrap();
    let new = access_token(&issuer, "orders.read");
    let kid = |token: &str| header(token)["kid"].as_str().unwrap().to_owned();
    assert_ne!(kid(&old), kid(&new));
    assert!(
        before.contains(&kid(&old)) && before.contains(&kid(&new)),
        "a verifier that cached the set needs no other"
    );
    let after = kids(&issuer);
    assert!(after.contains(&kid(&old)) && after.contains(&kid(&new)) && after.len() == 3);
    assert_eq!((orders(&issuer, &old).status, orders(&issuer, &new).status), (200, 200));
    block_on(issuer.issuer().rotate_keys()).unwrap();
    issuer.clock().advance(3601);
    assert!(!kids(&issuer).contains(&kid(&old)), "an hour later nothing signed by it can be good");
}

#[test]
fn tok_17_whoever_guesses_has_to_wait() {
    let issuer = issuer();
    let guess =
        |secret: &str| ask(&issuer, form_with(&basic("nightly-report", secret), "grant_type=client_credentials"));
    for number in 0..10 {
        assert_eq!(guess(&format!("guess-{number}")).status, 401);
    }
    let slowed = guess("demo-secret-not-real");
    assert_eq!((slowed.status, slowed.header("retry-after"), slowed.refused_by()), (429, "60", "Pace"));
    assert_eq!(slowed.header("cache-control"), "no-store");
    let unknown = |n: u32| ask(&issuer, form_with(&basic("nobody", &n.to_string()), "grant_type=client_credentials"));
    assert_eq!((0..11).map(|n| unknown(n).status).max(), Some(429), "an unknown client waits the same");
    assert!(!billing_token(&issuer, "orders.read").is_empty(), "others do not");
    issuer.clock().advance(60);
    assert_eq!(guess("demo-secret-not-real").status, 200);
}

#[test]
fn tok_18_a_script_of_another_origin_may_ask_and_read() {
    let issuer = issuer();
    let preflight_with = |url: &str, fields: &[&str]| {
        let request = Request::builder()
            .method(Method::OPTIONS)
            .uri(url)
            .header("origin", "https://docs.example")
            .header("access-control-request-method", "POST");
        let asked = fields.iter().fold(request, |asked, names| asked.header("access-control-request-headers", *names));
        ask(&issuer, asked.body(Vec::new()).unwrap())
    };
    let preflight = |url: &str| preflight_with(url, &[]);
    for url in ["https://issuer.test/token", "https://issuer.test/introspect", "https://api.test/orders"] {
        let answer = preflight(url);
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (204, "*"), "{url}");
        assert_eq!(answer.header("access-control-allow-headers"), "Authorization, Content-Type, DPoP");
        // As Swagger UI 5 asks before it sends a token request.
        let answer = preflight_with(url, &["authorization,x-requested-with"]);
        assert_eq!(answer.header("access-control-allow-headers"), "authorization,x-requested-with", "{url}");
    }
    assert_eq!(preflight("https://issuer.test/authorize").status, 405, "a page for people is no endpoint for scripts");
    let mut request = form_with(&basic("nightly-report", "wrong"), "grant_type=client_credentials");
    request.headers_mut().insert("origin", "https://docs.example".parse().unwrap());
    let answer = ask(&issuer, request);
    assert_eq!(answer.header("access-control-expose-headers"), "WWW-Authenticate, DPoP-Nonce");
    assert_eq!(report(&issuer, "orders.read").header("access-control-allow-origin"), "", "nobody asked");
    let metadata = ask(&issuer, get("https://issuer.test/.well-known/openid-configuration"));
    assert_eq!(metadata.header("vary"), "Origin");
}

#[test]
fn prs_04_a_token_in_the_form_of_a_post_and_never_two() {
    let issuer = issuer();
    let token = redeem(&issuer, &code(&issuer, "openid")).member("access_token");
    let form = |method: Method, authorization: Option<&str>, body: String| {
        let mut request = Request::builder()
            .method(method)
            .uri("https://issuer.test/userinfo")
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        ask(&issuer, request.body(body.into_bytes()).unwrap())
    };
    assert_eq!(form(Method::POST, None, format!("access_token={token}")).member("sub"), "user-82c1");
    assert_eq!(form(Method::GET, None, format!("access_token={token}")).status, 401, "as if it were not there");
    let header = format!("Bearer {token}");
    for body in [format!("access_token={token}"), format!("access_token={token}&access_token={token}")] {
        let twice = form(Method::POST, Some(&header), body);
        assert_eq!(twice.status, 400);
        assert!(twice.header("www-authenticate").contains("invalid_request"));
    }
}

#[test]
fn a_moved_clock_moves_expiry_introspection_and_replay_at_once() {
    let issuer = under(Policies { access_token: AccessTokenForm::Opaque, ..Policies::default() });
    let token = access_token(&issuer, "orders.read");
    issuer.clock().freeze();
    assert_eq!(orders(&issuer, &token).status, 200);
    issuer.clock().advance(300);
    assert_eq!(orders(&issuer, &token).status, 401);
    issuer.clock().advance(-300);
    assert_eq!(orders(&issuer, &token).status, 200);
}

#[test]
fn reset_forgets_what_was_issued_and_keeps_the_keys() {
    let issuer = under(Policies { access_token: AccessTokenForm::Opaque, refresh: true, ..Policies::default() });
    let answer = report(&issuer, "orders.read");
    let before = kids(&issuer);
    issuer.reset();
    assert_eq!(issuer.issuer().policies(), Policies::default());
    assert_eq!(orders(&issuer, &answer.member("access_token")).status, 401);
    assert_eq!(kids(&issuer), before);
}

/// What a page may meet in a long day: memory is bounded by counts, whatever comes.
#[test]
fn many_requests_leave_a_bounded_log() {
    let issuer = under(Policies { access_token: AccessTokenForm::Opaque, refresh: true, ..Policies::default() });
    let first = report(&issuer, "orders.read").member("access_token");
    for _ in 0..LOG_CAPACITY + 10 {
        assert_eq!(report(&issuer, "orders.read").status, 200);
    }
    assert_eq!(issuer.log().len(), LOG_CAPACITY);
    assert_eq!(orders(&issuer, &first).status, 401, "the oldest of more than a thousand tokens made room");
}
