//! Long lists piece by piece: the first piece at once, the others when somebody asks for the rest, one in each frame.
//!
//! However long a list is, no task of the page draws more of it than a piece, so that the page always answers.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::content::components;
use crate::texts::fill;
use crate::ui::dom::{El, Node, el, when};

/// How many rows are a piece.
pub(crate) const ROWS: usize = 100;

/// How many characters of one text are a piece.
pub(super) const CHARACTERS: usize = 2_000;

/// A list in pieces, and the way to the rest of it.
pub(crate) struct Pieces {
    /// The pieces, to stand where the list does.
    pub drawn: Node,
    /// *Show the rest*, as long as nobody has asked for it; to stand after the list.
    pub rest: Node,
}

/// A piece that is made when it is drawn.
type Piece = Box<dyn FnOnce() -> Node>;

/// So many of something, in the words for one and for more.
pub(crate) fn count(number: usize, one: &str, more: &str) -> String {
    if number == 1 { one.to_owned() } else { fill(more, &[("count", &number.to_string())]) }
}

/// Draws a list in pieces that are there. `left` says how much the button brings, *6,900 rows*; `around` is what the button stands in.
pub(crate) fn pieces(pieces: Vec<Node>, left: String, around: fn(El) -> El) -> Pieces {
    let made = pieces.into_iter().map(|piece| Box::new(move || piece) as Piece).collect();
    pieces_to_make(made, left, around)
}

/// Draws a list in pieces that are made when they are drawn.
fn pieces_to_make(pieces: Vec<Piece>, left: String, around: fn(El) -> El) -> Pieces {
    let count = pieces.len();
    let mut pieces = pieces.into_iter();
    let first = pieces.next().map(|piece| piece());
    if count <= 1 {
        return Pieces { drawn: first.into(), rest: Node::Many(Vec::new()) };
    }
    let shown = RwSignal::new(1_usize);
    let later = pieces.enumerate().map(|(index, piece)| {
        // Drawn once: what is shown never becomes less.
        let piece = RefCell::new(Some(piece));
        when(move || shown.with(|shown| *shown > index + 1), move || piece.take().map(|piece| piece()))
    });
    let drawn = first.into_iter().chain(later).collect();
    let button = move || {
        let button = el("button").class("act").attr("type", "button").on("click", move |_| grow(shown, count));
        around(button.add(fill(components::SHOW_REST, &[("rest", &left)])))
    };
    Pieces { drawn, rest: when(move || shown.with(|shown| *shown == 1), button) }
}

/// Rows in pieces. `around` is the row that the button stands in.
pub(crate) fn rows(rows: Vec<Node>, around: fn(El) -> El) -> Node {
    let left = count(rows.len().saturating_sub(ROWS), components::ROW, components::ROWS);
    let mut chunks = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        chunks.push(rows.by_ref().take(ROWS).collect());
    }
    let Pieces { drawn, rest } = pieces(chunks, left, around);
    Node::Many(vec![drawn, rest])
}

/// Rows in pieces, of which `draw` makes each when it is drawn: for lists so long that making all of them takes too long.
pub(crate) fn rows_of<T: 'static>(rows: Vec<T>, draw: fn(T) -> Node, around: fn(El) -> El) -> Node {
    let left = count(rows.len().saturating_sub(ROWS), components::ROW, components::ROWS);
    let mut chunks = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk: Vec<T> = rows.by_ref().take(ROWS).collect();
        chunks.push(Box::new(move || chunk.into_iter().map(draw).collect()) as Piece);
    }
    let Pieces { drawn, rest } = pieces_to_make(chunks, left, around);
    Node::Many(vec![drawn, rest])
}

/// A text, of which only the beginning is drawn when it is very long.
pub(crate) fn long_text(text: String) -> Node {
    if text.len() <= CHARACTERS {
        return text.into();
    }
    let mut chunks = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (piece, after) = split(rest);
        chunks.push(Node::from(piece.to_owned()));
        rest = after;
    }
    let left = count(text.len().saturating_sub(CHARACTERS), components::CHARACTER, components::CHARACTERS);
    let Pieces { drawn, rest } = pieces(chunks, left, |button| el("span").add(" … ").add(button));
    Node::Many(vec![drawn, rest])
}

/// The first [`CHARACTERS`] of a text, and what follows them.
pub(super) fn split(text: &str) -> (&str, &str) {
    let end = text.char_indices().nth(CHARACTERS).map_or(text.len(), |(end, _)| end);
    text.split_at(end)
}

fn grow(shown: RwSignal<usize>, count: usize) {
    // The list may be gone meanwhile.
    let more = shown.try_update(|shown| {
        *shown += 1;
        *shown < count
    });
    if more == Some(true) {
        request_animation_frame(move || grow(shown, count));
    }
}
