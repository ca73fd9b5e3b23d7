//! What an address shows that names nothing, or an area that this site does not offer: the address, and where one can go.

use leptos::prelude::*;

use crate::ui::dom::{Node, el, nodes};
use crate::ui::route::{Area, Route};
use crate::ui::session::Session;

/// The screen for an address that leads nowhere here.
pub fn page() -> Node {
    let session = Session::take();
    session.title("Not found");
    let off = session.route.with_untracked(Route::area);
    let address = move || {
        session.route.with(|route| match route {
            Route::NotFound(text) => ["#", text].concat(),
            other => other.to_hash(),
        })
    };
    let (heading, said) = match off {
        None => ("Nothing is at this address", nodes!["Grant Lab has no place called ", el("code").text(address), "."]),
        Some(area) => {
            let name = el("b").add(area.name());
            ("This site does not offer this", nodes!["Whoever hosts it has left out ", name, " of Grant Lab."])
        }
    };
    let areas = Area::ALL.into_iter().filter(|area| session.host.offers(*area));
    let areas: Node = areas.map(|area| el("li").add(el("a").attr("href", area.hash()).add(area.name()))).collect();
    let first = || el("a").attr("href", "#/learn/1").add("Begin with the first lesson");
    let search = || el("a").attr("href", Area::Search.hash()).add("search for what you meant");
    let onwards: Node = match (session.host.offers(Area::Learn), session.host.offers(Area::Search)) {
        (true, true) => nodes![first(), ", ", search(), ", or go to one of the areas here:"],
        (true, false) => nodes![first(), ", or go to one of the areas here:"],
        (false, _) => nodes!["These are the areas here:"],
    };
    nodes![
        el("h1").class("h-tool").attr("tabindex", "-1").add(heading),
        el("p").add(said),
        el("p").add(onwards),
        el("ul").class("plain").add(areas),
    ]
}
