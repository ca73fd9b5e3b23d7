//! A table on screen. Its state is the address.

use leptos::prelude::*;

use super::contents::Contents;
use crate::atlas::{CLIENT_COLUMNS, Change, ColumnText, Columns, SERVER_COLUMNS, Table, View};
use crate::platform::location;
use crate::texts;
use crate::ui::pages::search::looks_like_token;
use crate::ui::route::{Area, AtlasLink, Route};

/// A table on screen. Copies are the same table.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    /// The files.
    pub(super) contents: Contents,
    /// Which of the two.
    pub(super) area: Area,
    /// The rows.
    pub(super) table: &'static Table<'static>,
    /// The words of its columns.
    pub(super) texts: &'static texts::Table<ColumnText>,
}

impl Sheet {
    /// The columns.
    pub(super) const fn columns(self) -> &'static Columns {
        if matches!(self.area, Area::Clients) { &CLIENT_COLUMNS } else { &SERVER_COLUMNS }
    }

    /// What is shown, for a view.
    pub(super) fn view(self) -> View {
        self.contents.session.route.with(|route| self.view_at(route))
    }

    fn view_at(self, route: &Route) -> View {
        match route {
            Route::Servers(link) | Route::Clients(link) => View::read(self.columns(), link.pairs()),
            _ => View::first(self.columns()),
        }
    }

    /// Changes what is shown. The address says so too, without an entry in the history.
    pub(super) fn change(self, change: Change) {
        let session = self.contents.session;
        let view = session.route.with_untracked(|route| self.view_at(route)).after(self.columns(), change);
        location::replace(&self.address(&view));
        session.route.set(self.route(AtlasLink::new(view.pairs(self.columns()))));
    }

    /// The address of what is shown, without what looks like a token.
    pub(super) fn address(self, view: &View) -> String {
        let link = AtlasLink::new(view.pairs(self.columns()));
        self.route(if looks_like_token(link.text()) { link.without_text() } else { link }).to_hash()
    }

    fn route(self, link: AtlasLink) -> Route {
        if self.area == Area::Clients { Route::Clients(link) } else { Route::Servers(link) }
    }

    /// The words of a column.
    pub(super) fn column(self, name: &str) -> Option<&'static ColumnText> {
        self.texts.get(name)
    }

    /// The heading of a column.
    pub(super) fn heading(self, name: &'static str) -> &'static str {
        self.column(name).map_or(name, |text| text.name.as_str())
    }
}
