//! What the screens make of real runs: predictions, excerpts, links and copies, without a browser.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;

use common::*;
use grant_lab::issuer::{OpenidPolicy, Policies};
use grant_lab::lab::{CellId, Column, EvidenceKind, Row, STEPS, Step, StepId, content};
use grant_lab::ui::pages::{compare, learn};
use grant_lab::ui::view_model::Line;
use pollster::block_on;

fn text(lines: &[Line]) -> String {
    let line = |line: &Line| line.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn run(model: &mut learn::Model, lab: &TestLab, number: u16) {
    let (sequence, variant) = model.step_mut(StepId::learn(number)).unwrap().start().unwrap();
    let evidence = block_on(lab.run(variant.actions));
    model.step_mut(StepId::learn(number)).unwrap().finish(sequence, variant, evidence);
}

#[test]
fn a_wrong_and_a_right_prediction_are_both_explained_by_the_run() {
    let lab = lab();
    let mut model = learn::Model::default();
    let step = model.step_mut(StepId::learn(2)).unwrap();
    step.choose("invalid_client", true, false);
    assert!(step.lock_in());
    assert_eq!(step.is_right(), None, "before the run");
    run(&mut model, &lab, 2);
    let step = model.step(StepId::learn(2)).unwrap();
    assert_eq!(step.is_right(), Some(false));
    assert!(step.is_settled() && step.ran.as_ref().unwrap().as_stated);
    let mark = |said, matches| learn::Mark { said, matches, explain: said || matches };
    assert_eq!(step.mark("invalid_client"), mark(true, false));
    assert_eq!(step.mark("unsupported_grant_type"), mark(false, true));
    assert_eq!(step.mark("not-found"), learn::Mark::default());
    let answered = step.result("misspelt").unwrap();
    assert_eq!((answered.status.as_str(), answered.error.as_deref()), ("400", Some("unsupported_grant_type")));
    assert_eq!(step.result("as-shown"), None);
}

#[test]
fn a_run_of_another_variant_settles_nothing_and_keeps_its_own_result() {
    let lab = lab();
    let mut model = learn::Model::default();
    model.step_mut(StepId::learn(1)).unwrap().choose_variant("without-token");
    run(&mut model, &lab, 1);
    assert!(!model.step(StepId::learn(1)).unwrap().is_settled(), "the question is about the run with a token");
    model.step_mut(StepId::learn(1)).unwrap().choose_variant("with-token");
    run(&mut model, &lab, 1);
    let step = model.step(StepId::learn(1)).unwrap();
    assert!(step.is_settled());
    let status = |id: &str| step.result(id).unwrap().status.as_str();
    assert_eq!((status("without-token"), status("with-token")), ("401", "200"));
}

#[test]
fn a_prediction_of_several_members_is_right_only_when_it_is_whole() {
    let lab = lab();
    let right = |members: &[&str]| {
        let mut model = learn::Model::default();
        let step = model.step_mut(StepId::learn(6)).unwrap();
        members.iter().for_each(|member| step.choose(member, true, true));
        step.lock_in();
        run(&mut model, &lab, 6);
        model.step(StepId::learn(6)).unwrap().is_right()
    };
    assert_eq!(right(&["expires_in", "scope", "token_type", "access_token"]), Some(true));
    assert_eq!(right(&["access_token", "token_type", "expires_in"]), Some(false), "one was left out");
    assert_eq!(right(&["access_token", "token_type", "expires_in", "scope", "id_token"]), Some(false));
    assert_eq!(right(&[]), None, "nothing was predicted");
}

#[test]
fn what_is_shown_before_a_run_is_the_first_request_that_it_sends_and_nobody_hears_of_it() {
    for step in Step::all() {
        for variant in step.experiment.variants {
            let at = format!("{:?} {}", step.id, variant.id);
            let lab = lab();
            let shown = block_on(lab.upcoming(variant.actions)).unwrap();
            assert_eq!(lab.network().arrivals(), 0, "{at}");
            let evidence = block_on(lab.run(variant.actions));
            let sent = &evidence.messages[0].exchange;
            assert_eq!((shown.from, shown.to), (sent.from, sent.to), "{at}");
            let names = |request: &http::Request<Vec<u8>>| {
                let fields = [request.uri().query().unwrap_or_default().as_bytes(), request.body()].concat();
                let form: Vec<String> = form_urlencoded::parse(&fields).map(|(name, _)| name.into_owned()).collect();
                let head: Vec<String> = request.headers().keys().map(ToString::to_string).collect();
                (request.method().clone(), request.uri().path().to_owned(), head, form)
            };
            assert_eq!(names(&shown.request), names(&sent.request), "{at}");
            let is_for_one_use =
                names(&sent.request).3.iter().any(|name| name.contains("assertion") || name == "state");
            if !is_for_one_use {
                assert_eq!(shown.request.headers(), sent.request.headers(), "{at}");
                assert_eq!(
                    (shown.request.uri(), shown.request.body()),
                    (sent.request.uri(), sent.request.body()),
                    "{at}"
                );
            }
        }
    }
}

#[test]
fn the_still_of_the_first_step_is_the_receipt_of_its_run() {
    let words: grant_lab::inspect::Words =
        grant_lab::texts::read(include_str!("../src/content/en/receipt.json")).unwrap();
    let evidence = block_on(lab().run(STEPS[0].experiment.variants[0].actions));
    let (still, real) = (learn::still(&words), learn::receipt_of(&evidence, &words).unwrap());
    assert!(real.note.starts_with(&still.note));
    assert_eq!((still.total, still.logins, still.refusal), (real.total, real.logins, real.refusal));
    assert_eq!(still.rows.len(), real.rows.len());
    for (still, mut real) in still.rows.into_iter().zip(real.rows) {
        real.link = None;
        if real.name == "access_token" {
            assert!(real.value[0].text.starts_with(&still.value[0].text), "but for its length");
            real.value.clone_from(&still.value);
        }
        assert_eq!(still, real);
    }
}

#[test]
fn a_receipt_stands_for_every_token_request_and_says_what_was_asked_for() {
    let words: grant_lab::inspect::Words =
        grant_lab::texts::read(include_str!("../src/content/en/receipt.json")).unwrap();
    let lab = lab();
    for step in Step::all() {
        for variant in step.experiment.variants {
            let evidence = block_on(lab.run(variant.actions));
            let receipts = learn::receipts_of(&evidence, &words);
            if variant.failing.is_empty() && evidence.claims().is_empty() {
                assert_eq!(receipts.len(), variant.receipts(), "{:?} {}", step.id, variant.id);
            }
            assert!(receipts.iter().all(Option::is_some), "{:?} {}", step.id, variant.id);
        }
    }
    let five = block_on(lab.run(STEPS[8].experiment.variants[0].actions));
    let rows = |member: usize| -> Vec<bool> {
        learn::receipts_of(&five, &words).into_iter().map(|receipt| receipt.unwrap().rows[member].arrived).collect()
    };
    assert_eq!(rows(0), [false, true, true, true, true], "access_token");
    assert_eq!(rows(5), [false, false, false, true, true], "id_token");
    let beyond =
        learn::receipts_of(&five, &words).into_iter().flatten().filter(|receipt| receipt.rows[5].beyond.is_some());
    assert_eq!(beyond.count(), 2);
    let signed_in = block_on(lab.run(STEPS[10].experiment.variants[0].actions));
    let receipt = learn::receipt_of(&signed_in, &words).unwrap();
    assert!(receipt.rows[5].arrived && receipt.rows[5].beyond.is_none(), "defined, because somebody signed in");
}

#[test]
fn what_is_opened_is_what_was_sent_and_what_arrived() {
    let lab = lab();
    let opened = |number: u16, id: &str| {
        let step = Step::of(StepId::learn(number)).unwrap();
        learn::opened(step.opens, &block_on(lab.run(step.experiment.variant(id).unwrap().actions)))
    };
    let header = opened(3, "wrong-secret");
    assert!(header[0].is_secret);
    assert_eq!(text(&header[0].lines), "nightly-report:demo-secret-not-reaL");
    assert!(opened(3, "in-the-form").is_empty());
    let assertion = text(&opened(4, "for-another")[0].lines);
    assert!(
        assertion.contains("\"aud\": \"https://other-issuer.test\"") && assertion.contains("client-authentication+jwt")
    );
    let both = opened(8, "oidc-claims");
    assert_eq!(both.len(), 2);
    for token in &both {
        let marked: Vec<Line> = token.lines.iter().filter(|line| line.seen).cloned().collect();
        assert_eq!(text(&marked).matches(": ").count(), 4, "{}", text(&marked));
    }
    assert!(!text(&opened(8, "omitted")[0].lines).contains("\"sub\""));
    let id_token = text(&opened(11, "signs-in")[0].lines);
    assert!(id_token.contains("user-82c1") && id_token.contains("auth_time"), "{id_token}");
    assert!(opened(11, "no-openid").is_empty());
}

#[test]
fn every_drawer_shows_what_decides_and_no_secret() {
    for openid in OpenidPolicy::ALL {
        for cell in CellId::all() {
            let evidence = evidence(cell, openid);
            let blocks = compare::came_back(cell, &evidence);
            assert!(!blocks.is_empty(), "{}", cell.slug());
            let whole_token = cell == CellId { row: Row::UserIdentity, column: Column::OAuth };
            let marked = blocks.iter().flat_map(|block| &block.lines).any(|line| line.seen);
            assert_eq!(marked, !whole_token, "{} under {openid:?}", cell.slug());
            let sent = text(&compare::requests(&evidence));
            assert_eq!(sent.matches(" HTTP/1.1").count(), cell.run().actions.len(), "{sent}");
            for secret in ["demo-secret", "Basic ", "bmlnaHRse"] {
                assert!(!sent.contains(secret), "{sent}");
            }
        }
    }
}

#[test]
fn the_excerpt_of_the_metadata_shows_the_grant_and_not_the_rest() {
    let cell = CellId { row: Row::StandardSpec, column: Column::OAuth };
    let blocks = compare::came_back(cell, &evidence(cell, OpenidPolicy::Reject));
    let shown = text(&blocks[0].lines);
    assert!(shown.contains("\"client_credentials\"") && !shown.contains("jwks_uri"), "{shown}");
}

#[test]
fn a_copied_cell_names_verdict_policy_and_sources_and_carries_no_token() {
    let texts: content::Compare = grant_lab::texts::read(include_str!("../src/content/en/compare.json")).unwrap();
    let words: content::Words = grant_lab::texts::read(include_str!("../src/content/en/words.json")).unwrap();
    for openid in OpenidPolicy::ALL {
        for cell in CellId::all() {
            let mut model = compare::Model::default();
            let sequence = model.start(cell).unwrap();
            model.finish(cell, sequence, evidence(cell, openid));
            let told = compare::Texts { compare: &texts, words: &words, beyond: None };
            let copy = compare::markdown(cell, model.tested(cell), told);
            // A copy comes in every token response; a token about a service account only when openid is asked for.
            let holds = match cell.slug().as_str() {
                "tokens-returned/oidc" => !openid.is_outside_specification(),
                "tokens-returned/oauth" => openid != OpenidPolicy::VendorCopy,
                _ => true,
            };
            let verdict = match (holds, openid) {
                // The issuer refused, so there was nothing that an ID Token could have come with.
                (true, OpenidPolicy::Reject) if cell.slug() == "tokens-returned/oidc" => "Holds: nothing came at all",
                (true, _) => "Holds",
                (false, _) => "Does not hold here",
            };
            assert!(copy.contains(&["- Verdict: ", verdict, "\n"].concat()), "{copy}");
            assert_eq!(copy.contains("outside the specification"), !holds, "{copy}");
            assert!(copy.contains("(https://") && copy.contains("`openid`: "), "{copy}");
            assert!(!copy.contains("eyJ") && !copy.contains(['{', '}']), "{copy}");
        }
    }
}

#[test]
fn the_rows_beyond_the_document_show_what_decides_in_whole_sentences_and_no_secret() {
    let compare_texts: content::Compare =
        grant_lab::texts::read(include_str!("../src/content/en/compare.json")).unwrap();
    let words: content::Words = grant_lab::texts::read(include_str!("../src/content/en/words.json")).unwrap();
    let beyond: content::Beyond = grant_lab::texts::read(include_str!("../src/content/en/beyond.json")).unwrap();
    let told = compare::Texts { compare: &compare_texts, words: &words, beyond: Some(&beyond) };
    for cell in CellId::beyond() {
        let evidence = evidence(cell, OpenidPolicy::Reject);
        let blocks = compare::came_back(cell, &evidence);
        assert!(blocks.iter().flat_map(|block| &block.lines).any(|line| line.seen), "{}", cell.slug());
        let receipts = evidence.done.iter().filter(|done| done.action.asks_for_token()).count();
        assert_eq!(compare::captions(&evidence).len(), receipts, "{}", cell.slug());
        let sent = text(&compare::requests(&evidence));
        for secret in ["demo-secret", "Basic "] {
            assert!(!sent.contains(secret), "{sent}");
        }
        let mut model = compare::Model::default();
        let sequence = model.start(cell).unwrap();
        model.finish(cell, sequence, evidence);
        let specified = model.tested(cell).unwrap().judgement.lines.iter();
        let specified = specified.filter(|line| line.kind == EvidenceKind::Specification).count() > 0;
        assert_eq!(specified, told.cell(cell).unwrap().specified.is_some(), "{}", cell.slug());
        let copy = compare::markdown(cell, model.tested(cell), told);
        assert!(copy.contains("- Verdict: Holds\n- Observed: ") || specified, "{copy}");
        assert!(copy.contains("(https://") && !copy.contains("eyJ") && !copy.contains(['{', '}']), "{copy}");
        assert!(!copy.contains(": \n"), "every line says something: {copy}");
    }
}

#[test]
fn links_to_build_exist_for_every_cell_that_asks_for_a_token() {
    let policies = Policies { openid: OpenidPolicy::Drop, ..Policies::default() };
    for cell in CellId::all() {
        let link = learn::build_link(cell.run().actions, &policies);
        let asks = cell.slug() != "standard-spec/oidc";
        assert_eq!(link.is_some(), asks, "{}", cell.slug());
        assert!(link.is_none_or(|link| link.ends_with("policy=openid:drop")));
    }
    assert_eq!(learn::build_link(STEPS[1].experiment.variants[3].actions, &policies), None);
}
