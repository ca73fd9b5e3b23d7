//! Views as plain data, kept up to date by Leptos' signals.
//!
//! Leptos' `view!` gives every view a type of its own, and the compiler code for each: with this page's views that was three
//! quarters of the module. Here a view is a value of one type, [`Node`], and one renderer turns it into elements; what changes is a closure
//! inside it, which Leptos' effects run again when a signal it read has changed. `make size` decided.
//!
//! ```ignore
//! el("p").class("hint").add(nodes!["Signed in: ", live(move || logins.get().to_string())])
//! ```
//!
//! Text is always a text node and attributes are always set by name, so nothing that is shown can become markup.

mod element;
mod event;
mod mount;

pub(crate) use element::{El, Node, Text, Value, el, keyed, live, nodes, svg, when};
pub(crate) use event::{
    Event, checked, is_enter, is_help_shortcut, is_send_shortcut, number, on_window, single_key, value,
};
pub(crate) use mount::mount;
