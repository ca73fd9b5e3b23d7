//! What was sent and what came, of a fact that was run: drawn when somebody unfolds it.

use leptos::prelude::*;

use super::contents::Contents;
use crate::atlas::{Asker, answer_of};
use crate::facts::{HowKnown, Seen};
use crate::ui::components::{code, unfold};
use crate::ui::dom::{El, Node, el, nodes, when};
use crate::ui::presenter::{request_message, response_message};

/// The button, and behind it the two messages.
pub(super) fn message(contents: Contents, seen: &Seen<'static>) -> Option<El> {
    let fact = seen.fact;
    if seen.how() != HowKnown::Run || fact.status.is_none() {
        return None;
    }
    let (button, open) = unfold(contents.word("message"));
    let both = move || {
        let request = Asker::shown().request(fact.topic).map(|request| request_message(&request).laid_out);
        let response = answer_of(fact).map(|answer| response_message(&answer).laid_out);
        let block = |name: &'static str, lines: Option<Vec<_>>| {
            lines.map(|lines| {
                let label = contents.word(name);
                // Nothing secret is in it: what looks like a secret is a placeholder.
                nodes![el("p").class("cap muted").add(label), code(move || lines.clone(), || true, label)]
            })
        };
        let when = fact.when.as_ref().map(|when| el("p").class("cap").add(when.as_str()));
        nodes![when, block("sent", request), block("came", response)]
    };
    let inside: Node = when(move || open.get(), both);
    Some(el("div").class("message").add(button).add(inside))
}
