//! The evidence pane before anything ran: what will be sent, and in the first step what the run ends with.

use super::lesson::Lesson;
use super::model::StepModel;
use super::still::still;
use crate::lab::Course;
use crate::ui::components::receipt;
use crate::ui::dom::{El, Node, el, keyed, nodes, when};
use crate::ui::session::Session;

/// What the pane shows until there is a run to show.
pub(super) fn before(lesson: Lesson) -> Node {
    let is_first = lesson.step.previous().is_none() && lesson.step.id.course == Course::Learn;
    let asking = move || lesson.with(StepModel::is_asking);
    nodes![
        when(asking, move || hint(lesson, "nobody_decided", "nobody_decided_hint")),
        when(move || !asking(), move || nodes![is_first.then(|| show_still(lesson)), request(lesson)]),
    ]
}

fn hint(lesson: Lesson, title: &'static str, text: &'static str) -> El {
    el("div")
        .class("nothing")
        .add(el("p").add(el("b").add(lesson.label(title))))
        .add(el("p").class("sm second").add(lesson.label(text)))
}

/// The Receipt that the reader is going to get, marked as such.
fn show_still(lesson: Lesson) -> El {
    el("section")
        .class("still")
        .add(el("h2").attr("id", "still").add(lesson.label("still")))
        .add(el("p").class("sm second").add(lesson.label("still_hint")))
        .add(receipt(still(lesson.reading), "receipt-still", Some("still"), |_| {}))
}

/// The request that will be sent. It comes with the parts that make and draw it, and keeps its place until then.
fn request(lesson: Lesson) -> El {
    let run = Session::take().parts.run;
    let key = move || {
        let is_here = run.follow().is_some();
        lesson.with(|model| if is_here { model.variant.id } else { "" })
    };
    let hint = move || {
        lesson.label(if lesson.with(|model| model.is_restored) { "upcoming_restored" } else { "upcoming_hint" })
    };
    el("section")
        .class("upcoming")
        .attr("aria-labelledby", "upcoming")
        .add(el("h2").attr("id", "upcoming").add(lesson.label("upcoming")))
        .add(el("p").class("sm second").text(hint))
        .add(keyed(key, move || run.get().map(|part| (part.upcoming)(lesson))))
}
