//! What an address that names nothing shows: the address, and where one can go.

use leptos::prelude::*;

use crate::ui::dom::{Node, el, nodes};
use crate::ui::route::{Area, Route};
use crate::ui::session::Session;

/// The screen for an unknown address.
pub fn page() -> Node {
    let session = Session::take();
    session.title("Not found");
    let address = move || {
        session.route.with(|route| match route {
            Route::NotFound(text) => ["#", text].concat(),
            other => other.to_hash(),
        })
    };
    let areas = Area::ALL.map(|area| el("li").add(el("a").attr("href", area.hash()).add(area.name())));
    let first = el("a").attr("href", "#/learn/1").add("Begin with the first lesson");
    let search = el("a").attr("href", Area::Search.hash()).add("search for what you meant");
    nodes![
        el("h1").class("h-tool").attr("tabindex", "-1").add("Nothing is at this address"),
        el("p").add("Grant Lab has no place called ").add(el("code").text(address)).add("."),
        el("p").add(first).add(", ").add(search).add(", or go to one of its areas:"),
        el("ul").class("plain").add(areas),
    ]
}
