//! *Listed*: the message as a table of parts and meanings, with everything expanded: for screen readers, for paper, for long study.

use leptos::prelude::*;

use super::token::inside;
use super::view::{View, said};
use super::{Annotated, HIDDEN, Part};
use crate::ui::components::rows;
use crate::ui::dom::{El, Node, el, live, nodes};

/// The table, under a name for assistive technology. `id` begins the ids in it.
pub(super) fn listed(view: View, id: &str, message: &Annotated, name: &str) -> Node {
    // Narrow screens change `display`, which takes a table's semantics away in some browsers: the roles keep them.
    let head = |name: &'static str| el("th").attr("scope", "col").attr("role", "columnheader").add(view.word(name));
    let heads = row().add(head("line")).add(head("meaning"));
    let mut shown: Vec<Node> = Vec::new();
    for (index, part) in message.parts.iter().enumerate() {
        let id = [id, "-", &index.to_string()].concat();
        let meaning = el("td").attr("role", "cell").add(view.note(part).map(|note| el("p").add(said(note, true))));
        let line = el("th").attr("scope", "row").attr("role", "rowheader").add(text(view, part));
        shown.push(row().add(line).add(meaning.add(inside(view, &id, part, true))).into());
    }
    let rest = |button| row().add(el("td").attr("role", "cell").attr("colspan", "2").add(button));
    el("table")
        .class("grid listed")
        .attr("role", "table")
        .attr("aria-label", view.word("table").replace("{message}", name))
        .add(el("thead").attr("role", "rowgroup").add(heads))
        .add(el("tbody").attr("role", "rowgroup").add(rows(shown, rest)))
        .into()
}

fn row() -> El {
    el("tr").attr("role", "row")
}

/// The part's text, with its secret hidden until it is asked for.
fn text(view: View, part: &Part) -> Node {
    let pieces = part.pieces.iter().map(|piece| {
        let text = if piece.secret {
            let (shown, text) = (view.shown, piece.text.clone());
            live(move || Node::from(if shown.get() { text.clone() } else { HIDDEN.to_owned() }))
        } else {
            piece.text.clone().into()
        };
        nodes![el("span").class(piece.class).add(text)]
    });
    el("code").add(pieces.collect::<Node>()).into()
}
