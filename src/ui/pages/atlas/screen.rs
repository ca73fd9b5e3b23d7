//! The screen of a table: what it is about, its filters, its counts behind a heading, its rows.

use super::columns::columns_box;
use super::contents::Contents;
use super::counts::counts;
use super::filters::{filters, outcome};
use super::matrix::matrix;
use super::sheet::Sheet;
use super::table::table;
use super::tabs::tabs;
use crate::facts::{Topic, fill};
use crate::ui::components::prose;
use crate::ui::dom::{El, Node, el, nodes};
use crate::ui::route::Area;

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
        .add(nodes![heading, tabs(contents, Some(sheet.area))])
        .add(
            el("section")
                .class("rows")
                .attr("aria-labelledby", "rows")
                .add(el("h2").class("sr").attr("id", "rows").add(contents.word("rows")))
                .add(nodes![filters(sheet), counts(sheet), columns_box(sheet), outcome(sheet), table(sheet)]),
        )
        .add(after)
        .into()
}
