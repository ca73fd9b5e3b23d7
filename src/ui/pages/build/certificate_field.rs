//! The certificate of the connection: chosen, made, registered.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::edit::settle_later;
use super::fields::labelled;
use super::{Own, Presented};
use crate::client::certificate::OwnCertificate;
use crate::client::registration;
use crate::content::build::OWN_CLIENT;
use crate::issuer::ISSUER;
use crate::oauth::ErrorResponse;
use crate::platform::{BrowserRandom, document};
use crate::ports::{Connection, Transport};
use crate::ui::components::prose;
use crate::ui::content::Texts;
use crate::ui::dom::{El, Node, el, keyed, live, nodes, value, when};
use crate::ui::session::Session;

/// The choice's id.
const FIELD: &str = "certificate";

/// The choice of a certificate, and what can be done with the reader's own.
pub(super) fn certificate_field(session: Session, texts: Texts) -> El {
    let mut select = el("select")
        .attr("id", FIELD)
        .attr("aria-describedby", "certificate-hint")
        .prop("value", move || Some(session.build.with(|model| model.presented().as_str())))
        .on("change", move |event| {
            if let Some(presented) = Presented::from_name(&value(&event)) {
                session.build.update(|model| model.present(presented));
                settle_later(session);
            }
        });
    for choice in Presented::ALL {
        let name = texts.pages.build(&["certificate_", choice.as_str()].concat());
        select = select.add(el("option").attr("value", choice.as_str()).add(name));
    }
    let is_own = move || session.build.with(|model| model.presented() == Presented::Own);
    labelled(texts.pages.build("certificate"), FIELD)
        .add(select)
        .add(el("p").class("hint").attr("id", "certificate-hint").add(prose(texts.pages.build("certificate_lead"))))
        .add(when(is_own, move || own(session, texts)))
}

/// The reader's own certificate.
fn own(session: Session, texts: Texts) -> Node {
    let say = move |name: &str| texts.pages.build(name);
    let failure = RwSignal::new(String::new());
    let make = move |_| {
        spawn_local(async move {
            match OwnCertificate::make(session.crypto(), &BrowserRandom, OWN_CLIENT, session.now()).await {
                Ok(made) => {
                    failure.set(String::new());
                    session.build.update(|model| model.made(Own::from(made)));
                    document::announce(say("certificate_made"));
                }
                Err(_) if !document::is_secure() => failure.set(say("insecure").to_owned()),
                Err(error) => failure.set([say("certificate_failed"), " ", &error.to_string()].concat()),
            }
        });
    };
    let register = move |_| {
        spawn_local(async move {
            match register(session).await {
                Ok(id) => {
                    failure.set(String::new());
                    session.build.update(|model| model.registered(&id));
                    settle_later(session);
                    document::announce(&[say("certificate_registered"), " ", &id].concat());
                }
                Err(reason) => failure.set([say("register_failed"), " ", &reason].concat()),
            }
        });
    };
    let is_made = move || session.build.with(|model| model.own().is_some());
    let state = move || {
        session.build.with(|model| match model.own() {
            None => prose(say("certificate_unmade")),
            Some(Own { registered_as: Some(id), .. }) => {
                nodes![say("certificate_registered"), " ", el("code").add(id.clone())]
            }
            Some(_) => prose(say("certificate_unknown")),
        })
    };
    let make_button = el("button")
        .class("btn")
        .attr("type", "button")
        .on("click", make)
        .text(move || say(if is_made() { "certificate_again" } else { "certificate_make" }));
    let register_button =
        move || el("button").class("btn").attr("type", "button").on("click", register).add(say("certificate_register"));
    let failed = move || {
        let reason = failure.get();
        (!reason.is_empty()).then(|| el("p").class("hint warn").attr("role", "alert").add(reason))
    };
    nodes![
        el("p").class("sm second").add(live(state)),
        el("div").class("btns").add(make_button).add(when(is_made, register_button)),
        keyed(move || failure.get(), failed),
    ]
}

/// Registers a client with the reader's certificate, by the message that any client would send.
async fn register(session: Session) -> Result<String, String> {
    let endpoint = [ISSUER, "/register"].concat();
    let endpoint = endpoint.parse().expect("the issuer's own address");
    let key = session.build.with_untracked(|model| model.own().map(|own| own.key.clone())).ok_or_else(String::new)?;
    let request = registration::with_own_certificate(endpoint, OWN_CLIENT, "orders.read", &key);
    let response = session.lab().send(request, &Connection::default()).await.map_err(|error| error.to_string())?;
    session.refresh();
    registration::registered_as(&response)
        .map(|id| id.as_str().to_owned())
        .ok_or_else(|| ErrorResponse::parse(response.body()).map_or_else(String::new, |refused| refused.error))
}
