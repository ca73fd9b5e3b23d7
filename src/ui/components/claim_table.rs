//! The claims of a token in groups, with an empty group shown as one.

use super::{long_text, prose, rows_of};
use crate::content::components::CLAIM_COLUMNS;
use crate::ui::dom::{El, Node, Text, el, live};
use crate::ui::view_model::{ClaimGroup, ClaimRow};

/// Groups of claims as one table, which the heading with the id `labelled_by` names.
pub(crate) fn claim_table(groups: impl Fn() -> Vec<ClaimGroup> + 'static, labelled_by: impl Into<Text>) -> Node {
    // Narrow screens change `display`, which takes a table's semantics away in some browsers: the roles keep them.
    let head = |name: &'static str| el("th").attr("scope", "col").attr("role", "columnheader").add(name);
    let heads = row().add(CLAIM_COLUMNS.map(head));
    el("table")
        .class("grid claims")
        .attr("role", "table")
        .attr("aria-labelledby", labelled_by.into())
        .add(el("thead").class("sr").attr("role", "rowgroup").add(heads))
        .add(live(move || groups().into_iter().map(show_group).collect::<Node>()))
        .into()
}

fn row() -> El {
    el("tr").attr("role", "row")
}

fn cell() -> El {
    el("td").attr("role", "cell")
}

fn show_group(group: ClaimGroup) -> Node {
    let body = match (group.empty, group.rows.is_empty()) {
        (None, true) => return Node::Many(Vec::new()),
        (Some((headline, remark)), true) => {
            let slot = el("span").class("slot").add(headline).add(el("span").add(prose(&remark)));
            row().add(cell().attr("colspan", "3").add(slot)).into()
        }
        (_, false) => rows_of(group.rows, show_row, rest),
    };
    let heading = (!group.heading.is_empty()).then(|| {
        let cell = el("th").attr("colspan", "3").attr("scope", "rowgroup").attr("role", "rowheader");
        row().class("g").add(cell.add(group.heading))
    });
    el("tbody").attr("role", "rowgroup").add(heading).add(body).into()
}

fn rest(button: El) -> El {
    row().add(cell().attr("colspan", "3").add(button))
}

/// A name that a narrow column breaks behind an underscore, and not in the middle of a word.
fn breakable(name: String) -> Node {
    if name.len() > 64 {
        return long_text(name);
    }
    name.split_inclusive('_').map(|part| [Node::from(part.to_owned()), el("wbr").into()]).collect()
}

fn show_row(claim: ClaimRow) -> Node {
    let human = (!claim.human.is_empty()).then(|| el("small").add(claim.human));
    let row = if claim.marked { row().class("on") } else { row() };
    let name = breakable(claim.name);
    let name = match claim.pick {
        None => name,
        Some(number) => el("button")
            .class("pick")
            .attr("type", "button")
            .attr("aria-pressed", "false")
            .attr("data-n", number.to_string())
            .add(name)
            .into(),
    };
    let note = (!claim.note.is_empty()).then(|| el("small").add(prose(&claim.note)));
    row.add(el("th").attr("scope", "row").attr("role", "rowheader").add(name))
        .add(cell().add(el("code").add(long_text(claim.value))).add(human))
        .add(cell().add(prose(&claim.meaning)).add(note))
        .into()
}
