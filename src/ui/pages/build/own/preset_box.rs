//! A provider of which the pattern is known: its places, what is known of it, and what nobody found out.

use leptos::prelude::*;

use super::discover_row::discover_row;
use super::fill::from_preset;
use super::found::paste_metadata;
use super::group::change;
use super::said::text_field;
use super::texts::OwnTexts;
use super::when_here::with;
use crate::facts::{HowKnown, Preset, Presets, Source, Told, Topic};
use crate::ui::components::prose;
use crate::ui::content::load;
use crate::ui::dom::{El, Node, el, keyed, nodes, value};
use crate::ui::session::Session;

/// What is told of each provider, with the label of its row.
const TOLD: [(Topic, &str); 5] = [
    (Topic::ClientAuthentication, "told_methods"),
    (Topic::AudienceChoice, "told_audience"),
    (Topic::Openid, "told_openid"),
    (Topic::CrossOrigin, "told_browser"),
    (Topic::BasicSpelling, "told_spelling"),
];

/// The choice of a provider, and what it needs.
pub(super) fn preset_box(session: Session, texts: &'static OwnTexts) -> Node {
    let presets = load::<Presets>("facts/presets");
    with(move || presets.get(), move |presets| chosen(session, texts, presets))
}

fn chosen(session: Session, texts: &'static OwnTexts, presets: &'static Presets) -> Node {
    let first = presets.presets.first().map_or("", |preset| preset.id.as_str());
    if session.own.with_untracked(|own| own.preset.is_none()) {
        choose(session, presets, first);
    }
    let id = move || session.own.with(|own| own.preset.clone()).unwrap_or_default();
    let options = presets.presets.iter();
    let options: Node = options
        .map(|preset| nodes![el("option").attr("value", preset.id.as_str()).add(preset.name.as_str())])
        .collect();
    let select = el("select")
        .attr("id", "own-preset")
        .prop("value", move || Some(id()))
        .on("change", move |event| choose(session, presets, &value(&event)))
        .add(options);
    let label = el("label").attr("for", "own-preset").add(texts.page("provider").to_owned());
    nodes![
        el("div").class("field").add(label).add(select),
        keyed(id, move || presets.preset(&id()).map(|preset| preset_fields(session, texts, preset)))
    ]
}

fn choose(session: Session, presets: &'static Presets, id: &str) {
    session.own.update(|own| {
        own.preset = Some(id.to_owned());
        own.tried.clear();
        own.asked = None;
    });
    if let Some(preset) = presets.preset(id) {
        fill(session, preset);
    }
}

/// Fills the form in anew, as the places stand.
fn fill(session: Session, preset: &'static Preset) {
    let values = session.own.with_untracked(|own| own.values.clone());
    session.own.update(|own| {
        let issuer = preset.issuer.as_ref().map(|pattern| preset.fill(pattern, &values)).unwrap_or_default();
        if own.issuer != issuer {
            own.issuer = issuer;
            own.tried.clear();
        }
    });
    change(session, |draft| from_preset(draft, preset, &values));
}

fn preset_fields(session: Session, texts: &'static OwnTexts, preset: &'static Preset) -> Node {
    let places: Node = preset
        .places
        .iter()
        .enumerate()
        .map(|(number, place)| {
            // Identifiers are static: a preset has a handful of places.
            const IDS: [&str; 6] = ["place-1", "place-2", "place-3", "place-4", "place-5", "place-6"];
            let name = place.name.as_str();
            let field = el("input")
                .attr("placeholder", place.example.as_str())
                .prop("value", move || Some(session.own.with(|own| own.value(name).to_owned())))
                .on("input", move |event| {
                    session.own.update(|own| own.put(name, &value(&event)));
                    fill(session, preset);
                });
            let hint = place.hint.as_deref().map_or_else(|| nodes![], prose);
            nodes![text_field(IDS[number.min(5)], place.label.clone(), field, hint)]
        })
        .collect();
    let discovers =
        preset.issuer.is_some().then(|| nodes![discover_row(session, texts), paste_metadata(session, texts)]);
    let note = preset.note.as_ref().map(|note| el("p").class("sm").add(prose(note)));
    nodes![places, note, known(texts, preset), discovers]
}

/// What is known of the provider. What nobody found out is told so.
fn known(texts: &'static OwnTexts, preset: &'static Preset) -> Node {
    let mut rows = el("dl").class("facts sm");
    if preset.fact(Topic::Grant).is_some_and(|told| told.outcome == crate::facts::Outcome::WithoutGrant) {
        rows = rows.add(row(texts, "told_grant", nodes![prose(texts.page("without_grant"))]));
    }
    for (topic, name) in TOLD {
        let told = match preset.fact(topic) {
            Some(told) => fact(texts, told),
            None => el("span").class("second").add(texts.page("unknown").to_owned()).into(),
        };
        rows = rows.add(row(texts, name, told));
    }
    rows.add(row(texts, "told_addresses", source(texts, &preset.addresses))).into()
}

fn row(texts: &'static OwnTexts, name: &'static str, told: Node) -> El {
    el("div").add(el("dt").add(texts.page(name).to_owned())).add(el("dd").add(told))
}

fn fact(texts: &'static OwnTexts, told: &'static Told) -> Node {
    let value = told.value.as_deref().filter(|_| told.topic == Topic::ClientAuthentication);
    let outcome = texts.page(told.outcome.name());
    let said = match (value, told.text.as_deref()) {
        (Some(value), text) => nodes![el("code").add(value), text.map(|text| nodes![". ", prose(text)])],
        (None, Some(text)) => prose(text),
        (None, None) => prose(if outcome.is_empty() { told.outcome.name() } else { outcome }),
    };
    let open = told.open.as_ref().map(|open| nodes![" ", texts.page("open").to_owned(), " ", prose(open), "."]);
    let date = told.date.as_deref().unwrap_or_default();
    let when = [" ", how(texts, told.how), ", ", &told.version, if date.is_empty() { "" } else { ", " }, date].concat();
    let cited = told.citation.as_ref().map(|citation| nodes![" ", el("span").class("second").add(citation.as_str())]);
    nodes![said, open, el("span").class("cap muted").add(when), cited]
}

fn source(texts: &'static OwnTexts, source: &'static Source) -> Node {
    let rest = [&source.version, &source.date, &source.citation];
    let mut told = how(texts, source.how).to_owned();
    for text in rest.into_iter().flatten() {
        told.push_str(", ");
        told.push_str(text);
    }
    let open = source.open.as_ref().map(|open| nodes![" ", texts.page("open").to_owned(), " ", prose(open), "."]);
    nodes![el("span").class("cap muted").add(told), open]
}

fn how(texts: &'static OwnTexts, how: HowKnown) -> &'static str {
    texts.page(match how {
        HowKnown::Run => "how_run",
        HowKnown::SourceRead => "how_source_read",
        HowKnown::Documented => "how_documented",
        HowKnown::ThirdParty => "how_third_party",
        HowKnown::NotVerified => "unknown",
    })
}
