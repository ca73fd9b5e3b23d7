//! Where servers differ: the button, behind which a part of the module says what named servers do.

use leptos::prelude::*;

use crate::lab::content::word;
use crate::lab::servers::Question;
use crate::texts::Table;
use crate::ui::components::unfold;
use crate::ui::dom::{El, el, live, when};
use crate::ui::session::Session;

/// The button, and behind it what the servers do. Headings inside begin at `level`.
pub(crate) fn servers(question: Question, labels: &'static Table<String>, level: &'static str) -> El {
    let session = Session::take();
    let (button, open) = unfold(word(labels, question.name()));
    let button = button.attr("aria-controls", "servers");
    let inside = when(
        move || open.get(),
        move || {
            session.parts.facts.fetch();
            live(move || match session.parts.facts.follow() {
                Some(facts) => Some((facts.differ)(question, level)),
                None => session.parts.facts.failure().map(|reason| el("p").attr("role", "alert").add(reason).into()),
            })
        },
    );
    el("div").class("servers").add(button).add(el("div").attr("id", "servers").add(inside))
}
