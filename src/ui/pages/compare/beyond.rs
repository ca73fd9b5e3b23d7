//! The rows beyond the document: closed until somebody opens them, in a table of their own. Their words come then.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::address::reveal;
use super::model::Model;
use super::rows::show_table;
use super::run::run_quietly;
use super::table::Table;
use super::tested::{BEYOND, Status};
use super::texts::Texts;
use crate::lab::content::{Beyond, word};
use crate::lab::{CellId, Row};
use crate::platform::document;
use crate::ui::content::load;
use crate::ui::dom::{El, Node, el, keyed, live, nodes, when};

/// The part of the page.
pub(super) fn beyond(table: Table) -> El {
    let is_shown = move || table.with(Model::shows_beyond);
    let toggle = el("button")
        .class("act chev")
        .attr("type", "button")
        .attr("id", "toggle-beyond")
        .live("aria-expanded", move || Some(is_shown().to_string()))
        .live("aria-controls", move || is_shown().then_some("beyond-rows"))
        .on("click", move |_| table.update(|model| model.show_beyond(!model.shows_beyond())))
        .text(move || table.label(if is_shown() { "beyond_hide" } else { "beyond_show" }));
    el("section")
        .class("beyond-part")
        .attr("aria-labelledby", "beyond-heading")
        .add(el("h2").attr("id", "beyond-heading").add(table.label("beyond")))
        .add(el("p").class("second").add(table.label("beyond_note")))
        .add(el("p").add(toggle))
        .add(when(is_shown, move || el("div").attr("id", "beyond-rows").add(rows(table))))
}

/// The rows, as soon as their words are here.
fn rows(table: Table) -> Node {
    with_words(table, show)
}

/// What `show` makes of the table as soon as the words of these rows are here.
pub(super) fn with_words(table: Table, show: impl Fn(Table, &'static Beyond) -> Node + 'static) -> Node {
    let words = load::<Beyond>("beyond");
    live(move || match words.get() {
        Some(Ok(words)) => {
            table.beyond.set(Some(words));
            let texts = Texts { beyond: Some(words), ..table.texts };
            untrack(|| show(Table { texts, ..table }, words))
        }
        Some(Err(reason)) => el("p").attr("role", "alert").add(reason).into(),
        None => el("p").attr("aria-busy", "true").into(),
    })
}

fn show(table: Table, words: &'static Beyond) -> Node {
    follow_address(table);
    let running = RwSignal::new(false);
    let run_all = el("button")
        .class("btn")
        .attr("type", "button")
        .live("aria-disabled", move || running.get().then_some("true"))
        .on("click", move |_| {
            if running.with_untracked(|is| *is) {
                return;
            }
            running.set(true);
            spawn_local(async move {
                for cell in CellId::beyond() {
                    run_quietly(table, cell).await;
                }
                running.set(false);
                if let Some(told) = sentence(table, words) {
                    document::announce(&told);
                }
            });
        })
        .add(word(&words.words, "run_all"));
    let told = move || sentence(table, words);
    let result = keyed(move || told().unwrap_or_default(), move || told().map(|told| el("p").class("lead").add(told)));
    let caption = el("caption").class("sr").add(word(&words.words, "caption"));
    nodes![el("div").class("btns").add(run_all).add(result), show_table(table, caption, &Row::BEYOND),]
}

/// What the sixteen verdicts come to, once there are sixteen.
fn sentence(table: Table, words: &'static Beyond) -> Option<String> {
    let holds = table.with(|model| {
        let mut holds = 0;
        for cell in CellId::beyond() {
            match model.status(cell) {
                Status::Holds => holds += 1,
                Status::DoesNotHold | Status::CouldNotTest => {}
                Status::NotRun | Status::Running | Status::Stale => return None,
            }
        }
        Some(holds)
    })?;
    let told = word(&words.words, "summary").replace("{holds}", &usize::to_string(&holds));
    Some(told.replace("{total}", &BEYOND.to_string()))
}

/// Names the cell at the address in the title, and brings it into view: before, its row was not there.
fn follow_address(table: Table) {
    let mut is_first = true;
    Effect::new(move |_| {
        if let Some(cell) = table.cell_here().filter(|cell| cell.row.is_beyond()) {
            table.session.title(&[&table.name(cell), " – ", table.label("area")].concat());
            if is_first {
                reveal(cell);
            }
        }
        is_first = false;
    });
}
