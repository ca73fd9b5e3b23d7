//! The simulated sign-in: a card with two buttons, while the run waits for what the person does. It has no field for anything.

use super::lesson::Lesson;
use super::run::decide;
use crate::lab::Decision;
use crate::platform::document;
use crate::ui::components::prose;
use crate::ui::dom::{El, el};

/// The card.
pub(crate) fn sign_in(lesson: Lesson) -> El {
    let button = |name: &'static str, decision: Decision| {
        el("button")
            .class("btn")
            .attr("type", "button")
            .on("click", move |_| {
                // The card goes away with the decision; focus goes back to what made it appear.
                document::focus("#run-dock");
                document::focus("#run");
                decide(lesson, decision);
            })
            .add(lesson.label(name))
    };
    let scope = lesson.with_untracked(|model| model.asked_scope()).unwrap_or_default();
    let asks = lesson.label("sign_in_asks").replace("{scope}", scope);
    el("section")
        .class("sign-in")
        .attr("id", "sign-in")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "sign-in-title")
        .add(el("h2").attr("id", "sign-in-title").add(lesson.label("sign_in")))
        .add(el("p").add(prose(&asks)))
        .add(el("p").class("sm second").add(lesson.label("sign_in_simulated")))
        .add(
            el("div")
                .class("btns")
                .add(button("sign_in_continue", Decision::Continue))
                .add(button("sign_in_cancel", Decision::Cancel)),
        )
}
