//! *Where*: the first group of the form.

use leptos::prelude::*;

use super::super::edit::settle_later;
use super::model::{Where, is_ours};
use crate::client::Draft;
use crate::oauth::{ClientId, ClientSecret};
use crate::platform::own_page;
use crate::ui::address::link_to;
use crate::ui::content::Texts;
use crate::ui::dom::{El, Node, el, keyed, live, value};
use crate::ui::route::Area;
use crate::ui::session::Session;

/// Where requests go: the choice, what each place needs, and the `addresses` that come of it.
pub(crate) fn where_group(session: Session, texts: Texts, addresses: Node) -> Node {
    if !own_page::may_be_asked() {
        return group(texts).add(in_frame(texts)).add(addresses).into();
    }
    begin(session);
    let place = move || session.own.with(|own| own.place);
    let select = el("select")
        .attr("id", "where")
        .prop("value", move || Some(place().name()))
        .on("change", move |event| choose(session, Where::from_name(&value(&event)).unwrap_or_default()))
        .add(Where::ALL.map(|place| {
            let name = texts.pages.build(&["where_", place.name()].concat());
            el("option").attr("value", place.name()).add(name)
        }));
    let chosen =
        el("div").class("field").add(el("label").attr("for", "where").add(texts.pages.build("where_ask"))).add(select);
    let details = move || {
        if place() == Where::Embedded {
            return None;
        }
        session.parts.own.follow().map(|own| (own.details)())
    };
    // The place alone decides what is drawn anew: what is typed into it writes elsewhere.
    let key = move || {
        let is_here = session.parts.own.follow().is_some();
        [place().name(), if is_here { "" } else { "…" }].concat()
    };
    group(texts).add(chosen).add(keyed(key, move || live(details))).add(addresses).into()
}

/// In a frame nobody but the issuer in this page is asked.
fn in_frame(texts: Texts) -> El {
    let tab = el("a").attr("href", link_to(Area::Build.hash())).add(texts.pages.build("framed_tab"));
    el("p").class("hint").add(texts.pages.build("framed")).add(" ").add(tab)
}

fn group(texts: Texts) -> El {
    el("fieldset").class("group").add(el("legend").add(el("h2").add(texts.pages.build("where"))))
}

/// At the beginning: in `own.html` one's own issuer is what the page is for, and a draft that was opened by a link may lead elsewhere.
fn begin(session: Session) {
    if session.own.with_untracked(|own| own.place) != Where::Embedded {
        // Chosen before, maybe before a reload.
        return session.parts.own.fetch();
    }
    let (issuer, endpoint) =
        session.build.with_untracked(|model| (model.draft.issuer.clone(), model.draft.token_endpoint.clone()));
    let place = if own_page::allowed().is_some() {
        Where::Issuer
    } else if is_elsewhere(&endpoint) {
        Where::Hand
    } else {
        return;
    };
    session.own.update(|own| {
        own.place = place;
        if is_elsewhere(&issuer) {
            own.issuer = issuer;
        }
    });
    session.parts.own.fetch();
}

/// An endpoint can lead elsewhere than the choice says, when it was typed or came with a whole draft: then the choice says so too.
pub(crate) fn follow_endpoint(session: Session) {
    let is_embedded = session.own.with_untracked(|own| own.place) == Where::Embedded;
    let endpoint = session.build.with_untracked(|model| model.draft.token_endpoint.clone());
    if is_embedded && own_page::may_be_asked() && is_elsewhere(&endpoint) {
        go_to(session, Where::Hand);
    } else if !is_embedded && is_ours(&endpoint) {
        go_to(session, Where::Embedded);
    }
}

/// Has the choice name a place. What was said of a request without an answer is about the place before.
pub(crate) fn go_to(session: Session, place: Where) {
    session.own.update(|own| {
        own.place = place;
        own.unanswered = None;
    });
    if place != Where::Embedded {
        session.parts.own.fetch();
    }
}

fn is_elsewhere(address: &str) -> bool {
    !address.is_empty() && !is_ours(address)
}

/// Chooses a place. What the form says beside that stays, but for who the client is: a client of the issuer in this page is nobody
/// elsewhere.
pub(super) fn choose(session: Session, place: Where) {
    let before = session.own.with_untracked(|own| own.place);
    go_to(session, place);
    if place == Where::Embedded {
        let preset = session.build.with_untracked(|model| model.preset().to_owned());
        session.build.update(|model| model.start_from(&preset));
        return settle_later(session);
    }
    let is_of_this_page = session
        .build
        .with_untracked(|model| model.starts().iter().any(|start| start.client_id == model.draft.client_id));
    if before == Where::Embedded {
        change(session, |draft| {
            if is_of_this_page {
                (draft.client_id, draft.client_secret) = (ClientId::default(), ClientSecret::default());
            }
            (draft.issuer, draft.token_endpoint) = (String::new(), String::new());
        });
    }
}

/// Changes the draft, as if it was typed.
pub(super) fn change(session: Session, change: impl FnOnce(&mut Draft)) {
    session.build.update(|model| {
        let mut draft = model.draft.clone();
        change(&mut draft);
        if draft != model.draft {
            model.replace(draft);
        }
    });
    settle_later(session);
}
