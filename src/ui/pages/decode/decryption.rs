//! The box for the key that opens an encrypted token, and what was inside. Key and content are in memory only.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::screen::{Of, Screen};
use super::{Origin, open_jwe};
use crate::platform::document;
use crate::ui::components::prose;
use crate::ui::dom::{El, Node, el, keyed, nodes, value};

/// The section.
pub(super) fn pane(screen: Screen) -> El {
    let texts = screen.texts;
    let key = RwSignal::new(String::new());
    let open = move |_| {
        spawn_local(async move { decrypt(screen, key.get_untracked()).await });
    };
    let field = el("textarea")
        .attr("id", "private-key")
        .class("mono")
        .attr("rows", "3")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "private-key-hint")
        .on("input", move |event| key.set(value(&event)));
    let came = keyed(move || screen.key(&[Of::Token, Of::Opened]), move || came_of_it(screen));
    el("section")
        .attr("aria-labelledby", "decryption")
        .add(el("h2").class("t").attr("id", "decryption").attr("tabindex", "-1").add(texts.page("decryption")))
        .add(
            el("div")
                .class("field")
                .add(el("label").attr("for", "private-key").add(texts.page("private_key")))
                .add(field)
                .add(el("p").class("hint").attr("id", "private-key-hint").add(texts.page("private_key_hint"))),
        )
        .add(
            el("div")
                .class("btns")
                .add(el("button").class("btn").attr("type", "button").on("click", open).add(texts.page("decrypt"))),
        )
        .add(came)
}

async fn decrypt(screen: Screen, key: String) {
    let (sequence, token) = screen.peek(|desk| (desk.sequence(), desk.held()));
    let Some(token) = token else { return };
    let opened = open_jwe::open(screen.session.crypto(), &token, &key).await;
    // Another token may be here by now.
    if screen.peek(|desk| desk.sequence()) == sequence {
        document::announce(screen.texts.page(if opened.is_ok() { "opened" } else { "not_opened" }));
        let opened = opened.map_err(|phrase| screen.texts.whole(&phrase));
        *screen.kept.opened.borrow_mut() = Some(opened);
        screen.changed(Of::Opened);
    }
}

/// What was inside, or why it did not open.
fn came_of_it(screen: Screen) -> Node {
    let texts = screen.texts;
    match screen.kept.opened.borrow().as_ref() {
        None => nodes![],
        Some(Err(reason)) => el("p").class("sm second").attr("role", "alert").add(prose(reason)).into(),
        Some(Ok(inside)) => {
            let (inner, shown) = (inside.clone(), crate::inspect::visible(inside).into_owned());
            let open = move |_| {
                screen.open(inner.clone(), Origin::Inside);
                document::focus("#token");
            };
            nodes![
                el("h3").add(texts.page("inside_heading")),
                el("p").class("sm second").add(texts.page("inside_note")),
                el("pre").class("code").add(el("code").add(crate::ui::components::long_text(shown))),
                el("div").class("btns").add(
                    el("button").class("btn").attr("type", "button").on("click", open).add(texts.page("open_nested"))
                ),
            ]
        }
    }
}
