//! Views as plain data, kept up to date by Leptos' signals.
//!
//! Here a view is a value of one type, [`Node`], and one renderer turns it into elements; what changes is a closure inside it, which
//! Leptos' effects run again when a signal it read has changed.
//!
//! ```ignore
//! el("p").class("hint").add(nodes!["Signed in: ", live(move || logins.get().to_string())])
//! ```
//!
//! Text is always a text node and attributes are always set by name, so nothing that is shown can become markup.
//!
//! # Why not `view!`
//!
//! Leptos gives each shape of element a type of its own, with its attributes and children, and the compiler makes code for each. Three
//! screens (help, glossary, quiz: 59 elements) were written with `view!`, with the same behaviour. The module, gzipped, grew from 538.4 kB
//! to 579.1 kB: 0.69 kB an element. `--cfg erase_components` costs 8 kB once and then 0.53 kB an element. `leptos::html` with `into_any()` took
//! 0.70 kB. This page has about a thousand elements, so all of it would grow by about 0.6 MB, and the first load, which has 190 of them,
//! by 110 to 130 kB. `el` itself is a few hundred lines. Measured on 2026-11-29 with Leptos 0.8.23, rustc 1.95.0, wasm-bindgen 0.2.126
//! and Binaryen 132 (`-Oz`); no bend was seen from the first screen to the third.
//!
//! To measure again, after a new version of Leptos: add a variant to [`Node`] that holds a `leptos::prelude::AnyView`, and let the
//! renderer show it (`view.build()`, then `mount` before `end`, and keep the state as listeners are kept). Write `pages/help` with
//! `view!`, run `make size`, and compare the sum of the `.wasm` files with the build before; again with
//! `RUSTFLAGS="--cfg erase_components"`. A second screen tells what is spent once from what each element takes.

mod element;
mod event;
mod mount;

pub(crate) use element::{El, Node, Text, Value, el, keyed, live, nodes, svg, when};
pub(crate) use event::{
    Event, arrow, checked, detail, is_enter, is_enter_in_field, is_for_elsewhere, is_help_shortcut, is_send_shortcut,
    is_space, number, on_window, single_key, transferred, value,
};
pub(crate) use mount::{Elsewhere, follow_links, link_only_to, mount, rehearse};
