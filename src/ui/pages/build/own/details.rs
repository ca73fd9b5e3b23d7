//! What each place needs: an issuer that is asked for its metadata, addresses that are typed, or a provider with places to fill in.

use leptos::prelude::*;

use super::discover::discover;
use super::discover_row::discover_row;
use super::found::{found, paste_metadata};
use super::key_box::key_box;
use super::model::Where;
use super::preset_box::preset_box;
use super::said::{button, of_note, said, text_field};
use super::texts::OwnTexts;
use super::when_here::with;
use crate::client::discovery::Asked;
use crate::inspect::Phrase;
use crate::platform::own_page;
use crate::ui::components::prose;
use crate::ui::content::load;
use crate::ui::dom::{El, Node, el, live, nodes, value};
use crate::ui::session::Session;

/// What the chosen place needs.
pub(crate) fn details() -> Node {
    let session = Session::take();
    let texts = load::<OwnTexts>("own");
    with(move || texts.get(), move |texts| shown(session, texts))
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
        .on("input", move |event| write(session, value(&event)));
    let label = texts.page("issuer").to_owned();
    nodes![text_field("own-issuer", label, field, live(hint)), offered(session, texts), discover_row(session, texts)]
}

/// The issuers that the host of this page offers: each writes itself into the field.
fn offered(session: Session, texts: &'static OwnTexts) -> Option<El> {
    let all: Node = session
        .host
        .issuers
        .iter()
        .map(|one| button("btn", one.label.as_str(), move || write(session, one.issuer.clone())))
        .collect();
    let group = || {
        let lead = el("p").class("sm").attr("id", "own-offered").add(texts.page("offered").to_owned());
        let buttons = el("div").class("btns").attr("role", "group").attr("aria-labelledby", "own-offered").add(all);
        el("div").add(lead).add(buttons)
    };
    (!session.host.issuers.is_empty()).then(group)
}

fn write(session: Session, typed: String) {
    session.own.update(|own| {
        own.issuer = typed;
        own.tried.clear();
        own.asked = None;
    });
}
