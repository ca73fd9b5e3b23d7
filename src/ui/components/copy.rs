//! A button that copies, and what to do where the browser does not let it.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::content::components;
use crate::platform::{clipboard, document};
use crate::ui::dom::{Node, Text, el, live, nodes};

thread_local! {
    /// How many of these buttons there were: each field has an id of its own.
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

/// Copies a text, which is asked for when the button is pressed. The label names its object, *Copy request*; it says *Copied* for a
/// moment. Where the clipboard is refused, the text appears selected in a field.
pub(crate) fn copy_button(label: impl Into<Text>, text: impl Fn() -> String + 'static) -> Node {
    button(label.into(), Rc::new(text), Rc::new(|| Text::Borrowed(components::COPIED)))
}

/// The same, and what it says afterwards, where that is more than *Copied*.
pub(crate) fn copy_button_saying(
    label: impl Into<Text>,
    said: impl Fn() -> Text + 'static,
    text: impl Fn() -> String + 'static,
) -> Node {
    button(label.into(), Rc::new(text), Rc::new(said))
}

fn button(label: Text, text: Rc<dyn Fn() -> String>, said: Rc<dyn Fn() -> Text>) -> Node {
    let copied = RwSignal::new(None::<Text>);
    let refused = RwSignal::new(None::<String>);
    let id = ["copy-", &COUNT.replace(COUNT.get() + 1).to_string()].concat();
    let selector = ["#", &id].concat();
    let copy = move |_| {
        let (text, said, selector) = (text(), said(), selector.clone());
        spawn_local(async move {
            if clipboard::copy(&text).await {
                refused.set(None);
                document::announce(&[&said, "."].concat());
                copied.set(Some(said));
                set_timeout(move || copied.set(None), Duration::from_secs(2));
            } else {
                refused.set(Some(text));
                document::announce(components::COPY_REFUSED);
                // The field is there in the next frame.
                request_animation_frame(move || document::select(&selector));
            }
        });
    };
    let by_hand = move || {
        refused.get().map(|text| {
            let field = el("textarea").class("mono").attr("id", id.clone()).attr("readonly", "").attr("rows", "3");
            let hint = el("span").class("hint").add(components::COPY_BY_HAND);
            el("label").class("field copy-by-hand").add(hint).add(field.add(text))
        })
    };
    let button = el("button").class("act").attr("type", "button").on("click", copy);
    nodes![button.text(move || copied.get().unwrap_or_else(|| label.clone())), live(by_hand)]
}
