//! The table itself: its head, its rows, and the rows of open drawers.

use super::cell::show_cell;
use super::drawer::show_drawer;
use super::table::Table;
use crate::lab::{CellId, Column, Row};
use crate::ui::dom::{El, Node, el, nodes};

/// A table of `rows`.
pub(super) fn show_table(table: Table, caption: El, rows: &[Row]) -> El {
    let header = || el("th").attr("scope", "col").attr("role", "columnheader");
    let mut heads = el("tr").attr("role", "row").add(header().add(table.label("topic")));
    for column in Column::ALL {
        let text = table.text.columns.get(column.slug());
        let (name, note) = text.map_or(("", ""), |text| (text.name.as_str(), text.note.as_str()));
        heads = heads.add(header().class(column.slug()).add(name).add(el("small").add(note)));
    }
    let rows: Node = rows.iter().map(|row| show_row(table, *row)).collect();
    el("table")
        .class("cmp")
        .attr("role", "table")
        .add(caption)
        .add(el("thead").attr("role", "rowgroup").add(heads))
        .add(el("tbody").attr("role", "rowgroup").add(rows))
}

/// A row of the table, and the rows of its open drawers.
fn show_row(table: Table, row: Row) -> Node {
    let name = table.texts.row(CellId { row, column: Column::OAuth });
    let tag = row.is_beyond().then(|| el("span").class("tag beyond").add(table.label("beyond")));
    let header = el("th").attr("scope", "row").attr("role", "rowheader").add(name).add(tag);
    let mut cells = el("tr").attr("role", "row").add(header);
    let mut drawers = Vec::new();
    for column in Column::ALL {
        let cell = CellId { row, column };
        cells = cells.add(show_cell(table, cell));
        drawers.push(show_drawer(table, cell));
    }
    nodes![cells, drawers]
}
