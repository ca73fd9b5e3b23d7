//! A message at the chosen reading level, in a list of them or by itself under its heading.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;

use super::explained::explained;
use super::listed::listed;
use super::view::{View, levels, secret_button, with_notes};
use super::{Level, Message};
use crate::ui::components::{code, copy_button_saying};
use crate::ui::dom::{Node, Text, el, live, nodes, when};

thread_local! {
    /// How many messages were drawn: the ids of each one's parts and notes are its own.
    static COUNT: Cell<u32> = const { Cell::new(0) };
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
    let has_secret = message.has_secret();
    let button = copy_button_saying(copy, move || copied(view, has_secret), move || whole.text.to_text());
    nodes![block, el("p").class("acts").add(button)]
}

/// What is copied may be more than what is shown.
fn copied(view: View, has_secret: bool) -> Text {
    Text::Borrowed(view.word(if has_secret { "copied_secret" } else { "copied" }))
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
        let copy_whole = move || {
            let (whole, of_whole) = (Rc::clone(&whole), Rc::clone(&whole));
            let said = move || copied(view, untrack(|| of_whole()).has_secret());
            copy_button_saying(copy, said, move || untrack(|| whole()).text.to_text())
        };
        let head = el("div")
            .class("head")
            .add(title())
            .add(levels(view, heading))
            .add(when(move || of_secret().has_secret(), move || secret_button(view)))
            .add(when(has_bytes_button, copy_whole));
        nodes![head, live(move || message(view, drawn(), name.clone(), copy.into()))]
    };
    let plain = move || {
        let bare = Rc::clone(&bare);
        nodes![title(), code(move || bare().text.raw, move || shown.get(), "")]
    };
    el("section").attr("aria-labelledby", id).add(with_notes(shown, inside, plain)).into()
}
