//! The quiz: its content is whole, its answers can be given, and what a run can settle is what the issuer does.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use std::collections::BTreeSet;

use common::*;
use grant_lab::issuer::{OpenidPolicy, Policies, TOKEN_CHECKS};
use grant_lab::lab::quiz::{Question, Quiz};
use grant_lab::lab::{CellId, Step};
use grant_lab::ports::UnixTime;
use grant_lab::texts;
use grant_lab::ui::pages::build;
use grant_lab::ui::pages::quiz::{Model, QuestionModel, ask_again, is_time};
use grant_lab::ui::route::Route;

fn quiz() -> Quiz {
    texts::read(include_str!("../src/content/en/quiz.json")).unwrap()
}

fn question(id: &str) -> Question {
    quiz().questions.into_iter().find(|question| question.id == id).unwrap()
}

/// The texts of the right options.
fn right(id: &str) -> Vec<String> {
    question(id).options.into_iter().filter(|option| option.right).map(|option| option.text).collect()
}

#[test]
fn ten_questions_each_with_an_explanation_for_every_option_and_a_place_to_try() {
    let quiz = quiz();
    assert_eq!(quiz.questions.len(), 10);
    for question in &quiz.questions {
        assert!(question.options.len() >= 3 && !question.sources.is_empty(), "{}", question.id);
        let rights = question.options.iter().filter(|option| option.right).count();
        match question.kind.as_str() {
            "one" => assert_eq!(rights, 1, "{}", question.id),
            "many" => assert!(rights > 1 && rights < question.options.len(), "{}", question.id),
            "order" => {
                let mut places: Vec<u16> = question.options.iter().map(|option| option.place.unwrap()).collect();
                assert!(!places.is_sorted(), "the order that is shown first is not the answer");
                places.sort_unstable();
                assert!(places.iter().copied().eq(1..=places.len() as u16));
            }
            other => panic!("{}: a question of kind {other}", question.id),
        }
        for option in &question.options {
            assert!(option.why.ends_with('.') && option.why.len() > 20, "{}: {}", question.id, option.why);
            assert_eq!(option.text.matches('`').count() % 2, 0, "{}", option.text);
            assert_eq!(option.why.matches('`').count() % 2, 0, "{}", option.why);
        }
        assert!(opens(&question.experiment), "{}: {}", question.id, question.experiment);
        assert!(!question.cells.is_empty() && question.about().count() == question.cells.len(), "{}", question.id);
    }
}

/// Whether an address is that of an experiment: a step, a cell, or a request that Build can draw.
fn opens(address: &str) -> bool {
    match Route::parse(address) {
        Route::Learn { step } => Step::of(step).is_some(),
        Route::Compare { cell: Some(cell) } => CellId::from_slug(&[&cell.row, "/", &cell.column].concat()).is_some(),
        Route::Build(link) => {
            let mut model = build::Model::default();
            model.follow(&link);
            model.message(UnixTime(0)).is_ok()
        }
        _ => false,
    }
}

#[test]
fn every_later_round_shows_another_order_and_never_the_answer() {
    for question in quiz().questions {
        let written: Vec<usize> = (0..question.options.len()).collect();
        assert_eq!(QuestionModel::default().shown(&question), written);
        for round in 1..40 {
            let shown = QuestionModel { round, ..QuestionModel::default() }.shown(&question);
            assert_ne!(shown, written, "{} in round {round}", question.id);
            assert!(!question.is_order() || !question.is_answered_by(&shown), "round {round} shows the answer");
            let mut all = shown.clone();
            all.sort_unstable();
            assert_eq!(all, written, "every option is there once");
        }
        let orders: BTreeSet<Vec<usize>> =
            (1..40).map(|round| QuestionModel { round, ..QuestionModel::default() }.shown(&question)).collect();
        assert!(orders.len() >= 3, "{}: {orders:?}", question.id);
    }
}

#[test]
fn being_asked_again_comes_after_three_days() {
    let now = UnixTime(1_763_888_400);
    let kept = ask_again(now);
    let is = |seconds| is_time(Some(&kept), UnixTime(now.0 + seconds));
    assert_eq!([is(0), is(3 * 86_400 - 1), is(3 * 86_400)], [false, false, true]);
    assert!(!is_time(None, now) && !is_time(Some("soon"), now));
}

#[test]
fn an_answer_is_all_that_is_right_and_nothing_else() {
    let one = question("subject");
    assert!(one.is_answered_by(&[1]) && !one.is_answered_by(&[0]) && !one.is_answered_by(&[]));
    let many = question("needed");
    assert!(many.is_answered_by(&[1, 0]) && !many.is_answered_by(&[0]) && !many.is_answered_by(&[0, 1, 2]));
    let order = question("order");
    assert!(order.is_answered_by(&[1, 2, 0]) && !order.is_answered_by(&[0, 1, 2]) && !order.is_answered_by(&[1, 2]));
}

#[test]
fn lines_move_up_and_down_and_stay_once_answered() {
    let order = question("order");
    let mut state = QuestionModel::default();
    state.shift(&order, 0, false);
    assert_eq!(state.shown(&order), [0, 1, 2], "the first line cannot go up");
    state.shift(&order, 0, true);
    state.shift(&order, 1, true);
    assert_eq!(state.shown(&order), [1, 2, 0]);
    assert_eq!(state.answer(&order), Some(true));
    state.shift(&order, 0, true);
    assert_eq!(state.shown(&order), [1, 2, 0]);
}

#[test]
fn what_was_missed_is_asked_again_with_its_options_elsewhere() {
    let quiz = quiz();
    let mut model = Model::default();
    let (first, second) = (&quiz.questions[0], &quiz.questions[1]);
    assert_eq!(model.at(0).answer(first), None, "nothing is chosen");
    model.at(0).choose(1, true, false);
    assert_eq!(model.at(0).answer(first), Some(true));
    model.at(1).choose(0, true, false);
    model.at(1).choose(1, true, false);
    assert_eq!(model.question(1).chosen, [1], "one answer at a time");
    assert_eq!(model.at(1).answer(second), Some(false));
    assert_eq!((model.right(), model.first_missed(10), model.next_missed(0, 10)), (1, Some(1), Some(2)));
    model.redo_missed();
    assert_eq!(model.question(0).answered, Some(true), "what is right stays");
    assert_eq!(model.question(1).answered, None);
    assert_ne!(model.question(1).shown(second), [0, 1, 2, 3]);
    model.start_again();
    assert_eq!((model.right(), model.first_missed(10)), (0, Some(0)));
}

/// What the questions call right is what this issuer does.
#[test]
fn the_right_answers_are_what_the_issuer_does() {
    let issuer = issuer();
    let under = |openid| issuer.set_policies(Policies { openid, ..Policies::default() });
    let body = "grant_type=client_credentials&scope=orders.read+openid";

    under(OpenidPolicy::Echo);
    let echoed = ask(&issuer, nightly(body));
    assert_eq!(echoed.member("scope"), "orders.read openid");
    assert!(!echoed.json().contains_key("id_token") && issuer.issuer().logins() == 0);
    assert!(right("echo")[0].contains("Only that the issuer repeated"));

    under(OpenidPolicy::Reject);
    let token = access_token(&issuer, "orders.read");
    let claims = claims(&token);
    for option in question("auth-time").options {
        let claim = option.text.trim_matches('`').to_owned();
        assert_eq!(claims.contains_key(&claim), !option.right, "{claim}");
    }
    assert_eq!(claims["sub"], "nightly-report");
    assert!(right("subject")[0].contains("client application"));
    assert_eq!(userinfo(&issuer, &token).status, 403);

    let place = |name: &str| TOKEN_CHECKS.iter().position(|check| *check == name).unwrap();
    let order = ["Message", "Client authentication", "Permission for the grant", "Permission for the scope"].map(place);
    assert!(order.is_sorted());
    // So a form that is not whole is refused before anybody looks at the secret, and a wrong secret hides a wrong scope.
    for (body, error) in [
        ("scope=orders.read&client_id=billing-export&client_secret=wrong", "invalid_request"),
        ("grant_type=client_credentials&scope=admin&client_id=billing-export&client_secret=wrong", "invalid_client"),
    ] {
        assert_eq!(ask(&issuer, form(body)).member("error"), error, "{body}");
    }

    under(OpenidPolicy::VendorServiceAccount);
    let vendor = ask(&issuer, nightly(body));
    assert_eq!(common::claims(&vendor.member("id_token"))["sub"], "svc-5e1f", "nobody, under a name");

    // An ID Token needs a sign-in and openid: take away either, and none comes.
    under(OpenidPolicy::Reject);
    assert!(redeem(&issuer, &code(&issuer, "openid")).json().contains_key("id_token"));
    assert!(!redeem(&issuer, &code(&issuer, "orders.read")).json().contains_key("id_token"));
    assert_eq!(right("needed").len(), 2);
}
