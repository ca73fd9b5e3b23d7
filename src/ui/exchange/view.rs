//! What all views of messages share, and a message at the chosen level.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;

use super::explained::explained;
use super::listed::listed;
use super::{Level, Message, Note, Notes, Part};
use crate::ui::components::{citations, code, copy_button, prose};
use crate::ui::content::{Content, load, why};
use crate::ui::dom::{El, Node, Text, el, live, nodes, when};
use crate::ui::presenter::link;
use crate::ui::session::Session;

thread_local! {
    /// How many messages were drawn: the ids of each one's parts and notes are its own.
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

/// What the views of messages read. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct View {
    pub(super) session: Session,
    pub(super) notes: &'static Notes,
    /// Whether secrets are readable.
    pub(super) shown: RwSignal<bool>,
}

impl View {
    /// A label around messages.
    pub(super) fn word(self, name: &'static str) -> &'static str {
        self.notes.word(name)
    }

    /// The note about a part.
    pub(super) fn note(self, part: &Part) -> Option<&'static Note> {
        self.notes.of(part)
    }
}

/// Asks for the notes and shows messages with them. Without notes, the messages are shown as they were sent.
pub(crate) fn with_notes(
    shown: RwSignal<bool>,
    view: impl Fn(View) -> Node + 'static,
    plain: impl Fn() -> Node + 'static,
) -> Node {
    let session = Session::take();
    let notes = load::<Notes>("notes");
    live(move || match notes.get() {
        Some(Ok(notes)) => view(View { session, notes, shown }),
        None => nodes![],
        failed @ Some(Err(_)) => nodes![failure(failed), plain()],
    })
}

fn failure(notes: Content<Notes>) -> Option<El> {
    why(notes).map(|reason| el("p").class("sm second").attr("role", "alert").add(reason))
}

/// The control of the reading level. It is one for the whole page, so that it is chosen once. `of` names what it is for.
pub(crate) fn levels(view: View, of: &'static str) -> El {
    let name =
        if of.is_empty() { Text::from(view.word("levels")) } else { [of, ", ", view.word("levels")].concat().into() };
    let mut tabs = el("div").class("tabs").attr("role", "group").attr("aria-label", name);
    for level in Level::ALL {
        let is_chosen = move || view.session.level.get() == level;
        let tab = el("button")
            .attr("type", "button")
            .live("aria-pressed", move || Some(if is_chosen() { "true" } else { "false" }))
            .on("click", move |_| view.session.read_at(level));
        tabs = tabs.add(tab.add(view.word(level.name())));
    }
    tabs
}

/// The button that makes secrets readable, and hides them again.
pub(crate) fn secret_button(view: View) -> El {
    let shown = view.shown;
    el("button")
        .class("act")
        .attr("type", "button")
        .on("click", move |_| shown.update(|is| *is = !*is))
        .text(move || view.word(if shown.get() { "hide_secret" } else { "show_secret" }))
}

/// A message at the chosen level. The name is for assistive technology; `copy` is what the button says that copies the bytes.
pub(crate) fn message(view: View, message: Message, name: String, copy: Text) -> Node {
    let number = COUNT.replace(COUNT.get() + 1);
    let id = ["message-", &number.to_string()].concat();
    let message = Rc::new(message);
    live(move || match view.session.level.get() {
        Level::Explained => explained(view, &id, &message, name.clone()),
        Level::Listed => listed(view, &id, &message.parts, &name),
        Level::Raw => raw(view, &message, name.clone(), copy.clone()),
    })
}

/// The bytes, and a button that copies them. Secrets are copied as they are, since that is what was sent.
fn raw(view: View, message: &Rc<Message>, name: String, copy: Text) -> Node {
    let (lines, whole) = (Rc::clone(message), Rc::clone(message));
    let block = code(move || lines.text.raw.clone(), move || view.shown.get(), name);
    nodes![block, el("p").class("acts").add(copy_button(copy, move || whole.text.to_text()))]
}

/// What is said about a part.
pub(super) fn said(note: &'static Note, linked: bool) -> Node {
    let sources: Vec<(String, String)> = note.cite.iter().map(link).collect();
    let cited: Node = if linked {
        citations(sources)
    } else {
        // A note that goes away again has nothing in it that could take focus.
        sources.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join("; ").into()
    };
    nodes![prose(&note.text), " ", el("span").class("muted").add(cited)]
}

/// One message by itself, under its heading.
pub(crate) struct Single {
    /// The heading, *Request*.
    pub heading: &'static str,
    /// The heading's id.
    pub id: &'static str,
    /// What the copy button says, *Copy request*.
    pub copy: &'static str,
    /// The message's name for assistive technology, *Request, POST token endpoint*.
    pub label: Text,
    /// Whether secrets are readable: another control of the page may have a say in it too.
    pub shown: RwSignal<bool>,
}

/// Shows the message that `get` gives, anew whenever it changes.
pub(crate) fn single(about: Single, get: impl Fn() -> Message + 'static) -> Node {
    show_single(about, Rc::new(get))
}

fn show_single(about: Single, get: Rc<dyn Fn() -> Message>) -> Node {
    let Single { heading, id, copy, label, shown } = about;
    let bare = Rc::clone(&get);
    let title = move || el("h2").attr("id", id).add(heading);
    let inside = move |view: View| {
        let (of_secret, drawn, whole) = (Rc::clone(&get), Rc::clone(&get), Rc::clone(&get));
        let name = label.clone().into_owned();
        let has_bytes_button = move || view.session.level.get() != Level::Raw;
        let copied = move || {
            let whole = Rc::clone(&whole);
            copy_button(copy, move || untrack(|| whole()).text.to_text())
        };
        let head = el("div")
            .class("head")
            .add(title())
            .add(levels(view, heading))
            .add(when(move || of_secret().has_secret(), move || secret_button(view)))
            .add(when(has_bytes_button, copied));
        nodes![head, live(move || message(view, drawn(), name.clone(), copy.into()))]
    };
    let plain = move || {
        let bare = Rc::clone(&bare);
        nodes![title(), code(move || bare().text.raw, move || shown.get(), "")]
    };
    el("section").attr("aria-labelledby", id).add(with_notes(shown, inside, plain)).into()
}
