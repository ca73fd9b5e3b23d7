//! What rows are asked for, and how many those are.

use leptos::prelude::*;

use super::mark::mark_of;
use super::sheet::Sheet;
use crate::atlas::Change;
use crate::facts::{HowKnown, Kind};
use crate::lab::content::word;
use crate::ui::address::link_to;
use crate::ui::components::copy_button;
use crate::ui::dom::{El, Node, el, nodes, value, when};
use crate::ui::route::Area;

/// The fields of the filter.
pub(super) fn filters(sheet: Sheet) -> El {
    let contents = sheet.contents;
    let text = el("input")
        .class("inp")
        .attr("id", "filter-text")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("maxlength", "60")
        .prop("value", move || Some(sheet.view().text))
        .on("input", move |event| sheet.change(Change::Text(value(&event))));
    let kinds = select(sheet, "filter-kind", kinds(sheet), move || sheet.view().kind, Change::Kind);
    let is_servers = sheet.area == Area::Servers;
    let ways = [HowKnown::Run, HowKnown::SourceRead, HowKnown::Documented].iter();
    let ways = ways.map(|how| (how.name(), word(&contents.told.how, how.name()))).collect();
    let how = is_servers.then(|| {
        field(
            "filter-how",
            contents.word("how"),
            select(sheet, "filter-how", ways, move || sheet.view().how, Change::How),
        )
    });
    el("div")
        .class("filters")
        .add(field("filter-text", contents.word("search"), text))
        .add(field("filter-kind", contents.word(if is_servers { "kind" } else { "language" }), kinds))
        .add(how)
}

fn field(id: &'static str, label: &'static str, control: El) -> El {
    el("div").class("field").add(el("label").attr("for", id).add(label)).add(control)
}

type Options = Vec<(&'static str, &'static str)>;

fn select(
    sheet: Sheet,
    id: &'static str,
    options: Options,
    chosen: impl Fn() -> String + 'static,
    change: fn(String) -> Change,
) -> El {
    let any = el("option").attr("value", "").add(sheet.contents.word("any"));
    let options = options.into_iter().map(|(value, name)| nodes![el("option").attr("value", value).add(name)]);
    el("select")
        .attr("id", id)
        .prop("value", move || Some(chosen()))
        .on("change", move |event| sheet.change(change(value(&event))))
        .add(any)
        .add(options.collect::<Node>())
}

/// The kinds that rows have, each once.
fn kinds(sheet: Sheet) -> Options {
    if sheet.area == Area::Servers {
        let names = &sheet.contents.told.kinds;
        return Kind::ALL.iter().map(|kind| (kind.name(), word(names, kind.name()))).collect();
    }
    let mut languages: Vec<&'static str> = sheet.table.rows.iter().map(|row| row.kind).collect();
    languages.sort_unstable();
    languages.dedup();
    languages.into_iter().map(|language| (language, language)).collect()
}

/// How many rows are shown, the way back to all of them, and the link to what is shown; then how it is known.
pub(super) fn outcome(sheet: Sheet) -> Node {
    let contents = sheet.contents;
    let all = sheet.table.rows.len();
    let told = move || {
        let shown = sheet.table.shown(&sheet.view()).len();
        let name = if shown == all { "rows_all" } else { "rows_some" };
        contents.word(name).replace("{count}", &shown.to_string()).replace("{of}", &all.to_string())
    };
    let clear = move || {
        el("button")
            .class("act")
            .attr("type", "button")
            .on("click", move |_| sheet.change(Change::NoFilter))
            .add(contents.word("no_filter"))
    };
    let here = move || link_to(&sheet.address(&untrack(|| sheet.view())));
    let line = el("div")
        .class("acts")
        .add(el("span").class("sm shown").attr("role", "status").text(told))
        .add(when(move || sheet.view().is_filtered(), clear))
        .add(copy_button(contents.word("copy_link"), here));
    let mark = |how: HowKnown| {
        nodes![
            el("span")
                .add(el("i").class(mark_of(how)).attr("aria-hidden", "true"))
                .add(word(&contents.told.how, how.name()))
        ]
    };
    let marks = [HowKnown::Run, HowKnown::SourceRead, HowKnown::Documented, HowKnown::ThirdParty].map(mark);
    let legend = (sheet.area == Area::Servers).then(|| {
        el("p")
            .class("legend cap muted")
            .add(el("b").add(contents.word("legend")))
            .add(Node::from_iter(marks))
            .add(el("span").add(contents.word("legend_open")))
    });
    nodes![line, legend]
}
