//! Runs that give the issuer a policy, move its clock or wait for a person: all of it is over when the run is.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;

use common::*;
use grant_lab::issuer::{AccessTokenForm, OpenidPolicy, Policies, SubjectStyle};
use grant_lab::lab::{ANSWER, Action, Decision, EXPERIMENTS, Evidence, Reply, Rule, Step, StepId, TokenKind, Variant};
use grant_lab::oauth::Party;
use grant_lab::ports::{Connection, Transport};
use pollster::block_on;

fn variant(step: u16, id: &str) -> &'static Variant {
    Step::of(StepId::learn(step)).unwrap().experiment.variant(id).unwrap()
}

/// What the reader may have chosen for the issuer.
fn readers_choices() -> Vec<Policies> {
    let mut all: Vec<Policies> =
        OpenidPolicy::ALL.into_iter().map(|openid| Policies { openid, ..Policies::default() }).collect();
    all.push(Policies { refresh: true, ..Policies::default() });
    all.extend(SubjectStyle::ALL.into_iter().map(|sub| Policies { sub, ..Policies::default() }));
    all.push(Policies { access_token: AccessTokenForm::Opaque, ..Policies::default() });
    all.push(Policies { personal_client_ids: true, ..Policies::default() });
    all
}

fn clients(lab: &TestLab) -> Vec<String> {
    lab.network().issuer().registry().clients.iter().map(|client| client.client_id.to_string()).collect()
}

/// The program that poses as Sam: what the careless resource gives it is Sam's, and Sam was never there.
#[test]
fn a_careless_api_takes_a_program_for_a_person_and_a_careful_one_does_not() {
    let evidence = block_on(lab().run(variant(8, "pose-allowed").actions));
    let token = &evidence.tokens()[0];
    assert_eq!((token.text_claim("sub"), token.text_claim("client_id")), (Some("user-82c1"), Some("user-82c1")));
    assert!(!token.claims.as_ref().unwrap().contains_key("sub_type"), "the mark of a person");
    assert_eq!(evidence.reply(4).unwrap().member("name").unwrap(), "Sam Okafor");
    assert!(evidence.reply(5).unwrap().json().is_none(), "nothing about Sam");
    assert_eq!((evidence.record.unwrap().logins, evidence.done.len()), (0, 6));
    let refused = block_on(lab().run(variant(8, "pose-refused").actions));
    let check = refused.messages[0].trace.refusal().unwrap();
    assert_eq!((check.name, check.citation.to_string().as_str()), ("Client identifier", "RFC 9068 §5"));
}

/// OIDC Core §3.2, §3.3: the ID Token in the redirect is about the same sign-in, tied to the request, and no access token is with it.
#[test]
fn an_id_token_through_the_browser_is_about_the_sign_in_and_brings_no_access_token() {
    for (id, id_tokens) in [("signs-in", 1), ("implicit", 1), ("hybrid", 2)] {
        let evidence = block_on(lab().run(variant(11, id).actions));
        let request = evidence.messages[0].exchange.request.uri().query().unwrap().to_owned();
        let tokens: Vec<_> = evidence.tokens().into_iter().filter(|token| token.kind == TokenKind::Id).collect();
        assert_eq!(tokens.len(), id_tokens, "{id}");
        for token in &tokens {
            assert_eq!((token.text_claim("sub"), token.text_claim("aud")), (Some("user-82c1"), Some("shop-web")));
            assert!(request.contains(&["nonce=", token.text_claim("nonce").unwrap()].concat()), "{id}");
            assert!(token.claims.as_ref().unwrap().contains_key("auth_time"), "{id}");
        }
        let back = evidence.reply(1).unwrap().header(http::header::LOCATION).unwrap().to_owned();
        assert!(!back.contains("access_token="), "{back}");
        let (address, fragment) = back.split_once('#').unwrap_or((&back, ""));
        assert_eq!(fragment.contains("id_token="), id != "signs-in");
        assert!(!address.contains("id_token="), "what the browser sends to servers");
        assert_eq!(tokens[0].text_claim("c_hash").is_some(), id == "hybrid", "a code beside it");
        assert_eq!(evidence.record.unwrap().logins, 1);
    }
}

#[test]
fn every_run_goes_as_stated_whatever_the_reader_chose_and_leaves_the_choice_alone() {
    for policies in readers_choices() {
        let lab = lab();
        lab.set_policies(policies.clone());
        let cast = clients(&lab);
        for experiment in Step::all().map(|step| step.experiment) {
            for variant in experiment.variants {
                let now = lab.network().now();
                let evidence = block_on(lab.run(variant.actions));
                assert_eq!(lab.network().issuer().policies(), policies, "{} {}", experiment.id, variant.id);
                assert_eq!(lab.network().now(), now, "{} {}", experiment.id, variant.id);
                assert_eq!(clients(&lab), cast, "{} {}: a client is left behind", experiment.id, variant.id);
                assert_eq!(evidence.policies, policies, "the evidence says what the reader had chosen");
                if policies.access_token == AccessTokenForm::Jwt || variant.failing.is_empty() {
                    let departure = variant.departure(&evidence);
                    assert!(departure.is_none(), "{} {}: {departure:?} {policies:?}", experiment.id, variant.id);
                }
            }
        }
    }
}

#[test]
fn what_a_run_changed_for_itself_is_in_its_evidence() {
    let evidence = block_on(lab().run(variant(7, "both-paths").actions));
    let done: Vec<Action> = evidence.done.iter().map(|done| done.action).collect();
    assert_eq!((done[0], done[2]), (Action::Set(Rule::Refresh(true)), Action::Wait(301)));
    assert!(evidence.done[0].message.is_none() && evidence.done[2].message.is_none());
    let times: Vec<i64> = evidence.messages.iter().map(|message| message.exchange.at.0).collect();
    assert_eq!(times[1] - times[0], 301);
}

#[test]
fn a_repetition_is_the_same_byte_for_byte_and_stands_for_itself() {
    let evidence = block_on(lab().run(variant(4, "sent-again").actions));
    let sent = |index: usize| &evidence.messages[evidence.done[index].message.unwrap()].exchange.request;
    assert_eq!((sent(0).body(), sent(0).headers()), (sent(2).body(), sent(2).headers()));
    let labels: Vec<String> = evidence.message_sequence().iter().map(grant_lab::lab::SequencedMessage::label).collect();
    assert_eq!(labels, ["POST /token", "GET /jwks", "200", "200", "POST /token", "400"]);
    assert!(!String::from_utf8_lossy(sent(0).body()).contains("secret"), "no secret travels");
}

/// The page asks the person; until then the run waits, and others may use the issuer.
#[test]
fn a_run_waits_for_the_person_and_takes_either_answer() {
    let lab = lab();
    let step = Step::of(StepId::learn(11)).unwrap();
    let chosen = variant(11, "signs-in");
    for (decision, id) in [(Decision::Continue, "signs-in"), (Decision::Cancel, "cancels")] {
        let run = block_on(lab.begin(chosen.actions));
        assert!(run.is_waiting());
        let other = block_on(lab.run(variant(6, "scope-asked").actions));
        assert_eq!(other.messages.len(), 1);
        let run = block_on(lab.decide(run, decision));
        assert!(!run.is_waiting());
        let evidence = run.into_evidence();
        let turned_out = step.experiment.turned_out(chosen, Some(decision));
        assert_eq!(turned_out.id, id);
        assert!(turned_out.is_as_stated(&evidence), "{id}");
        let signed_in = u32::from(decision == Decision::Continue);
        assert_eq!((evidence.person_messages(), evidence.record.as_ref().unwrap().logins), (1, signed_in));
        assert!(
            evidence.messages.iter().all(|message| message.exchange.to == Party::Issuer),
            "nothing of the other run"
        );
    }
    // Whoever chose to cancel and then continues has signed in.
    assert_eq!(step.experiment.turned_out(variant(11, "cancels"), Some(Decision::Continue)).id, "signs-in");
    assert_eq!(step.experiment.turned_out(variant(11, "no-openid"), Some(Decision::Continue)).id, "no-openid");
    let none = block_on(lab.begin(variant(1, "with-token").actions));
    assert!(!none.is_waiting());
}

#[test]
fn what_the_reader_chooses_during_a_run_counts_when_it_is_over() {
    let lab = lab();
    lab.lend(|policies| policies.openid = OpenidPolicy::Drop);
    lab.lend(|policies| policies.refresh = true);
    assert_eq!(lab.policies(), Policies::default(), "the reader sees the reader's own");
    let chosen = Policies { openid: OpenidPolicy::Echo, ..Policies::default() };
    lab.set_policies(chosen.clone());
    let lent = lab.network().issuer().policies();
    assert_eq!((lent.openid, lent.refresh), (OpenidPolicy::Drop, true), "the run keeps its own");
    lab.give_back();
    assert_eq!((lab.policies(), lab.network().issuer().policies()), (chosen.clone(), chosen));
}

#[test]
fn a_request_under_a_policy_of_its_own_leaves_the_readers_alone() {
    let lab = lab_under(OpenidPolicy::Drop);
    let evidence = block_on(lab.run(variant(9, "drop").actions));
    let request = evidence.messages[0].exchange.request.clone();
    let answer = block_on(lab.send_under(Rule::Openid(OpenidPolicy::VendorServiceAccount), request.clone()));
    assert!(Reply(&answer).member("id_token").is_some(), "answered under the policy of the request");
    let drop = Policies { openid: OpenidPolicy::Drop, ..Policies::default() };
    assert_eq!((lab.policies(), lab.network().issuer().policies()), (drop.clone(), drop));
    let after = block_on(lab.send(request, &Connection::default())).unwrap();
    assert!(Reply(&after).member("id_token").is_none());
}

#[test]
fn the_whole_table_is_judged_by_the_part_of_the_run_that_is_about_each_claim() {
    let evidence = block_on(lab().run(variant(12, "service-account").actions));
    let claims = evidence.claims();
    assert_eq!(claims.len(), 20);
    for (index, (cell, part)) in claims.iter().enumerate() {
        assert_eq!(cell.index(), index % 10);
        assert_eq!(part.done.len(), cell.run().actions.len());
        assert_eq!(
            part.policies.openid,
            if index < 10 { OpenidPolicy::Reject } else { OpenidPolicy::VendorServiceAccount }
        );
        assert!(part.done.iter().all(|done| done.message.is_some_and(|at| at < part.messages.len())));
    }
    assert!(Evidence::default().claims().is_empty());
}

#[test]
fn every_experiment_of_the_table_leaves_the_policies_to_the_reader() {
    let lessons: Vec<&str> = Step::all().map(|step| step.experiment.id).chain([ANSWER.id]).collect();
    let others = EXPERIMENTS.iter().filter(|experiment| !lessons.contains(&experiment.id));
    for action in others.flat_map(|experiment| experiment.variants).flat_map(|variant| variant.actions) {
        assert!(!matches!(action, Action::Set(_) | Action::Wait(_)), "{action:?}");
    }
}
