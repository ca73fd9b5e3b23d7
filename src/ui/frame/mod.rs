//! What surrounds every area. `index.html` has the same header, so nothing moves when the app starts.

mod embedded;
mod header;
mod print;
mod strip;

pub(crate) use embedded::embedded_strip;
pub(crate) use header::{header, skip_links};
pub(crate) use print::{follow_print, is_shown_as_print};
pub(crate) use strip::strip;

use leptos::prelude::*;

use crate::content::{frame, places};
use crate::platform::{BrowserClock, own_page, storage};
use crate::ports::Clock;
use crate::texts::fill;
use crate::ui::dom::{El, Node, el, nodes};
use crate::ui::outbound::Outbound;
use crate::ui::pages::quiz::{AGAIN, is_time};
use crate::ui::route::Area;
use crate::ui::session::Session;

/// The footer: what this is, and what it is not for.
pub(crate) fn footer() -> Node {
    let session = Session::take();
    let link =
        |area: Area, name: &'static str| session.host.offers(area).then(|| el("a").attr("href", area.hash()).add(name));
    let text = el("span").add(frame::FOOTER);
    let document = link(Area::Document, Area::Document.name());
    let glossary = link(Area::Glossary, Area::Glossary.name());
    let lessons = el("a").attr("href", "./lessons.html").add(frame::LESSONS);
    let left = session.outbound;
    let privacy = el("a")
        .attr("href", Area::Privacy.hash())
        .text(move || fill(frame::LEFT, &[("messages", &left.with(Outbound::messages).to_string())]));
    let help = link(Area::Help, Area::Help.name());
    let is_time = is_time(storage::read(AGAIN).as_deref(), BrowserClock.now());
    let quiz = link(Area::Quiz, if is_time { frame::QUIZ_AGAIN } else { frame::QUIZ });
    let paper = print::line(session);
    // The page that asks somebody's own issuer is for no frame.
    let embeds = own_page::allowed().is_none().then(|| embed_this(session));
    let links = nodes![text, paper, document, glossary, quiz, help, privacy, lessons, embeds];
    el("footer").class("foot").add(el("div").class("wrap").add(links)).into()
}

/// What shows the lines that put the screen into another page.
fn embed_this(session: Session) -> El {
    let press = move |_| session.embeds.update(|is| *is = !*is);
    el("button")
        .class("act chev")
        .attr("type", "button")
        .live("aria-controls", move || session.embeds.get().then_some("embed-box"))
        .live("aria-expanded", move || Some(session.embeds.get().to_string()))
        .on("click", press)
        .add(places::EMBED)
}
