//! The text of a lesson, in which each term opens what it means beside it.
//!
//! The terms are one stop of the Tab key, so that the first control comes right after the heading; arrow keys go from term to term. Where the
//! browser has no popovers, a term is a link to the glossary and nothing else.

use leptos::prelude::*;

use super::asked::Asked;
use super::lesson::Lesson;
use crate::lab::glossary::{Glossary, first_uses};
use crate::platform::{document, popover};
use crate::ui::components::explained;
use crate::ui::content::prefetch;
use crate::ui::dom::{El, Event, arrow, el, is_for_elsewhere, keyed};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The heading, the text, and what shows the meaning of a term.
pub(super) fn copy(lesson: Lesson) -> El {
    let asked: RwSignal<Option<Asked>> = RwSignal::new(None);
    let mut copy = el("div")
        .class("prose copy")
        .add(el("h1").attr("tabindex", "-1").add(lesson.learn.title(lesson.step.id)))
        .on("keydown", |event| follow_arrow(&event));
    let mut number = 0;
    for paragraph in first_uses(lesson.text.copy.iter().map(String::as_str), &lesson.words.terms) {
        let link = |id: &str| {
            let asks = Asked { id: id.to_owned(), number };
            number += 1;
            term_link(asks, asked)
        };
        copy = copy.add(el("p").add(explained(&paragraph, link)));
    }
    let key = move || asked.with(|asked| asked.as_ref().map_or_else(String::new, |asked| asked.id.clone()));
    let meaning = move || {
        let part = Session::take().parts.run.get()?;
        asked.with_untracked(Option::clone).map(|asked| (part.term)(lesson, asked))
    };
    let note = el("div")
        .attr("popover", "")
        .class("term-note")
        .attr("id", "term-note")
        .attr("role", "dialog")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "term-name")
        // Whoever asks for the same term again is shown it again.
        .on("toggle", move |event| {
            if document::is_closed(&event) {
                asked.set(None);
            }
        })
        .add(keyed(key, meaning));
    copy.add(note)
}

fn term_link(asks: Asked, asked: RwSignal<Option<Asked>>) -> El {
    let has_popovers = popover::are_there();
    let ahead = |_| prefetch::<Glossary>("glossary");
    el("a")
        .class("term")
        .attr("href", Route::Glossary { term: Some(asks.id.clone()) }.to_hash())
        .attr("data-n", asks.number.to_string())
        .attr("tabindex", if asks.number == 0 { "0" } else { "-1" })
        .maybe("aria-haspopup", has_popovers.then_some("dialog"))
        .on("pointerenter", ahead)
        .on("focus", ahead)
        .on("click", move |event| {
            if has_popovers && !is_for_elsewhere(&event) {
                event.prevent_default();
                let asks = asks.clone();
                Session::take().parts.run.then(move |_| {
                    // The reader may have gone on meanwhile.
                    let _ = asked.try_set(Some(asks));
                });
            }
        })
}

/// Arrow keys go from term to term.
fn follow_arrow(event: &Event) {
    if let Some(on) = arrow(event).filter(|_| document::has_focus(".copy .term")) {
        event.prevent_default();
        document::step_focus(".copy .term", on);
    }
}
