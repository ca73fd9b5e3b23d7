//! The doors to the tools: a heading that unfolds, behind which a tool appears when its part of the module is here.

use leptos::prelude::*;

use super::screen::Screen;
use crate::platform::document;
use crate::ui::dom::{El, Node, Text, el, keyed, nodes, when};
use crate::ui::tables::Tools;

/// A tool of the part.
type Tool = fn(&'static Tools) -> Node;

/// A tool under a heading, folded until somebody wants it.
pub(super) fn folded(screen: Screen, id: &'static str, tool: Tool) -> El {
    let heading = el("h2").attr("id", id).add(screen.texts.page(id));
    unfolding("more", heading.into(), screen, tool)
}

/// A tool behind words, folded until somebody wants it.
pub(super) fn unfolding(class: &'static str, words: Node, screen: Screen, tool: Tool) -> El {
    let is_open = RwSignal::new(false);
    el("details")
        .class(class)
        .on("toggle", move |event| is_open.set(document::is_unfolded(&event)))
        .add(el("summary").class("chev").add(words))
        .add(when(move || is_open.get(), move || here(screen, tool)))
}

/// A tool as soon as its part of the module is here. Why it does not come, the page says above everything.
pub(super) fn here(screen: Screen, tool: Tool) -> Node {
    let part = screen.session.parts.tools;
    let key = move || Text::Borrowed(if part.follow().is_some() { "here" } else { "" });
    keyed(key, move || match part.get() {
        Some(tools) => tool(tools),
        None => {
            part.fetch();
            nodes![]
        }
    })
}
