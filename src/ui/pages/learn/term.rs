//! What a term means, in the popover beside it: the glossary's text, and the way to the whole entry.

use leptos::prelude::*;

use super::asked::Asked;
use super::lesson::Lesson;
use crate::lab::glossary::Glossary;
use crate::platform::popover;
use crate::ui::components::prose;
use crate::ui::content::{load, why};
use crate::ui::dom::{Node, el, live, nodes};
use crate::ui::route::Route;

/// The meaning. The popover opens as soon as it is here, or with why it did not come.
pub(crate) fn term(lesson: Lesson, asked: Asked) -> Node {
    let glossary = load::<Glossary>("glossary");
    live(move || {
        let content = glossary.get();
        let entry = match &content {
            None => return None,
            Some(Ok(glossary)) => glossary.term(&asked.id),
            Some(Err(_)) => None,
        };
        let number = asked.number.to_string();
        // What is shown is in the popover with the next frame.
        request_animation_frame(move || popover::show("#term-note", &[".copy .term[data-n='", &number, "']"].concat()));
        let name = entry.map_or(asked.id.as_str(), |entry| entry.name.as_str()).to_owned();
        let text = entry.map(|entry| el("p").add(prose(&entry.text)));
        let more = Route::Glossary { term: Some(asked.id.clone()) }.to_hash();
        let close = el("button")
            .class("act")
            .attr("type", "button")
            .attr("popovertarget", "term-note")
            .attr("popovertargetaction", "hide");
        Some(nodes![
            el("p").attr("id", "term-name").add(el("b").add(name)),
            text,
            why(content).map(|reason| el("p").add(reason)),
            el("p")
                .class("acts")
                .add(el("a").class("act").attr("href", more).add(lesson.label("term_more")))
                .add(close.add(lesson.label("term_close"))),
            el("p").class("cap muted hint-keys").add(lesson.label("term_keys")),
        ])
    })
}
