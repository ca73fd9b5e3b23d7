//! The form of Build. Every field writes into the draft with each key; nothing is sent before *Send request*.

use leptos::prelude::*;

use super::assertion_fields::assertion_fields;
use super::certificate_field::certificate_field;
use super::edit::{address, edit, settle_later};
use super::fields::{
    choice_field, hint, input, labelled, labelled_field, line_field, lines_field, problem_text, short_label,
};
use super::import_fold::import_fold;
use super::keep::{kept_note, restored_note};
use super::key_field::key_field;
use super::own::{follow_endpoint, where_group};
use super::send::{send, send_button};
use super::target_fields::target_fields;
use super::{Field, Model, SPELLINGS, starts_of};
use crate::content::{components, places};
use crate::jose::Algorithm;
use crate::oauth::ClientAuthMethod;
use crate::platform::document;
use crate::texts::fill;
use crate::ui::address::link_to;
use crate::ui::components::{copy_button, entry_form, prose};
use crate::ui::content::Texts;
use crate::ui::dom::{El, Node, Text, Value, el, keyed, live, nodes, value, when};
use crate::ui::session::{Session, arrival};

/// The methods, each with the text that explains it.
const OFFERED: [(ClientAuthMethod, &str); 7] = [
    (ClientAuthMethod::ClientSecretBasic, "basic"),
    (ClientAuthMethod::ClientSecretPost, "post"),
    (ClientAuthMethod::ClientSecretJwt, "jwt_secret"),
    (ClientAuthMethod::PrivateKeyJwt, "jwt_key"),
    (ClientAuthMethod::TlsClientAuth, "tls"),
    (ClientAuthMethod::SelfSignedTlsClientAuth, "self_signed"),
    (ClientAuthMethod::None, "none"),
];

/// The form.
pub(super) fn request_form(secret_shown: RwSignal<bool>) -> Node {
    let session = Session::take();
    let texts = Texts::take();
    let say = move |name: &str| texts.pages.build(name);
    let newer = move || el("p").class("boot-note sm").add(say("newer"));
    let insecure = (!document::is_secure()).then(|| el("p").class("boot-note sm").add(say("insecure")));
    let reset = move |_| {
        session.build.update(Model::reset);
        follow_endpoint(session);
        settle_later(session);
        document::announce(say("was_reset"));
    };
    let group = |name: &str| el("fieldset").class("group").add(el("legend").add(el("h2").add(say(name))));
    let line = |field: Field| line_field(session, texts, field);
    let lines = |field: Field| lines_field(session, texts, field);
    let heading = el("h1").class("h-tool").attr("tabindex", "-1").add(places::BUILD_HEADING);
    let left_out = move || {
        let fields = session.build.with(Model::left_out).into_iter();
        let names = fields.map(|field| short_label(texts, field)).collect::<Vec<_>>().join(", ");
        let said = || el("p").class("hint warn").add(fill(say("link_left_out"), &[("fields", &names)]));
        (!names.is_empty()).then(said)
    };
    // Only when the field is left: what the choice brings would push it away under a reader's hands.
    let endpoint = line(Field::TokenEndpoint).on("change", move |_| follow_endpoint(session));
    let buttons = el("div")
        .class("btns run-bar")
        .add(send_button(session, texts))
        .add(el("button").class("btn").attr("type", "button").on("click", reset).add(say("reset")))
        .add(copy_button(components::COPY_LINK, move || link_to(&address(session))))
        .add(el("span").class("cap muted").add(say("send_keys")));
    entry_form(move || send(session, texts))
        .class("lesson")
        .add(el("div").add(heading).add(el("p").add(texts.pages.build("lead"))))
        .add(when(move || session.build.with(|model| model.newer_link), newer))
        .add(restored_note(session, texts))
        .add(preset_field(session, texts))
        .add(import_fold(session, texts.pages.build("import_heading")))
        .add(where_group(session, texts, nodes![line(Field::Issuer), endpoint]))
        .add(group("group_grant").add(line(Field::GrantType)))
        .add(group("group_client").add(line(Field::ClientId)).add(method_field(session, texts)).add(keyed(
            move || session.build.with(|model| model.draft.method.as_str()),
            move || proof(session, texts, secret_shown),
        )))
        .add(target_fields(session, texts))
        .add(group("group_sender").add(dpop_choice(session, texts)))
        .add(group("group_extras").add(lines(Field::Parameters)).add(lines(Field::HeaderFields)))
        .add(insecure)
        .add(buttons)
        .add(kept_note(texts))
        .add(live(left_out))
        .into()
}

/// What proves who the client is, as the method wants it.
fn proof(session: Session, texts: Texts, secret_shown: RwSignal<bool>) -> Node {
    let method = session.build.with_untracked(|model| model.draft.method);
    let secret = method.has_secret().then(|| secret_field(session, texts, secret_shown));
    let spelling = (method == ClientAuthMethod::ClientSecretBasic).then(|| spelling_field(session, texts));
    let key = (method == ClientAuthMethod::PrivateKeyJwt).then(|| key_field(session, texts));
    let assertion = method.signs().then(|| assertion_fields(session, texts));
    let certificate = method.shows_certificate().then(|| certificate_field(session, texts));
    nodes![secret, spelling, key, assertion, certificate]
}

/// How identifier and secret are spelt in the header field: as the standard asks, or as many clients and servers do it.
fn spelling_field(session: Session, texts: Texts) -> El {
    let name = |name: &str| texts.pages.build(&["spelling_", name].concat());
    let options = SPELLINGS.iter().map(|(_, one)| (*one, name(one))).collect();
    choice_field(session, texts, Field::Spelling, options)
}

/// Whether, and with which algorithm, the token is bound to a key.
fn dpop_choice(session: Session, texts: Texts) -> El {
    let bound = Algorithm::all().filter(|one| one.key_type().is_asymmetric()).map(|one| (one.name(), one.name()));
    let options = [("", texts.pages.build("dpop_none"))].into_iter().chain(bound).collect();
    choice_field(session, texts, Field::Dpop, options)
}

fn preset_field(session: Session, texts: Texts) -> El {
    let registry = session.lab().network().issuer().registry();
    session.build.update(|model| model.know(starts_of(registry.clients.iter().map(AsRef::as_ref))));
    // What the host has ready is chosen as long as the draft is what it says.
    let chosen = move |model: &Model| {
        let link = model.link();
        let ready = session.host.presets.iter().find(|preset| model.linked(&preset.link) == link);
        ready.map_or_else(|| model.preset().to_owned(), |preset| [OF_HOST, &preset.id].concat())
    };
    let mut select = el("select").attr("id", "preset").prop("value", move || Some(session.build.with(chosen))).on(
        "change",
        move |event| {
            let name = value(&event);
            let ready = session.host.presets.iter().find(|preset| name.strip_prefix(OF_HOST) == Some(&preset.id));
            match ready {
                Some(preset) => arrival::build(&preset.link),
                None => session.build.update(|model| model.start_from(&name)),
            }
            follow_endpoint(session);
            settle_later(session);
        },
    );
    if !session.host.presets.is_empty() {
        let ready = session.host.presets.iter();
        let options =
            ready.map(|preset| el("option").attr("value", [OF_HOST, &preset.id].concat()).add(preset.label.as_str()));
        select = select.add(el("optgroup").attr("label", session.host.name()).add(options.collect::<Node>()));
    }
    let starts = session.build.with_untracked(|model| model.starts().to_vec());
    for start in starts {
        let id = start.client_id.as_str().to_owned();
        let named = texts.pages.build(if start.dpop.is_some() { "start_bound" } else { "start" });
        let label = fill(named, &[("client", &id), ("method", method_name(texts, start.method))]);
        select = select.add(el("option").attr("value", id).add(label));
    }
    labelled(texts.pages.build("start_from"), "preset").add(select)
}

/// What the values begin with of requests that the host has ready, so that none is taken for a client.
const OF_HOST: &str = "host/";

fn secret_field(session: Session, texts: Texts, shown: RwSignal<bool>) -> El {
    const NAME: &str = "client_secret";
    let kind = Value::Live(Box::new(move || Some(Text::from(if shown.get() { "text" } else { "password" }))));
    let show = el("button")
        .class("btn")
        .attr("type", "button")
        .attr("aria-controls", NAME)
        .on("click", move |_| shown.update(|is| *is = !*is))
        .text(move || texts.pages.build(if shown.get() { "hide_secret" } else { "show_secret" }))
        .add(el("span").class("sr").add([" ", texts.pages.build("the_secret")].concat()));
    labelled_field(texts, Field::ClientSecret)
        .add(el("div").class("join").add(input(session, Field::ClientSecret, NAME, kind)).add(show))
        .add(hint(session, texts, Field::ClientSecret, NAME))
}

fn method_field(session: Session, texts: Texts) -> El {
    let options = OFFERED.map(|(method, explained)| {
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
            .add(el("span").add(el("b").add(method_name(texts, method))).add(explanation))
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
        .add(el("p").class("sm").attr("id", "method-label").add(el("b").add(texts.pages.build("label_method"))))
        .add(el("div").class("opts").add(options))
        .add(keyed(text, problem))
}

fn method_name(texts: Texts, method: ClientAuthMethod) -> &'static str {
    texts.pages.build(&["method_", method.as_str()].concat())
}
