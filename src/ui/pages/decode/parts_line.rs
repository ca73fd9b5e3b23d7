//! The token in its parts, and its text with every claim's octets in their place.

use super::Desk;
use super::pick::{Stretch, number_of, stretches};
use super::screen::{Of, Screen};
use crate::inspect::{Decoded, Part};
use crate::platform::document;
use crate::ui::components::{long_text, rows, segments};
use crate::ui::dom::{El, Event, Node, arrow, el, keyed, nodes, number};
use crate::ui::presenter::segments as parts_of;

/// Longer tokens are shown in their parts alone.
const LONGEST_TEXT: usize = 16 * 1024;

/// The line of parts, and the text.
pub(super) fn parts_line(screen: Screen) -> Node {
    let parts = move || {
        screen.follow(Of::Token);
        screen.read(Of::Signature, |desk| {
            desk.decoded().map_or_else(Vec::new, |decoded| parts_of(decoded, desk.is_broken()))
        })
    };
    let label = move || {
        screen.follow(Of::Token);
        screen.read(Of::Signature, |desk| label(screen, desk))
    };
    let text = keyed(
        move || screen.key(&[Of::Token]),
        move || {
            screen.peek(|desk| {
                desk.decoded().filter(|token| token.token.len() <= LONGEST_TEXT).and_then(|token| text(screen, token))
            })
        },
    );
    nodes![segments(parts, label), text]
}

fn label(screen: Screen, desk: &Desk) -> String {
    let count = desk.decoded().map_or(0, |decoded| decoded.segments.len()).to_string();
    let kind = desk.verdict().map_or("", |verdict| screen.texts.title(verdict.kind.code()));
    let signature = screen.texts.title(desk.report().state.heading());
    screen.texts.fill("parts_label", &[("count", &count), ("kind", kind), ("signature", signature)])
}

/// The text of the token. The stretches of the members are buttons: one of them is reached by Tab, the others from there by arrow keys.
fn text(screen: Screen, decoded: &Decoded) -> Option<El> {
    // What an encrypted token hides has no place in its text.
    if !decoded.encrypted.is_empty() {
        return None;
    }
    let mut pieces: Vec<Node> = Vec::new();
    let mut is_first = true;
    for (segment, class) in [(&decoded.header, "s1"), (&decoded.payload, "s2")] {
        let part = segment.as_ref()?;
        for stretch in stretches(part) {
            let is_stop = is_first && stretch.member.is_some();
            pieces.push(piece(part, &stretch, class, is_stop));
            is_first &= !is_stop;
        }
        pieces.push(Node::from("."));
    }
    // A token whose claims cannot be told apart shows no more than its parts do.
    if is_first {
        return None;
    }
    if let Some(signature) = &decoded.signature {
        pieces.push(el("span").class("s3").add(long_text(signature.raw.clone())).into());
    }
    let block = el("div")
        .class("bytes mono")
        .attr("id", "bytes")
        .attr("role", "group")
        .attr("aria-label", screen.texts.page("bytes"))
        .on("click", |event| picked(&event, true))
        .on("keydown", |event| walk(&event))
        .add(rows(pieces, |button| el("span").add(" … ").add(button)));
    Some(el("div").add(block).add(el("p").class("cap muted").add(screen.texts.page("bytes_hint"))))
}

fn piece(part: &Part, stretch: &Stretch, class: &'static str, is_stop: bool) -> Node {
    let text = part.raw[stretch.range.clone()].to_owned();
    let Some(index) = stretch.member else { return el("span").class(class).add(long_text(text)).into() };
    let name = part.json.members[index].name.clone();
    el("span")
        .class(["byte ", class].concat())
        .attr("role", "button")
        .attr("tabindex", if is_stop { "0" } else { "-1" })
        .attr("aria-pressed", "false")
        .attr("aria-label", crate::inspect::visible(&name).into_owned())
        .attr("data-n", number_of(part.segment, index).to_string())
        .add(long_text(text))
        .into()
}

/// Marks the claim that an event happened in; with `reveal` its row comes into view.
pub(super) fn picked(event: &Event, reveal: bool) {
    if let Some(number) = number(event) {
        mark(number, reveal);
    }
}

fn mark(number: usize, reveal: bool) {
    let selector = ["[data-n=\"", &number.to_string(), "\"]"].concat();
    document::mark("picked", &selector);
    if reveal {
        document::reveal(&[".members ", &selector].concat());
    }
}

/// Arrow keys go from claim to claim, Enter and Space do what a click does.
fn walk(event: &Event) {
    let Some(on) = arrow(event) else {
        if crate::ui::dom::is_enter(event) || crate::ui::dom::is_space(event) {
            event.prevent_default();
            picked(event, true);
        }
        return;
    };
    event.prevent_default();
    if let Some(number) = document::step_focus("#bytes [data-n]", on) {
        mark(number, false);
    }
}
