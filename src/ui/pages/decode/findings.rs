//! What about the token somebody should know, the gravest first: each with why, its place and the clause.

use super::screen::Screen;
use crate::inspect::{Severity, findings};
use crate::ui::components::{citations, prose};
use crate::ui::dom::{El, Node, el, nodes};
use crate::ui::presenter::link;

/// Findings that every token has as a fault too.
const FAULTS: [&str; 4] = ["finding_padding", "finding_trailing_bits", "finding_too_deep", "finding_byte_order_mark"];

/// The findings; nothing where there are none.
pub(super) fn list(screen: Screen) -> Node {
    let texts = screen.texts;
    let now = screen.session.now();
    screen.peek(|desk| {
        let (Some(decoded), Some(verdict)) = (desk.decoded(), desk.verdict()) else { return nodes![] };
        let mut found = findings(decoded, verdict, Some(desk.report()), now);
        // What stands among the faults above, with its place.
        found.retain(|finding| !FAULTS.contains(&finding.phrase.code));
        if found.is_empty() {
            return nodes![];
        }
        let items: Node = found
            .iter()
            .map(|finding| {
                let mut item =
                    severity(screen, finding.severity).add(el("b").add(prose(&texts.words.say(&finding.phrase))));
                for more in [texts.words.body(&finding.phrase), texts.words.next(&finding.phrase)].into_iter().flatten()
                {
                    item = item.add(" ").add(prose(&more));
                }
                item.add(" ").add(citations(vec![link(&finding.citation)]))
            })
            .collect();
        el("section")
            .class("findings")
            .attr("aria-labelledby", "findings")
            .add(el("h3").attr("id", "findings").add(texts.page("findings")))
            .add(el("ul").class("problems sm").add(items))
            .into()
    })
}

/// An item that begins with how much it matters, in a word and a shape.
pub(super) fn severity(screen: Screen, severity: Severity) -> El {
    let class = match severity {
        Severity::Danger => "chip bad",
        Severity::Warning => "chip warn",
        Severity::Note => "chip",
    };
    el("li").add(el("span").class(class).add(screen.texts.title(severity.code()))).add(" ")
}
