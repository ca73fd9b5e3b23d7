//! An exchange that was: both messages as they went, and what was checked.

use super::Past;
use super::checked::checked;
use crate::ui::components::code;
use crate::ui::content::Texts;
use crate::ui::dom::{Node, el};
use crate::ui::exchange::Message;

/// Both messages, and what was checked.
pub(super) fn exchange(texts: Texts, past: &Past) -> Node {
    let path = past.exchange.request.uri().path();
    let request = Message::request(&past.exchange.request).text.raw;
    let response = Message::response(&past.exchange.response, path).text.raw;
    el("div")
        .class("stack")
        .add(el("h3").add(past.name()))
        .add(code(move || request.clone(), || false, texts.pages.build("request")))
        .add(code(move || response.clone(), || false, texts.pages.build("response")))
        .add(checked(texts, &past.trace))
        .into()
}
