//! The lessons from the field: their predictions follow the evidence, and a run asks for exactly what its text says.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;
#[path = "common/lessons.rs"]
mod lessons;

use common::*;
use grant_lab::lab::{Action, Course, Evidence, Step, StepId, Token, TokenKind, Variant, WellKnown};
use lessons::{lessons, place};
use pollster::block_on;
use serde_json::json;

fn variant(number: u16, id: &str) -> &'static Variant {
    Step::of(StepId::field(number)).unwrap().experiment.variant(id).unwrap()
}

fn run(number: u16, id: &str) -> Evidence {
    block_on(lab().run(variant(number, id).actions))
}

/// What the settling run shows once it was tampered with; an option of the lesson, or nothing.
fn shown(number: u16, tamper: impl FnOnce(&mut Evidence)) -> Option<Vec<&'static str>> {
    let step = Step::of(StepId::field(number)).unwrap();
    let mut evidence = run(number, step.settled_by);
    tamper(&mut evidence);
    let shown = step.answers(&evidence);
    let options = &lessons()[place(step)].predict.options;
    for name in shown.iter().flatten() {
        assert!(options.iter().any(|option| option.id == *name), "lesson {number} has no option {name}");
    }
    shown
}

#[test]
fn a_prediction_follows_tampered_evidence() {
    let refused = || json!({ "error": "invalid_client" });
    let granted = || json!({ "access_token": "x", "scope": "orders.read" });
    assert_eq!(shown(1, |e| answer(e, 3, 200, granted())), Some(vec!["three"]));
    assert_eq!(shown(1, |e| answer(e, 7, 401, refused())), Some(vec!["one"]));
    assert_eq!(shown(1, |e| lose(e, 1)), None);
    assert_eq!(shown(2, |e| answer(e, 1, 403, json!({}))), Some(vec!["nothing"]));
    assert_eq!(shown(2, |e| answer(e, 1, 200, json!({ "customers": [] }))), Some(vec!["own"]));
    assert_eq!(shown(2, |e| e.record = None), None);
    assert_eq!(shown(3, |e| answer(e, 3, 400, refused())), Some(vec!["nothing"]));
    assert_eq!(shown(3, |e| lose(e, 3)), None);
    assert_eq!(shown(4, |e| answer(e, 2, 400, json!({ "error": "invalid_request" }))), Some(vec!["invalid_request"]));
    assert_eq!(shown(4, |e| answer(e, 2, 400, json!({ "error": "invalid_scope" }))), None);
    assert_eq!(shown(5, |e| answer(e, 5, 200, granted())), Some(vec!["fewer"]));
    assert_eq!(shown(5, |e| answer(e, 5, 400, json!({ "error": "invalid_request" }))), None);
    assert_eq!(shown(6, |e| answer(e, 4, 401, json!({}))), Some(vec!["refused"]));
    assert_eq!(shown(6, |e| lose(e, 4)), None);
    for step in Course::Field.steps() {
        assert_eq!(step.answers(&Evidence::default()), None, "{:?}", step.id);
    }
}

/// The client that takes the issuer's list for a shopping list asks for that list and for nothing else.
#[test]
fn every_scope_is_what_the_issuer_lists() {
    let evidence = run(5, "every-scope");
    let listed = evidence.metadata(WellKnown::OAuth).unwrap().member("scopes_supported").unwrap();
    let listed: Vec<&str> = listed.as_array().unwrap().iter().filter_map(|scope| scope.as_str()).collect();
    let (asked, _) = evidence.token_replies().last().unwrap();
    assert_eq!(asked.scope.unwrap().split(' ').collect::<Vec<_>>(), listed);
    assert!(listed.contains(&"openid"));
}

/// Each address on the way was in the answer before it.
#[test]
fn the_way_from_a_401_takes_every_address_from_the_answer_before() {
    let evidence = run(5, "found");
    let challenge = evidence.reply(0).unwrap().header(http::header::WWW_AUTHENTICATE).unwrap().to_owned();
    let asked =
        |action: usize| evidence.messages[evidence.done[action].message.unwrap()].exchange.request.uri().to_string();
    assert!(challenge.contains(&format!("resource_metadata=\"{}\"", asked(1))), "{challenge}");
    let described = evidence.reply(1).unwrap();
    let issuer = described.member("authorization_servers").unwrap()[0].as_str().unwrap().to_owned();
    assert_eq!(asked(2), format!("{issuer}/.well-known/oauth-authorization-server"));
    assert_eq!(evidence.reply(2).unwrap().member("token_endpoint").unwrap(), asked(3));
    let (ask, _) = evidence.token_replies().next().unwrap();
    assert_eq!(described.member("resource").unwrap(), ask.resource.unwrap());
    let token: Token = evidence.tokens().into_iter().find(|token| token.kind == TokenKind::Access).unwrap();
    assert_eq!(token.text_claim("aud"), ask.resource);
}

/// Exchanged for a person's token, the new one is about the person and says who acts.
#[test]
fn of_three_good_look_alikes_two_are_about_sam_and_one_says_who_acts() {
    let evidence = run(4, "each-right");
    let about = |action: usize| evidence.tokens_of(action).into_iter().find(|t| t.kind == TokenKind::Access).unwrap();
    let (own, bearer, exchanged) = (about(1), about(2), about(6));
    assert_eq!(own.text_claim("sub"), Some("ledger-sync"));
    assert_eq!((bearer.text_claim("sub"), exchanged.text_claim("sub")), (Some("user-82c1"), Some("user-82c1")));
    let actor = |token: &Token| token.claims.as_ref().unwrap().get("act").cloned();
    assert_eq!((actor(&own), actor(&bearer)), (None, None));
    assert_eq!(actor(&exchanged), Some(json!({ "sub": "order-assistant" })));
}

/// A machine's token opens every customer's record, and no person is in it.
#[test]
fn everybodys_data_comes_with_nobody_in_the_token() {
    let evidence = run(2, "every-customer");
    let token = evidence.tokens().remove(0);
    assert_eq!(token.text_claim("sub"), token.text_claim("client_id"));
    let record = evidence.record.as_ref().unwrap();
    assert_eq!(record.logins, 0);
    let customers = evidence.reply(1).unwrap().member("customers").unwrap();
    for person in &record.people {
        assert!(customers.to_string().contains(&person.name), "{}", person.name);
    }
}

/// What is changed at the issuer for a lesson is over with the run: the disabled client asks again, the old secret is good again.
#[test]
fn what_an_administrator_did_in_a_run_is_over_with_it() {
    let lab = lab();
    for id in ["disabled", "two-secrets"] {
        block_on(lab.run(variant(6, id).actions));
        let again = block_on(lab.run(variant(6, "reused").actions));
        assert_eq!(again.reply_to(Action::asks_for_token).unwrap().status(), 200, "after {id}");
    }
}
