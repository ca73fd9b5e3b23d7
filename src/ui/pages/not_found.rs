//! What an address shows that names nothing, or an area that this site does not offer: the address, and where one can go.

use leptos::prelude::*;

use crate::content::places;
use crate::ui::components::placed;
use crate::ui::dom::{Node, el, nodes};
use crate::ui::route::{Area, Route};
use crate::ui::session::Session;

/// The screen for an address that leads nowhere here.
pub fn page() -> Node {
    let session = Session::take();
    session.title(places::NOT_FOUND);
    let off = session.route.with_untracked(Route::area);
    let address = move || {
        session.route.with(|route| match route {
            Route::NotFound(text) => ["#", text].concat(),
            other => other.to_hash(),
        })
    };
    let (heading, said) = match off {
        None => {
            let said = placed(places::NO_SUCH_PLACE, &mut |_| el("code").text(address).into());
            (places::NOTHING_HERE, said)
        }
        Some(area) => {
            let said = placed(places::LEFT_OUT_BY, &mut |_| el("b").add(area.name()).into());
            (places::LEFT_OUT, said)
        }
    };
    let areas = Area::ALL.into_iter().filter(|area| session.host.offers(*area));
    let areas: Node = areas.map(|area| el("li").add(el("a").attr("href", area.hash()).add(area.name()))).collect();
    let onwards = match (session.host.offers(Area::Learn), session.host.offers(Area::Search)) {
        (true, true) => places::ONWARDS,
        (true, false) => places::ONWARDS_WITHOUT_SEARCH,
        (false, _) => places::ONWARDS_TO_AREAS,
    };
    let onwards = placed(onwards, &mut |place| {
        let (to, name) = match place {
            "first" => (Area::Learn, places::FIRST_LESSON),
            _ => (Area::Search, places::SEARCH_FOR),
        };
        el("a").attr("href", to.hash()).add(name).into()
    });
    nodes![
        el("h1").class("h-tool").attr("tabindex", "-1").add(heading),
        el("p").add(said),
        el("p").add(onwards),
        el("ul").class("plain").add(areas),
    ]
}
