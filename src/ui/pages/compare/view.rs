//! The table's page: what all ten come to, and the table.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::beyond::beyond;
use super::break_table::{break_table, met, met_since};
use super::cell::show_cell;
use super::drawer::show_drawer;
use super::markdown::markdown;
use super::model::{Model, TOTAL};
use super::summary::summary;
use super::texts::Texts;
use crate::inspect;
use crate::lab::content::{Beyond, Compare, Learn, Words, word};
use crate::lab::{CellId, Column, Row};
use crate::platform::{document, location};
use crate::ui::components::copy_button;
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{El, Node, el, live, nodes, on_window};
use crate::ui::frame::is_shown_as_print;
use crate::ui::route::{CellAddress, Route};
use crate::ui::session::Session;

/// Everything that the views of the table read. Copies are the same table.
#[derive(Clone, Copy)]
pub(super) struct Table {
    pub(super) session: Session,
    pub(super) text: &'static Compare,
    pub(super) texts: Texts<'static>,
    /// `beyond.json`, once it is here.
    pub(super) beyond: RwSignal<Option<&'static Beyond>>,
    pub(super) learn: &'static Learn,
    pub(super) reading: &'static inspect::Words,
}

impl Table {
    /// Reads the model.
    pub(super) fn with<T>(self, read: impl FnOnce(&Model) -> T) -> T {
        self.session.compare.with(read)
    }

    /// Reads the model without following it.
    pub(super) fn with_untracked<T>(self, read: impl FnOnce(&Model) -> T) -> T {
        self.session.compare.with_untracked(read)
    }

    /// Changes the model.
    pub(super) fn update<T: Default>(self, change: impl FnOnce(&mut Model) -> T) -> T {
        self.session.compare.try_update(change).unwrap_or_default()
    }

    /// A label of the page.
    pub(super) fn label(self, name: &'static str) -> &'static str {
        word(&self.text.words, name)
    }

    /// `Tokens returned, OpenID Connect`.
    pub(super) fn name(self, cell: CellId) -> String {
        self.texts.name(cell)
    }

    /// The number of a cell's newest run; empty before the first.
    pub(super) fn run_number(self, cell: CellId) -> String {
        self.with(|model| model.tested(cell).map_or_else(String::new, |tested| tested.number.to_string()))
    }

    /// Runs one cell and says its verdict.
    pub(super) fn run(self, cell: CellId) {
        spawn_local(async move {
            let before = met(self);
            if self.run_quietly(cell).await {
                let status = self.with_untracked(|model| model.status(cell));
                let label = self.label(super::cell::status_label(status));
                document::announce(&[&self.name(cell), ": ", label, ".", &met_since(self, before)].concat());
            }
        });
    }

    /// Runs all ten in order, and says so at the start and at the end.
    pub(super) fn run_all(self) {
        if !self.update(Model::start_all) {
            return;
        }
        document::announce(&self.progress(0));
        spawn_local(async move {
            let before = met(self);
            for cell in CellId::all() {
                self.run_quietly(cell).await;
                self.update(Model::advance_all);
            }
            document::announce(&[super::summary::sentence(self), met_since(self, before)].concat());
        });
    }

    /// Opens or closes a drawer, and writes its address, so that a reload or a copied link shows the same.
    pub(super) fn set_open(self, cell: CellId, open: bool) {
        self.update(|model| model.set_open(cell, open));
        let route = Route::Compare { cell: open.then(|| address_of(cell)) };
        location::replace(&route.to_hash());
        self.session.route.set(route);
    }

    /// Opens or closes every drawer that is shown, and writes the address of that.
    fn set_all_open(self, open: bool) {
        self.update(|model| model.set_all_open(open));
        // That address shows the rows beyond the document as well.
        let all = open && self.with_untracked(Model::shows_beyond);
        let route = if all { Route::CompareAll } else { Route::Compare { cell: None } };
        location::replace(&route.to_hash());
        self.session.route.set(route);
    }

    /// `Running 3 of 10`.
    pub(super) fn progress(self, done: usize) -> String {
        let text = self.label("running_all").replace("{done}", &done.to_string());
        text.replace("{total}", &TOTAL.to_string())
    }

    /// Every cell that is shown, as Markdown.
    fn markdown(self) -> String {
        let texts = Texts { beyond: self.beyond.get_untracked(), ..self.texts };
        self.with_untracked(|model| {
            let cells = model.shown().filter(|cell| texts.cell(*cell).is_some());
            cells.map(|cell| markdown(cell, model.tested(cell), texts)).collect::<Vec<_>>().join("\n")
        })
    }

    pub(super) async fn run_quietly(self, cell: CellId) -> bool {
        let Some(sequence) = self.update(|model| model.start(cell)) else { return false };
        let evidence = self.session.lab().run(cell.run().actions).await;
        self.update(|model| model.finish(cell, sequence, evidence));
        self.session.refresh();
        true
    }
}

/// The area.
pub(crate) fn page() -> Node {
    let session = Session::take();
    let text = load::<Compare>("compare");
    let learn = load::<Learn>("learn");
    let words = load::<Words>("words");
    let reading = load::<inspect::Words>("receipt");
    let beyond = RwSignal::new(None);
    live(move || match (text.get(), learn.get(), words.get(), reading.get()) {
        (Some(Ok(text)), Some(Ok(learn)), Some(Ok(words)), Some(Ok(reading))) => {
            let texts = Texts { compare: text, words, beyond: None };
            show(Table { session, text, texts, beyond, learn, reading })
        }
        (text, learn, words, reading) => {
            session.title("Compare");
            waiting("Compare", [why(text), why(learn), why(words), why(reading)])
        }
    })
}

/// The address of a cell's drawer.
pub(super) fn address_of(cell: CellId) -> CellAddress {
    CellAddress { row: cell.row.slug().to_owned(), column: cell.column.slug().to_owned() }
}

fn cell_at(address: &CellAddress) -> Option<CellId> {
    Some(CellId { row: Row::from_slug(&address.row)?, column: Column::from_slug(&address.column)? })
}

fn show(table: Table) -> Node {
    follow_policies(table);
    follow_print(table);
    let unknown = follow_address(table);
    let unknown = move || {
        let told = table.label("unknown_cell").replace("{address}", &unknown.get()?);
        Some(el("p").class("hint warn").add(told))
    };
    let insecure = (!document::is_secure()).then(|| el("p").class("boot-note").add(table.label("insecure")));
    let caption = el("caption").class("sr").add(table.label("caption"));
    let diff = Route::Diff { pair: None }.to_hash();
    let diff = el("p").class("sm").add(el("a").attr("href", diff).add(table.label("diff")));
    nodes![
        heading(table),
        insecure,
        live(unknown),
        summary(table),
        show_table(table, caption, &Row::ALL),
        diff,
        break_table(table),
        (!location::asks("rows", "core")).then(|| beyond(table)),
    ]
}

fn heading(table: Table) -> El {
    let title = el("div")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(table.label("title")))
        .add(el("p").add(table.label("intro")));
    let run_all = el("button")
        .class("btn go")
        .attr("type", "button")
        .live("aria-disabled", move || table.with(Model::progress).map(|_| "true"))
        .on("click", move |_| table.run_all())
        .add(table.label("run_all"));
    let open_all = el("button")
        .class("btn")
        .attr("type", "button")
        .on("click", move |_| table.set_all_open(!table.with_untracked(Model::all_open)))
        .text(move || table.label(if table.with(Model::all_open) { "close_all" } else { "open_all" }));
    let copy = copy_button(table.label("copy_table"), move || table.markdown());
    el("div").class("page-h").add(title).add(el("div").class("btns").add(run_all).add(open_all).add(copy))
}

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

/// Tells the model when the issuer's policies change, so that old verdicts show as old.
fn follow_policies(table: Table) {
    // Before anything is drawn, too: the policies may have changed on another screen.
    let mut before = table.session.status.with_untracked(|status| status.policies.clone());
    table.update(|model| model.set_policies(before.clone()));
    Effect::new(move |_| {
        let policies = table.session.status.with(|status| status.policies.clone());
        if before != policies {
            before = policies.clone();
            table.update(|model| model.set_policies(policies));
            if table.with_untracked(|model| model.stale() > 0) {
                document::announce(table.label("stale"));
            }
        }
    });
}

/// Opens everything while the page is printed, and for as long as it is shown as it would be.
fn follow_print(table: Table) {
    let shown_as_print = is_shown_as_print();
    let set = move |printing: bool| table.update(|model| model.set_printing(printing));
    if shown_as_print {
        set(true);
    }
    on_window("beforeprint", move |_| set(true));
    on_window("afterprint", move |_| set(shown_as_print));
}

/// Opens the drawer that the address names, or all of them. Gives back an address that names none.
fn follow_address(table: Table) -> RwSignal<Option<String>> {
    let unknown = RwSignal::new(None);
    Effect::new(move |_| {
        let (address, all) = match table.session.route.get() {
            Route::Compare { cell } => (cell, false),
            Route::CompareAll => (None, true),
            _ => return,
        };
        let cell = address.as_ref().and_then(cell_at);
        if all {
            table.session.title(&[table.label("all_title"), " – ", table.label("area")].concat());
            if !table.with_untracked(|model| model.shows_beyond() && model.all_open()) {
                table.update(|model| {
                    model.show_beyond(true);
                    model.set_all_open(true);
                });
            }
        } else if !cell.is_some_and(|cell| cell.row.is_beyond()) {
            // The names of the rows beyond the document are in a file of their own, so their part of the page sets the title.
            let name = cell.map_or_else(String::new, |cell| [&table.name(cell), " – "].concat());
            table.session.title(&[&name, table.label("area")].concat());
        }
        let path = address.map(|address| Route::Compare { cell: Some(address) }.to_hash());
        unknown.set(path.filter(|_| cell.is_none()));
        if let Some(cell) = cell.filter(|cell| !table.with_untracked(|model| model.is_open(*cell))) {
            table.update(|model| {
                if cell.row.is_beyond() {
                    model.show_beyond(true);
                }
                model.set_open(cell, true);
            });
            reveal(cell);
        }
    });
    unknown
}

/// Brings a cell and its drawer into view, after the frame in which a new screen scrolls to its top.
pub(super) fn reveal(cell: CellId) {
    request_animation_frame(move || {
        request_animation_frame(move || {
            document::reveal(&["#", &super::cell::drawer_id(cell)].concat());
            document::reveal(&["#", &super::cell::cell_id(cell)].concat());
        });
    });
}

/// The cell at the reader's address, if it is one.
pub(super) fn cell_here(table: Table) -> Option<CellId> {
    match table.session.route.get() {
        Route::Compare { cell } => cell.as_ref().and_then(cell_at),
        _ => None,
    }
}
