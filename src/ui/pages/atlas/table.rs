//! The rows, each led by its product, under headings that sort.

use super::mark::mark_of;
use super::sheet::Sheet;
use crate::atlas::{Cell, Change, Row};
use crate::lab::content::word;
use crate::ui::components::prose;
use crate::ui::dom::{El, Node, Text, el, keyed, live, when};
use crate::ui::route::{Area, Route};

/// The table. Its headings stay while its rows change, so that a pressed button keeps the focus.
pub(super) fn table(sheet: Sheet) -> El {
    let contents = sheet.contents;
    let columns = move || sheet.view().columns;
    // Narrow screens change `display`, which takes a table's semantics away in some browsers: the roles keep them.
    let heads = move || {
        let name = contents.word(if sheet.area == Area::Servers { "product" } else { "client" });
        let all = columns().into_iter().map(|column| head(sheet, Some(column), prose(sheet.heading(column))));
        el("tr").attr("role", "row").add(head(sheet, None, name.into())).add(all.collect::<Node>())
    };
    let rows = move || {
        let view = sheet.view();
        let shown = sheet.table.shown(&view).into_iter().map(|shown| row(sheet, shown, &view.columns));
        shown.collect::<Node>()
    };
    let is_empty = move || sheet.table.shown(&sheet.view()).is_empty();
    let none = move || el("p").class("second").add(contents.word("none_shown"));
    let table = el("table")
        .class("grid sheet")
        .attr("role", "table")
        .attr("aria-labelledby", "rows")
        .add(el("thead").attr("role", "rowgroup").add(keyed(move || columns().join(","), heads)))
        .add(el("tbody").attr("role", "rowgroup").add(live(rows)));
    el("div").class("sheet-box").add(table).add(when(is_empty, none))
}

fn head(sheet: Sheet, column: Option<&'static str>, name: Node) -> El {
    let order = move || {
        let view = sheet.view();
        (view.sort == column).then_some(if view.descending { "descending" } else { "ascending" })
    };
    let button = el("button")
        .class("sort")
        .attr("type", "button")
        .on("click", move |_| sheet.change(Change::Sort(column)))
        .add(name)
        .add(el("i").attr("aria-hidden", "true"));
    el("th").attr("scope", "col").attr("role", "columnheader").live("aria-sort", order).add(button)
}

fn row(sheet: Sheet, row: &Row<'static>, columns: &[&'static str]) -> El {
    let id = row.id.to_owned();
    let (href, kind) = if sheet.area == Area::Servers {
        (Route::Server { id }.to_hash(), word(&sheet.contents.told.kinds, row.kind))
    } else {
        (Route::Client { id }.to_hash(), row.kind)
    };
    let kind = match row.language.filter(|language| *language != kind) {
        Some(language) => [kind, ", ", language].concat(),
        None => kind.to_owned(),
    };
    let name = el("a").attr("href", href).add(row.name);
    let head = el("th").attr("scope", "row").attr("role", "rowheader").add(name).add(el("small").add(kind));
    let cells = columns.iter().filter_map(|column| Some(cell(sheet, column, sheet.table.cell(row, column)?)));
    el("tr").attr("role", "row").add(head).add(cells.collect::<Node>())
}

fn cell(sheet: Sheet, column: &'static str, cell: &Cell) -> El {
    let said = sheet.column(column).map_or(cell.said, |text| text.says(cell.said, sheet.contents.texts));
    let heading = Text::Owned(sheet.heading(column).replace('`', ""));
    let shown = el("td").attr("role", "cell").attr("data-c", heading);
    let Some(how) = cell.how.filter(|_| cell.is_counted()) else { return shown.class("open").add(said) };
    let mark = (sheet.area == Area::Servers).then(|| el("i").class(mark_of(how)).attr("aria-hidden", "true"));
    let told = (sheet.area == Area::Servers)
        .then(|| el("span").class("sr").add([" (", word(&sheet.contents.told.how, how.name()), ")"].concat()));
    let note = cell.note.as_ref().map(|note| el("span").class("note-of").add([" ", note].concat()));
    shown.add(mark).add(prose(said)).add(note).add(told)
}
