//! A block of coloured protocol text.

use crate::ui::dom::{Node, Text, el, live};
use crate::ui::view_model::{Line, Piece};

/// What stands for a hidden secret.
const HIDDEN: &str = "••••••••••••";

/// Lines of coloured text, in which secrets are readable while `shown`. The label is the block's name for assistive technology; with an
/// empty one the block is plain text. Long lines wrap, so nothing here needs to scroll or take focus.
pub(crate) fn code(
    lines: impl Fn() -> Vec<Line> + 'static,
    shown: impl Fn() -> bool + 'static,
    label: impl Into<Text>,
) -> Node {
    block(live(move || show(&lines(), shown())), label.into())
}

/// Lines of coloured text that stay as they are.
pub(crate) fn fixed_code(lines: &[Line]) -> Node {
    block(show(lines, false), Text::default())
}

fn block(body: Node, label: Text) -> Node {
    let mut block = el("pre").class("code");
    if !label.is_empty() {
        block = block.attr("role", "group").attr("aria-label", label);
    }
    block.add(el("code").add(body)).into()
}

fn show(lines: &[Line], shown: bool) -> Node {
    let mut views = Vec::new();
    for line in lines {
        let pieces: Node = line.pieces.iter().map(|piece| show_piece(piece, shown)).collect();
        views.push(if line.seen { el("mark").class("seen").add(pieces).into() } else { pieces });
        views.push(Node::from("\n"));
    }
    Node::Many(views)
}

fn show_piece(piece: &Piece, shown: bool) -> Node {
    let text = if piece.secret && !shown { Node::from(HIDDEN) } else { Node::from(piece.text.clone()) };
    if piece.class.is_empty() { text } else { el("span").class(piece.class).add(text).into() }
}
