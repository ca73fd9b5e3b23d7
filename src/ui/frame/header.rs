//! The header: the name, the areas, the theme.

use leptos::prelude::*;

use crate::content::frame;
use crate::lab::{Course, STEPS};
use crate::platform::{document, storage};
use crate::texts::fill;
use crate::ui::dom::{El, Node, el, live, nodes, svg, when};
use crate::ui::route::{Area, Route};
use crate::ui::session::Session;

/// Where the theme choice is kept. `boot.js` reads the same name.
const THEME: &str = "theme";

/// Links to the two halves of a screen, first in the tab order. They move focus without touching the address.
pub(crate) fn skip_links() -> Node {
    let session = Session::take();
    let two_panes = move || matches!(session.route.with(Route::area), Some(Area::Learn | Area::Build));
    nodes![skip("#main", frame::SKIP_TO_CONTENT), when(two_panes, || skip("#evidence", frame::SKIP_TO_EVIDENCE))]
}

fn skip(target: &'static str, label: &'static str) -> El {
    let link = el("a").class("skip").attr("href", target).add(label);
    link.on("click", move |event| {
        event.prevent_default();
        document::focus(target);
    })
}

/// The name, the areas that work, and the theme.
pub(crate) fn header() -> Node {
    let session = Session::take();
    let areas: Node = Area::ALL
        .into_iter()
        .filter(|area| session.host.offers(*area))
        .map(|area| {
            let current = move || (session.route.with(Route::area).map(Area::within) == Some(area)).then_some("page");
            let progress = (area == Area::Learn).then(|| progress(session, frame::STEPS_RUN, spoken));
            el("li").add(el("a").attr("href", area.hash()).live("aria-current", current).add(area.name()).add(progress))
        })
        .collect();
    let brand = el("a").class("brand").attr("href", session.host.home().to_hash()).add(sign()).add(session.host.name());
    let nav = el("nav").attr("aria-label", frame::AREAS).add(el("ul").class("areas").add(areas));
    let current = move || (session.route.with(Route::area) == Some(Area::Search)).then_some("page");
    let search = || {
        el("a").class("act").attr("href", Area::Search.hash()).live("aria-current", current).add(Area::Search.name())
    };
    let search = session.host.offers(Area::Search).then(search);
    // Beside the areas it would push them away from whoever is about to press one.
    let run = session.host.offers(Area::Learn).then(|| progress(session, frame::STEPS_RUN_SHORT, seen));
    let bar = el("div")
        .class("wrap bar")
        .add(brand)
        .add(nav)
        .add(el("div").class("end").add(run).add(search).add(theme_button()));
    el("header").class("top").add(bar).into()
}

/// How many steps were run, once there is one.
fn progress(session: Session, template: &'static str, show: fn(String) -> El) -> Node {
    live(move || {
        let count = session.steps_run.with(|progress| progress.count(Course::Learn));
        let (count, total) = (count.to_string(), STEPS.len().to_string());
        (count != "0").then(|| show(fill(template, &[("count", &count), ("total", &total)])))
    })
}

fn seen(count: String) -> El {
    el("small").class("ran").attr("aria-hidden", "true").add(count)
}

fn spoken(count: String) -> El {
    el("span").class("sr").add(count)
}

/// The sign beside the name: a full bar for what is there, a dashed one for who is not.
fn sign() -> El {
    let bar = |x: &'static str, y: &'static str, width: &'static str, height: &'static str| {
        svg("rect").attr("x", x).attr("y", y).attr("width", width).attr("height", height)
    };
    let dashed = bar("3", "13", "16", "6").class("p").attr("fill", "none").attr("stroke", "currentColor");
    svg("svg")
        .attr("width", "22")
        .attr("height", "22")
        .attr("viewBox", "0 0 22 22")
        .attr("aria-hidden", "true")
        .add(bar("2", "3", "18", "7").attr("fill", "currentColor"))
        .add(dashed.attr("stroke-width", "2").attr("stroke-dasharray", "4 2.5"))
}

/// Goes round: as the browser has it, light, dark.
fn theme_button() -> El {
    let side = RwSignal::new(document::theme());
    let name = move || theme_name(side.get().as_deref());
    let next = move |_| {
        let next = match side.with_untracked(Option::clone).as_deref() {
            None => Some("light"),
            Some("light") => Some("dark"),
            Some(_) => None,
        };
        document::set_theme(next);
        // Written where the browser decides, too: the host of this page may have another default.
        storage::write(THEME, Some(next.unwrap_or("auto")));
        side.set(next.map(str::to_owned));
        document::announce(&fill(frame::THEME_CHOSEN, &[("theme", theme_name(next))]));
    };
    el("button").class("act").attr("type", "button").on("click", next).add(frame::THEME).text(name)
}

fn theme_name(side: Option<&str>) -> &'static str {
    match side {
        Some("light") => frame::THEME_LIGHT,
        Some(_) => frame::THEME_DARK,
        None => frame::THEME_AUTO,
    }
}
