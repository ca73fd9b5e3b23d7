//! Sentences of `own.json` as elements.

use super::texts::OwnTexts;
use crate::cite::Citation;
use crate::client::discovery::{AskedNote, Fault};
use crate::inspect::Phrase;
use crate::ui::components::{citations, prose};
use crate::ui::dom::{El, Node, el, nodes};
use crate::ui::presenter::link;

/// A phrase, what to do next, and the clause behind it.
pub(super) fn said(texts: &OwnTexts, phrase: &Phrase, citation: Option<&Citation>) -> Node {
    let (title, next) = texts.tell(phrase);
    nodes![
        prose(&title),
        next.map(|next| nodes![" ", prose(&next)]),
        citation.map(|citation| nodes![" ", citations(vec![link(citation)])])
    ]
}

/// The phrase of a fault.
pub(super) fn of_fault(fault: &Fault) -> Phrase {
    fault.values().iter().fold(Phrase::new(fault.code()), |phrase, (name, value)| phrase.with(name, value))
}

/// The phrase of a note about what was typed.
pub(super) fn of_note(note: AskedNote, issuer: &str) -> Phrase {
    Phrase::new(note.code()).with("issuer", issuer)
}

/// A field of one line under its label, with what is said about it.
pub(super) fn text_field(id: &'static str, label: String, field: El, hint: Node) -> El {
    let hint_id = [id, "-hint"].concat();
    let field = field
        .class("inp mono")
        .attr("id", id)
        .attr("type", "text")
        .attr("spellcheck", "false")
        .attr("autocapitalize", "off")
        .attr("autocomplete", "off")
        .attr("aria-describedby", hint_id.clone());
    el("div")
        .class("field")
        .add(el("label").attr("for", id).add(label))
        .add(field)
        .add(el("p").class("hint").attr("id", hint_id).add(hint))
}

/// A button that is no submit button.
pub(super) fn button(class: &'static str, label: impl Into<Node>, press: impl FnMut() + 'static) -> El {
    let mut press = press;
    el("button").class(class).attr("type", "button").on("click", move |_| press()).add(label)
}
