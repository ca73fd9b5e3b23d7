//! The root: takes the place of the static text in `index.html`, follows the address bar, and shows one area at a time.

use leptos::prelude::request_animation_frame;

use super::dom::{self, Node, el, keyed, nodes};
use super::frame::{footer, header, skip_links, strip};
use super::pages::document::page as document_page;
use super::pages::{build, compare, decode, glossary, learn, not_found, quiz};
use super::route::{Area, Route, inbound_token};
use super::session::Session;
use crate::platform::{document, location};

/// Starts the app inside `#app`. What was there, the text for readers who wait, goes away in the same task.
pub fn mount() {
    // Before anything else, so that a token in the address is out of it again at once.
    let arrival = arrive();
    dom::mount("app", move || app(arrival));
}

/// Where the address bar points, and the token that came in it, if one did.
struct Arrival {
    route: Route,
    token: Option<String>,
}

/// Reads the address bar. A token there is taken out of it.
fn arrive() -> Arrival {
    let hash = location::hash();
    match inbound_token(&hash) {
        Some(token) => {
            location::replace(&Route::Decode.to_hash());
            Arrival { route: Route::Decode, token: Some(token.into_owned()) }
        }
        None => Arrival { route: Route::parse(&hash), token: None },
    }
}

fn app(arrival: Arrival) -> Node {
    let session = Session::start(arrival.route.clone());
    session.follow(arrival.route, arrival.token);
    location::on_hash_change(move || {
        let before = session.route.peek(Route::clone);
        let Arrival { route, token } = arrive();
        let is_new = !before.same_screen(&route);
        session.follow(route, token);
        // Focus moves to the heading of a new screen, never on arrival: the browser has just announced the page itself.
        if is_new {
            request_animation_frame(|| {
                document::scroll_to_top();
                document::focus("main h1");
            });
        }
    });

    let screen = move || session.route.with(Route::area);
    let main_class = move || match screen() {
        Some(Area::Learn | Area::Build) => Some("split"),
        Some(Area::Compare | Area::Decode | Area::Quiz | Area::Document | Area::Glossary) | None => Some("wrap page"),
    };
    let page = move || match screen() {
        Some(Area::Learn) => learn::page(),
        Some(Area::Compare) => compare::page(),
        Some(Area::Build) => build::page(),
        Some(Area::Decode) => decode::page(),
        Some(Area::Quiz) => quiz::page(),
        Some(Area::Document) => document_page(),
        Some(Area::Glossary) => glossary::page(),
        None => not_found::page(),
    };
    let main = el("main").attr("id", "main").live("class", main_class).attr("tabindex", "-1");
    let page = keyed(move || screen().map_or("", Area::name), page);
    nodes![skip_links(), header(), strip(), main.add(page), footer()]
}
