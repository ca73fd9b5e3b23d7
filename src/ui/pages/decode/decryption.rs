//! The box for the key that opens an encrypted token, and what was inside. Key and content are in memory only.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use super::headline::open_nested;
use super::screen::{Of, Screen};
use crate::inspect::{DecryptionReport, DecryptionState, KeyRing, open_encrypted, visible};
use crate::platform::document;
use crate::ui::components::{long_text, prose};
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
    let came = keyed(move || screen.key(&[Of::Late, Of::Opened]), move || came_of_it(screen));
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

async fn decrypt(screen: Screen, text: String) {
    let Some(token) = screen.peek(Desk::held) else { return };
    let report = match KeyRing::read(&text) {
        Ok(ring) => open_encrypted(screen.session.crypto(), &token, &ring).await,
        Err(problem) => {
            DecryptionReport { state: DecryptionState::NotOpened(problem.phrase), ..DecryptionReport::default() }
        }
    };
    // Another token may be here by now.
    if !screen.peek(|desk| desk.decoded().is_some_and(|decoded| decoded.token == token.token)) {
        return;
    }
    document::announce(screen.texts.title(report.state.code()));
    let content = report.content().map(<[u8]>::to_vec);
    *screen.kept.opened.borrow_mut() = report;
    if let Some(content) = content {
        screen.complete(|token| token.with_plaintext(&content));
    }
    screen.changed(Of::Opened);
}

/// What was inside, or why it did not open, and what came of every key.
fn came_of_it(screen: Screen) -> Node {
    let texts = screen.texts;
    let report = screen.kept.opened.borrow();
    let said = match &report.state {
        DecryptionState::NotTried => return nodes![],
        DecryptionState::NotOpened(why) => nodes![
            el("p").class("sm").attr("role", "alert").add(el("b").add(texts.title(report.state.code()))).add(" "),
            el("p").class("sm second").add(prose(&texts.whole(why))),
        ],
        DecryptionState::Opened { key, content, .. } => {
            let inside = visible(&String::from_utf8_lossy(content)).into_owned();
            nodes![
                el("p")
                    .class("sm")
                    .add(el("b").add(texts.title(report.state.code())))
                    .add(" ")
                    .add(el("code").add(key.clone())),
                el("h3").add(texts.page("inside_heading")),
                el("p").class("sm second").add(texts.page("inside_note")),
                el("pre").class("code").add(el("code").add(long_text(inside))),
                open_nested(screen),
            ]
        }
    };
    let tried: Vec<El> = report
        .tried
        .iter()
        .filter(|_| report.tried.len() > 1)
        .map(|key| el("li").add(el("code").add(key.label.clone())).add(" ").add(prose(&texts.words.say(&key.outcome))))
        .collect();
    let tried = (!tried.is_empty())
        .then(|| el("ul").class("plain sm tried").attr("aria-label", texts.page("keys_tried")).add(tried));
    nodes![said, tried]
}
