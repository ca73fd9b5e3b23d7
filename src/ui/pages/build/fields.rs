//! What the fields of the form are made of: a label, an input that writes into the draft, and what stands under it.

use leptos::prelude::*;

use super::edit::{edit, settle_later};
use super::{Field, Model};
use crate::client::Problem;
use crate::platform::document;
use crate::ui::components::prose;
use crate::ui::content::Texts;
use crate::ui::dom::{El, Node, Value, el, keyed, live, nodes, value};
use crate::ui::session::Session;

/// A field under its label.
pub(super) fn labelled(label: &'static str, id: &'static str) -> El {
    el("div").class("field").add(el("label").attr("for", id).add(label))
}

/// What the field is called.
fn label(texts: Texts, field: Field) -> &'static str {
    texts.pages.build(&["label_", field.name()].concat())
}

/// What it is called in a list of names.
pub(super) fn short_label(texts: Texts, field: Field) -> &'static str {
    let short = texts.pages.build(&["short_", field.name()].concat());
    if short.is_empty() { label(texts, field) } else { short }
}

/// The field `field` under its label.
pub(super) fn labelled_field(texts: Texts, field: Field) -> El {
    labelled(label(texts, field), field.name())
}

/// A field of one line with its label, and under it what [`hint`] says.
pub(super) fn line_field(session: Session, texts: Texts, field: Field) -> El {
    let name = field.name();
    labelled_field(texts, field).add(input(session, field, name, "text")).add(hint(session, texts, field, name))
}

/// The same of several lines.
pub(super) fn lines_field(session: Session, texts: Texts, field: Field) -> El {
    let name = field.name();
    labelled_field(texts, field).add(text_area(session, field, name)).add(hint(session, texts, field, name))
}

/// The same with names to choose from, each with what it is called.
pub(super) fn choice_field(
    session: Session,
    texts: Texts,
    field: Field,
    options: Vec<(&'static str, &'static str)>,
) -> El {
    let name = field.name();
    labelled_field(texts, field).add(option_list(session, field, options)).add(hint(session, texts, field, name))
}

/// A field of one line. What stands under it, [`hint`], is its explanation, or what the specifications have against its content.
pub(super) fn input(session: Session, field: Field, name: &'static str, kind: impl Into<Value>) -> El {
    entry(el("input").class("inp mono").attr("type", kind), session, field, name)
}

/// A field of several lines.
fn text_area(session: Session, field: Field, name: &'static str) -> El {
    entry(el("textarea").class("mono short").attr("rows", "2"), session, field, name)
}

fn entry(element: El, session: Session, field: Field, name: &'static str) -> El {
    element
        .attr("id", name)
        .attr("spellcheck", "false")
        .attr("autocapitalize", "off")
        .attr("autocomplete", "off")
        .attr("aria-describedby", [name, "-hint"].concat())
        .prop("value", move || Some(session.build.with(|model| model.value(field).into_owned())))
        .on("input", move |event| edit(session, field, &value(&event)))
}

/// A choice of names, each with what it is called.
pub(super) fn option_list(session: Session, field: Field, options: Vec<(&'static str, &'static str)>) -> El {
    let mut select = el("select")
        .attr("id", field.name())
        .prop("value", move || Some(session.build.with(|model| model.value(field).into_owned())))
        .on("change", move |event| edit(session, field, &value(&event)));
    for (name, called) in options {
        select = select.add(el("option").attr("value", name).add(called));
    }
    select
}

/// The explanation of a field, or what the specifications have against its content, with the press that mends it.
pub(super) fn hint(session: Session, texts: Texts, field: Field, name: &'static str) -> Node {
    let problem = move || problem_text(session, texts, field);
    let class = move || Some(if problem().is_some() { "hint warn" } else { "hint" });
    let text = move || problem().map_or_else(|| prose(texts.pages.build(name)), |problem| prose(&problem));
    let code = move || session.build.with(|model| model.mend(field).map_or("", |mend| mend.code));
    let button = move || {
        let label = texts.pages.build(code());
        (!label.is_empty()).then(|| {
            let mend = move |_| {
                session.build.update(|model: &mut Model| {
                    if let Some(mend) = model.mend(field) {
                        model.replace(mend.draft);
                    }
                });
                settle_later(session);
                document::announce(texts.pages.build("changed"));
            };
            el("p").class("acts").add(el("button").class("act").attr("type", "button").on("click", mend).add(label))
        })
    };
    let hint = el("p").live("class", class).attr("id", [name, "-hint"].concat()).add(live(text));
    nodes![hint, keyed(code, button)]
}

/// What the specifications have against a field, in words.
pub(super) fn problem_text(session: Session, texts: Texts, field: Field) -> Option<String> {
    session.build.with(|model| model.problem(field)).map(|problem| told(texts, &problem))
}

/// A problem in words.
pub(super) fn told(texts: Texts, problem: &Problem) -> String {
    texts.errors.problems.get(problem.code()).cloned().unwrap_or_else(|| problem.to_string())
}
