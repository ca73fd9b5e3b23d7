//! The screen: the question and its answer, then the proof: the button, the table, and the sentences that go on from it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::content::{AnswerText, Sentence};
use super::model::Model;
use super::table::{key, servers, table};
use crate::content::components;
use crate::lab::content::{FindingText, Words, word};
use crate::lab::{ANSWER, Finding, Judgement, Verdict, text};
use crate::platform::{document, painted};
use crate::ui::address::link_to;
use crate::ui::components::{citations, copy_button, prose, verdict};
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{El, Node, Text, el, is_send_shortcut, keyed, nodes, on_window};
use crate::ui::host;
use crate::ui::presenter::link;
use crate::ui::route::{Area, Route};
use crate::ui::session::Session;
use crate::ui::view_model::ChipKind;

/// The screen.
pub(crate) fn page() -> Node {
    let (text, words) = (load::<AnswerText>("answer"), load::<Words>("words"));
    let key = move || match (text.get(), words.get()) {
        (Some(Ok(_)), Some(Ok(_))) => Text::Borrowed("shown"),
        (text, words) => why(text).or_else(|| why(words)).unwrap_or_default().into(),
    };
    keyed(key, move || match (text.get(), words.get()) {
        (Some(Ok(text)), Some(Ok(words))) => show(Screen { text, words, model: RwSignal::new_local(Model::default()) }),
        (text, words) => waiting(Area::Answer.name(), [why(text), why(words)]),
    })
}

/// What the views of the screen share. Copies are the same screen.
#[derive(Clone, Copy)]
struct Screen {
    text: &'static AnswerText,
    words: &'static Words,
    model: RwSignal<Model, LocalStorage>,
}

fn show(screen: Screen) -> Node {
    let Screen { text, model, .. } = screen;
    let say = |name: &'static str| word(&text.words, name);
    Session::take().title(say("question"));
    on_window("keydown", move |event| {
        if is_send_shortcut(&event) {
            event.prevent_default();
            run(screen);
        }
    });
    if Session::take().take_run() {
        run(screen);
    }
    let button = el("button")
        .class("btn go")
        .attr("type", "button")
        .live("aria-disabled", move || model.with(Model::is_running).then_some("true"))
        .on("click", move |_| run(screen))
        .add(say("run"));
    let insecure = (!document::is_secure()).then(|| el("p").class("boot-note").add(say("insecure")));
    let result = keyed(
        move || model.with(Model::number).to_string(),
        move || model.with_untracked(Model::judgement).map(|judgement| result(screen, &judgement)),
    );
    // The first sentence is the answer, and is there before anything ran.
    let (first, more) = text.sentences.split_at(text.sentences.len().min(1));
    let short =
        first.iter().map(|first| el("p").class("short").add(el("b").add(say("short"))).add(" ").add(stated(first)));
    let more = more.iter().map(|more| el("li").add(stated(more)));
    let onward = text
        .onward
        .iter()
        .map(|onward| el("p").class("onward").add(el("a").attr("href", onward.href.as_str()).add(prose(&onward.text))));
    let here = || link_to(&Route::Answer.to_hash());
    el("div")
        .class("document sixty")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(say("question")))
        .add(short.collect::<Node>())
        .add(el("p").class("second").add(prose(say("lead"))))
        .add(insecure)
        .add(el("div").class("btns").add(button).add(el("span").class("cap muted").add(say("shortcut"))))
        .add(result)
        .add(key(text))
        .add(table(text, model))
        .add(el("ul").class("answer").add(more.collect::<Node>()))
        .add(servers(text))
        .add(nodes![onward.collect::<Node>()])
        .add(el("div").class("acts").add(copy_button(components::COPY_LINK, here)))
        .into()
}

/// A sentence with its sources.
fn stated(Sentence { text, sources }: &'static Sentence) -> Node {
    let sources = el("span").class("cap").add(citations(sources.iter().map(link).collect()));
    nodes![prose(text), " ", sources]
}

fn run(screen: Screen) {
    let Screen { model, .. } = screen;
    if !model.try_update(Model::start).unwrap_or_default() {
        return;
    }
    let session = Session::take();
    spawn_local(async move {
        painted().await;
        let evidence = session.lab().run(ANSWER.variants[0].actions).await;
        // The screen may be gone meanwhile, and its model with it.
        let judged = model.try_update(|model| {
            model.finish(evidence);
            model.newest().cloned().zip(model.judgement())
        });
        session.refresh();
        if let Some((evidence, judgement)) = judged.flatten() {
            host::ran(&Route::Answer, &evidence, judgement.verdict.name());
            let (label, because) = told(screen, &judgement);
            document::announce(&[label, ". ", &text::plain(&because)].concat());
        }
    });
}

/// What the run comes to.
fn result(screen: Screen, judgement: &Judgement) -> El {
    let kind = match judgement.verdict {
        Verdict::Holds => ChipKind::Good,
        Verdict::DoesNotHold { .. } => ChipKind::Bad,
        Verdict::CouldNotTest { .. } => ChipKind::Open,
    };
    let (label, because) = told(screen, judgement);
    let chip = verdict(move || kind, move || label);
    el("p").class("result").add(chip).add(" ").add(prose(&text::markdown(&because)))
}

/// The verdict in a word, and why.
fn told(screen: Screen, judgement: &Judgement) -> (&'static str, Vec<text::Span>) {
    let name = match judgement.verdict {
        Verdict::Holds => "no",
        Verdict::DoesNotHold { .. } => "does_not_hold",
        Verdict::CouldNotTest { .. } => "could_not_test",
    };
    let because = judgement.lines.first().map(|line| because(screen, &line.finding)).unwrap_or_default();
    (word(&screen.text.words, name), because)
}

fn because(screen: Screen, finding: &Finding) -> Vec<text::Span> {
    let own = screen.text.findings.get(finding.code.name());
    let own = own.and_then(|FindingText { because, .. }| because.as_deref());
    own.map_or_else(|| screen.words.because(finding), |own| text::filled(own, &finding.facts))
}
