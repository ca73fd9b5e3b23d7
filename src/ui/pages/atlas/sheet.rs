//! The screen of a table: what it is about, its counts, its filters, its rows. Its state is the address.

use leptos::prelude::*;

use super::columns::columns_box;
use super::contents::Contents;
use super::counts::counts;
use super::filters::{filters, outcome};
use super::matrix::matrix;
use super::table::table;
use crate::atlas::{CLIENT_COLUMNS, Change, ColumnText, Columns, SERVER_COLUMNS, Table, View};
use crate::facts::{Topic, fill};
use crate::platform::location;
use crate::texts;
use crate::ui::components::prose;
use crate::ui::dom::{El, Node, el, nodes};
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

/// Servers.
pub(super) fn servers(contents: Contents) -> Node {
    let sheet = Sheet { contents, area: Area::Servers, table: contents.server_table(), texts: &contents.texts.servers };
    let read = contents.servers.products.iter().filter(|product| !product.was_run()).count().to_string();
    let lead = fill(contents.word("servers_lead"), contents.servers, Topic::Grant).replace("{count}", &read);
    show(sheet, "servers_title", lead, Node::from(None::<El>))
}

/// Clients.
pub(super) fn clients(contents: Contents) -> Node {
    let sheet = Sheet { contents, area: Area::Clients, table: contents.client_table(), texts: &contents.texts.clients };
    let all = &contents.clients.clients;
    let day = all.first().map_or("", |client| client.date.as_str());
    let lead = contents.word("clients_lead").replace("{count}", &all.len().to_string()).replace("{date}", day);
    show(sheet, "clients_title", lead, matrix(contents))
}

fn show(sheet: Sheet, title: &'static str, lead: String, after: Node) -> Node {
    let contents = sheet.contents;
    contents.session.title(contents.word(title));
    let heading = el("div")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(contents.word(title)))
        .add(el("p").add(prose(&lead)));
    el("div")
        .class("atlas")
        .add(nodes![heading, tabs(contents, sheet.area), counts(sheet)])
        .add(
            el("section")
                .class("rows")
                .attr("aria-labelledby", "rows")
                .add(el("h2").class("sr").attr("id", "rows").add(contents.word("rows")))
                .add(nodes![filters(sheet), columns_box(sheet), outcome(sheet), table(sheet)]),
        )
        .add(after)
        .into()
}

/// The two tables, as links.
pub(super) fn tabs(contents: Contents, area: Area) -> El {
    let link = |to: Area, name: &'static str| {
        el("a").attr("href", to.hash()).maybe("aria-current", (to == area).then_some("page")).add(contents.word(name))
    };
    el("nav")
        .class("tabs line")
        .attr("aria-label", contents.word("tabs"))
        .add(nodes![link(Area::Servers, "tab_servers"), link(Area::Clients, "tab_clients")])
}
