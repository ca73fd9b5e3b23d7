//! What stands above the answer where one's own issuer is asked: the question before the first request that carries something, the way to
//! cancel, and what to do when no answer could be read.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::accept::accept;
use super::group::choose;
use super::model::{Consent, Unanswered, Where};
use super::outside::cancel;
use super::said::{button, said};
use super::texts::OwnTexts;
use super::when_here::with;
use crate::client::unread::{Circumstances, NextStep};
use crate::content::build;
use crate::inspect::{PastedAnswer, Phrase};
use crate::platform::{document, network, own_page};
use crate::ui::components::prose;
use crate::ui::content::load;
use crate::ui::dom::{Node, el, keyed, live, nodes, when};
use crate::ui::pages::build::Model;
use crate::ui::session::Session;

/// The pane.
pub(crate) fn pane() -> Node {
    let session = Session::take();
    let texts = load::<OwnTexts>("own");
    with(move || texts.get(), move |texts| shown(session, texts))
}

fn shown(session: Session, texts: &'static OwnTexts) -> Node {
    let asks = move || session.own.with(|own| own.consent.as_ref().map_or_else(String::new, |asks| asks.host.clone()));
    let question = move || session.own.with_untracked(|own| own.consent.clone()).map(|asks| consent(texts, asks));
    let is_under_way = move || {
        let waits = session.own.with(|own| own.place != Where::Embedded && own.consent.is_none());
        waits && own_page::allowed().is_some() && session.build.with(Model::is_running)
    };
    let under_way = move || {
        el("div").class("btns").add(el("span").class("sm").add(texts.page("under_way").to_owned())).add(button(
            "btn",
            texts.page("cancel").to_owned(),
            cancel,
        ))
    };
    let failed = move || {
        session.own.with(|own| {
            own.unanswered.as_ref().map_or_else(String::new, |unanswered| {
                let Unanswered { request, circumstances, was_sent } = unanswered;
                format!("{} {:?} {was_sent} {:?}", request.uri(), circumstances.ended, circumstances.reach)
            })
        })
    };
    let diagnosed =
        move || session.own.with_untracked(|own| own.unanswered.clone()).map(|one| unanswered(session, texts, &one));
    nodes![keyed(asks, question), when(is_under_way, under_way), keyed(failed, diagnosed)]
}

/// *May this go there?*, with the host and what goes.
fn consent(texts: &'static OwnTexts, asks: Consent) -> Node {
    let Consent { host, carries, question } = asks;
    let list: Node = carries.iter().map(|name| nodes![el("li").add(prose(texts.page(name)))]).collect();
    let (yes, no) = (question.clone(), question);
    let lead = Phrase::new("consent").with("host", &host).fill(texts.page("consent_lead"));
    el("section")
        .class("result sm")
        .attr("id", "consent")
        .attr("role", "group")
        .attr("aria-labelledby", "consent-title")
        .add(el("h2").attr("id", "consent-title").attr("tabindex", "-1").add(texts.page("consent_title").to_owned()))
        .add(el("p").add(prose(&lead)))
        .add(el("ul").class("plain").add(list))
        .add(el("p").add(prose(texts.page("consent_test_client"))))
        .add(
            el("div")
                .class("btns")
                .add(button("btn go", Phrase::new("").with("host", &host).fill(texts.page("consent_yes")), move || {
                    yes.answer(true);
                }))
                .add(button("btn", texts.page("consent_no").to_owned(), move || no.answer(false))),
        )
        .into()
}

fn about(circumstances: &Circumstances, code: &'static str) -> Phrase {
    let (page, target) = (circumstances.page.to_string(), circumstances.target.to_string());
    Phrase::new(code).with("page", &page).with("target", &target)
}

/// What can be behind it, a sentence each.
pub(super) fn causes(texts: &'static OwnTexts, circumstances: &Circumstances) -> Node {
    let causes = circumstances.diagnose().causes;
    causes.iter().map(|cause| nodes![el("p").add(said(texts, &about(circumstances, cause.code()), None))]).collect()
}

/// What can be behind metadata that could not be read, and what the reader can do about it.
pub(super) fn why(texts: &'static OwnTexts, circumstances: &Circumstances) -> Node {
    let helps = |step: &&NextStep| matches!(step, NextStep::AllowLocalNetwork | NextStep::SameScheme);
    let steps = circumstances.diagnose().steps;
    let steps: Node = steps
        .iter()
        .filter(helps)
        .map(|step| nodes![el("p").add(said(texts, &about(circumstances, step.code()), None))])
        .collect();
    nodes![causes(texts, circumstances), steps]
}

fn unanswered(session: Session, texts: &'static OwnTexts, unanswered: &Unanswered) -> Node {
    let circumstances = &unanswered.circumstances;
    // Its words may have come after the request ended, and with it the moment in which answers are brought into view.
    request_animation_frame(|| document::show("#unanswered"));
    let diagnosis = circumstances.diagnose();
    let phrase = |code: &'static str| about(circumstances, code);
    let causes: Node = if unanswered.was_sent {
        causes(texts, circumstances)
    } else {
        let why = if own_page::allowed().is_some() { "not_sent_own" } else { "not_sent" };
        let told = phrase("").fill(texts.page(why));
        nodes![el("p").add(prose(&told)), ask_there(session, texts, &circumstances.target.to_string())]
    };
    let url = unanswered.request.uri().to_string();
    let steps: Node = diagnosis
        .steps
        .iter()
        .filter(|step| {
            unanswered.was_sent || matches!(step, NextStep::RunYourself | NextStep::Paste | NextStep::Embedded)
        })
        .map(|step| {
            let words = said(texts, &phrase(step.code()), None);
            let url = url.clone();
            let act = match step {
                NextStep::CheckReach => nodes![button("btn", words, move || check(session, url.clone()))],
                NextStep::RunYourself => {
                    nodes![
                        words,
                        " ",
                        button("act", texts.page("to_command").to_owned(), || document::unfold("#as-code"))
                    ]
                }
                NextStep::Embedded => {
                    let choose_it = move || {
                        choose(session, Where::Embedded);
                        document::focus("#where");
                    };
                    nodes![button("act", words, choose_it)]
                }
                _ => words,
            };
            nodes![el("li").add(act)]
        })
        .collect();
    let bar = el("span").class("bar-o").attr("aria-hidden", "true");
    el("section")
        .class("refused result sm")
        .attr("id", "unanswered")
        .attr("aria-labelledby", "unanswered-title")
        .add(
            el("h2")
                .attr("id", "unanswered-title")
                .add(bar)
                .add(texts.page(if unanswered.was_sent { "unread_title" } else { "not_sent_title" }).to_owned()),
        )
        .add(causes)
        .add(el("ul").class("plain").add(steps))
        .add(paste(session, texts))
        .into()
}

/// From `index.html` to where it can be asked, if the page's host offers that.
fn ask_there(session: Session, texts: &'static OwnTexts, origin: &str) -> Node {
    let origin = origin.to_owned();
    let press = move || super::discover::elsewhere(session, vec![origin.clone()], None);
    let is_gone = move || session.own.with(|own| own.is_offered == Some(false));
    let gone = move || is_gone().then(|| el("p").add(prose(texts.page("own_page_gone"))));
    nodes![
        el("div").class("btns").add(button("btn", texts.page("ask_there").to_owned(), press)),
        el("p").class("cap muted").add(prose(texts.page("ask_there_secret"))),
        live(gone)
    ]
}

/// Sends a request whose answer nobody reads.
fn check(session: Session, url: String) {
    document::announce(build::CHECKING);
    spawn_local(async move {
        let host = crate::client::origin::Origin::of(&url).map(|origin| origin.to_string()).unwrap_or_default();
        session.outbound.update(|outbound| outbound.count(&host));
        let address = url.split('?').next().unwrap_or_default().to_owned();
        let answers = network::answers(&address).await;
        session.own.update(|own| own.reached(answers));
        let said = if answers { build::SERVER_ANSWERS } else { build::NOTHING_ANSWERED };
        document::announce(said);
    });
}

/// *Paste the answer here.*
fn paste(session: Session, texts: &'static OwnTexts) -> Node {
    let typed = RwSignal::new(String::new());
    let use_it = move || match typed.with_untracked(|text| PastedAnswer::read(text)) {
        Some(answer) => accept(session, answer),
        None => document::focus("#own-answer"),
    };
    let area = el("textarea")
        .class("mono short")
        .attr("id", "own-answer")
        .attr("rows", "4")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "own-answer-hint")
        .on("input", move |event| typed.set(crate::ui::dom::value(&event)));
    el("div")
        .class("field")
        .add(el("label").attr("for", "own-answer").add(texts.page("answer_box").to_owned()))
        .add(area)
        .add(el("p").class("hint").attr("id", "own-answer-hint").add(prose(texts.page("answer_box_hint"))))
        .add(el("div").class("btns").add(button("btn", texts.page("answer_use").to_owned(), use_it)))
        .into()
}
