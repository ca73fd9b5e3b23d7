//! The messages of a run in order, each from a party to a party, and the issuer's decision under each answer.

use std::rc::Rc;

use leptos::prelude::*;

use super::message_view::message as drawn;
use super::step::checks;
use super::view::{View, levels, secret_button, with_notes};
use super::{Level, Message, decision};
use crate::lab::content::word;
use crate::lab::{Evidence, SequencedMessage, Upcoming};
use crate::oauth::Party;
use crate::texts::Table;
use crate::ui::components::{code, icon};
use crate::ui::dom::{El, Node, el, nodes, when};

type Labels = &'static Table<String>;

/// The messages of a run under a heading of this level.
pub(crate) fn exchange(evidence: &Evidence, labels: Labels, level: &'static str) -> Node {
    let evidence = Rc::new(evidence.clone());
    let bare = Rc::clone(&evidence);
    let heading = move || el(level).add(word(labels, "exchange"));
    let inside = move |view: View| {
        let sequence = evidence.message_sequence();
        let messages: Vec<Message> = sequence.iter().map(read).collect();
        let secret = messages.iter().any(Message::has_secret).then(|| secret_button(view));
        let mut list = el("ol").class("msgs");
        for (index, (sent, read)) in sequence.iter().zip(messages).enumerate() {
            let number = (index + 1).to_string();
            let copy = view.word("copy").replace("{number}", &number);
            let message = drawn(view, read, name(&number, sent, labels), copy.into());
            list = list.add(show_sent(number, sent, message, labels));
        }
        let hint = move || el("p").class("cap muted").add(view.word("hint"));
        let is_explained = move || view.session.level.get() == Level::Explained;
        let head = el("div").class("head").add(heading()).add(levels(view, "")).add(secret);
        nodes![head, when(is_explained, hint), list]
    };
    let plain = move || {
        let mut list = el("ol").class("msgs");
        for (index, sent) in bare.message_sequence().iter().enumerate() {
            let number = (index + 1).to_string();
            let text = read(sent).text;
            let block = code(move || text.raw.clone(), || false, name(&number, sent, labels));
            list = list.add(show_sent(number, sent, block, labels));
        }
        nodes![heading(), list]
    };
    el("section").class("exchange").add(with_notes(RwSignal::new(false), inside, plain)).into()
}

/// A request that was not sent, drawn as it will be among the messages of its run.
pub(crate) fn upcoming(upcoming: &Upcoming, labels: Labels) -> Node {
    let Upcoming { from, to, request } = upcoming.clone();
    let label = [request.method().as_str(), " ", request.uri().path()].concat();
    let name = word(labels, "request_label").replace("{number}", "1").replace("{message}", &label);
    let message = Rc::new(Message::request(&request));
    let bare = Rc::clone(&message);
    let list =
        move |drawn: Node| el("ol").class("msgs").add(show(("1".to_owned(), from, to, label.clone()), drawn, labels));
    let plain_list = list.clone();
    let plain_name = name.clone();
    let inside = move |view: View| {
        let copy = view.word("copy").replace("{number}", "1");
        let secret = message.has_secret().then(|| secret_button(view));
        let drawn = drawn(view, (*message).clone(), name.clone(), copy.into());
        nodes![el("div").class("head").add(levels(view, "")).add(secret), list(drawn)]
    };
    let plain = move || {
        let text = bare.text.raw.clone();
        plain_list(code(move || text.clone(), || false, plain_name.clone())).into()
    };
    with_notes(RwSignal::new(false), inside, plain)
}

fn read(sent: &SequencedMessage<'_>) -> Message {
    let exchange = &sent.recorded.exchange;
    if sent.is_response {
        Message::response(&exchange.response, exchange.request.uri().path())
    } else {
        Message::request(&exchange.request)
    }
}

/// What assistive technology calls a message: *Message 1, POST /token*.
fn name(number: &str, sent: &SequencedMessage<'_>, labels: Labels) -> String {
    let name = word(labels, if sent.is_response { "response_label" } else { "request_label" });
    name.replace("{number}", number).replace("{message}", &sent.label())
}

fn show_sent(number: String, sent: &SequencedMessage<'_>, message: Node, labels: Labels) -> El {
    let trace = sent.is_response.then(|| show_trace(sent, labels));
    show((number, sent.from, sent.to, sent.label()), message, labels).add(trace)
}

/// A message under its number, from whom to whom it goes, and what it is called in a few characters.
fn show((number, from, to, label): (String, Party, Party, String), message: Node, labels: Labels) -> El {
    let between = el("span").class("muted").add(word(labels, "to"));
    let header = el("header").add(who(from, labels)).add(between).add(who(to, labels));
    el("li")
        .class("msg")
        .add(el("span").class("num").attr("aria-hidden", "true").add(number))
        .add(header.add(el("code").add(label)))
        .add(message)
}

/// What was checked before this answer, folded under the sentence that says which check decided.
fn show_trace(sent: &SequencedMessage<'_>, labels: Labels) -> El {
    let trace = &sent.recorded.trace;
    el("details")
        .class("trace")
        .add(el("summary").class("chev").add(decision(trace, labels)))
        .add(checks(trace.steps.iter(), &|name| word(labels, name)))
}

/// A party with its icon.
fn who(party: Party, labels: Labels) -> El {
    let (class, symbol, name) = face(party);
    el("span").class(["who ", class].concat()).add(icon(symbol)).add(word(labels, name))
}

/// A party's colour class, icon and label.
pub(crate) const fn face(party: Party) -> (&'static str, &'static str, &'static str) {
    match party {
        Party::Client => ("client", "client", "client"),
        Party::Issuer => ("issuer", "issuer", "issuer"),
        Party::Api => ("api", "api", "api"),
        Party::Person => ("user", "user", "person"),
        Party::Other => ("issuer", "issuer", "other_issuer"),
    }
}
