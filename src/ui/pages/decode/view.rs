//! The screen of Decode: the box to paste into, then everything that can be said about what is in it.

use leptos::prelude::*;

use super::Desk;
use super::claims::{claims_pane, header_pane};
use super::content;
use super::forms::forms;
use super::headline::headline;
use super::parts_line::parts_line;
use super::paste_box::paste_box;
use super::readings::readings;
use super::samples_menu::samples;
use super::screen::{Of, Screen};
use super::signature::signature_pane;
use super::texts::{Texts, with_texts};
use super::workbench::{folded, here};
use crate::content::places;
use crate::ui::dom::{El, Node, el, keyed, live, nodes, when};
use crate::ui::session::Session;

/// Decode.
pub fn page() -> Node {
    Session::take().title(places::DECODE);
    with_texts(places::DECODE, shown)
}

fn shown(texts: Texts) -> Node {
    let screen = Screen::new(texts);
    // What was here when the screen was left is checked again: meanwhile the issuer may have other keys.
    screen.verify();
    let has_text = move || screen.read(Of::Token, |desk| !desk.is_empty());
    let has_parts = move || screen.read(Of::Token, |desk| desk.has_parts());
    let failed = move || {
        let failure = screen.kept.failure.get();
        (!failure.is_empty()).then(|| el("p").class("boot-note").attr("role", "alert").add(failure))
    };
    let title = el("div")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(places::DECODE))
        .add(el("p").add(texts.page("lead")));
    nodes![
        el("div").class("page-h").add(title).add(samples(screen)),
        live(failed),
        paste_box(screen),
        when(move || !has_text(), move || el("p").class("second").add(texts.page("empty"))),
        when(has_text, move || screen.staged(1, move || headline(screen))),
        when(has_parts, move || parts(screen)),
    ]
}

/// What there is to see of a token.
fn parts(screen: Screen) -> Node {
    let is_encrypted = move || screen.read(Of::Token, |desk| desk.is_encrypted());
    let signature = move || when(move || !is_encrypted(), move || signature_pane(screen));
    let inside = move || {
        el("div")
            .class("stack")
            .add(decryption(screen))
            .add(detached(screen))
            .add(claims_pane(screen))
            .add(also(screen))
    };
    let beside = move || el("div").class("stack").add(header_pane(screen)).add(signature());
    let columns = el("div").class("cols").add(screen.staged(3, inside)).add(screen.staged(4, beside));
    nodes![
        screen.staged(2, move || parts_line(screen)),
        columns,
        screen.staged(5, move || readings(screen)),
        screen.staged(6, move || tools(screen)),
    ]
}

fn tools(screen: Screen) -> El {
    el("div")
        .class("tools")
        .add(folded(screen, "edit", |tools| (tools.editor)()))
        .add(folded(screen, "compare", |tools| (tools.compare)()))
        .add(folded(screen, "copy", |tools| (tools.copies)()))
}

/// The box for the key that decrypts, under an encrypted token.
fn decryption(screen: Screen) -> Node {
    let is_encrypted = move || screen.read(Of::Token, |desk| desk.is_encrypted());
    when(is_encrypted, move || here(screen, |tools| (tools.decryption)()))
}

/// The box for the content that a detached signature was made over.
fn detached(screen: Screen) -> Node {
    when(move || screen.read(Of::Token, Desk::is_detached), move || content::pane(screen))
}

fn also(screen: Screen) -> Node {
    keyed(move || screen.key(&[Of::Late]), move || forms(screen))
}
