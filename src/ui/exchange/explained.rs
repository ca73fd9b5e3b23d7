//! *Explained*: the message with every part a button. Its note is beside it while it is pointed at, and under its line when it is kept.
//!
//! One part of a message is in the tab order; arrows, Home and End move, Enter keeps the note, Esc closes it, and Tab always leaves.

use std::rc::Rc;

use leptos::prelude::*;

use super::token::inside;
use super::view::{View, said};
use super::{AnnotatedLine, HIDDEN, Inside, Item, Message, Part, Reading};
use crate::platform::document;
use crate::ui::components::rows;
use crate::ui::dom::{El, Node, el, keyed, nodes, number, single_key, when};
use crate::ui::view_model::Piece;

/// What the views of one explained message read.
#[derive(Clone)]
struct Block {
    view: View,
    message: Rc<Message>,
    reading: RwSignal<Reading>,
    /// What the ids in this message begin with.
    id: Rc<str>,
}

impl Block {
    fn part(&self, index: usize) -> Option<&Part> {
        self.message.parts.parts.get(index)
    }

    fn id(&self, of: &str, part: usize) -> String {
        [&self.id, of, &part.to_string()].concat()
    }
}

/// The message, under a name for assistive technology.
pub(super) fn explained(view: View, id: &str, message: &Rc<Message>, name: String) -> Node {
    let block =
        Block { view, message: Rc::clone(message), reading: RwSignal::new(Reading::default()), id: Rc::from(id) };
    let mut lines = el("div").class("lines").attr("role", "group").attr("aria-label", name);
    let mut shown: Vec<Node> = Vec::new();
    for line in &message.parts.lines {
        let mut notes = Vec::new();
        for item in &line.items {
            if let Item::Part(index) = *item {
                let (reading, block) = (block.reading, block.clone());
                let is_kept = move || reading.with(|reading| reading.is_pinned(index));
                notes.push(when(is_kept, move || kept(&block, index)));
            }
        }
        shown.push(nodes![show_line(&block, line), notes]);
    }
    lines = lines.add(rows(shown, |button| el("div").class("ln").add(button)));
    let reading = block.reading;
    let previewed = move || reading.with(|reading| reading.previewed().map_or_else(String::new, |it| it.to_string()));
    let beside = el("div").class("beside").attr("id", [id, "-now"].concat());
    let lines = listen(lines, block.clone());
    let preview = move || preview(&block, reading.with_untracked(Reading::previewed)?);
    el("div")
        .class("annot")
        .add(el("div").class("code parts").add(lines).add(beside.add(keyed(previewed, preview))))
        .into()
}

/// One listener of each kind for the whole message: a long one has fifty parts.
fn listen(lines: El, block: Block) -> El {
    let reading = block.reading;
    let of_keys = block.clone();
    lines
        .on("click", move |event| {
            let Some(part) = number(&event) else { return };
            let is_kept = reading.try_update(|reading| reading.toggle(part)).unwrap_or_default();
            let note = block.part(part).and_then(|part| block.view.note(part)).filter(|_| is_kept);
            let closed = || block.view.word("closed").to_owned();
            document::announce(&note.map_or_else(closed, |note| note.text.replace('`', "")));
        })
        .on("focusin", move |event| {
            if let Some(part) = number(&event) {
                reading.update(|reading| reading.focus(part));
            }
        })
        .on("mouseover", move |event| {
            if let Some(part) = number(&event)
                && reading.with_untracked(|reading| reading.previewed() != Some(part))
            {
                reading.update(|reading| reading.point(part));
            }
        })
        .on("keydown", move |event| {
            if number(&event).is_none() {
                return;
            }
            let Some(key) = single_key(&event) else { return };
            let count = of_keys.message.parts.parts.len();
            if key == "Escape" {
                reading.update(|reading| _ = reading.close());
            } else if let Some(part) = reading.with_untracked(|reading| reading.target(&key, count)) {
                event.prevent_default();
                document::focus(&["#", &of_keys.id("-", part)].concat());
            }
        })
}

fn show_line(block: &Block, line: &AnnotatedLine) -> El {
    const DEEP: [&str; 4] = ["ln", "ln in1", "ln in2", "ln in3"];
    let class = DEEP[line.indent.min(DEEP.len() - 1)];
    let mark = match (line.changed, line.telling) {
        (true, _) => " chgd",
        (false, true) => " seen",
        (false, false) => "",
    };
    let mut row = el(if line.telling { "mark" } else { "div" }).class([class, mark].concat());
    if line.changed {
        row = row.add(el("i").add(block.view.word("changed")));
    }
    let mut items = line.items.iter().peekable();
    while let Some(item) = items.next() {
        row = match item {
            Item::Text(piece) => row.add(show_piece(block.view, piece)),
            Item::Part(index) => {
                // The comma that ends it is drawn in it, so that it stays with the last word.
                let comma = items.next_if(|next| matches!(next, Item::Text(piece) if piece.text == ","));
                let comma = comma.map(|_| el("span").class("p").add(","));
                row.add(button(block, *index).map(|button| button.add(comma)))
            }
        };
    }
    row
}

fn show_piece(view: View, piece: &Piece) -> Node {
    let shown = view.shown;
    if piece.secret {
        let text = piece.text.clone();
        let text = move || if shown.get() { text.clone() } else { HIDDEN.to_owned() };
        return el("span").class(piece.class).text(text).into();
    }
    if piece.class.is_empty() {
        piece.text.clone().into()
    } else {
        el("span").class(piece.class).add(piece.text.clone()).into()
    }
}

/// A part. What it is called follows the secret in it; everything else about it follows where the reader is.
fn button(block: &Block, index: usize) -> Option<El> {
    let part = block.part(index)?;
    let (view, reading) = (block.view, block.reading);
    let pieces: Node = part.pieces.iter().map(|piece| show_piece(view, piece)).collect();
    let of_label = block.clone();
    let label = move || Some(of_label.part(index)?.label(view.shown.get(), &view.notes.words));
    let now = [&block.id, "-now"].concat();
    let described = move || reading.with(|reading| reading.previewed() == Some(index)).then(|| now.clone());
    let is = |yes: bool, no: &'static str, text: &'static str| if yes { text } else { no };
    let button = el("button")
        .class(match (&part.inside, part.kind) {
            (Inside::Nothing, _) => "part",
            _ => "part opens",
        })
        .attr("type", "button")
        .attr("id", block.id("-", index))
        .attr("data-n", index.to_string())
        .attr("aria-controls", block.id("-note-", index))
        .live("aria-label", label)
        .live("aria-describedby", described)
        .live("tabindex", move || Some(is(reading.with(|reading| reading.is_current(index)), "-1", "0")))
        .live("aria-expanded", move || Some(is(reading.with(|reading| reading.is_pinned(index)), "false", "true")));
    Some(button.add(pieces))
}

/// The note that is in view for the moment.
fn preview(block: &Block, index: usize) -> Option<Node> {
    let part = block.part(index)?;
    let hint = if part.inside == Inside::Nothing { "keep" } else { "keep_token" };
    let note = el("p").add(said(block.view.note(part)?, false));
    let view = block.view;
    let kind = part.label(false, &view.notes.words);
    let kind = kind.rsplit(", ").next().unwrap_or_default().to_owned();
    Some(Node::Many(vec![
        el("p").class("cap muted").add(kind).into(),
        note.into(),
        el("p").class("cap muted hint-keys").add(view.word(hint)).into(),
    ]))
}

/// The note that stays under its line, with what is inside of the part.
fn kept(block: &Block, index: usize) -> Option<El> {
    let part = block.part(index)?;
    let note = block.view.note(part)?;
    let id = block.id("-note-", index);
    let (view, reading) = (block.view, block.reading);
    let start = ["#", &block.id("-", index)].concat();
    // The part takes the focus before its note goes away, so that the focus is never lost.
    let close = Rc::new(move || {
        document::focus(&start);
        reading.update(|reading| _ = reading.close());
    });
    let by_key = Rc::clone(&close);
    let button = el("button")
        .class("act")
        .attr("type", "button")
        .attr("aria-label", [view.word("unpin"), ": ", &part.name].concat())
        .on("click", move |_| close())
        .add(view.word("unpin"));
    Some(
        el("div")
            .class("note")
            .attr("id", id.clone())
            .attr("role", "note")
            .attr("aria-label", part.label(false, &view.notes.words))
            .on("keydown", move |event| {
                if single_key(&event).is_some_and(|key| key == "Escape") {
                    by_key();
                }
            })
            .add(el("p").add(said(note, true)))
            .add(inside(view, &id, part, false))
            .add(button),
    )
}
