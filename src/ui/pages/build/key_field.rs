//! The key that signs the client's assertions: the demo client's, one that is made here, or one that the reader pastes.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::edit::settle_later;
use super::fields::labelled;
use super::{KeyChoice, MadeKey, Model};
use crate::client::registration;
use crate::content::build::OWN_CLIENT;
use crate::issuer::ISSUER;
use crate::jose::SigningKey;
use crate::jose::json::text;
use crate::oauth::ErrorResponse;
use crate::platform::document;
use crate::ports::{Connection, Transport};
use crate::ui::components::{copy_button, prose};
use crate::ui::content::Texts;
use crate::ui::dom::{El, Node, el, keyed, live, nodes, value, when};
use crate::ui::session::Session;

const FIELD: &str = "key";

/// The choice, and what goes with it.
pub(super) fn key_field(session: Session, texts: Texts) -> El {
    let say = move |name: &str| texts.pages.build(name);
    let choice = move || session.build.with(|model| model.keys.choice);
    let mut select = el("select")
        .attr("id", FIELD)
        .attr("aria-describedby", "key-hint")
        .prop("value", move || Some(choice().as_str()))
        .on("change", move |event| {
            if let Some(choice) = KeyChoice::from_name(&value(&event)) {
                session.build.update(|model| model.choose_key(choice));
                settle_later(session);
            }
        });
    for one in KeyChoice::ALL {
        let name = say(&["key_", one.as_str()].concat());
        select = select.add(el("option").attr("value", one.as_str()).add(name));
    }
    let hint = move || prose(say(&["key_", choice().as_str(), "_lead"].concat()));
    labelled(say("key"), FIELD)
        .add(select)
        .add(el("p").class("hint").attr("id", "key-hint").add(live(hint)))
        .add(when(move || choice() == KeyChoice::Made, move || made(session, texts)))
        .add(when(move || choice() == KeyChoice::Pasted, move || pasted(session, texts)))
}

/// The key that is made here.
fn made(session: Session, texts: Texts) -> Node {
    let say = move |name: &str| texts.pages.build(name);
    let failure = RwSignal::new(String::new());
    let make = move |_| {
        let algorithm = session.build.with_untracked(|model| model.draft.assertion.algorithm);
        spawn_local(async move {
            match SigningKey::generate(session.crypto(), algorithm).await {
                Ok((signing, public)) => {
                    failure.set(String::new());
                    session.build.update(|model| model.made_key(MadeKey { signing, public, registered_as: None }));
                    document::announce(say("key_was_made"));
                }
                Err(_) if !document::is_secure() => failure.set(say("insecure").to_owned()),
                Err(error) => failure.set([say("key_failed"), " ", &error.to_string()].concat()),
            }
        });
    };
    let register = move |_| {
        spawn_local(async move {
            match register(session).await {
                Ok(id) => {
                    failure.set(String::new());
                    session.build.update(|model| model.registered_key(&id));
                    settle_later(session);
                    document::announce(&[say("key_registered"), " ", &id].concat());
                }
                Err(reason) => failure.set([say("register_failed"), " ", &reason].concat()),
            }
        });
    };
    let public = move || session.build.with(|model| model.keys.made.as_ref().map(|made| text(&made.public.to_json())));
    let is_made = move || session.build.with(|model| model.keys.made.is_some());
    let state = move || {
        let id = session.build.with(|model| model.keys.made.as_ref().map(|made| made.registered_as.clone()));
        match id {
            None => prose(say("key_unmade")),
            Some(None) => prose(say("key_unknown")),
            Some(Some(id)) => nodes![say("key_registered"), " ", el("code").add(id)],
        }
    };
    let button = move |name: &'static str| el("button").class("btn").attr("type", "button").add(say(name));
    let make_button = el("button")
        .class("btn")
        .attr("type", "button")
        .on("click", make)
        .text(move || say(if is_made() { "key_again" } else { "key_make" }));
    let more = move || {
        nodes![
            button("key_register").on("click", register),
            copy_button(say("key_copy"), move || untrack(public).unwrap_or_default()),
        ]
    };
    let failed = move || {
        let reason = failure.get();
        (!reason.is_empty()).then(|| el("p").class("hint warn").attr("role", "alert").add(reason))
    };
    nodes![
        el("p").class("sm second").add(live(state)),
        el("div").class("btns").add(make_button).add(when(is_made, more)),
        keyed(move || failure.get(), failed),
    ]
}

/// The box for the reader's own key. It stays in memory, like everything pasted.
fn pasted(session: Session, texts: Texts) -> Node {
    const BOX: &str = "key-text";
    let area = el("textarea")
        .class("mono short")
        .attr("id", BOX)
        .attr("rows", "4")
        .attr("spellcheck", "false")
        .attr("autocapitalize", "off")
        .attr("autocomplete", "off")
        .prop("value", move || Some(session.build.with(|model: &Model| model.keys.pasted.expose().to_owned())))
        .on("input", move |event| session.build.update(|model| model.paste_key(&value(&event))));
    labelled(texts.pages.build("key_text"), BOX).add(area).into()
}

/// Registers a client with the public half of the key, by the message that any client would send.
async fn register(session: Session) -> Result<String, String> {
    let endpoint = [ISSUER, "/register"].concat().parse().expect("the issuer's own address");
    let key = session.build.with_untracked(|model| model.keys.made.as_ref().map(|made| made.public.clone()));
    let request = registration::with_own_key(endpoint, OWN_CLIENT, "orders.read", &key.ok_or_else(String::new)?);
    let response = session.lab().send(request, &Connection::default()).await.map_err(|error| error.to_string())?;
    session.refresh();
    registration::registered_as(&response)
        .map(|id| id.as_str().to_owned())
        .ok_or_else(|| ErrorResponse::parse(response.body()).map_or_else(String::new, |refused| refused.error))
}
