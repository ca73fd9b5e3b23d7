//! The ways between the steps: the list with what was run, previous and next, and the dock of narrow screens.

use leptos::prelude::*;

use super::lesson::Lesson;
use super::run_button::run_button;
use crate::lab::content::{Learn, StepText, word};
use crate::lab::{Course, Step};
use crate::platform::document;
use crate::ui::content::prefetch;
use crate::ui::dom::{El, Node, el, live, nodes};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// Fetches the words of a step before somebody goes there.
pub(super) fn prefetch_step(step: Option<&'static Step>) {
    if let Some(step) = step {
        prefetch::<StepText>(step.file());
    }
}

/// A link to a step. Its words are fetched as soon as somebody is about to follow it.
pub(super) fn link(step: &'static Step) -> El {
    el("a")
        .attr("href", Route::Learn { step: step.id }.to_hash())
        .on("pointerenter", move |_| prefetch_step(Some(step)))
        .on("focus", move |_| prefetch_step(Some(step)))
}

/// Where the reader is among the steps, and the list of them.
pub(super) fn steps(lesson: Lesson) -> El {
    let title = |step: &Step| lesson.learn.title(step.id);
    let course = lesson.step.id.course;
    let beside = |step: Option<&'static Step>, name: &'static str, arrow: &'static str| match step {
        None => el("span"),
        Some(step) => {
            let label = [lesson.label(name), ": ", title(step)].concat();
            link(step).class("act").attr("aria-label", label).add(arrow)
        }
    };
    let place = lesson.label(if course == Course::Field { "field_of" } else { "step_of" });
    let place = place.replace("{position}", &lesson.step.id.number.to_string());
    let place = place.replace("{total}", &course.steps().len().to_string());
    let mut all = el("ol");
    let mut ticks = el("ol").class("ticks").attr("aria-hidden", "true");
    for step in course.steps() {
        let is_current = step.id == lesson.step.id;
        let has_run = move || Session::take().steps_run.with(|progress| progress.has(step.id));
        let current = is_current.then_some("step");
        let mark = live(move || has_run().then(|| el("span").class("ran cap").add(lesson.label("step_ran"))));
        all = all.add(el("li").add(link(step).maybe("aria-current", current).add(title(step))).add(mark));
        let class = move || match (is_current, has_run()) {
            (true, _) => Some("now"),
            (false, true) => Some("done"),
            (false, false) => None,
        };
        ticks = ticks.add(el("li").live("class", class));
    }
    let menu = el("details").class("stepmenu").add(el("summary").class("chev").add(place)).add(all).add(other(lesson));
    el("nav")
        .class("steps")
        .attr("aria-label", lesson.label("steps"))
        .add(beside(lesson.step.previous(), "previous", "‹"))
        .add(menu.add(progress(lesson)))
        .add(beside(lesson.step.next(), "next", "›"))
        .add(ticks)
}

/// The way to the other course.
fn other(lesson: Lesson) -> Option<El> {
    let (course, label) = match lesson.step.id.course {
        Course::Learn => (Course::Field, "to_field"),
        Course::Field => (Course::Learn, "to_learn"),
    };
    let first = course.steps().first()?;
    Some(el("p").class("sm").add(link(first).add(lesson.label(label))))
}

/// How many steps were run, whether the browser keeps it, and the way to forget it.
fn progress(lesson: Lesson) -> Node {
    let session = Session::take();
    let forget = move |_| {
        session.forget_progress();
        // The button goes away.
        document::focus(".stepmenu > summary");
        document::announce(lesson.label("announce_forgotten"));
    };
    live(move || {
        let course = lesson.step.id.course;
        let count = session.steps_run.with(|progress| progress.count(course));
        (count > 0).then(|| {
            let told = lesson.label("progress").replace("{count}", &count.to_string());
            let told = told.replace("{total}", &course.steps().len().to_string());
            let kept = lesson.label(if session.keeps_progress() { "progress_kept" } else { "progress_not_kept" });
            let button = el("button").class("act").attr("type", "button").on("click", forget);
            let text = el("p").class("cap muted").add(nodes![told, " ", kept]);
            el("div").class("progress").add(text).add(button.add(lesson.label("forget")))
        })
    })
}

/// Previous and next at the end of a lesson.
pub(super) fn neighbours(step: &'static Step, learn: &'static Learn) -> El {
    let beside = |step: Option<&'static Step>, name: &'static str| match step {
        Some(step) => link(step).add(nodes![word(&learn.words, name), ": ", learn.title(step.id)]),
        None => el("span"),
    };
    let nav = el("nav").class("nextprev").attr("aria-label", word(&learn.words, "neighbours"));
    nav.add(beside(step.previous(), "previous")).add(beside(step.next(), "next"))
}

/// Previous, run and next at the foot of narrow screens.
pub(super) fn dock(lesson: Lesson) -> El {
    let beside = |step: Option<&'static Step>, name: &'static str, arrow: &'static str| match step {
        None => el("span"),
        Some(step) => link(step).class("btn").attr("aria-label", lesson.label(name)).add(arrow),
    };
    el("div")
        .class("dock")
        .add(beside(lesson.step.previous(), "previous", "‹"))
        .add(run_button(lesson, "run-dock"))
        .add(beside(lesson.step.next(), "next", "›"))
}
