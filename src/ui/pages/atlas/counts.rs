//! How many say what in a column: a button each, which asks for those alone. They unfold above the rows, so that these come first.

use super::sheet::Sheet;
use crate::atlas::{Cell, Change, Count, Counts};
use crate::ui::components::prose;
use crate::ui::dom::{El, Node, el, keyed, nodes, svg, value};

/// The counts, and the choice of the column that they are of.
pub(super) fn counts(sheet: Sheet) -> El {
    let contents = sheet.contents;
    let options = sheet
        .columns()
        .all
        .iter()
        .map(|name| nodes![el("option").attr("value", *name).add(sheet.heading(name).replace('`', ""))]);
    let select = el("select")
        .attr("id", "count-by")
        .prop("value", move || Some(sheet.view().by))
        .on("change", move |event| sheet.change(Change::CountBy(value(&event))))
        .add(options.collect::<Node>());
    let label = el("label").attr("for", "count-by").add(contents.word("count_by"));
    let asks = el("p").class("cap muted asks").text(move || {
        let asks = sheet.column(sheet.view().by).map_or("", |text| text.asks.as_str());
        [asks.replace('`', "").as_str(), " ", contents.word("counts_of")].concat()
    });
    let head = el("div").class("count-head").add(el("div").class("field").add(label).add(select)).add(asks);
    el("details")
        .class("more counts")
        .add(el("summary").class("chev sm").add(contents.word("counts")))
        .add(head)
        .add(keyed(move || sheet.view().by, move || groups(sheet, sheet.view().by)))
}

fn groups(sheet: Sheet, column: &'static str) -> El {
    let mut counts = sheet.table.counts(column);
    // What most say comes first.
    counts.groups.sort_by_key(|count| std::cmp::Reverse(count.run + count.read));
    let known = counts.groups.iter().map(|count| group(sheet, column, count, &counts));
    let open = counts.open.iter().map(|count| group(sheet, column, count, &counts));
    el("div").class("count-list").add(known.chain(open).collect::<Node>())
}

fn group(sheet: Sheet, column: &'static str, count: &Count, counts: &Counts) -> El {
    let contents = sheet.contents;
    let said = count.said;
    let word = sheet.column(column).map_or(said, |text| text.says(said, contents.texts));
    let is_open = [Cell::UNKNOWN, Cell::UNASKED, Cell::WITHOUT].contains(&said);
    let name = match (is_open, counts.read, counts.run) {
        (true, ..) => "open_count",
        (false, 0, _) => "counted_run",
        (false, _, 0) => "counted_read",
        _ => "counted",
    };
    let told = [
        ("{count}", count.run + count.read),
        ("{run}", count.run),
        ("{run_of}", counts.run),
        ("{read}", count.read),
        ("{read_of}", counts.read),
    ]
    .iter()
    .fold(contents.word(name).to_owned(), |text, (place, number)| text.replace(place, &number.to_string()));
    let pressed = move || Some(if sheet.view().asks_for(column, said) { "true" } else { "false" });
    el("button")
        .class(if is_open { "count open" } else { "count" })
        .attr("type", "button")
        .live("aria-pressed", pressed)
        .on("click", move |_| sheet.change(Change::Only(column, said.to_owned())))
        .add(el("b").add(prose(word)))
        .add(el("span").class("cap").add(told))
        .add((!is_open).then(|| bar(count, counts)))
}

/// The share of those that were run, full, and of those that were read, light, of all that answered.
fn bar(count: &Count, counts: &Counts) -> El {
    let of = (counts.run + counts.read).max(1);
    let share = |number: usize| format!("{:.1}", number as f32 * 100.0 / of as f32);
    let rect = |class: &'static str, x: String, width: String| {
        svg("rect").class(class).attr("x", x).attr("y", "0").attr("width", width).attr("height", "4")
    };
    svg("svg")
        .attr("viewBox", "0 0 100 4")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .add(rect("all", "0".to_owned(), "100".to_owned()))
        .add(rect("run", "0".to_owned(), share(count.run)))
        .add(rect("read", share(count.run), share(count.read)))
}
