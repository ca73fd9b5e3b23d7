//! What the views of the table share: the model, the texts, and what changes both the model and the address.

use leptos::prelude::*;

use super::address::{address_of, cell_at};
use super::markdown::{markdown, pipe_table};
use super::model::Model;
use super::tested::TOTAL;
use super::texts::Texts;
use crate::inspect;
use crate::lab::CellId;
use crate::lab::content::{Beyond, Compare, Learn, word};
use crate::platform::location;
use crate::ui::route::Route;
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

    /// Opens or closes a drawer, and writes its address, so that a reload or a copied link shows the same.
    pub(super) fn set_open(self, cell: CellId, open: bool) {
        self.update(|model| model.set_open(cell, open));
        self.write(Route::Compare { cell: open.then(|| address_of(cell)) });
    }

    /// Writes the address of what is open. In a frame the address says whether it is the table or one cell.
    fn write(self, route: Route) {
        if !self.session.embedded {
            location::replace(&route.to_hash());
            self.session.route.set(route);
        }
    }

    /// Opens or closes every drawer that is shown, and writes the address of that.
    pub(super) fn set_all_open(self, open: bool) {
        self.update(|model| model.set_all_open(open));
        // That address shows the rows beyond the document as well.
        let all = open && self.with_untracked(Model::shows_beyond);
        self.write(if all { Route::CompareAll } else { Route::Compare { cell: None } });
    }

    /// `Running 3 of 10`.
    pub(super) fn progress(self, done: usize) -> String {
        let text = self.label("running_all").replace("{done}", &done.to_string());
        text.replace("{total}", &TOTAL.to_string())
    }

    /// The document's table as Markdown, and below it the evidence of every cell that is shown.
    pub(super) fn with_evidence(self) -> String {
        let texts = Texts { beyond: self.beyond.get_untracked(), ..self.texts };
        self.with_untracked(|model| {
            let cells = model.shown().filter(|cell| texts.cell(*cell).is_some());
            let cells = cells.map(|cell| markdown(cell, model.tested(cell), texts));
            std::iter::once(pipe_table(self.text)).chain(cells).collect::<Vec<_>>().join("\n")
        })
    }

    /// The cell at the reader's address, if it is one.
    pub(super) fn cell_here(self) -> Option<CellId> {
        match self.session.route.get() {
            Route::Compare { cell } => cell.as_ref().and_then(cell_at),
            _ => None,
        }
    }
}
