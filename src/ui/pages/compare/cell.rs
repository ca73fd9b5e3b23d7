//! One cell: the claim, what was seen, the verdict, and the two buttons.

use super::address::{cell_id, drawer_id};
use super::markdown::{kind_name, verdict_name};
use super::run::run;
use super::table::Table;
use super::tested::Status;
use crate::lab::{CellId, Line};
use crate::ui::components::{prose, verdict};
use crate::ui::dom::{El, Node, el, keyed};
use crate::ui::view_model::ChipKind;

/// The cell.
pub(super) fn show_cell(table: Table, cell: CellId) -> Option<El> {
    let text = table.texts.cell(cell)?;
    let is_open = move || table.with(|model| model.is_open(cell));
    let toggle = el("button")
        .class("act chev")
        .attr("type", "button")
        .attr("id", ["toggle-", &cell_id(cell)].concat())
        .attr("aria-label", named(table, cell, "evidence"))
        .live("aria-expanded", move || Some(is_open().to_string()))
        .live("aria-controls", move || is_open().then(|| drawer_id(cell)))
        .on("click", move |_| table.set_open(cell, !table.with_untracked(|model| model.is_open(cell))))
        .add(table.label("evidence"));
    let acts = el("span").class("cell-acts").add(run_button(table, cell, "act")).add(toggle);
    let view = el("td")
        .attr("role", "cell")
        .attr("id", cell_id(cell))
        .live("class", move || is_open().then_some("is-open"))
        .add(el("span").class(["colname ", cell.column.slug()].concat()).add(table.text.column(cell)))
        .add(el("p").add(prose(&text.claim)))
        .add(lines(table, cell))
        .add(el("div").class("cell-foot").add(chip(table, cell)).add(acts));
    Some(view)
}

/// `Run experiment: Tokens returned, OpenID Connect`, for those who hear the button alone.
pub(super) fn named(table: Table, cell: CellId, name: &'static str) -> String {
    [table.label(name), ": ", &table.name(cell)].concat()
}

/// The button that runs the cell.
pub(super) fn run_button(table: Table, cell: CellId, class: &'static str) -> El {
    el("button")
        .class(class)
        .attr("type", "button")
        .attr("aria-label", named(table, cell, "run"))
        .live("aria-disabled", move || (status(table, cell) == Status::Running).then_some("true"))
        .on("click", move |_| run(table, cell))
        .add(table.label("run"))
}

/// The verdict in a word.
pub(super) fn chip(table: Table, cell: CellId) -> Node {
    let kind = move || match status(table, cell) {
        Status::NotRun | Status::Running => ChipKind::Idle,
        Status::Stale | Status::CouldNotTest => ChipKind::Open,
        Status::Holds => ChipKind::Good,
        Status::DoesNotHold => ChipKind::Bad,
    };
    let label = move || match status(table, cell) {
        Status::Holds => {
            table.with(|model| model.tested(cell).map_or("", |tested| table.label(verdict_name(&tested.judgement))))
        }
        other => table.label(other.name()),
    };
    verdict(kind, label)
}

/// What was seen in the newest run.
pub(super) fn lines(table: Table, cell: CellId) -> El {
    let class = move || Some(if status(table, cell) == Status::Stale { "saws old" } else { "saws" });
    let lines = keyed(move || table.run_number(cell), move || show_lines(table, cell));
    el("div").live("class", class).add(lines)
}

fn status(table: Table, cell: CellId) -> Status {
    table.with(|model| model.status(cell))
}

fn show_lines(table: Table, cell: CellId) -> Option<Node> {
    table.with_untracked(|model| {
        let tested = model.tested(cell)?;
        Some(tested.judgement.lines.iter().map(|line| show_line(table, cell, line)).collect())
    })
}

/// A labelled piece of evidence.
pub(super) fn show_line(table: Table, cell: CellId, line: &Line) -> El {
    let kind = [kind_name(line.kind, table.texts.words), ": "].concat();
    el("p").class("saw").add(el("i").add(kind)).add(prose(&table.texts.seen(line, cell)))
}
