//! What is inside the token: the claims as a table or as JSON, and the header.

use std::cell::Cell;
use std::collections::BTreeMap;

use leptos::prelude::*;

use super::json_view::json_view;
use super::parts_line::picked;
use super::pick::number_of;
use super::screen::{Of, Screen};
use crate::inspect::{ClaimTable, Part, visible};
use crate::jose::Segment;
use crate::platform::document;
use crate::ui::components::claim_table;
use crate::ui::dom::{El, Node, el, keyed, live, nodes, when};
use crate::ui::presenter::claim_groups;
use crate::ui::view_model::ClaimGroup;

/// The payload, as claims with their meanings or as the JSON it is.
pub(super) fn claims_pane(screen: Screen) -> El {
    let has_claims = move || screen.read(Of::Token, |desk| desk.has_claims());
    el("div").add(when(has_claims, move || claims(screen)))
}

fn claims(screen: Screen) -> Node {
    let texts = screen.texts;
    let as_json = RwSignal::new(false);
    let button = |json: bool, name: &'static str| {
        el("button")
            .attr("type", "button")
            .live("aria-pressed", move || Some(if as_json.get() == json { "true" } else { "false" }))
            .on("click", move |_| as_json.set(json))
            .add(texts.page(name))
    };
    let tabs = el("div").class("tabs").attr("role", "group").attr("aria-label", texts.page("payload_view"));
    let body = move || {
        if as_json.get() {
            let json = move || screen.peek(|desk| part_json(screen, desk.decoded()?.payload.as_ref()?, "payload_json"));
            return keyed(move || screen.part_key(|decoded| decoded.payload.as_ref()), json);
        }
        // The words about time change by the minute, and what the claims mean with what is known of the signature.
        let minute = Cell::new(0);
        let key = move || {
            let now = screen.session.status.with(|status| status.now.0);
            // Not under a reader's hands.
            if !document::has_focus(".members *") {
                minute.set(now);
            }
            [screen.part_key(|decoded| decoded.payload.as_ref()), minute.get().to_string()].concat()
        };
        keyed(key, move || {
            let groups = groups(screen);
            claim_table(move || groups.clone(), "payload")
        })
    };
    nodes![
        el("div")
            .class("head")
            .add(part_heading("payload", "s2", "2", texts.page("payload")))
            .add(tabs.add(button(false, "as_claims")).add(button(true, "as_json"))),
        el("div").class("members").on("click", |event| picked(&event, false)).add(live(body)),
    ]
}

/// The claims in groups. Each can be picked; of a name that is there twice the last one counts.
fn groups(screen: Screen) -> Vec<ClaimGroup> {
    screen.peek(|desk| {
        let (Some(decoded), Some(verdict)) = (desk.decoded(), desk.verdict()) else { return Vec::new() };
        let Some(part) = &decoded.payload else { return Vec::new() };
        let table = ClaimTable::new(part, screen.texts.dictionary, verdict, screen.session.now());
        let mut groups = claim_groups(&table, screen.texts.words);
        let members = part.json.members.iter().enumerate();
        let numbers: BTreeMap<_, _> = members.map(|(index, member)| (visible(&member.name), index)).collect();
        for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
            row.pick = numbers.get(row.name.as_str()).map(|index| number_of(Segment::Payload, *index));
        }
        groups
    })
}

/// The header as the JSON it is.
pub(super) fn header_pane(screen: Screen) -> El {
    let json = move || screen.peek(|desk| part_json(screen, desk.decoded()?.header.as_ref()?, "header_json"));
    el("section")
        .class("members")
        .attr("aria-labelledby", "header")
        .on("click", |event| picked(&event, false))
        .add(part_heading("header", "s1", "1", screen.texts.page("header")))
        .add(keyed(move || screen.part_key(|decoded| decoded.header.as_ref()), json))
}

fn part_json(screen: Screen, part: &Part, label: &'static str) -> Option<Node> {
    Some(json_view(part, screen.texts.page(label)))
}

/// The heading of a part of the token, with the number and the colour that the part has in the line of all parts.
pub(super) fn part_heading(id: &'static str, colour: &'static str, number: &'static str, name: &'static str) -> El {
    let number = el("span").class(colour).add(number);
    el("h2").class("t").attr("id", id).attr("tabindex", "-1").add(number).add(" ").add(name)
}
