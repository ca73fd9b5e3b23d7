//! A table of records: a row each, whose first column names it. Narrow screens show a row as a block with its columns named.

use super::rows;
use crate::ui::dom::{El, Node, Text, el};

/// A table which the heading with the id `labelled_by` names. A heading of a column is shown beside each of its cells where the table is
/// narrow.
pub(crate) fn record_table(labelled_by: &'static str, heads: &[&'static str], records: Vec<Vec<Node>>) -> El {
    // Narrow screens change `display`, which takes a table's semantics away in some browsers: the roles keep them.
    let row = || el("tr").attr("role", "row");
    let mut names = row();
    for name in heads {
        names = names.add(el("th").attr("scope", "col").attr("role", "columnheader").add(*name));
    }
    let mut shown_rows = Vec::new();
    for cells in records {
        let mut shown = row();
        for (cell, name) in cells.into_iter().zip(heads) {
            let is_first = *name == heads[0];
            shown = shown.add(if is_first {
                el("th").attr("scope", "row").attr("role", "rowheader").add(cell)
            } else {
                el("td").attr("role", "cell").attr("data-c", Text::Borrowed(*name)).add(cell)
            });
        }
        shown_rows.push(shown.into());
    }
    let rest =
        |button| el("tr").attr("role", "row").add(el("td").attr("role", "cell").attr("colspan", "9").add(button));
    el("table")
        .class("grid wide")
        .attr("role", "table")
        .attr("aria-labelledby", labelled_by)
        .add(el("thead").attr("role", "rowgroup").add(names))
        .add(el("tbody").attr("role", "rowgroup").add(rows(shown_rows, rest)))
}
