//! What is inside the token: the claims as a table or as JSON, and the header.

use leptos::prelude::*;

use super::Model;
use crate::inspect::{ClaimTable, Part};
use crate::ui::components::{claim_table, code};
use crate::ui::content::Texts;
use crate::ui::dom::{El, Node, el, live, nodes, when};
use crate::ui::presenter::{claim_groups, json_lines};
use crate::ui::session::Session;
use crate::ui::view_model::Line;

/// The payload, as claims with their meanings or as the JSON it is.
pub(super) fn claims_pane(session: Session, texts: Texts) -> El {
    let has_payload = move || session.decode.with(Model::has_claims);
    el("div").add(when(has_payload, move || claims(session, texts)))
}

fn claims(session: Session, texts: Texts) -> Node {
    let as_json = RwSignal::new(false);
    let groups = move || {
        session.status.track();
        session.decode.with(|model| {
            let Some(part) = &model.decoded().payload else { return Vec::new() };
            let table = ClaimTable::new(part, texts.dictionary, &model.verdict(), session.now());
            claim_groups(&table, texts.words)
        })
    };
    let lines = move || session.decode.with(|model| lines_of(model.decoded().payload.as_ref()));
    let button = |json: bool, name: &'static str| {
        el("button")
            .attr("type", "button")
            .live("aria-pressed", move || Some(if as_json.get() == json { "true" } else { "false" }))
            .on("click", move |_| as_json.set(json))
            .add(name)
    };
    let tabs = el("div").class("tabs").attr("role", "group").attr("aria-label", "Payload view");
    let body = move || {
        if as_json.get() { code(lines, || false, "Payload as JSON") } else { claim_table(groups, "payload") }
    };
    nodes![
        el("div")
            .class("head")
            .add(part_heading("payload", "s2", "2", " Payload claims"))
            .add(tabs.add(button(false, "Claims")).add(button(true, "JSON"))),
        live(body),
    ]
}

/// The header as the JSON it is.
pub(super) fn header_pane(session: Session) -> El {
    let lines = move || session.decode.with(|model| lines_of(model.decoded().header.as_ref()));
    el("section").attr("aria-labelledby", "header").add(part_heading("header", "s1", "1", " Header")).add(code(
        lines,
        || false,
        "Header as JSON",
    ))
}

/// The heading of a part of the token, with the number and the colour that the part has in the line of all parts.
pub(super) fn part_heading(id: &'static str, colour: &'static str, number: &'static str, name: &'static str) -> El {
    let number = el("span").class(colour).add(number);
    el("h2").class("t").attr("id", id).attr("tabindex", "-1").add(number).add(name)
}

fn lines_of(part: Option<&Part>) -> Vec<Line> {
    part.map(|part| json_lines(&part.json)).unwrap_or_default()
}
