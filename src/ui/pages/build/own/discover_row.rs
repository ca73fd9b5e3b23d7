//! *Discover*, which asks in `own.html` and leads there from elsewhere.

use leptos::prelude::*;

use super::discover::discover_anew;
use super::said::button;
use super::texts::OwnTexts;
use crate::client::discovery::Asked;
use crate::platform::own_page;
use crate::ui::components::prose;
use crate::ui::dom::{El, el, live};
use crate::ui::session::Session;

/// *Discover*, which sends in `own.html` and leads there from here.
pub(super) fn discover_row(session: Session, texts: &'static OwnTexts) -> El {
    let is_asking = move || session.own.with(|own| own.is_asking);
    let leads = move || {
        let asked = session.own.with(|own| Asked::read(&own.issuer).ok());
        let origin = asked.and_then(|asked| asked.origin()).map(|origin| origin.to_string());
        own_page::allowed().is_none_or(|allowed| origin.is_some_and(|origin| !allowed.contains(&origin)))
    };
    let name = move || match (is_asking(), leads()) {
        (true, _) => texts.page("discovering"),
        (false, true) => texts.page("discover_elsewhere"),
        (false, false) => texts.page("discover"),
    };
    let press = button("btn", live(move || name().to_owned()), move || discover_anew(session))
        .attr("id", "discover")
        .live("aria-disabled", move || is_asking().then_some("true"));
    let why = move || {
        let is_gone = session.own.with(|own| own.is_offered == Some(false));
        let name = match (is_gone, leads()) {
            (true, _) => "own_page_gone",
            (false, true) => "discover_leads",
            (false, false) => "discover_sends",
        };
        prose(texts.page(name))
    };
    el("div").add(el("div").class("btns").add(press)).add(el("p").class("cap muted").add(live(why)))
}
