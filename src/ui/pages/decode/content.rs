//! The box for content that travels apart from its signature (RFC 7515 App. F): with it the signature can be checked.

use super::screen::Screen;
use crate::inspect::Decoded;
use crate::ui::dom::{El, el, value};

/// The section.
pub(super) fn pane(screen: Screen) -> El {
    let texts = screen.texts;
    let write = move |event| {
        let text = value(&event);
        screen.complete(|token| Decoded::read(&token.token).with_content(text.as_bytes()));
    };
    let field = el("textarea")
        .attr("id", "content")
        .class("mono")
        .attr("rows", "3")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "content-hint")
        .on("input", write);
    el("section")
        .attr("aria-labelledby", "detached")
        .add(el("h2").class("t").attr("id", "detached").add(texts.page("detached")))
        .add(
            el("div")
                .class("field")
                .add(el("label").attr("for", "content").add(texts.page("content")))
                .add(field)
                .add(el("p").class("hint").attr("id", "content-hint").add(texts.page("content_hint"))),
        )
}
