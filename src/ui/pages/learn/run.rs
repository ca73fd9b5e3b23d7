//! Running the chosen variant of a step, and what follows when it has run.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::happened::outcome;
use super::lesson::Lesson;
use super::model::StepModel;
use super::navigation::prefetch_step;
use crate::lab::{Decision, Evidence, Variant, text};
use crate::platform::{document, painted};
use crate::ui::host;
use crate::ui::route::Route;
use crate::ui::session::Session;

/// Runs the chosen variant, unless a run is under way. Where the person has to decide, the card asks.
pub(crate) fn start(lesson: Lesson) {
    let Some((sequence, variant)) = lesson.update(StepModel::start) else { return };
    let lab = Session::take().lab();
    spawn_local(async move {
        // The button shows that it runs, before anything does.
        painted().await;
        let evidence = if lesson.step.asks_person {
            let run = lab.begin(variant.actions).await;
            if run.is_waiting() {
                if lesson.update(|model| model.ask(sequence, variant, run)) {
                    document::announce(lesson.label("announce_sign_in"));
                    // The card is there with the next frame.
                    request_animation_frame(|| document::focus("#sign-in"));
                }
                return;
            }
            run.into_evidence()
        } else {
            lab.run(variant.actions).await
        };
        finish(lesson, sequence, variant, evidence).await;
    });
}

/// Goes on with the run that waits for the person.
pub(super) fn decide(lesson: Lesson, decision: Decision) {
    let Some((sequence, variant, run)) = lesson.update(StepModel::take_asking) else { return };
    let lab = Session::take().lab();
    spawn_local(async move {
        painted().await;
        let evidence = lab.decide(run, decision).await.into_evidence();
        if let Some(beside) = lesson.step.beside() {
            let beside = lab.run(beside.actions).await;
            lesson.update(|model| model.set_beside(beside));
        }
        finish(lesson, sequence, variant, evidence).await;
    });
}

/// Shows what a run came to: what happened, and then its evidence. Each takes a frame of its own, so that whatever else the reader does
/// meanwhile, letting go of a key for one, waits for one of them at most.
async fn finish(lesson: Lesson, sequence: u32, variant: &'static Variant, evidence: Evidence) {
    let session = Session::take();
    painted().await;
    lesson.update(|model| model.finish(sequence, variant, evidence));
    // The focus goes where the result is. Beside the lesson the evidence is in view; where it is below, what happened comes to the top.
    request_animation_frame(|| {
        document::focus("#result");
        document::reveal("#result");
        document::show("#happened");
    });
    announce(lesson);
    painted().await;
    lesson.update(StepModel::show);
    document::rewind("#evidence");
    session.refresh();
    if let Some(ran) = lesson.with_untracked(|model| model.ran.clone()).filter(|ran| ran.number == sequence) {
        session.ran_step(lesson.step.id);
        let verdict = if ran.as_stated { "as_stated" } else { "otherwise" };
        host::ran(&Route::Learn { step: lesson.step.id }, &ran.evidence, verdict);
    }
    prefetch_step(lesson.step.next());
}

/// Says what came of the prediction, and what was observed first and last.
fn announce(lesson: Lesson) {
    let (outcome, seen) = lesson.with_untracked(|model| {
        let seen = model.ran.as_ref().map(|ran| ran.seen.clone()).unwrap_or_default();
        (outcome(lesson, model).map(|outcome| outcome.replace('`', "")), seen)
    });
    let ends = [seen.first(), seen.last()].into_iter().flatten();
    let sentences = ends.map(|finding| text::plain(&lesson.words.seen(finding)));
    document::announce(&outcome.into_iter().chain(sentences).collect::<Vec<_>>().join(" "));
}
