//! The evidence pane: the Receipt, the lanes and the exchange of the newest run.

use super::exchange::exchange;
use super::lanes::lanes;
use super::links::build_link;
use super::model::Ran;
use super::view::Lesson;
use crate::inspect::{self, Receipt as Reading};
use crate::lab::{Action, Evidence};
use crate::platform::location;
use crate::ui::components::{copy_button, receipt};
use crate::ui::dom::{Node, el, keyed, nodes};
use crate::ui::route::Route;
use crate::ui::shown::ReceiptText;
use crate::ui::wire::{ReceiptFacts, receipt_text};

/// The pane. It can be focused, so that readers on narrow screens can jump to it.
pub(super) fn evidence(lesson: Lesson) -> Node {
    let inside = keyed(
        move || lesson.run_number(),
        move || lesson.peek(|model| model.ran.clone()).map_or_else(|| nothing(lesson), |ran| show(lesson, &ran)),
    );
    el("section")
        .class("evidence")
        .attr("id", "evidence")
        .attr("tabindex", "-1")
        .attr("aria-label", lesson.label("evidence"))
        .add(el("div").class("in-pane").add(inside))
        .into()
}

fn nothing(lesson: Lesson) -> Node {
    nodes![
        el("div")
            .class("nothing")
            .add(el("p").add(el("b").add(lesson.label("nothing_ran"))))
            .add(el("p").class("sm second").add(lesson.label("nothing_ran_hint"))),
        lanes(&Evidence::default(), lesson.labels),
    ]
}

fn show(lesson: Lesson, ran: &Ran) -> Node {
    let receipt = match receipt_of(&ran.evidence, lesson.reading) {
        Some(text) => receipt(text, "receipt", None, move |token| lesson.session.open_in_decode(token)),
        None => el("p").class("no-receipt second").add(lesson.label("no_receipt")).into(),
    };
    let build = build_link(ran.variant.actions, &ran.evidence.policies)
        .map(|href| el("a").class("act").attr("href", href).add(lesson.label("open_build")));
    let here = Route::Learn { step: lesson.step.number }.to_hash();
    nodes![
        receipt,
        lanes(&ran.evidence, lesson.labels),
        exchange(&ran.evidence, lesson.labels, "h2"),
        el("div").class("acts").add(build).add(copy_button("Copy link", move || location::link_to(&here))),
    ]
}

/// The Receipt of the last token response; `None` when the run asked for no token.
pub(crate) fn receipt_of(evidence: &Evidence, words: &inspect::Words) -> Option<ReceiptText> {
    let done = evidence.done.iter().rev().find(|done| matches!(done.action, Action::TokenRequest(_)))?;
    let Action::TokenRequest(ask) = &done.action else { return None };
    let exchange = &evidence.messages.get(done.message?)?.exchange;
    let logins = evidence.record.as_ref().map_or(0, |record| record.logins);
    let facts = ReceiptFacts { at: exchange.at, logins, signed_in: logins > 0 };
    Some(receipt_text(&Reading::from_response(ask.scope, &exchange.response), facts, words))
}
