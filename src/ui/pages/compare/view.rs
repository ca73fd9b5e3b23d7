//! The table's page: what all ten come to, and the table.

use leptos::prelude::*;

use super::address::{cell_at, reveal};
use super::alone::alone;
use super::beyond::beyond;
use super::break_table::break_table;
use super::markdown::pipe_table;
use super::model::Model;
use super::rows::show_table;
use super::run::run_all;
use super::summary::summary;
use super::table::Table;
use super::texts::Texts;
use crate::content::places;
use crate::inspect;
use crate::lab::Row;
use crate::lab::content::{Compare, Learn, Words};
use crate::platform::{document, location};
use crate::ui::components::copy_button;
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{El, Node, el, keyed, live, nodes, on_window};
use crate::ui::frame::is_shown_as_print;
use crate::ui::route::Route;
use crate::ui::session::Session;

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
            shown(Table { session, text, texts, beyond, learn, reading })
        }
        (text, learn, words, reading) => {
            session.title(places::COMPARE);
            waiting(places::COMPARE, [why(text), why(learn), why(words), why(reading)])
        }
    })
}

/// The table, or in a frame the one cell that its address names.
fn shown(table: Table) -> Node {
    follow_policies(table);
    let one = move || table.cell_here().filter(|_| table.session.embedded);
    let name = move || one().map_or_else(String::new, |cell| cell.slug());
    keyed(name, move || one().map_or_else(|| show(table), |cell| alone(table, cell)))
}

fn show(table: Table) -> Node {
    follow_print(table);
    let unknown = follow_address(table);
    let unknown = move || {
        let told = table.label("unknown_cell").replace("{address}", &unknown.get()?);
        Some(el("p").class("hint warn").add(told))
    };
    if table.session.take_run() {
        run_all(table);
    }
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
        .on("click", move |_| run_all(table))
        .add(table.label("run_all"));
    let open_all = el("button")
        .class("btn")
        .attr("type", "button")
        .on("click", move |_| table.set_all_open(!table.with_untracked(Model::all_open)))
        .text(move || table.label(if table.with(Model::all_open) { "close_all" } else { "open_all" }));
    let copy = nodes![
        copy_button(table.label("copy_table"), move || pipe_table(table.text)),
        copy_button(table.label("copy_evidence"), move || table.with_evidence()),
    ];
    el("div").class("page-h").add(title).add(el("div").class("btns").add(run_all).add(open_all).add(copy))
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
