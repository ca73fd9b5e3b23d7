//! A view with a content file, as soon as that is here.

use crate::ui::content::{Content, why};
use crate::ui::dom::{Node, el, keyed, nodes};

/// A view with a content file, as soon as it is here, or why it is not.
pub(super) fn with<T: 'static>(
    content: impl Fn() -> Content<T> + Copy + 'static,
    view: impl Fn(&'static T) -> Node + 'static,
) -> Node {
    let key = move || why(content()).unwrap_or_else(|| if content().is_some() { "shown" } else { "" }.to_owned());
    keyed(key, move || match content() {
        Some(Ok(texts)) => view(texts),
        Some(Err(reason)) => el("p").class("hint warn").attr("role", "alert").add(reason).into(),
        None => nodes![],
    })
}
