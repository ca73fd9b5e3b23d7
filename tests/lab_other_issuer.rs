//! The audience of a proof: another issuer names our token endpoint as its own, and gets a proof that is good here under the old rule
//! alone (RFC 7523 §3 against RFC 10070).
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;

use common::*;
use grant_lab::lab::{Action, Evidence, Rule, SignedFor, TokenAsk, TokenFrom, observe};
use grant_lab::oauth::assertion::{AssertionPolicy, AudienceRule};
use grant_lab::oauth::{Form, Party};
use pollster::block_on;

const READ: Action =
    Action::Get { address: "https://other.test/.well-known/oauth-authorization-server", token: TokenFrom::Nowhere };

fn attack(rule: AudienceRule, signed_for: SignedFor) -> Evidence {
    let lab = lab();
    block_on(lab.run(&[
        Action::Set(Rule::AssertionAudience(rule)),
        READ,
        Action::Push(signed_for),
        Action::Replay,
        Action::CallApi { token: TokenFrom::Latest },
    ]))
}

fn outcome(evidence: &Evidence, action: usize) -> (u16, Option<String>) {
    let reply = evidence.reply(action).unwrap();
    (reply.status(), reply.error())
}

#[test]
fn only_a_proof_for_the_token_endpoint_under_the_old_rule_can_be_used_by_whoever_received_it() {
    let strict = AssertionPolicy::default().audience;
    for (rule, signed_for, works) in [
        (AudienceRule::Legacy, SignedFor::TokenEndpoint, true),
        (AudienceRule::Legacy, SignedFor::Issuer, false),
        (strict, SignedFor::TokenEndpoint, false),
        (strict, SignedFor::Issuer, false),
    ] {
        let evidence = attack(rule, signed_for);
        assert_eq!(outcome(&evidence, 1), (200, None));
        assert_eq!(outcome(&evidence, 2), (201, None), "the other issuer takes whatever comes");
        if works {
            assert_eq!(outcome(&evidence, 3), (200, None));
            assert_eq!(evidence.tokens()[0].text_claim("sub"), Some("ledger-sync"), "the token is about the client");
            assert_eq!(outcome(&evidence, 4), (200, None), "and the API believes it");
        } else {
            assert_eq!(outcome(&evidence, 3), (400, Some("invalid_client".to_owned())), "{rule:?} {signed_for:?}");
            assert!(evidence.reply(4).is_none(), "there is no token to call with");
        }
        assert_eq!(observe(&evidence).len(), if works { 6 } else { 5 });
    }
}

#[test]
fn the_proof_is_sent_on_as_it_came_by_the_one_who_received_it() {
    let evidence = attack(AudienceRule::Legacy, SignedFor::TokenEndpoint);
    let sent = |index: usize| &evidence.messages[evidence.done[index].message.unwrap()].exchange;
    let (pushed, replayed) = (sent(2), sent(3));
    assert_eq!((pushed.from, pushed.to), (Party::Client, Party::Other));
    assert_eq!((replayed.from, replayed.to), (Party::Other, Party::Issuer));
    let assertion = |body: &[u8]| Form::parse(body).unwrap().get("client_assertion").unwrap().to_owned();
    assert_eq!(assertion(pushed.request.body()), assertion(replayed.request.body()));
    assert_eq!(pushed.request.uri(), "https://other.test/par");
}

#[test]
fn a_push_needs_metadata_and_a_replay_needs_a_proof() {
    let lab = lab();
    let evidence = block_on(lab.run(&[Action::Push(SignedFor::Issuer), Action::Replay]));
    assert!(evidence.messages.is_empty());
    // The issuer's own metadata name no place to push to.
    let own = "https://issuer.test/.well-known/oauth-authorization-server";
    let read = Action::Get { address: own, token: TokenFrom::Nowhere };
    let evidence = block_on(lab.run(&[read, Action::Push(SignedFor::Issuer)]));
    assert_eq!(evidence.messages.len(), 1);
}

#[test]
fn a_proof_that_was_used_once_is_spent_whoever_comes_second() {
    let lab = lab();
    let evidence = block_on(lab.run(&[
        Action::Set(Rule::AssertionAudience(AudienceRule::Legacy)),
        READ,
        Action::Push(SignedFor::TokenEndpoint),
        Action::Replay,
        Action::Replay,
        Action::TokenRequest(TokenAsk::LEDGER),
    ]));
    assert_eq!(outcome(&evidence, 3).0, 200);
    assert_eq!(outcome(&evidence, 4), (400, Some("invalid_client".to_owned())));
    assert_eq!(outcome(&evidence, 5).0, 200, "the client's own is another");
}

#[test]
fn the_other_issuer_answers_at_three_addresses_and_takes_post_at_one() {
    let status = |method: &str, path: &str| {
        let request = http::Request::builder().method(method).uri(["https://other.test", path].concat());
        let request = request.body(Vec::new()).unwrap();
        block_on(lab().network().handle(request, &grant_lab::ports::Connection::default())).0.status().as_u16()
    };
    for (method, path, expected) in [
        ("GET", "/jwks", 200),
        ("POST", "/jwks", 405),
        ("GET", "/.well-known/oauth-authorization-server", 200),
        ("POST", "/par", 201),
        ("GET", "/par", 405),
        ("POST", "/token", 404),
    ] {
        assert_eq!(status(method, path), expected, "{method} {path}");
    }
}
