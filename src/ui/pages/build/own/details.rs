//! What each place needs: an issuer that is asked for its metadata, addresses that are typed, or a provider with places to fill in.

use leptos::prelude::*;

use super::discover::discover;
use super::found::{found, paste_metadata};
use super::key_box::key_box;
use super::model::Where;
use super::preset_box::preset_box;
use super::said::{button, of_note, said, text_field};
use super::texts::OwnTexts;
use crate::client::discovery::Asked;
use crate::inspect::Phrase;
use crate::platform::own_page;
use crate::ui::components::prose;
use crate::ui::content::{Content, load, why};
use crate::ui::dom::{El, Event, Node, el, keyed, live, nodes, value};
use crate::ui::session::Session;

/// What the chosen place needs.
pub(crate) fn details() -> Node {
    let session = Session::take();
    let texts = load::<OwnTexts>("own");
    with(move || texts.get(), move |texts| shown(session, texts))
}

/// A view with a content file, as soon as it is here, or why it is not.
pub(super) fn with<T: 'static>(
    content: impl Fn() -> Content<T> + Copy + 'static,
    view: impl Fn(&'static T) -> Node + 'static,
) -> Node {
    let key = move || why(content()).unwrap_or_else(|| if content().is_some() { "shown" } else { "" }.to_owned());
    keyed(key, move || match content() {
        Some(Ok(texts)) => view(texts),
        Some(Err(reason)) => el("p").class("hint warn").attr("role", "alert").add(reason).into(),
        None => nodes![],
    })
}

fn shown(session: Session, texts: &'static OwnTexts) -> Node {
    // Asked for in the question before this page was loaded, so it is asked at once.
    if let Some(issuer) = own_page::take_issuer() {
        session.own.update(|own| own.issuer = issuer);
        discover(session);
    }
    let lead =
        el("p").class("sm").add(prose(texts.page(if own_page::allowed().is_some() { "lead_own" } else { "lead" })));
    let place = session.own.with_untracked(|own| own.place);
    let body = match place {
        Where::Embedded | Where::Hand => nodes![],
        Where::Issuer => nodes![issuer_field(session, texts), found(session, texts), paste_metadata(session, texts)],
        Where::Preset => nodes![preset_box(session, texts), found(session, texts)],
    };
    nodes![lead, body, key_box(session, texts)]
}

/// The issuer, and *Discover*.
fn issuer_field(session: Session, texts: &'static OwnTexts) -> Node {
    let hint = move || {
        let typed = session.own.with(|own| own.issuer.clone());
        match Asked::read(&typed) {
            _ if typed.trim().is_empty() => prose(texts.page("issuer_hint")),
            Err(error) => said(texts, &Phrase::new(error.code()), Some(&error.citation())),
            Ok(asked) if asked.notes.is_empty() => prose(texts.page("issuer_hint")),
            Ok(asked) => asked
                .notes
                .iter()
                .map(|note| nodes![said(texts, &of_note(*note, &asked.issuer), Some(&note.citation())), " "])
                .collect(),
        }
    };
    let field = el("input")
        .prop("value", move || Some(session.own.with(|own| own.issuer.clone())))
        .on("input", move |event| write(session, &event));
    let label = texts.page("issuer").to_owned();
    nodes![text_field("own-issuer", label, field, live(hint)), discover_row(session, texts)]
}

fn write(session: Session, event: &Event) {
    let typed = value(event);
    session.own.update(|own| {
        own.issuer = typed;
        own.tried.clear();
        own.asked = None;
    });
}

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
    let press = button("btn", live(move || name().to_owned()), move || discover(session))
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
