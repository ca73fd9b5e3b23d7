//! A block of coloured protocol text.

use super::pieces::{CHARACTERS, Pieces, count, pieces, split};
use crate::content::components;
use crate::ui::dom::{Node, Text, el, live, nodes};
use crate::ui::view_model::Line;

/// What stands for a hidden secret.
const HIDDEN: &str = "••••••••••••";

/// How many lines of a block are drawn at first, and with each further piece.
const LINES: usize = 200;

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
    block.add(body).into()
}

/// The lines, in pieces where they are many or long.
fn show(lines: &[Line], shown: bool) -> Node {
    let mut drawing = Drawing::default();
    for line in lines {
        for piece in &line.pieces {
            let mut rest = if piece.secret && !shown { HIDDEN } else { piece.text.as_str() };
            while !rest.is_empty() {
                let (text, after) = split(rest);
                rest = after;
                drawing.add(text, piece.class);
                if drawing.characters >= CHARACTERS {
                    drawing.end_line(line.seen);
                    drawing.end_piece();
                }
            }
        }
        drawing.end_line(line.seen);
        drawing.piece.push(Node::from("\n"));
        drawing.lines += 1;
        if drawing.lines == LINES {
            drawing.end_piece();
        }
    }
    drawing.end_piece();
    let left = count(lines.len(), components::LINE, components::LINES);
    let Pieces { drawn, rest } = pieces(drawing.pieces, left, |button| el("p").class("acts").add(button));
    nodes![el("code").add(drawn), rest]
}

/// What has been drawn of a block.
#[derive(Default)]
struct Drawing {
    pieces: Vec<Node>,
    piece: Vec<Node>,
    line: Vec<Node>,
    lines: usize,
    characters: usize,
}

impl Drawing {
    fn add(&mut self, text: &str, class: &'static str) {
        self.characters += text.len();
        let text = Node::from(text.to_owned());
        self.line.push(if class.is_empty() { text } else { el("span").class(class).add(text).into() });
    }

    fn end_line(&mut self, seen: bool) {
        let line = Node::Many(std::mem::take(&mut self.line));
        self.piece.push(if seen { el("mark").class("seen").add(line).into() } else { line });
    }

    fn end_piece(&mut self) {
        if !self.piece.is_empty() {
            self.pieces.push(Node::Many(std::mem::take(&mut self.piece)));
        }
        (self.lines, self.characters) = (0, 0);
    }
}
