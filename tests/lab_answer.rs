//! The one question: what five servers answered, read from the responses, and a verdict that follows tampered evidence.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use common::*;
use grant_lab::facts::{Outcome, Servers, Topic, fill};
use grant_lab::inspect::ROWS;
use grant_lab::issuer::{AccessTokenForm, OpenidPolicy, Policies, Profile};
use grant_lab::lab::{ANSWER, Code, Evidence, Judgement, Verdict, content, judge_answers, server_answers, text};
use grant_lab::ui::pages::answer::{AnswerText, Cell, Model, doing};
use grant_lab::ui::route::{Area, Route};
use pollster::block_on;
use serde_json::json;

/// The action of the request under each policy, in the order of [`OpenidPolicy::ALL`].
const REQUESTS: [usize; 5] = [1, 3, 5, 7, 9];

fn run() -> Evidence {
    static RUN: LazyLock<Evidence> = LazyLock::new(|| block_on(lab().run(ANSWER.variants[0].actions)));
    RUN.clone()
}

fn judged(tamper: impl FnOnce(&mut Evidence)) -> Judgement {
    let mut evidence = run();
    tamper(&mut evidence);
    judge_answers(&evidence)
}

#[track_caller]
fn fails(reason: Code, tamper: impl FnOnce(&mut Evidence)) {
    match judged(tamper).verdict {
        Verdict::DoesNotHold { because } => assert_eq!(because.code, reason, "{because:?}"),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn untested(reason: Code, tamper: impl FnOnce(&mut Evidence)) {
    match judged(tamper).verdict {
        Verdict::CouldNotTest { because } => assert_eq!(because.code, reason, "{because:?}"),
        other => panic!("{other:?}"),
    }
}

fn texts() -> AnswerText {
    grant_lab::texts::read(include_str!("../src/content/en/answer.json")).unwrap()
}

fn servers() -> Servers {
    grant_lab::texts::read(include_str!("../src/content/facts/servers.json")).unwrap()
}

#[test]
fn the_answer_is_the_same_whatever_the_reader_has_set() {
    for openid in OpenidPolicy::ALL {
        for access_token in AccessTokenForm::ALL {
            let lab = lab();
            lab.set_policies(Policies { openid, access_token, refresh: true, ..Policies::default() });
            let evidence = block_on(lab.run(ANSWER.variants[0].actions));
            let judgement = judge_answers(&evidence);
            assert_eq!(judgement.verdict, Verdict::Holds, "{openid:?} {access_token:?}");
            let finding = &judgement.lines[0].finding;
            assert_eq!(finding.code, Code::FiveAnswers);
            let facts: Vec<&str> = finding.facts.iter().map(|fact| fact.1.as_str()).collect();
            assert_eq!(facts, ["5", "1", "4", "2", "0"], "asked, refused, granted, id_tokens, logins");
            assert!(
                server_answers(&evidence).iter().skip(1).all(|answer| answer.arrived[4]),
                "refresh tokens are shown"
            );
        }
    }
}

/// Six members by five answers, each cell from what came.
#[test]
fn the_matrix_is_what_the_responses_hold() {
    let mut model = Model::default();
    assert_eq!(Cell::of(model.answers().first(), 0), Cell::NotRun);
    model.finish(run());
    let answers = model.answers();
    assert_eq!(answers.iter().map(|answer| answer.policy).collect::<Vec<_>>(), OpenidPolicy::ALL);
    let statuses: Vec<_> = answers.iter().map(|answer| (answer.status.unwrap(), answer.error.as_deref())).collect();
    assert_eq!(statuses, [(400, Some("invalid_scope")), (200, None), (200, None), (200, None), (200, None)]);
    use Cell::{Absent as N, Arrived as A, Odd};
    let column =
        |at: usize| ROWS.iter().enumerate().map(|(row, _)| Cell::of(Some(&answers[at]), row)).collect::<Vec<_>>();
    assert_eq!(column(0), [N; 6]);
    assert_eq!(column(1), [A, A, A, A, N, N]);
    assert_eq!(column(2), [A, A, A, A, N, N]);
    assert_eq!(column(3), [A, A, A, A, N, Odd("id_token_about_account")]);
    assert_eq!(column(4), [A, A, A, A, N, Odd("id_token_is_access_token")]);
    // A cell follows its response and no other.
    let mut evidence = run();
    edit_body(&mut evidence, REQUESTS[1], |members| drop(members.remove("expires_in")));
    let changed = server_answers(&evidence);
    assert_eq!(Cell::of(Some(&changed[1]), 2), N);
    assert_eq!(Cell::of(Some(&changed[2]), 2), A);
}

#[test]
fn a_token_about_a_person_or_a_login_turns_the_verdict() {
    fails(Code::IdTokenAboutPerson, |evidence| {
        edit_claims(evidence, REQUESTS[3], "id_token", |claims| drop(claims.insert("sub".into(), "user-82c1".into())));
    });
    fails(Code::IdTokenAboutPerson, |evidence| {
        edit_body(evidence, REQUESTS[1], |members| {
            members.insert("id_token".into(), unsigned(json!({ "sub": "user-82c1" })));
        });
    });
    fails(Code::LoginRecorded, |evidence| evidence.record.as_mut().unwrap().logins = 1);
}

#[test]
fn a_success_without_an_access_token_turns_the_verdict() {
    for index in &REQUESTS[1..] {
        fails(Code::NoAccessToken, |evidence| {
            edit_body(evidence, *index, |members| drop(members.remove("access_token")));
        });
    }
}

#[test]
fn what_was_not_answered_leaves_it_open() {
    assert!(matches!(judge_answers(&Evidence::default()).verdict, Verdict::CouldNotTest { .. }));
    for (at, index) in REQUESTS.into_iter().enumerate() {
        untested(Code::NotObserved, |evidence| lose(evidence, index));
        untested(Code::Unreadable, |evidence| answer(evidence, index, 500, json!("upstream failed")));
        untested(Code::RefusedOtherwise, |evidence| answer(evidence, index, 401, json!({ "error": "invalid_client" })));
        // Four kinds of server are not five.
        untested(Code::NotObserved, |evidence| drop(evidence.done.drain(at * 2..at * 2 + 2)));
    }
    untested(Code::NoRecord, |evidence| evidence.record = None);
    let without = block_on(lab_without_cryptography().run(ANSWER.variants[0].actions));
    assert!(matches!(judge_answers(&without).verdict, Verdict::CouldNotTest { .. }));
    let lab = lab();
    lab.set_policies(Policies { profile: Profile::Fapi20, ..Policies::default() });
    let refused = judge_answers(&block_on(lab.run(ANSWER.variants[0].actions)));
    assert_eq!(refused.because().unwrap().code, Code::RefusedOtherwise, "a secret is no proof under FAPI 2.0");
}

#[test]
fn every_word_is_there_and_the_result_is_whole_sentences() {
    let texts = texts();
    assert_eq!(texts.words.get("question").unwrap(), Area::Answer.name(), "the heading while the screen is on its way");
    assert_eq!(Route::parse(Area::Answer.hash()), Route::Answer);
    for name in [
        "short",
        "lead",
        "counted",
        "run",
        "shortcut",
        "caption",
        "member",
        "answer",
        "arrived",
        "absent",
        "not_run",
        "seen",
        "count",
        "servers",
        "no",
        "does_not_hold",
        "could_not_test",
        "insecure",
        "in_page",
    ] {
        assert!(texts.words.get(name).is_some(), "{name}");
    }
    let policies: BTreeSet<&str> = texts.policies.iter().map(|(name, _)| name).collect();
    assert_eq!(policies, OpenidPolicy::ALL.map(OpenidPolicy::as_str).into());
    let marks: BTreeSet<&str> = texts.marks.iter().map(|(name, _)| name).collect();
    let kinds = Code::ALL.iter().map(|code| code.name());
    let kinds = kinds.filter(|name| {
        name.starts_with("id_token_about_") || ["id_token_is_access_token", "id_token_unreadable"].contains(name)
    });
    assert_eq!(marks, kinds.collect());
    let judgement = judge_answers(&run());
    let finding = &judgement.lines[0].finding;
    let because = texts.findings.get(finding.code.name()).unwrap().because.as_deref().unwrap();
    let told = text::plain(&text::filled(because, &finding.facts));
    assert!(told.starts_with("Of 5 servers 1 refused the scope, and 4 gave") && !told.contains('{'), "{told}");
    assert_eq!(texts.sentences.len(), 3);
    assert!(texts.sentences.iter().all(|sentence| !sentence.sources.is_empty() && sentence.text.ends_with('.')));
    for onward in &texts.onward {
        assert!(!matches!(Route::parse(&onward.href), Route::NotFound(_)), "{}", onward.href);
    }
    let words: content::Words = grant_lab::texts::read(include_str!("../src/content/en/words.json")).unwrap();
    for code in [Code::IdTokenAboutPerson, Code::LoginRecorded, Code::NoAccessToken, Code::RefusedOtherwise] {
        assert!(words.findings.get(code.name()).unwrap().because.is_some(), "{}", code.name());
    }
}

/// The counts are of the facts: each server stands in one column at most, and those that were run are counted.
#[test]
fn each_column_names_the_servers_that_do_so() {
    let mut servers = servers();
    let columns = OpenidPolicy::ALL.map(|policy| doing(&servers, policy));
    let names: Vec<&str> = columns
        .iter()
        .flat_map(|doing| doing.run.iter().chain(&doing.read))
        .map(|product| product.name.as_str())
        .collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    let tally = servers.tally(Topic::Openid);
    assert!(columns.iter().all(|doing| doing.of == tally.run() && !(doing.run.is_empty() && doing.read.is_empty())));
    // The line under the table names those that stand in no column: with them it is all that were run.
    let outside = ["run_everything", "run_dropped+silent", "run_silent"]
        .map(|place| fill(&["{", place, "}"].concat(), &servers, Topic::Openid).parse::<usize>().unwrap());
    assert_eq!(columns.iter().map(|doing| doing.run.len()).sum::<usize>() + outside[0], tally.run());
    assert_eq!(outside[1], columns[1].run.len());
    assert!(texts().words.get("counted").unwrap().contains("{run_everything} of {run}") && outside[2] > 0);
    let refuses: Vec<String> = columns[0].run.iter().map(|product| product.name.clone()).collect();
    let grants = columns[2].run.len();
    assert!(grants > refuses.len(), "the usual answer grants it and adds nothing");
    for product in servers.products.iter_mut().filter(|product| refuses.contains(&product.name)) {
        let facts = product.setups.iter_mut().flat_map(|setup| &mut setup.facts);
        facts.filter(|fact| fact.topic == Topic::Openid).for_each(|fact| fact.outcome = Outcome::Granted);
    }
    assert!(doing(&servers, OpenidPolicy::Reject).run.is_empty());
    assert_eq!(doing(&servers, OpenidPolicy::Echo).run.len(), grants + refuses.len());
}
