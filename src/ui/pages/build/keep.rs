//! The tab keeps the draft through reloads, until it is closed, and says so.

use leptos::prelude::*;

use super::own::{OwnModel, Where};
use super::{Kept, Model};
use crate::oauth::ClientAuthMethod;
use crate::platform::{document, location, own_page, storage};
use crate::ui::content::Texts;
use crate::ui::dom::{Node, el, live, on_window, when};
use crate::ui::route::{BuildLink, Route};
use crate::ui::session::Session;

/// Where the tab keeps it.
const DRAFT: &str = "draft";

/// Takes over the draft that came with an address, or else the one that the tab kept, if it kept one.
pub(crate) fn arrive(session: Session, link: &BuildLink) {
    if !session.build.with_untracked(|model| model.has_looked) {
        let kept = storage::read_in_tab(DRAFT).map_or_else(Kept::default, |text| Kept::read(&text));
        session.build.update(|model| {
            model.restore(&kept.draft);
            // Whoever reloads at once has typed more than the address says.
            if !(model.is_restored && kept.address == location::hash()) {
                model.follow(link);
            }
        });
        if session.build.with_untracked(|model| model.is_restored) {
            session.own.update(|own| own.restore(&kept.place));
        }
        // What was typed a moment before a reload counts too, wherever the reader is by then.
        session.lasting(|| on_window("pagehide", move |_| keep(session)));
    } else {
        session.build.update(|model| model.follow(link));
    }
    keep(session);
}

/// Keeps the draft as it is.
pub(super) fn keep(session: Session) {
    let text = session.build.with_untracked(Model::kept).map(|draft| {
        let place = session.own.with_untracked(OwnModel::kept);
        Kept { address: location::hash(), draft, place }.to_text()
    });
    storage::write_in_tab(DRAFT, text.as_deref());
}

/// Above the form: the draft is that of before the reload, and what has to be typed again.
pub(super) fn restored_note(session: Session, texts: Texts) -> Node {
    let say = move |name: &str| texts.pages.build(name);
    let again = move || {
        session.build.with(|model| match model.draft.method {
            method if method.has_secret() && model.draft.client_secret.is_empty() => say("kept_secret"),
            ClientAuthMethod::PrivateKeyJwt => say("kept_key"),
            _ => "",
        })
    };
    let press = move |_| start_fresh(session, texts);
    let note = move || {
        el("div")
            .class("boot-note sm")
            .attr("id", "kept")
            .add(el("p").add(say("kept_back")).add(" ").add(live(move || again().to_owned())))
            .add(el("button").class("act").attr("type", "button").on("click", press).add(say("kept_fresh")))
    };
    when(move || session.build.with(|model| model.is_restored), note)
}

/// Under the form: that the tab keeps it, where the browser lets it.
pub(super) fn kept_note(texts: Texts) -> Option<Node> {
    storage::is_in_tab().then(|| el("p").class("cap muted").add(texts.pages.build("kept")).into())
}

fn start_fresh(session: Session, texts: Texts) {
    session.build.update(Model::start_fresh);
    session.own.update(|own| {
        let agreed = std::mem::take(&mut own.agreed);
        let place = if own_page::allowed().is_some() { Where::Issuer } else { Where::Embedded };
        *own = OwnModel { place, agreed, is_offered: own.is_offered, ..OwnModel::default() };
    });
    location::replace(&Route::Build(BuildLink::default()).to_hash());
    keep(session);
    document::announce(texts.pages.build("kept_cleared"));
    document::focus("main h1");
}
