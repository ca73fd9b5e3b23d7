//! Living with tokens, as actions of a run: giving back, switching off, two secrets, two keys, a stale token, and what is read with one. What a
//! run changed at the issuer for itself is undone when it is over.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;

use common::*;
use grant_lab::issuer::AccessTokenForm;
use grant_lab::lab::{
    Action, Administration, Code, Decision, Evidence, OLD_SECRET_LIVES, Proof, Rule, TokenAsk, TokenFrom, observe,
};
use grant_lab::oauth::ResponseType;
use pollster::block_on;

const ASK: Action = Action::TokenRequest(TokenAsk::NIGHTLY);
const CALL: Action = Action::CallApi { token: TokenFrom::Latest };
const OPAQUE: Action = Action::Set(Rule::AccessToken(AccessTokenForm::Opaque));
const REVOKE: Action = Action::Revoke { client: "nightly-report" };
const KEYS: Action = Action::Get { address: "https://issuer.test/jwks", token: TokenFrom::Nowhere };

fn statuses(evidence: &Evidence) -> Vec<u16> {
    (0..evidence.done.len()).filter_map(|index| Some(evidence.reply(index)?.status())).collect()
}

fn codes(evidence: &Evidence) -> Vec<Code> {
    observe(evidence).iter().map(|finding| finding.code).collect()
}

#[test]
fn giving_a_token_back_ends_it_where_somebody_asks() {
    let opaque = block_on(lab().run(&[OPAQUE, ASK, CALL, REVOKE, CALL]));
    assert_eq!(statuses(&opaque), [200, 200, 200, 401]);
    assert!(codes(&opaque).contains(&Code::SawRevoked));
    let jwt = block_on(lab().run(&[ASK, CALL, REVOKE, CALL]));
    assert_eq!(statuses(&jwt), [200, 200, 400, 200], "a JWT cannot be taken back");
    assert_eq!(jwt.reply(2).unwrap().error().as_deref(), Some("unsupported_token_type"));
    let other = block_on(lab().run(&[OPAQUE, ASK, Action::Revoke { client: "ledger-sync" }, CALL]));
    assert_eq!(statuses(&other), [200, 400, 200], "another client's");
    assert!(block_on(lab().run(&[REVOKE])).messages.is_empty(), "there is nothing to give back");
}

#[test]
fn switching_a_client_off_ends_what_it_can_ask_for_and_not_the_jwt_that_it_has() {
    let off = Action::Administer(Administration::Disable("nightly-report"));
    let lab = lab();
    assert_eq!(statuses(&block_on(lab.run(&[ASK, off, ASK, CALL, Action::Wait(300), CALL]))), [200, 401, 200, 401]);
    let opaque = block_on(lab.run(&[OPAQUE, ASK, off, CALL]));
    assert_eq!(statuses(&opaque), [200, 401]);
    assert!(codes(&opaque).contains(&Code::SawDisabled));
    assert_eq!(statuses(&block_on(lab.run(&[ASK]))), [200], "over with the run");
}

#[test]
fn while_a_secret_changes_both_are_good() {
    let next = Action::Administer(Administration::RotateSecret("nightly-report"));
    let ask_next = Action::TokenRequest(TokenAsk { proof: Proof::Next, ..TokenAsk::NIGHTLY });
    let wait = Action::Wait(u16::try_from(OLD_SECRET_LIVES).unwrap());
    let lab = lab();
    let evidence = block_on(lab.run(&[next, ASK, ask_next, wait, ASK, ask_next]));
    assert_eq!(statuses(&evidence), [200, 200, 401, 200]);
    assert!(codes(&evidence).contains(&Code::SawNextSecret));
    assert_eq!(statuses(&block_on(lab.run(&[ASK]))), [200], "over with the run");
    // Twice changed, once undone.
    assert_eq!(statuses(&block_on(lab.run(&[next, next, ask_next, ASK]))), [200, 401]);
    assert_eq!(statuses(&block_on(lab.run(&[ASK]))), [200]);
}

#[test]
fn what_a_run_changed_is_back_while_it_waits_for_a_person_and_there_again_when_it_goes_on() {
    let off = Action::Administer(Administration::Disable("nightly-report"));
    let sign_in = Action::SignIn { scope: "openid", response_type: ResponseType::Code };
    let lab = lab();
    let run = block_on(lab.begin(&[off, sign_in, Action::Decide(Decision::Continue), ASK]));
    assert!(run.is_waiting());
    assert_eq!(statuses(&block_on(lab.run(&[ASK]))), [200], "another run meanwhile");
    let evidence = block_on(lab.decide(run, Decision::Continue)).into_evidence();
    assert_eq!(statuses(&evidence), [303, 303, 401]);
    assert_eq!(statuses(&block_on(lab.run(&[ASK]))), [200]);
}

#[test]
fn after_a_rotation_the_keys_before_stay_published_and_a_token_by_them_stays_good() {
    let rotate = Action::Administer(Administration::RotateKeys);
    let evidence = block_on(lab().run(&[ASK, KEYS, rotate, KEYS, CALL, ASK, CALL]));
    assert_eq!(statuses(&evidence), [200; 6]);
    let kids = |action: usize| -> Vec<String> {
        let keys = evidence.reply(action).unwrap().member("keys").unwrap();
        keys.as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
    };
    assert!(kids(1).iter().all(|kid| kids(3).contains(kid)), "{:?} in {:?}", kids(1), kids(3));
    assert!(kids(3).len() > kids(1).len());
    assert!(codes(&evidence).contains(&Code::SawNextKeys));
    let other = Action::Administer(Administration::RotateClientKey);
    let ledger = Action::TokenRequest(TokenAsk::LEDGER);
    assert_eq!(statuses(&block_on(lab().run(&[ledger, other, ledger]))), [200, 200], "the issuer looks the key up");
}

#[test]
fn a_stale_token_is_refused_beside_a_fresh_one() {
    let stale = Action::CallApi { token: TokenFrom::First };
    let evidence = block_on(lab().run(&[ASK, Action::Wait(299), ASK, stale, Action::Wait(1), stale, CALL]));
    assert_eq!(statuses(&evidence), [200, 200, 200, 401, 200]);
    assert!(block_on(lab().run(&[stale])).messages.is_empty());
}

#[test]
fn a_machine_reads_what_is_everybodys_where_that_was_granted() {
    let ask = |scope| Action::TokenRequest(TokenAsk { scope: Some(scope), ..TokenAsk::LABELS });
    let read = Action::Get { address: "https://api.test/customers", token: TokenFrom::Latest };
    let evidence = block_on(lab().run(&[ask("orders.read"), read, ask("customers.read.all"), read]));
    assert_eq!(statuses(&evidence), [200, 403, 200, 200]);
    let customers = evidence.reply(3).unwrap().member("customers").unwrap();
    assert!(customers.as_array().unwrap().len() > 1);
    assert_eq!(evidence.person_messages(), 0);
    assert_eq!(codes(&evidence)[3], Code::SawGet);
}
