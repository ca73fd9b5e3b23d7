//! Which columns are shown.

use super::sheet::Sheet;
use crate::atlas::Change;
use crate::ui::components::prose;
use crate::ui::dom::{El, Node, checked, el};

/// A box for each column.
pub(super) fn columns_box(sheet: Sheet) -> El {
    let contents = sheet.contents;
    let choice = |name: &&'static str| {
        let name = *name;
        let shown = el("input")
            .attr("type", "checkbox")
            .prop("checked", move || sheet.view().columns.contains(&name).then_some(""))
            .on("change", move |event| sheet.change(Change::Column(name, checked(&event))));
        el("label").class("switch").add(shown).add(el("span").add(prose(sheet.heading(name))))
    };
    let button = |name: &'static str, change: Change| {
        el("button")
            .class("act")
            .attr("type", "button")
            .on("click", move |_| sheet.change(change.clone()))
            .add(contents.word(name))
    };
    let acts = el("div")
        .class("acts")
        .add(button("columns_all", Change::AllColumns))
        .add(button("columns_first", Change::FirstColumns));
    let boxes = el("div").class("column-list").add(sheet.columns().all.iter().map(choice).collect::<Node>());
    el("details")
        .class("more columns")
        .add(el("summary").class("chev sm").add(contents.word("columns")))
        .add(el("div").add(boxes).add(acts))
}
