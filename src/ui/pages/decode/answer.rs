//! A text that is an answer: a token response, an error, a challenge. What is wrong with it and what its codes mean.

use super::findings::severity;
use super::screen::Screen;
use crate::inspect::read_answer;
use crate::ui::components::{citations, prose};
use crate::ui::dom::{Node, el};
use crate::ui::presenter::link;

/// What is to know about the answer; nothing where the text is none, or nothing is to know.
pub(super) fn reading(screen: Screen) -> Node {
    let texts = screen.texts;
    let reading = screen.peek(|desk| (!desk.is_too_long()).then(|| read_answer(&desk.pasted().original))).flatten();
    let section = reading.filter(|reading| !reading.remarks.is_empty()).map(|reading| {
        let items: Node = reading
            .remarks
            .iter()
            .map(|remark| {
                let item = severity(screen, remark.severity).add(prose(&texts.whole(&remark.phrase)));
                item.add(" ").add(citations(vec![link(&remark.citation)]))
            })
            .collect();
        el("section")
            .attr("aria-labelledby", "answer")
            .add(el("h3").attr("id", "answer").add(texts.page("answer")))
            .add(el("ul").class("problems sm").add(items))
    });
    section.into()
}
