//! The screen of Build: the form on the left, everything it leads to on the right.

use leptos::prelude::*;

use super::answer::answer_pane;
use super::code_pane::code_pane;
use super::form::request_form;
use super::history_view::history_pane;
use super::own::is_ours;
use super::request::request_pane;
use super::send::{send, send_button};
use crate::content::places;
use crate::ui::content::{Texts, with_texts};
use crate::ui::dom::{Node, el, is_send_shortcut, nodes, on_window};
use crate::ui::session::Session;

/// Build.
pub fn page() -> Node {
    Session::take().title(places::BUILD);
    with_texts(places::BUILD_HEADING, screen)
}

fn screen() -> Node {
    let (session, texts) = (Session::take(), Texts::take());
    let secret_shown = RwSignal::new(false);
    on_window("keydown", move |event| {
        if is_send_shortcut(&event) {
            event.prevent_default();
            send(session, texts);
        }
    });
    let panes = el("div")
        .class("in-pane")
        .add(request_pane(secret_shown))
        .add(answer_pane(session))
        .add(history_pane(session))
        .add(code_pane(session));
    let evidence = el("section")
        .class("evidence")
        .attr("id", "evidence")
        .attr("tabindex", "-1")
        .attr("aria-label", texts.pages.build("evidence"))
        .add(panes);
    let again = send_button(session, texts);
    let view = nodes![request_form(secret_shown), evidence, el("div").class("dock").add(again)];
    // The form knows by now where it starts from.
    if session.build.with_untracked(|model| is_ours(&model.draft.token_endpoint)) && session.take_run() {
        send(session, texts);
    }
    view
}
