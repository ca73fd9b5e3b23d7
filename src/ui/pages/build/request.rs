//! The request as it will be sent: the message, and the stages of its Basic header.

use leptos::prelude::*;

use super::assertion_fields::assertion_pane;
use super::connection_pane::connection_pane;
use super::edit::shows_certificate;
use super::fields::told;
use crate::oauth::client_auth::{Spelling, basic};
use crate::ui::components::code;
use crate::ui::content::Texts;
use crate::ui::dom::{Node, el, live, nodes, when};
use crate::ui::exchange::{Single, single};
use crate::ui::session::Session;
use crate::ui::view_model::{Line, Piece};

/// The request while it is typed.
pub(super) fn request_pane(secret_shown: RwSignal<bool>) -> Node {
    let session = Session::take();
    let texts = Texts::take();
    let exists = move || session.build.with(|model| model.message(session.now()).is_ok());
    let signs = move || session.build.with(|model| model.draft.method.signs());
    let request = move || {
        let about = Single {
            heading: texts.pages.build("request"),
            id: "request",
            copy: texts.pages.build("request_copy"),
            label: texts.pages.build("request_label").into(),
            shown: secret_shown,
        };
        single(about, move || session.build.with(|model| model.message(session.now()).unwrap_or_default()))
    };
    let nothing = move || {
        let reason = el("p").class("sm second").text(move || nothing_yet(session, texts));
        el("section").add(el("h2").add(texts.pages.build("request"))).add(reason)
    };
    el("div")
        .add(when(exists, request))
        .add(when(move || !exists(), nothing))
        .add(when(signs, move || assertion_pane(session, texts)))
        .add(when(move || shows_certificate(session), move || connection_pane(session)))
        .add(when(
            move || session.build.with(|model| model.draft.basic_stages().is_some()),
            move || stages(session, secret_shown),
        ))
        .into()
}

/// That there is no request, and for want of what.
fn nothing_yet(session: Session, texts: Texts) -> String {
    let (has_endpoint, problem) =
        session.build.with(|model| (!model.draft.token_endpoint.trim().is_empty(), model.message(session.now()).err()));
    let why = match problem {
        _ if !has_endpoint => texts.pages.build("no_endpoint").to_owned(),
        problem => problem.map(|problem| told(texts, &problem)).unwrap_or_default(),
    };
    [texts.pages.build("no_request"), " ", &why].concat()
}

/// How the Basic header is made, stage by stage (BAS-04), in the spelling of the standard and in the one that leaves it out.
fn stages(session: Session, secret_shown: RwSignal<bool>) -> Node {
    let pages = Texts::take().pages;
    let rows = move |spelling: Spelling| {
        move || {
            let spelt = session.build.with(|model| {
                let draft = &model.draft;
                draft.basic_stages().map(|_| basic::stages(&draft.client_id, &draft.client_secret, spelling))
            });
            let Some(stages) = spelt else { return Vec::new() };
            let after_colon = |text: &str| text.find(':').map_or(0, |at| at + 1);
            vec![
                stage(pages.build("stage_raw"), after_colon(&stages.raw), &stages.raw, secret_shown),
                stage(pages.build("stage_spelt"), after_colon(&stages.encoded), &stages.encoded, secret_shown),
                stage(pages.build("stage_base64"), "Basic ".len(), &stages.header, secret_shown),
            ]
        }
    };
    let matters =
        move || session.build.with(|model| model.draft.basic_stages().is_some_and(|stages| stages.encoding_matters()));
    let effect = move || pages.build(if matters() { "stages_differ" } else { "stages_same" });
    let list = move |name: &'static str, spelling: Spelling| {
        nodes![el("h3").add(pages.build(name)), el("dl").class("facts stages").add(live(rows(spelling)))]
    };
    el("details")
        .class("more")
        .add(el("summary").class("chev sm").add(pages.build("stages")))
        .add(el("p").class("sm second").add(pages.build("stages_lead")))
        .add(list("spelling_form", Spelling::Form))
        .add(when(matters, move || list("spelling_raw", Spelling::Raw)))
        .add(el("p").class("cap muted").text(effect))
        .into()
}

/// One stage: its name and its text, whose front, up to `open`, is no secret.
fn stage(name: &'static str, open: usize, text: &str, secret_shown: RwSignal<bool>) -> Node {
    let (front, back) = text.split_at(open);
    let secret = Piece { text: back.to_owned(), class: "sec", secret: true };
    let lines = vec![Line { pieces: vec![Piece::new(front, "hv"), secret], ..Line::default() }];
    let shown = code(move || lines.clone(), move || secret_shown.get(), "");
    el("div").add(el("dt").add(name)).add(el("dd").add(shown)).into()
}
