//! What all views of messages share: the notes, the control of the reading level, the button of secrets.

use leptos::prelude::*;

use super::{Level, Note, Notes, Part};
use crate::ui::components::{citations, prose};
use crate::ui::content::{Content, load, why};
use crate::ui::dom::{El, Node, Text, el, live, nodes};
use crate::ui::presenter::link;
use crate::ui::session::Session;

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
