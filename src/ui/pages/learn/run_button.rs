//! The button that runs, and running before the part of the module that can is here.

use leptos::prelude::*;

use super::lesson::Lesson;
use super::model::StepModel;
use crate::ui::dom::{El, el};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// Runs the chosen variant, as soon as the part that can is here.
pub(super) fn run(lesson: Lesson) {
    let session = Session::take();
    if let Some(part) = session.parts.run.get() {
        return (part.start)(lesson);
    }
    if !lesson.update(StepModel::queue) {
        return session.parts.run.fetch();
    }
    session.parts.run.then(move |part| {
        // Whoever has gone on meanwhile no longer waits for it.
        let is_here = session.route.with_untracked(Route::step) == Some(lesson.step.id);
        if lesson.update(StepModel::take_queued) && is_here {
            (part.start)(lesson);
        }
    });
}

/// Whether a run is under way, or waits for its part of the module.
fn is_busy(lesson: Lesson) -> bool {
    let is_coming = Session::take().parts.run.is_coming();
    lesson.with(|model| model.is_running() || is_coming && model.is_queued())
}

/// The button that runs. It keeps its label unless the run is slow enough to be noticed.
pub(super) fn run_button(lesson: Lesson, id: &'static str) -> El {
    el("button")
        .class("btn go")
        .attr("type", "button")
        .attr("id", id)
        .live("aria-disabled", move || is_busy(lesson).then_some("true"))
        .on("click", move |_| run(lesson))
        .add(lesson.label("run"))
}
