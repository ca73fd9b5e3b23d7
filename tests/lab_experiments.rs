//! Every experiment of every step and cell, run against the issuer under every policy and held to the outcomes its text states.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;
#[path = "common/lessons.rs"]
mod lessons;

use std::collections::BTreeSet;

use common::*;
use grant_lab::issuer::OpenidPolicy;
use grant_lab::lab::{
    ANSWER, Action, CellId, Code, Comparison, EXPERIMENTS, Evidence, STEPS, Step, StepId, TokenFrom, Verdict, content,
    observe, text,
};
use grant_lab::oauth::Party;
use grant_lab::ports::{Connection, Transport};
use http::Request;

use grant_lab::ui::route::Route;
use lessons::{lessons, place};
use pollster::block_on;

#[test]
fn every_variant_of_every_experiment_goes_as_stated_under_every_policy() {
    for openid in OpenidPolicy::ALL {
        let lab = lab_under(openid);
        for experiment in EXPERIMENTS {
            for variant in experiment.variants {
                let evidence = block_on(lab.run(variant.actions));
                let outcome = variant.departure(&evidence).map(|outcome| {
                    let reply = evidence.reply(outcome.action);
                    (outcome, reply.map(|reply| (reply.status(), reply.error())))
                });
                assert!(outcome.is_none(), "{} {} under {openid:?}: {outcome:?}", experiment.id, variant.id);
                assert!(
                    variant.is_as_stated(&evidence),
                    "{} {} under {openid:?}: other claims fail",
                    experiment.id,
                    variant.id
                );
            }
        }
    }
}

/// A variant whose text states nothing for some policy would pass the test above by silence.
#[test]
fn every_variant_states_the_outcome_that_matters_under_every_policy() {
    for experiment in EXPERIMENTS {
        for variant in experiment.variants {
            let last = variant.actions.len() - 1;
            if variant.actions[last] == Action::Table {
                // What such a run comes to is which claims fail.
                assert!(variant.outcomes.is_empty());
                continue;
            }
            for openid in OpenidPolicy::ALL {
                let policies = grant_lab::issuer::Policies { openid, ..grant_lab::issuer::Policies::default() };
                let stated = variant.outcomes.iter().filter(|o| o.action == last && o.under.covers(&policies)).count();
                assert_eq!(stated, 1, "{} {} under {openid:?}", experiment.id, variant.id);
            }
            assert!(variant.outcomes.iter().all(|outcome| outcome.action <= last));
        }
    }
}

#[test]
fn experiments_have_distinct_names_and_are_the_ones_in_use() {
    let names: BTreeSet<&str> = EXPERIMENTS.iter().map(|experiment| experiment.id).collect();
    assert_eq!(names.len(), EXPERIMENTS.len());
    let steps = Step::all().map(|step| step.experiment.id);
    let cells = CellId::all().map(|cell| cell.experiment().id);
    let used: BTreeSet<&str> = steps.chain(cells).chain([ANSWER.id]).collect();
    assert_eq!(used, names);
}

#[test]
fn a_departure_from_the_stated_outcome_is_noticed() {
    let variant = &STEPS[1].experiment.variants[0];
    let mut evidence = block_on(lab().run(variant.actions));
    assert!(variant.departure(&evidence).is_none());
    answer(&mut evidence, 0, 400, serde_json::json!({ "error": "invalid_scope" }));
    assert!(variant.departure(&evidence).is_some());
    assert!(variant.departure(&Evidence::default()).is_some());
}

/// The answers that the content calls right are the ones that the run shows, under every policy.
#[test]
fn every_prediction_is_right_about_what_its_run_shows() {
    let lessons = lessons();
    for openid in OpenidPolicy::ALL {
        let lab = lab_under(openid);
        for step in Step::all() {
            let settling = step.experiment.variant(step.settled_by).unwrap();
            let evidence = block_on(lab.run(settling.actions));
            let shown: BTreeSet<&str> = step.answers(&evidence).unwrap().into_iter().collect();
            let options = &lessons[place(step)].predict.options;
            let mut right: BTreeSet<&str> = options.iter().filter(|o| o.right).map(|o| o.id.as_str()).collect();
            if openid == OpenidPolicy::VendorCopy && step.id == StepId::learn(6) {
                // Asked for or not, under this policy something called id_token arrives, and the page says so.
                right.insert("id_token");
            }
            assert_eq!(shown, right, "{:?} under {openid:?}", step.id);
        }
    }
}

/// The run answers the prediction, not the content: with other evidence it shows other options, and all of them exist.
#[test]
fn a_prediction_follows_tampered_evidence() {
    let lessons = lessons();
    let lab = lab();
    let shown = |number: u16, tamper: &dyn Fn(&mut Evidence)| {
        let step = Step::of(StepId::learn(number)).unwrap();
        let mut evidence = block_on(lab.run(step.experiment.variant(step.settled_by).unwrap().actions));
        tamper(&mut evidence);
        let shown = step.answers(&evidence);
        for name in shown.iter().flatten() {
            let options = &lessons[place(step)].predict.options;
            assert!(options.iter().any(|option| option.id == *name), "step {number} has no option {name}");
        }
        shown
    };
    assert_eq!(shown(1, &|e| e.record.as_mut().unwrap().logins = 1), Some(vec!["sign-in"]));
    assert_eq!(shown(1, &|e| e.messages[0].exchange.to = Party::Person), Some(vec!["approve"]));
    assert_eq!(shown(1, &|e| e.record = None), None);
    for (status, error, expected) in
        [(200, "x", "token"), (401, "invalid_client", "invalid_client"), (404, "x", "not-found")]
    {
        let tampered = shown(2, &|e| answer(e, 0, status, serde_json::json!({ "error": error })));
        assert_eq!(tampered, Some(vec![expected]));
    }
    assert_eq!(shown(2, &|e| answer(e, 0, 400, serde_json::json!({ "error": "invalid_request" }))), None);
    for (status, error, expected) in [(400, "invalid_scope", "invalid_scope"), (400, "invalid_grant", "invalid_grant")]
    {
        let tampered = shown(3, &|e| answer(e, 0, status, serde_json::json!({ "error": error })));
        assert_eq!(tampered, Some(vec![expected]));
    }
    let both = serde_json::json!({ "error": ["invalid_client", "invalid_scope"] });
    assert_eq!(shown(3, &|e| answer(e, 0, 400, both.clone())), Some(vec!["both"]));
    assert_eq!(shown(3, &|e| lose(e, 0)), None);
    let token = |text: &str| serde_json::json!({ "access_token": text });
    assert_eq!(
        shown(4, &|e| answer(e, 2, 400, serde_json::json!({ "error": "invalid_request" }))),
        Some(vec!["invalid_request"])
    );
    assert_eq!(shown(4, &|e| answer(e, 2, 200, token("another"))), Some(vec!["new-token"]));
    let repeated = shown(4, &|e| {
        answer(e, 0, 200, token("same"));
        answer(e, 2, 200, token("same"));
    });
    assert_eq!(repeated, Some(vec!["same-token"]));
    let accepted = |e: &mut Evidence| answer(e, 3, 200, serde_json::json!({ "orders": [] }));
    assert_eq!(shown(5, &accepted), Some(vec!["works"]));
    assert_eq!(shown(5, &|e| lose(e, 3)), None);
    assert_eq!(shown(5, &|e| answer(e, 1, 400, serde_json::json!({ "error": "invalid_client" }))), None);
    let twice = shown(7, &|e| {
        let again = e.done[4].clone();
        e.done.push(again);
    });
    assert_eq!(twice, Some(vec!["one"]), "asking again took two requests");
    assert_eq!(shown(7, &|e| answer(e, 3, 400, serde_json::json!({ "error": "invalid_grant" }))), None);
    assert_eq!(shown(7, &|e| e.done.truncate(2)), None);
    for (sub, expected) in [("user-82c1", Some("developer")), ("https://api.test", Some("api")), ("x", None)] {
        let named = shown(8, &|e| edit_claims(e, 1, "access_token", |c| drop(c.insert("sub".into(), sub.into()))));
        assert_eq!(named, expected.map(|name| vec![name]));
    }
    assert_eq!(shown(8, &|e| edit_claims(e, 1, "access_token", |c| drop(c.remove("sub")))), Some(vec!["nothing"]));
    assert_eq!(shown(9, &|e| answer(e, 3, 400, serde_json::json!({ "error": "invalid_scope" }))), Some(vec!["status"]));
    let echoed = shown(9, &|e| edit_body(e, 3, |m| drop(m.insert("scope".into(), "orders.read openid".into()))));
    assert_eq!(echoed, Some(vec!["cannot-tell"]));
    assert_eq!(shown(9, &|e| edit_body(e, 3, |m| drop(m.insert("id_token".into(), "x".into())))), None);
    assert_eq!(shown(10, &|e| answer(e, 1, 200, serde_json::json!({}))), Some(vec!["empty"]));
    assert_eq!(shown(10, &|e| answer(e, 1, 200, serde_json::json!({ "name": "x" }))), Some(vec!["name"]));
    assert_eq!(shown(10, &|e| answer(e, 1, 303, serde_json::json!({}))), Some(vec!["login"]));
    assert_eq!(shown(11, &|e| e.record.as_mut().unwrap().logins = 0), Some(vec!["openid"]));
    assert_eq!(shown(11, &|e| edit_body(e, 2, |m| drop(m.remove("id_token")))), None);
    let with_secret = shown(11, &|e| {
        let message = e.done[2].message.unwrap();
        e.messages[message].exchange.request.body_mut().extend_from_slice(b"&client_secret=x");
    });
    assert_eq!(with_secret, Some(vec!["person", "openid", "secret"]));
    // Without the second half nothing was compared; with the first half's answers in it nothing changed.
    assert_eq!(shown(12, &|e| e.done.truncate(e.done.len() / 2)), None);
    let like_before = shown(12, &|e| {
        for message in &mut e.messages {
            let body: serde_json::Value = serde_json::from_slice(message.exchange.response.body()).unwrap_or_default();
            if body.get("id_token").is_some() {
                *message.exchange.response.status_mut() = http::StatusCode::BAD_REQUEST;
                *message.exchange.response.body_mut() = br#"{"error":"invalid_scope"}"#.to_vec();
            }
        }
    });
    assert_eq!(like_before, Some(vec!["none"]));
    let with_id_token = shown(6, &|e| edit_body(e, 0, |m| drop(m.insert("id_token".into(), "x".into()))));
    assert!(with_id_token.unwrap().contains(&"id_token"));
}

#[test]
fn the_nightly_job_shows_the_api_fetching_keys_once_and_nobody_being_asked() {
    let lab = lab();
    let job = STEPS[0].experiment.variant("with-token").unwrap();
    let first = block_on(lab.run(job.actions));
    let parties: Vec<(Party, Party)> = first.messages.iter().map(|m| (m.exchange.from, m.exchange.to)).collect();
    let expected = [(Party::Client, Party::Issuer), (Party::Client, Party::Api), (Party::Api, Party::Issuer)];
    assert_eq!(parties, expected);
    let labels: Vec<String> = first.message_sequence().iter().map(grant_lab::lab::SequencedMessage::label).collect();
    assert_eq!(labels, ["POST /token", "200", "GET /orders", "GET /jwks", "200", "200"]);
    assert_eq!((first.person_messages(), first.record.as_ref().unwrap().logins), (0, 0));
    assert!(first.messages.iter().all(|message| !message.trace.steps.is_empty()), "every answer has its trace");

    let second = block_on(lab.run(job.actions));
    assert_eq!(second.messages.len(), 2, "the API keeps the keys");
    assert_eq!(second.done.iter().map(|done| done.message).collect::<Vec<_>>(), [Some(0), Some(1)]);
}

#[test]
fn evidence_holds_its_own_run_and_not_what_others_sent() {
    let lab = lab();
    let request = || Request::builder().uri("https://issuer.test/jwks").body(Vec::new()).unwrap();
    block_on(lab.send(request(), &Connection::default())).unwrap();
    let evidence = block_on(lab.run(CellId::all().next().unwrap().run().actions));
    assert_eq!(evidence.messages.len(), 2);
    assert_eq!(lab.network().log().len(), 3);
}

#[test]
fn an_action_without_the_token_it_needs_is_left_out() {
    let evidence = block_on(lab().run(&[Action::UserInfo { token: TokenFrom::Latest }]));
    assert!(evidence.messages.is_empty());
    assert_eq!(evidence.done[0].message, None);
    let without = block_on(lab().run(&[Action::UserInfo { token: TokenFrom::Nowhere }]));
    assert_eq!(without.reply(0).unwrap().status(), 401);
}

#[test]
fn a_host_that_is_not_here_is_not_answered() {
    let request = Request::builder().uri("https://login.example/token").body(Vec::new()).unwrap();
    let error = block_on(lab().send(request, &Connection::default())).unwrap_err();
    assert_eq!(error.code(), "transport_unknown_host");
}

#[test]
fn every_host_of_the_issuer_is_answered() {
    for host in
        ["issuer.test/jwks", "mtls.issuer.test/token", "api.test/orders", "stock.test/stock", "ledger-sync.test/jwks"]
    {
        let request = Request::builder().uri(format!("https://{host}")).body(Vec::new()).unwrap();
        let response = block_on(lab().send(request, &Connection::default())).unwrap();
        assert!([200, 401, 405].contains(&response.status().as_u16()), "{host}: {}", response.status());
    }
}

#[test]
fn what_was_seen_is_said_in_order_and_as_whole_sentences() {
    let words: content::Words = grant_lab::texts::read(include_str!("../src/content/en/words.json")).unwrap();
    let lab = lab();
    let codes = |number: u16, variant: &str| {
        let variant = Step::of(StepId::learn(number)).unwrap().experiment.variant(variant).unwrap();
        let seen = observe(&block_on(lab.run(variant.actions)));
        for finding in &seen {
            let sentence = text::plain(&words.seen(finding));
            assert!(sentence.ends_with('.') && !sentence.contains(['{', '}']), "{sentence}");
        }
        seen.into_iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(1, "without-token"), [Code::SawApiChallenge, Code::SawNobody]);
    assert_eq!(codes(1, "with-token"), [Code::SawToken, Code::SawApiAnswer, Code::SawNobody]);
    assert_eq!(codes(2, "misspelt"), [Code::SawRefusal, Code::SawNoStore, Code::SawNobody]);
    assert_eq!(codes(2, "sent-with-get"), [Code::SawMethodRefused, Code::SawNoStore, Code::SawNobody]);
    assert_eq!(codes(3, "wrong-secret"), [Code::SawClientChallenge, Code::SawNoStore, Code::SawNobody]);
    assert_eq!(codes(3, "wrong-in-the-form"), [Code::SawRefusal, Code::SawNoStore, Code::SawNobody]);
    assert_eq!(codes(4, "sent-again"), [Code::SawTokens, Code::SawWait, Code::SawRefusal, Code::SawNobody]);
    assert_eq!(
        codes(7, "policy-off"),
        [Code::SawRule, Code::SawTokens, Code::SawWait, Code::SawTokens, Code::SawNobody]
    );
    assert_eq!(codes(7, "both-paths")[5..], [Code::SawTally, Code::SawNobody]);
    assert_eq!(
        codes(8, "omitted"),
        [Code::SawRule, Code::SawToken, Code::SawNoSubject, Code::SawPersonClaims, Code::SawNobody]
    );
    assert_eq!(codes(8, "pose-refused"), [Code::SawRule, Code::SawRegistrationRefused, Code::SawNobody]);
    assert_eq!(
        codes(8, "pose-allowed")[2..],
        [
            Code::SawRegistered,
            Code::SawToken,
            Code::SawSubject,
            Code::SawPersonClaims,
            Code::SawTakenForPerson,
            Code::SawNoPerson,
            Code::SawNobody
        ]
    );
    assert_eq!(codes(9, "copy"), [Code::SawRule, Code::SawToken, Code::SawIdTokenCopy, Code::SawNobody]);
    assert_eq!(codes(9, "service-account")[2], Code::SawIdTokenWithoutLogin);
    assert_eq!(codes(10, "plain")[1..], [Code::SawUserInfoRefused, Code::SawNobody]);
    assert_eq!(
        codes(11, "signs-in"),
        [Code::SawSignInBegun, Code::SawSignedIn, Code::SawToken, Code::SawIdToken, Code::SawUserInfo, Code::SawNobody]
    );
    assert_eq!(codes(11, "cancels"), [Code::SawSignInBegun, Code::SawCancelled, Code::SawNobody]);
    assert_eq!(
        codes(11, "implicit"),
        [Code::SawSignInBegun, Code::SawSignedInFragment, Code::SawIdToken, Code::SawNobody]
    );
    let hybrid = [Code::SawSignInBegun, Code::SawSignedInFragment, Code::SawIdToken, Code::SawToken, Code::SawIdToken];
    assert_eq!(codes(11, "hybrid")[..5], hybrid);
    assert_eq!(codes(12, "copy"), [Code::SawTable, Code::SawTable, Code::SawChanged, Code::SawNobody]);
    assert_eq!(codes(6, "no-scope"), [Code::SawToken, Code::SawNoStore, Code::SawNobody]);
}

/// The links between areas that the content makes lead somewhere.
#[test]
fn onward_links_name_cells_pairs_and_areas_that_exist() {
    let lessons = lessons();
    for href in lessons.iter().flat_map(|step| step.onward.iter().flatten()).map(|onward| &onward.href) {
        let slug = href.strip_prefix("#/compare/").unwrap_or_default();
        let is_pair = slug.strip_prefix("diff/").is_some_and(|pair| Comparison::of(pair).is_some());
        let is_cell = CellId::all().any(|cell| cell.slug() == slug);
        let is_place = match Route::parse(href) {
            Route::Learn { step } => Step::of(step).is_some(),
            Route::Build(link) => link.preset.is_some(),
            Route::Document | Route::Quiz { .. } | Route::Glossary { .. } => true,
            _ => false,
        };
        assert!(is_pair || is_cell || is_place, "{href}");
    }
}

#[test]
fn running_all_ten_holds_under_the_default_policies_whatever_ran_before() {
    let lab = lab();
    for step in Step::all() {
        for variant in step.experiment.variants {
            block_on(lab.run(variant.actions));
        }
    }
    for cell in CellId::all() {
        let evidence = block_on(lab.run(cell.run().actions));
        assert_eq!(cell.judge(&evidence).verdict, Verdict::Holds, "{}", cell.slug());
    }
}
