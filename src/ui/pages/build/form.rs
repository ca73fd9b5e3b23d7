//! The form of Build. Every field writes into the draft with each key; nothing is sent before *Send request*.

use leptos::prelude::*;

use super::certificate_field::certificate_field;
use super::edit::{address, edit, settle_later, shows_certificate};
use super::fields::{hint, input, labelled, problem_text};
use super::resource_indicators::resource_fields;
use super::send::{send, send_button};
use super::{Field, Model, starts};
use crate::oauth::ClientAuthMethod;
use crate::platform::{document, location};
use crate::ui::components::{copy_button, prose};
use crate::ui::content::Texts;
use crate::ui::dom::{El, Node, Text, Value, el, keyed, live, value, when};
use crate::ui::session::Session;

/// The methods that this form can fill in, each with its name and the text that explains it. Signed assertions are not among them yet.
const OFFERED: [(ClientAuthMethod, &str, &str); 5] = [
    (ClientAuthMethod::ClientSecretBasic, "Basic", "basic"),
    (ClientAuthMethod::ClientSecretPost, "Form body", "post"),
    (ClientAuthMethod::TlsClientAuth, "Certificate of an authority", "tls"),
    (ClientAuthMethod::SelfSignedTlsClientAuth, "Own certificate", "self_signed"),
    (ClientAuthMethod::None, "None", "none"),
];

/// The form.
pub(super) fn request_form(secret_shown: RwSignal<bool>) -> Node {
    let session = Session::take();
    let texts = Texts::take();
    let newer = move || el("p").class("boot-note sm").add(texts.pages.build("newer"));
    let insecure = (!document::is_secure()).then(|| el("p").class("boot-note sm").add(texts.pages.build("insecure")));
    let reset = move |_| {
        session.build.update(Model::reset);
        settle_later(session);
        document::announce("The form is back to where it started from.");
    };
    let group = |name: &'static str| el("fieldset").class("group").add(el("legend").add(el("h2").add(name)));
    let text_field = |field: Field, label: &'static str, name: &'static str| {
        labelled(label, name).add(input(session, field, name, "text")).add(hint(session, texts, field, name))
    };
    let heading = el("h1").class("h-tool").attr("tabindex", "-1").add("Build a request");
    let left_out = move || {
        let names = session.build.with(Model::left_out).join(", ");
        let said = || el("p").class("hint warn").add([texts.pages.build("link_left_out"), " ", &names, "."].concat());
        (!names.is_empty()).then(said)
    };
    let buttons = el("div")
        .class("btns")
        .add(send_button(session, "submit"))
        .add(el("button").class("btn").attr("type", "button").on("click", reset).add("Reset form"))
        .add(copy_button("Copy link", move || location::link_to(&address(session))))
        .add(el("span").class("cap muted").add("Ctrl or ⌘ + Enter sends"));
    el("form")
        .class("lesson")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            send(session);
        })
        .add(el("div").add(heading).add(el("p").add(texts.pages.build("lead"))))
        .add(when(move || session.build.with(|model| model.newer_link), newer))
        .add(preset_field(session))
        .add(group("Grant").add(text_field(Field::GrantType, "Grant type", "grant_type")))
        .add(
            group("Client authentication")
                .add(text_field(Field::ClientId, "Client ID", "client_id"))
                .add(method_field(session, texts))
                .add(when(move || !shows_certificate(session), move || secret_field(session, texts, secret_shown)))
                .add(when(move || shows_certificate(session), move || certificate_field(session, texts))),
        )
        .add(group("Scope").add(text_field(Field::Scope, "Scope", "scope")))
        .add(resource_fields(session, texts))
        .add(insecure)
        .add(buttons)
        .add(live(left_out))
        .into()
}

fn preset_field(session: Session) -> El {
    let mut select = el("select")
        .attr("id", "preset")
        .prop("value", move || Some(session.build.with(|model| model.preset().to_owned())))
        .on("change", move |event| {
            session.build.update(|model| model.start_from(&value(&event)));
            settle_later(session);
        });
    for client in starts() {
        let id = client.client_id.as_str().to_owned();
        let label = [id.as_str(), ": ", method_name(client.token_endpoint_auth_method)].concat();
        select = select.add(el("option").attr("value", id).add(label));
    }
    labelled("Start from", "preset").add(select)
}

fn secret_field(session: Session, texts: Texts, shown: RwSignal<bool>) -> El {
    const NAME: &str = "client_secret";
    let kind = Value::Live(Box::new(move || Some(Text::from(if shown.get() { "text" } else { "password" }))));
    let show = el("button")
        .class("btn")
        .attr("type", "button")
        .attr("aria-controls", NAME)
        .on("click", move |_| shown.update(|is| *is = !*is))
        .text(move || if shown.get() { "Hide" } else { "Show" })
        .add(el("span").class("sr").add(" secret"));
    labelled("Client secret", NAME)
        .add(el("div").class("join").add(input(session, Field::ClientSecret, NAME, kind)).add(show))
        .add(hint(session, texts, Field::ClientSecret, NAME))
}

fn method_field(session: Session, texts: Texts) -> El {
    let options = OFFERED.map(|(method, name, explained)| {
        let radio = el("input")
            .attr("type", "radio")
            .attr("name", "method")
            .attr("value", method.as_str())
            .prop("checked", move || session.build.with(|model| model.draft.method == method).then_some(""))
            .on("change", move |_| edit(session, Field::Method, method.as_str()));
        let explanation = el("span").class("second").add(prose(texts.pages.build(explained)));
        el("label")
            .class("opt")
            .add(radio)
            .add(el("span").add(el("b").add(name)).add(explanation))
            .add(el("code").class("r").add(method.as_str()))
    });
    let text = move || problem_text(session, texts, Field::Method).unwrap_or_default();
    let problem = move || {
        let text = text();
        (!text.is_empty()).then(|| el("p").class("hint warn").add(text))
    };
    el("div")
        .attr("role", "radiogroup")
        .attr("aria-labelledby", "method-label")
        .add(el("p").class("sm").attr("id", "method-label").add(el("b").add("Authentication method")))
        .add(el("div").class("opts").add(options))
        .add(keyed(text, problem))
}

fn method_name(method: ClientAuthMethod) -> &'static str {
    OFFERED.iter().find(|(offered, ..)| *offered == method).map_or_else(|| method.as_str(), |(_, name, _)| name)
}
