//! The issuer as a whole: addresses, the log, the clock, reset.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::issuer::{OpenidPolicy, Policies};
use grant_lab::network::LOG_CAPACITY;
use grant_lab::ports::UnixTime;
use grant_lab::server::{Issued, StepOutcome};
use http::Request;

#[test]
fn unknown_hosts_and_paths_are_told_so_in_words() {
    let issuer = issuer();
    for url in
        ["https://issuer.test/", "https://issuer.test/tokens", "https://api.test/token", "https://api.test/orders/1"]
    {
        let answer = ask(&issuer, get(url));
        assert_eq!((answer.status, answer.text()), (404, "Nothing is at this path."), "{url}");
        assert_eq!(answer.refused_by(), "Address");
    }
    assert_eq!(issuer.log().len(), 4);
    for url in ["https://issuer.example/token", "http://issuer.test/token", "/token"] {
        let answer = ask(&issuer, get(url));
        assert_eq!((answer.status, answer.text()), (404, "Nobody answers for this address here."), "{url}");
    }
    assert_eq!(issuer.log().len(), 4, "nobody here received the others");
}

#[test]
fn a_request_may_name_its_host_in_a_header() {
    let request = Request::get("/.well-known/oauth-authorization-server").header("host", "issuer.test");
    assert_eq!(ask(&issuer(), request.body(Vec::new()).unwrap()).status, 200);
}

#[test]
fn other_methods_are_told_which_ones_work() {
    let issuer = issuer();
    for (url, allow) in [
        ("https://issuer.test/jwks", "GET, HEAD"),
        ("https://issuer.test/authorize", "GET, HEAD, POST"),
        ("https://issuer.test/sign-in", "GET, HEAD, POST"),
        ("https://api.test/orders", "GET, HEAD"),
    ] {
        let answer = ask(&issuer, Request::delete(url).body(Vec::new()).unwrap());
        assert_eq!((answer.status, answer.header("allow")), (405, allow), "{url}");
    }
    let head = ask(&issuer, Request::head("https://issuer.test/jwks").body(Vec::new()).unwrap());
    assert_eq!((head.status, head.header("content-type"), head.text()), (200, "application/json", ""));
}

#[test]
fn the_log_keeps_messages_traces_and_times_and_only_the_newest() {
    let issuer = issuer();
    issuer.clock().advance(7);
    access_token(&issuer, "orders.read");
    let log = issuer.log();
    let entry = &log[0];
    assert_eq!(entry.exchange.at, UnixTime(START + 7));
    assert_eq!(entry.exchange.request.body(), b"grant_type=client_credentials&scope=orders.read");
    assert_eq!(entry.exchange.response.status(), 200);
    assert_eq!(entry.trace.steps.last().unwrap().name, "ID Token");
    assert_eq!(entry.trace.issued, [Issued::AccessToken], "what the check of the ID Token concluded is not what came");

    for _ in 0..LOG_CAPACITY {
        ask(&issuer, get("https://issuer.test/nowhere"));
    }
    let log = issuer.log();
    assert_eq!((log.len(), log[0].number), (LOG_CAPACITY, 2));
}

#[test]
fn the_trace_of_a_good_request_names_every_check_that_was_made() {
    let answer = ask(&issuer(), nightly("grant_type=client_credentials&scope=orders.read"));
    let told: Vec<(&str, String)> =
        answer.trace.steps.iter().map(|step| (step.name, step.citation.to_string())).collect();
    let expected = [
        ("Method", "RFC 9110 §15.5.6"),
        ("Message", "RFC 6749 §3.2"),
        ("Credentials", "RFC 6749 §2.3"),
        ("Client authentication", "RFC 6749 §3.2.1"),
        ("Grant type", "RFC 6749 §4.4.2"),
        ("Permission for the grant", "RFC 6749 §4.4"),
        ("Scope", "RFC 6749 §3.3"),
        ("Permission for the scope", "RFC 6749 §5.2"),
        ("Audience", "RFC 9068 §3"),
        ("Access token", "RFC 9068 §2.2"),
        ("ID Token", "OIDC Core §2"),
    ];
    assert_eq!(told, expected.map(|(name, citation)| (name, citation.to_owned())));
    assert_eq!(answer.trace.refusal(), None);
    let last = answer.trace.steps.last().unwrap();
    assert_eq!((last.outcome, &*last.decided), (StepOutcome::Noted, "None: there is no sign-in to describe."));
}

#[test]
fn a_frozen_clock_freezes_what_is_issued() {
    let issuer = issuer();
    issuer.clock().freeze();
    issuer.clock().advance(100);
    assert_eq!(issuer.now(), UnixTime(START + 100));
    let token = access_token(&issuer, "orders.read");
    assert_eq!(claims(&token)["iat"], START + 100);
}

#[test]
fn reset_brings_back_the_beginning_and_keeps_the_keys() {
    let issuer = issuer();
    let open = transaction(&issuer, &authorize_url("openid"));
    let code = code(&issuer, "openid");
    let token = access_token(&issuer, "orders.read");
    assert_eq!(orders(&issuer, &token).status, 200);
    issuer.set_policies(Policies { openid: OpenidPolicy::Drop, ..Policies::default() });
    issuer.clock().advance(1000);
    assert_eq!((issuer.issuer().logins(), issuer.log().is_empty()), (1, false));

    issuer.reset();
    assert_eq!((issuer.issuer().logins(), issuer.log().len()), (0, 0));
    assert_eq!(issuer.issuer().policies(), Policies::default());
    assert_eq!(issuer.now(), UnixTime(START));
    assert_eq!(redeem(&issuer, &code).outcome(), (400, "invalid_grant".to_owned()));
    assert_eq!(decide(&issuer, &open, "continue").status, 400);
    // A token that somebody kept still verifies, and the API fetches the keys again.
    let before = issuer.log().len();
    assert_eq!(orders(&issuer, &token).status, 200);
    assert_eq!(issuer.log().len(), before + 2);
}

#[test]
fn two_issuers_share_nothing() {
    let (one, other) = (issuer(), issuer());
    let token = access_token(&one, "orders.read");
    assert_eq!(orders(&other, &token).status, 401);
    assert_eq!(other.log().len(), 2);
    assert_eq!(one.log().len(), 1);
}
