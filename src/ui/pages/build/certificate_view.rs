//! The certificate of the connection: chosen, made, registered, and shown beside the request.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::{labelled, settle_later};
use super::{Model, Own, Presented, names};
use crate::client::certificate::OwnCertificate;
use crate::client::registration;
use crate::issuer::ISSUER;
use crate::oauth::{ErrorResponse, client_cert};
use crate::platform::{BrowserRandom, document};
use crate::ports::{Connection, Transport};
use crate::ui::components::{code, prose};
use crate::ui::content::Texts;
use crate::ui::dom::{El, Node, el, keyed, live, nodes, value, when};
use crate::ui::session::Session;
use crate::ui::view_model::{Line, Piece};
use crate::x509::thumbprint;

/// What the certificate says of itself, and the client that is registered with it.
const NAME: &str = "my own client";
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
            match OwnCertificate::make(session.crypto(), &BrowserRandom, NAME, session.now()).await {
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
    let request = registration::with_own_certificate(endpoint, NAME, "orders.read", &key);
    let response = session.lab().send(request, &Connection::default()).await.map_err(|error| error.to_string())?;
    session.refresh();
    registration::registered_as(&response)
        .map(|id| id.as_str().to_owned())
        .ok_or_else(|| ErrorResponse::parse(response.body()).map_or_else(String::new, |refused| refused.error))
}

/// What the connection under the request shows, and what the proxy makes of it.
pub(super) fn beside_pane(session: Session) -> Node {
    let texts = Texts::take();
    let say = move |name: &str| texts.pages.build(name);
    let shown = RwSignal::new((Vec::new(), String::new()));
    // The fingerprint is computed anew when another certificate is chosen, not with every key.
    Effect::new(move |_| {
        let der = session.build.with(Model::certificate).unwrap_or_default();
        if shown.with_untracked(|(before, _)| *before == der) {
            return;
        }
        shown.set((der.clone(), String::new()));
        spawn_local(async move {
            let print = thumbprint(session.crypto(), &der).await.unwrap_or_default();
            if shown.try_with_untracked(|(now, _)| *now == der) == Some(true) {
                shown.set((der, print));
            }
        });
    });
    let row = |name: &'static str, value: El| el("div").add(el("dt").add(name)).add(el("dd").add(value));
    let facts = move || {
        shown.with(|(der, print)| match names(der) {
            None => el("p").class("sm").add(say("beside_none")),
            Some((subject, issuer)) => el("dl")
                .class("facts sm mono-values")
                .add(row(say("beside_subject"), el("span").add(subject)))
                .add(row(say("beside_issuer"), el("span").add(issuer)))
                .add(row(say("beside_thumbprint"), el("span").add(print.clone()))),
        })
    };
    let field = move || {
        shown.with(|(der, _)| {
            let value = client_cert::write(der);
            let pieces = vec![
                Piece::new("Client-Cert", "hn"),
                Piece::new(": ", ""),
                Piece::new(value.to_str().unwrap_or_default(), "hv"),
            ];
            vec![Line { pieces, ..Line::default() }]
        })
    };
    let proxy = move || {
        el("details").class("more").add(el("summary").class("chev sm").add(say("beside_field"))).add(code(
            field,
            || false,
            say("beside_field"),
        ))
    };
    el("section")
        .class("beside")
        .attr("aria-labelledby", "beside")
        .add(el("div").class("head").add(el("h2").attr("id", "beside").add(say("beside_heading"))))
        .add(el("p").class("sm second").add(prose(say("beside_lead"))))
        .add(live(facts))
        .add(when(move || shown.with(|(der, _)| !der.is_empty()), proxy))
        .into()
}
