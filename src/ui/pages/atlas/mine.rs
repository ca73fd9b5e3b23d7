//! Mine against theirs: an answer of one's own server beside the standard's and the nearest servers', difference by difference.

use leptos::prelude::*;

use super::asking::Asking;
use super::contents::Contents;
use crate::atlas::play::{Aspect, Compared, Difference, nearest};
use crate::inspect::PastedAnswer;
use crate::oauth::http_text::response_text;
use crate::ui::components::{prose, record_table};
use crate::ui::dom::{El, Node, el, live, nodes, value};
use crate::ui::route::Route;

/// How many of the nearest servers are told, beside the standard.
const NEAREST: usize = 4;

/// The box, and what it comes to.
pub(super) fn mine(asking: Asking) -> El {
    let contents = asking.contents;
    let pasted = RwSignal::new(answered_outside(contents).unwrap_or_default());
    let area = el("textarea")
        .class("mono")
        .attr("id", "mine")
        .attr("rows", "6")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "mine-hint")
        .prop("value", move || Some(pasted.get()))
        .on("input", move |event| pasted.set(value(&event)));
    let result = move || match (pasted.with(|text| PastedAnswer::read(text)), asking.answers.get()) {
        (None, _) => nodes![],
        (Some(_), None) => el("p").class("second").attr("role", "status").add(contents.word("mine_ask_first")).into(),
        (Some(answer), Some((_, answers))) => compared(contents, &nearest(&answer, &answers)),
    };
    el("section")
        .class("rows")
        .attr("aria-labelledby", "mine-title")
        .add(el("h2").attr("id", "mine-title").add(contents.word("mine_title")))
        .add(el("p").class("sm second").add(prose(contents.word("mine_lead"))))
        .add(
            el("div")
                .class("field")
                .add(el("label").attr("for", "mine").add(contents.word("mine_label")))
                .add(area)
                .add(el("p").class("hint").attr("id", "mine-hint").add(contents.word("mine_hint"))),
        )
        .add(live(result))
}

/// The standard, then the nearest servers.
fn compared(contents: Contents, all: &[Compared]) -> Node {
    let standard = all.iter().find(|compared| compared.who.is_none());
    let near = all.iter().filter(|compared| compared.who.is_some()).take(NEAREST);
    standard.into_iter().chain(near).enumerate().map(|(place, one)| beside(contents, place, one)).collect()
}

fn beside(contents: Contents, place: usize, compared: &Compared) -> El {
    let id = ["mine-", &place.to_string()].concat();
    let name: Node = match &compared.who {
        None => contents.word("answers_standard").into(),
        Some(who) => {
            let href = Route::Server { id: who.id.clone() }.to_hash();
            nodes![el("a").attr("href", href).add(who.name.clone()), " ", el("small").add(who.version.clone())]
        }
    };
    let heading = el("h3").attr("id", id.clone()).add(name);
    let section = el("section").class("fact-group").attr("aria-labelledby", id).add(heading);
    if compared.differences.is_empty() {
        return section.add(el("p").add(contents.word("mine_same")));
    }
    let cell = |value: &Option<String>| match value {
        Some(value) => Node::from(el("code").add(value.clone())),
        None => el("span").class("muted").add(contents.word("mine_absent")).into(),
    };
    let record = |difference: &Difference| {
        vec![what(contents, &difference.what), cell(&difference.mine), cell(&difference.theirs)]
    };
    let records = compared.differences.iter().map(record).collect();
    let heads = ["mine_what", "mine_mine", "mine_theirs"].map(|name| contents.word(name));
    section.add(record_table("differences", &heads, records))
}

/// In what two answers differ.
fn what(contents: Contents, aspect: &Aspect) -> Node {
    let (name, of) = match aspect {
        Aspect::Status => ("aspect_status", ""),
        Aspect::Error => ("aspect_error", ""),
        Aspect::TokenType => ("aspect_token_type", ""),
        Aspect::Member(of) => ("aspect_member", of.as_str()),
        Aspect::Challenge => ("aspect_challenge", ""),
        Aspect::MediaType => ("aspect_media_type", ""),
        Aspect::Cache => ("aspect_cache", ""),
        Aspect::Typ => ("aspect_typ", ""),
        Aspect::Claim(of) => ("aspect_claim", of.as_str()),
        Aspect::IdTokenClaim(of) => ("aspect_id_token_claim", of.as_str()),
    };
    let words = contents.word(name);
    let (before, after) = words.split_once("{name}").unwrap_or((words, ""));
    let of = (!of.is_empty()).then(|| el("code").add(of.to_owned()));
    nodes![prose(before), of, after]
}

/// The answer that Build has from the reader's own issuer, if it is the newest there.
fn answered_outside(contents: Contents) -> Option<String> {
    let endpoint = [&contents.session.lab().network().issuer().names().issuer, "/"].concat();
    contents.session.build.with_untracked(|model| {
        let exchange = &model.history.past().last()?.exchange;
        (!exchange.request.uri().to_string().starts_with(&endpoint)).then(|| response_text(&exchange.response))
    })
}
