//! The root: takes the place of the static text in `index.html`, follows the address bar, and shows one area at a time.

use leptos::prelude::*;

use super::address::link_to;
use super::content::waiting;
use super::dom::{
    self, Elsewhere, Event, Node, el, follow_links, is_help_shortcut, keyed, live, nodes, on_window, single_key, when,
};
use super::frame::{embedded_strip, follow_print, footer, header, skip_links, strip};
use super::host;
use super::host_configuration::{HostConfiguration, Taken};
use super::pages::{learn, not_found, search};
use super::part::{AnyPart, Part};
use super::parts;
use super::route::{Area, Inbound, Opening, Route, asked_policies, inbound, opening, scrubbed};
use super::scroll;
use super::session::{Parts, Session};
use super::shortcuts::{Shortcut, shortcut};
use crate::content::{loading, places};
use crate::platform::{document, location, promise};
use crate::texts::fill;

/// What a host sets up whose file says nothing.
static NOTHING: HostConfiguration = HostConfiguration::NONE;

/// Starts the app inside `#app`, as the host has set it up. What was there, the text for readers who wait, goes away in the same task.
pub fn mount(configuration: Option<String>) {
    // Before anything else, so that a token in the address is out of it again at once.
    let arrival = arrive();
    let Some(text) = configuration else { return show(arrival, &NOTHING, None) };
    promise::soon(async move {
        match parts::host().await {
            Ok(host) => {
                let Taken { configuration, panel } = (host.read)(&text);
                show(arrival, configuration, panel);
            }
            // The page works without. Why the file did not come stands in the console.
            Err(_) => show(arrival, &NOTHING, None),
        }
    });
}

fn show(arrival: Arrival, host: &'static HostConfiguration, panel: Option<Node>) {
    dom::mount("app", move || app(led(arrival, host), host, panel));
}

/// An address without a place leads where the host lets it.
fn led(arrival: Arrival, host: &HostConfiguration) -> Arrival {
    match &host.start {
        Some(start) if arrival.inbound.is_none() && matches!(location::hash().as_str(), "" | "#" | "#/") => {
            location::replace(&start.to_hash());
            Arrival { route: start.clone(), inbound: None }
        }
        _ => arrival,
    }
}

/// Starts the part that runs, which shows what will be sent, and with it the one that draws messages.
pub fn ahead() {
    let (run, messages) = (Session::take().parts.run, Session::take().parts.messages);
    run.then(move |_| messages.fetch());
}

/// Where the address bar points, and what came in it that does not stay there.
struct Arrival {
    route: Route,
    inbound: Option<Inbound>,
}

/// Reads the address bar. A token, code or secret there is taken out of it, and whatever else its place does not read.
fn arrive() -> Arrival {
    let hash = location::hash();
    match inbound(&hash) {
        Some(inbound) => {
            location::replace(&Route::Decode.to_hash());
            Arrival { route: Route::Decode, inbound: Some(inbound) }
        }
        None => match Route::parse(&hash) {
            Route::Search { query } if search::looks_like_token(&query) => {
                let route = Route::Search { query: String::new() };
                location::replace(&route.to_hash());
                Arrival { route, inbound: Some(Inbound::Token(query)) }
            }
            Route::Servers(link) if search::looks_like_token(link.text()) => {
                let route = Route::Servers(link.without_text());
                location::replace(&route.to_hash());
                Arrival { route, inbound: None }
            }
            Route::Clients(link) if search::looks_like_token(link.text()) => {
                let route = Route::Clients(link.without_text());
                location::replace(&route.to_hash());
                Arrival { route, inbound: None }
            }
            route => {
                if let Some(clean) = scrubbed(&hash, &route) {
                    location::replace(&clean);
                }
                Arrival { route, inbound: None }
            }
        },
    }
}

fn app(arrival: Arrival, host: &'static HostConfiguration, panel: Option<Node>) -> Node {
    if !host.off.is_empty() {
        dom::link_only_to(|href| host.offers_link(href));
    }
    let session = Session::start(
        arrival.route.clone(),
        host,
        Parts {
            run: Part::new(parts::run),
            messages: Part::new(parts::messages),
            answer: Part::new(parts::answer),
            atlas: Part::new(parts::atlas),
            players: Part::new(parts::players),
            decode: Part::new(parts::decode),
            tools: Part::new(parts::tools),
            build: Part::new(parts::build),
            areas: Part::new(parts::areas),
            facts: Part::new(parts::facts),
            own: Part::new(parts::own),
            paste: Part::new(parts::paste),
        },
    );
    follow_links(elsewhere);
    if let Some(pairs) = asked_policies(&location::query()) {
        session.ask_policies(pairs);
    }
    if session.embedded {
        host::follow(session);
    }
    session.follow(arrival.route, arrival.inbound);
    location::on_hash_change(move || {
        let before = session.route.with_untracked(Route::clone);
        let Arrival { route, inbound } = led(arrive(), host);
        let is_new = !before.same_screen(&route);
        let place = location::kept_place();
        session.follow(route, inbound);
        // Focus moves to the heading of a new screen, never on arrival: the browser has just announced the page itself.
        if is_new {
            session.meet();
            session.embeds.set(false);
            request_animation_frame(move || match place {
                None => {
                    document::scroll_to(0.0);
                    document::focus("main h1");
                }
                Some(place) => {
                    document::focus_in_place("main h1");
                    scroll::return_to(place);
                }
            });
        }
    });
    on_window("scrollend", move |_| session.route.with_untracked(scroll::keep));

    on_window("keydown", move |event| follow_key(session, &event));
    follow_print(session);

    let screen = move || session.route.with(Route::area).filter(|area| host.offers(*area));
    let main_class = move || match screen() {
        Some(Area::Learn | Area::Build) => Some("split"),
        _ => Some("wrap page"),
    };
    let page = move || match screen() {
        Some(Area::Learn) => learn::page(),
        Some(area @ Area::Answer) => match session.parts.answer.follow() {
            Some(answer) => (answer.page)(),
            None => {
                session.parts.answer.then(move |answer| session.parts.run.arrived(answer.run));
                waiting(area.name(), [])
            }
        },
        Some(area @ (Area::Servers | Area::Clients)) => match session.parts.atlas.follow() {
            Some(atlas) => (atlas.page)(area),
            None => {
                session.parts.atlas.then(move |atlas| session.parts.run.arrived(atlas.run));
                waiting(area.name(), [])
            }
        },
        Some(area @ Area::Decode) => match session.parts.decode.follow() {
            Some(decode) => (decode.page)(),
            None => {
                session.parts.decode.then(move |decode| session.parts.run.arrived(decode.run));
                waiting(area.name(), [])
            }
        },
        Some(area @ Area::Build) => match session.parts.build.follow() {
            Some(build) => (build.page)(),
            None => {
                session.parts.build.then(move |build| session.parts.run.arrived(build.run));
                waiting(area.name(), [])
            }
        },
        None => not_found::page(),
        Some(area) => match session.parts.areas.follow() {
            Some(areas) => (areas.page)(area),
            // The screen is shown when its part of the module is here, or why it is not.
            None => {
                session.areas_then(|_| {});
                waiting(area.name(), [])
            }
        },
    };
    let about = move || {
        let is_here = match screen() {
            Some(Area::Learn) => true,
            Some(Area::Answer) => session.parts.answer.follow().is_some(),
            Some(Area::Servers | Area::Clients) => session.parts.atlas.follow().is_some(),
            Some(Area::Decode) => session.parts.decode.follow().is_some(),
            Some(Area::Build) => session.parts.build.follow().is_some(),
            _ => session.parts.areas.follow().is_some(),
        };
        [screen().map_or("", Area::name), if is_here { "" } else { "…" }].concat()
    };
    let main = el("main").attr("id", "main").live("class", main_class).attr("tabindex", "-1");
    let unavailable = nodes![
        unavailable(*session.parts.run),
        unavailable(*session.parts.messages),
        unavailable(*session.parts.answer),
        unavailable(*session.parts.atlas),
        unavailable(*session.parts.players),
        unavailable(*session.parts.decode),
        unavailable(*session.parts.tools),
        unavailable(*session.parts.build),
        unavailable(*session.parts.areas),
        unavailable(*session.parts.own),
        unavailable(*session.parts.paste)
    ];
    let main = main.add(keyed(about, page));
    let unavailable = nodes![unavailable, refused(session)];
    if session.embedded {
        return nodes![embedded_strip(), panel, unavailable, main];
    }
    nodes![skip_links(), header(), strip(), panel, unavailable, main, footer(), embed_box(session)]
}

/// Where a link opens that does not open in its place: outside of this page, or beside the frame that it is in.
fn elsewhere(href: &str) -> Option<Elsewhere> {
    let session = Session::take();
    let shown = session.embedded.then(|| session.route.with_untracked(Route::clone));
    match opening(href, shown.as_ref()) {
        Opening::Here => None,
        Opening::Beside => {
            let address = if href.starts_with('#') { Some(link_to(href)) } else { None };
            Some(Elsewhere { href: address, rel: "noopener" })
        }
        Opening::Outside => Some(Elsewhere { href: None, rel: "noopener noreferrer" }),
    }
}

/// Why a part of the module did not come, if one did not, and a way to ask for it again.
fn unavailable(part: AnyPart) -> Node {
    live(move || {
        let reason = part.failure()?;
        let again =
            el("button").class("act").attr("type", "button").on("click", move |_| part.fetch()).add(loading::TRY_AGAIN);
        Some(el("p").class("boot-note wrap").attr("role", "alert").add(reason).add(" ").add(again))
    })
}

/// Under the page, once somebody asks: how another page shows what is on the screen.
fn embed_box(session: Session) -> Node {
    let inside = move || match session.parts.areas.follow() {
        Some(areas) => (areas.embed_box)(),
        None => {
            session.areas_then(|_| {});
            nodes![]
        }
    };
    let section = move || {
        el("section")
            .class("wrap cols embed-box")
            .attr("id", "embed-box")
            .attr("aria-label", places::EMBED)
            .add(live(inside))
    };
    when(move || session.embeds.get(), section)
}

/// What was asked for and cannot be had.
fn refused(session: Session) -> Node {
    let told = |reason: String| {
        let told = fill(loading::POLICY_REFUSED, &[("reason", &reason)]);
        el("p").class("boot-note wrap").attr("role", "alert").add(told)
    };
    live(move || session.refused.get().map(told))
}

/// What keys do that belong to no control.
fn follow_key(session: Session, event: &Event) {
    // In a frame the page around has the help.
    if is_help_shortcut(event) && !session.embedded {
        event.prevent_default();
        return location::go(&Route::Help.to_hash());
    }
    let Some(key) = single_key(event).filter(|_| session.shortcuts.with_untracked(|is_on| *is_on)) else { return };
    let stays = |to: &Shortcut| match to {
        Shortcut::Go(to) if to.area().is_some_and(|area| !session.host.offers(area)) => false,
        Shortcut::Go(to) if session.embedded => {
            session.route.with_untracked(|route| opening(&to.to_hash(), Some(route)) == Opening::Here)
        }
        _ => true,
    };
    let shortcut = session.route.with_untracked(|route| shortcut(&key, route)).filter(stays);
    if shortcut.is_some() {
        event.prevent_default();
    }
    match shortcut {
        // On the screen of the search the box gets the focus; elsewhere it does when its screen is there.
        Some(Shortcut::Go(route))
            if matches!(*route, Route::Search { .. })
                && session.route.with_untracked(Route::area) == Some(Area::Search) =>
        {
            document::focus("#search");
        }
        Some(Shortcut::Go(route)) => location::go(&route.to_hash()),
        Some(Shortcut::Run) => document::press("main .btn.go"),
        None => {}
    }
}
