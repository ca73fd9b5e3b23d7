//! What the fields of the form are made of: a label, an input that writes into the draft, and what stands under it.

use leptos::prelude::*;

use super::Field;
use super::edit::edit;
use crate::ui::components::prose;
use crate::ui::content::Texts;
use crate::ui::dom::{El, Value, el, live, value};
use crate::ui::session::Session;

/// A field under its label.
pub(super) fn labelled(label: &'static str, id: &'static str) -> El {
    el("div").class("field").add(el("label").attr("for", id).add(label))
}

/// A field of one line. What stands under it, [`hint`], is its explanation, or what the specifications have against its content.
pub(super) fn input(session: Session, field: Field, name: &'static str, kind: impl Into<Value>) -> El {
    el("input")
        .class("inp mono")
        .attr("id", name)
        .attr("type", kind)
        .attr("spellcheck", "false")
        .attr("autocapitalize", "off")
        .attr("autocomplete", "off")
        .attr("aria-describedby", [name, "-hint"].concat())
        .prop("value", move || Some(session.build.with(|model| model.value(field).to_owned())))
        .on("input", move |event| edit(session, field, &value(&event)))
}

/// The explanation of a field, or what the specifications have against its content.
pub(super) fn hint(session: Session, texts: Texts, field: Field, name: &'static str) -> El {
    let problem = move || problem_text(session, texts, field);
    let class = move || Some(if problem().is_some() { "hint warn" } else { "hint" });
    let text = move || problem().map_or_else(|| prose(texts.pages.build(name)), |problem| prose(&problem));
    el("p").live("class", class).attr("id", [name, "-hint"].concat()).add(live(text))
}

/// What the specifications have against a field, in words.
pub(super) fn problem_text(session: Session, texts: Texts, field: Field) -> Option<String> {
    let problem = session.build.with(|model| model.problem(field))?;
    Some(texts.errors.problems.get(problem.code()).cloned().unwrap_or_else(|| problem.to_string()))
}
