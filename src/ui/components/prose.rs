//! Text from content files: sentences in which backticks mark protocol text, and citations as links.

use crate::lab::glossary::Stretch;
use crate::ui::dom::{El, Node, el};

/// A text in which every second stretch between backticks is code. Nothing else in it is markup.
pub(crate) fn prose(text: &str) -> Node {
    let mut parts = Vec::new();
    for part in text.split('`') {
        let is_code = parts.len() % 2 == 1;
        let part = part.to_owned();
        parts.push(if is_code { el("code").add(part).into() } else { Node::from(part) });
    }
    Node::Many(parts)
}

/// A text whose terms lead to what they mean. `term` makes the link of one of this name.
pub(crate) fn explained(stretches: &[Stretch<'_>], mut term: impl FnMut(&str) -> El) -> Node {
    let mut all = Vec::new();
    for stretch in stretches {
        all.push(match *stretch {
            Stretch::Text(text) => text.to_owned().into(),
            Stretch::Code(text) => el("code").add(text.to_owned()).into(),
            Stretch::Term { text, id } => term(id).add(text.to_owned()).into(),
        });
    }
    Node::Many(all)
}

/// Citations, separated by semicolons: the name and address of each.
pub(crate) fn citations(list: Vec<(String, String)>) -> Node {
    let mut parts = Vec::new();
    for (name, href) in list {
        if !parts.is_empty() {
            parts.push(Node::from("; "));
        }
        parts.push(el("a").attr("href", href).add(name).into());
    }
    Node::Many(parts)
}
