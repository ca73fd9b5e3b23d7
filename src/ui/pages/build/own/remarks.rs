//! What there is to say about the answer of somebody's own token endpoint, which can be anything.

use leptos::prelude::*;

use super::super::Answer;
use super::model::Pasted;
use crate::inspect::{Remark, Seen, token_answer_remarks};
use crate::ui::components::{citations, prose};
use crate::ui::content::Texts;
use crate::ui::dom::{Node, el, nodes};
use crate::ui::presenter::link;
use crate::ui::session::Session;

/// What there is to say, the gravest first; nothing about an answer as it should be.
pub(crate) fn remarks(session: Session, texts: Texts, answer: &Answer) -> Option<Node> {
    let pasted = session.own.with_untracked(|own| own.pasted.filter(|pasted| pasted.run == answer.run));
    let seen = pasted.map_or(Seen::ByBrowser, |pasted| pasted.seen);
    let all: Node = token_answer_remarks(&answer.exchange.response, seen).iter().map(|one| row(texts, one)).collect();
    let how = match pasted {
        None => "seen_by_browser",
        Some(Pasted { seen: Seen::Body, .. }) => "seen_body",
        Some(_) => "seen_pasted",
    };
    let section = el("section")
        .attr("id", "remarks")
        .attr("aria-labelledby", "remarks-title")
        .add(el("h2").attr("id", "remarks-title").add(texts.pages.build("remarks")))
        .add(el("p").class("cap muted").add(prose(texts.pages.build(how))))
        .add(el("ul").class("plain sm").add(all));
    Some(section.into())
}

fn row(texts: Texts, remark: &Remark) -> Node {
    let Some(text) = texts.words.text(remark.phrase.code) else { return nodes![] };
    let next = text.next.as_ref().map(|next| nodes![" ", prose(&remark.phrase.fill(next))]);
    let cited = citations(vec![link(&remark.citation)]);
    el("li").add(prose(&remark.phrase.fill(&text.title))).add(next).add(" ").add(cited).into()
}
