//! One cell alone, as a frame of another page shows it: the claim, its verdict and the evidence. It runs when it is opened.

use super::beyond::with_words;
use super::cell::{chip, lines, run_button};
use super::drawer::{evidence, heading_id};
use super::run::run;
use super::table::Table;
use super::tested::Status;
use crate::lab::CellId;
use crate::ui::components::prose;
use crate::ui::dom::{Node, el, nodes, when};

/// The cell, as soon as its words are here.
pub(super) fn alone(table: Table, cell: CellId) -> Node {
    if cell.row.is_beyond() { with_words(table, move |table, _| show(table, cell)) } else { show(table, cell) }
}

fn show(table: Table, cell: CellId) -> Node {
    let Some(text) = table.texts.cell(cell) else { return nodes![] };
    table.session.title(&[&table.name(cell), " – ", table.label("area")].concat());
    if table.with_untracked(|model| model.status(cell) == Status::NotRun) {
        run(table, cell);
    }
    let slug = cell.column.slug();
    let heading = el("h1")
        .class("h-tool")
        .attr("tabindex", "-1")
        .attr("id", heading_id(cell))
        .add(nodes![table.texts.row(cell).to_owned(), ", "])
        .add(el("span").class(slug).add(table.text.column(cell).to_owned()));
    let tag = cell.row.is_beyond().then(|| el("p").add(el("span").class("tag beyond").add(table.label("beyond"))));
    let is_old = move || table.with(|model| model.status(cell) == Status::Stale);
    let claim = el("div")
        .class("stack")
        .add(el("p").class("lead").add(prose(&text.claim)))
        .add(el("div").class("btns").add(chip(table, cell)).add(run_button(table, cell, "btn go")))
        .add(lines(table, cell))
        .add(when(is_old, move || el("p").class("hint warn").add(table.label("stale"))));
    nodes![
        heading,
        tag,
        claim,
        el("section")
            .class("alone")
            .attr("aria-labelledby", "evidence-alone")
            .add(el("h2").attr("id", "evidence-alone").add(table.label("evidence")))
            .add(evidence(table, cell, false)),
    ]
}
