//! The answers as a table, each with its messages behind a button.

use std::rc::Rc;

use leptos::prelude::*;

use super::asking::Asking;
use super::contents::Contents;
use super::mark::mark_of;
use crate::atlas::play::{Answered, Column, Line};
use crate::lab::content::word;
use crate::server::StepOutcome;
use crate::ui::components::{code, unfold};
use crate::ui::dom::{El, Node, Text, el, nodes, when};
use crate::ui::exchange::checks;
use crate::ui::presenter::{request_message, response_message};
use crate::ui::route::Route;

/// The table.
pub(super) fn rows(asking: Asking, answers: &Rc<Vec<Answered>>, lines: &[Line], columns: &[Column]) -> El {
    let contents = asking.contents;
    let head = |name: &str| el("th").attr("scope", "col").attr("role", "columnheader").add(name.to_owned());
    let heads = columns.iter().map(|column| head(heading(contents, *column)));
    let heads = el("tr").attr("role", "row").add(head(contents.word("product"))).add(heads.collect::<Node>());
    let body: Node = lines.iter().map(|line| row(contents, answers, line, columns)).collect();
    let table = el("table")
        .class("grid sheet")
        .attr("role", "table")
        .attr("aria-labelledby", "all-answers")
        .add(el("thead").attr("role", "rowgroup").add(heads))
        .add(el("tbody").attr("role", "rowgroup").add(body));
    el("div").class("sheet-box").add(table)
}

fn heading(contents: Contents, column: Column) -> &'static str {
    contents.texts.answer_columns.get(column.name()).map_or("", String::as_str)
}

fn row(contents: Contents, answers: &Rc<Vec<Answered>>, line: &Line, columns: &[Column]) -> El {
    let name: Node = match &line.who {
        None => el("b").add(contents.word("answers_standard")).into(),
        Some(who) => {
            let href = Route::Server { id: who.id.clone() }.to_hash();
            let how = word(&contents.told.how, who.how.name());
            let mark = el("i").class(mark_of(who.how)).attr("aria-hidden", "true");
            let told = el("span").class("sr").add([" (", how, ")"].concat());
            nodes![mark, el("a").attr("href", href).add(who.name.clone()), told]
        }
    };
    let head =
        el("th").attr("scope", "row").attr("role", "rowheader").add(name).add(messages(contents, answers, line.place));
    let cells = columns.iter().map(|column| {
        let text = line.cell(*column);
        let heading = Text::Owned(heading(contents, *column).replace('`', ""));
        let cell = el("td").attr("role", "cell").attr("data-c", heading);
        match (text, column) {
            ("", _) => cell.class("open").add("–"),
            (name, Column::Openid) => cell.add(contents.texts.outcome(name).replace('`', "")),
            (text, _) => cell.add(el("code").add(text.to_owned())),
        }
    });
    el("tr").attr("role", "row").add(head).add(cells.collect::<Node>())
}

/// The button, and behind it both messages and what the issuer did otherwise than the standard.
fn messages(contents: Contents, answers: &Rc<Vec<Answered>>, place: usize) -> El {
    let (button, open) = unfold(contents.word("message"));
    let answers = Rc::clone(answers);
    let both = move || {
        let Some(answered) = answers.get(place) else { return nodes![] };
        let block = |name: &'static str, lines: Vec<_>| {
            let label = contents.word(name);
            // The demo client's secret, which is published with the page, stays hidden here as everywhere.
            nodes![el("p").class("cap muted").add(label), code(move || lines.clone(), || false, label)]
        };
        let steps = answered.trace.steps.iter().filter(|step| step.outcome != StepOutcome::Passed);
        nodes![
            block("sent", request_message(&answered.exchange.request).laid_out),
            block("came", response_message(&answered.exchange.response).laid_out),
            checks(steps, &|name| contents.word(name)),
        ]
    };
    let inside: Node = when(move || open.get(), both);
    el("div").class("message").add(button).add(inside)
}
