//! One HTTP message, at two reading levels, with its secrets hidden until asked for.

use std::rc::Rc;

use leptos::prelude::untrack;

use super::{code, copy_button};
use crate::ui::dom::{Node, Text, el, when};
use crate::ui::shown::MessageText;
use crate::ui::signal::Signal;

/// An HTTP message under a heading, with its reading levels and a button that copies what was sent.
pub(crate) struct Message {
    /// The heading, *Request*.
    pub heading: &'static str,
    /// The heading's id.
    pub id: &'static str,
    /// What the copy button says, *Copy request*.
    pub copy: &'static str,
    /// The message's name for assistive technology, *Request, POST token endpoint*.
    pub label: Text,
    /// Whether secrets are readable: another control of the page may have a say in it too.
    pub shown: Signal<bool>,
}

/// Shows the message that `message` gives.
pub(crate) fn message(about: Message, message: impl Fn() -> MessageText + 'static) -> Node {
    show(about, Rc::new(message))
}

fn show(about: Message, message: Rc<dyn Fn() -> MessageText>) -> Node {
    let Message { heading, id, copy, label, shown } = about;
    let raw = Signal::new(false);
    let level = |name: &'static str, is_raw: bool| {
        el("button")
            .attr("type", "button")
            .live("aria-pressed", move || Some(if raw.get() == is_raw { "true" } else { "false" }))
            .on("click", move |_| raw.set(is_raw))
            .add(name)
    };
    let tabs = el("div").class("tabs").attr("role", "group").attr("aria-label", [heading, ", reading level"].concat());
    let secret_button = move || {
        el("button")
            .class("act")
            .attr("type", "button")
            .on("click", move |_| shown.toggle())
            .text(move || if shown.get() { "Hide secret" } else { "Show secret" })
    };
    let (of_secret, of_copy) = (Rc::clone(&message), Rc::clone(&message));
    let lines = move || {
        let message = message();
        if raw.get() { message.raw } else { message.laid_out }
    };
    let head = el("div")
        .class("head")
        .add(el("h2").attr("id", id).add(heading))
        .add(tabs.add(level("Laid out", false)).add(level("Raw", true)))
        .add(when(move || of_secret().has_secret(), secret_button))
        .add(copy_button(copy, move || untrack(|| of_copy()).to_text()));
    el("section").attr("aria-labelledby", id).add(head).add(code(lines, move || shown.get(), label)).into()
}
