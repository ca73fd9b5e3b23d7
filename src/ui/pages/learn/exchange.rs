//! The exchange: every message of a run in order, at two reading levels, and the issuer's decision under each answer.

use super::trace::decision;
use crate::issuer::{Step, StepOutcome};
use crate::lab::content::word;
use crate::lab::{Evidence, Hop};
use crate::oauth::Party;
use crate::texts::Table;
use crate::ui::components::{citations, code, icon};
use crate::ui::dom::{El, Node, el};
use crate::ui::shown::MessageText;
use crate::ui::signal::Signal;
use crate::ui::wire::{link, request_message, response_message};

type Labels = &'static Table<String>;

/// The names of what an observation points at in an answer.
const TELLING: [&str; 3] = ["\"error\"", "Allow", "WWW-Authenticate"];

/// The messages of a run under a heading of this level.
pub(crate) fn exchange(evidence: &Evidence, labels: Labels, level: &'static str) -> Node {
    let raw = Signal::new(false);
    let shown = Signal::new(false);
    let mut has_secret = false;
    let mut list = el("ol").class("msgs");
    for (index, hop) in evidence.hops().iter().enumerate() {
        let message = message(hop);
        has_secret |= message.has_secret();
        list = list.add(show_hop(index + 1, hop, message, labels, raw, shown));
    }
    let tab = move |name: &'static str, is_raw: bool| {
        el("button")
            .attr("type", "button")
            .live("aria-pressed", move || Some((raw.get() == is_raw).to_string()))
            .on("click", move |_| raw.set(is_raw))
            .add(word(labels, name))
    };
    let secret = has_secret.then(|| {
        el("button")
            .class("act")
            .attr("type", "button")
            .on("click", move |_| shown.toggle())
            .text(move || word(labels, if shown.get() { "hide_secret" } else { "show_secret" }))
    });
    let tabs = el("div").class("tabs").attr("role", "group").attr("aria-label", word(labels, "reading_level"));
    let tabs = tabs.add(tab("explained", false)).add(tab("raw", true));
    let heading = el(level).add(word(labels, "exchange"));
    let head = el("div").class("head").add(heading).add(tabs).add(secret);
    el("section").class("exchange").add(head).add(list).into()
}

fn message(hop: &Hop<'_>) -> MessageText {
    let exchange = &hop.recorded.exchange;
    if !hop.is_response {
        return request_message(&exchange.request);
    }
    let mut message = response_message(&exchange.response);
    for line in &mut message.laid_out {
        line.seen = line.pieces.iter().any(|piece| TELLING.contains(&piece.text.as_str()));
    }
    message
}

fn show_hop(
    number: usize,
    hop: &Hop<'_>,
    message: MessageText,
    labels: Labels,
    raw: Signal<bool>,
    shown: Signal<bool>,
) -> El {
    let label = hop.label();
    let number = number.to_string();
    let name = word(labels, if hop.is_response { "response_label" } else { "request_label" });
    let name = name.replace("{number}", &number).replace("{message}", &label);
    let lines = move || if raw.get() { message.raw.clone() } else { message.laid_out.clone() };
    let trace = hop.is_response.then(|| show_trace(hop, labels));
    let to = el("span").class("muted").add(word(labels, "to"));
    let header = el("header").add(who(hop.from, labels)).add(to).add(who(hop.to, labels)).add(el("code").add(label));
    el("li")
        .class("msg")
        .add(el("span").class("num").attr("aria-hidden", "true").add(number))
        .add(header)
        .add(code(lines, move || shown.get(), name))
        .add(trace)
}

/// What was checked before this answer, folded under the sentence that says which check decided.
fn show_trace(hop: &Hop<'_>, labels: Labels) -> El {
    let trace = &hop.recorded.trace;
    let checks: Node = trace.steps.iter().map(|step| show_step(step, labels)).collect();
    el("details")
        .class("trace")
        .add(el("summary").class("chev").add(decision(trace, labels)))
        .add(el("ol").class("checks").add(checks))
}

/// One check. A refusal is the issuer's answer, not a failure, so its sign is neutral.
fn show_step(step: &Step, labels: Labels) -> El {
    let (class, word_name) = match step.outcome {
        StepOutcome::Passed => ("", "passed"),
        StepOutcome::Noted => ("no", "noted"),
        StepOutcome::Refused => ("stop", "refused"),
    };
    el("li")
        .class(class)
        .add(el("span").add(el("b").add(step.name)).add(": ").add(step.saw.clone()))
        .add(el("em").add(word(labels, word_name)))
        .add(el("small").add(step.decided.clone()).add(" ").add(citations(vec![link(&step.citation)])))
}

/// A party with its icon.
pub(super) fn who(party: Party, labels: Labels) -> El {
    let (class, symbol, name) = face(party);
    el("span").class(["who ", class].concat()).add(icon(symbol)).add(word(labels, name))
}

/// A party's colour class, icon and label.
pub(super) const fn face(party: Party) -> (&'static str, &'static str, &'static str) {
    match party {
        Party::Client => ("client", "client", "client"),
        Party::Issuer => ("issuer", "issuer", "issuer"),
        Party::Api => ("api", "api", "api"),
        Party::Person => ("user", "user", "person"),
    }
}
