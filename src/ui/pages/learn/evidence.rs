//! The evidence pane: the Receipt, the lanes and the exchange of the newest run, and what it changed for itself.

use std::rc::Rc;

use leptos::prelude::*;

use super::lanes::lanes;
use super::lesson::Lesson;
use super::links::build_link;
use super::model::Ran;
use super::opened::{Opened, opened};
use super::receipts::{receipt_of, receipts_of};
use super::table::table;
use crate::content::components;
use crate::lab::{Action, Evidence};
use crate::ui::address::link_to;
use crate::ui::components::{MatrixWords, copy_button, fixed_code, matrix, receipt, unfold};
use crate::ui::dom::{El, Node, el, nodes, when};
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::view_model::ReceiptText;

/// A run with more messages than this shows them when somebody asks.
const MANY: usize = 24;

/// As many Receipts stand side by side; more than that are a table.
const BESIDE: usize = 3;

/// What the pane shows of a run.
pub(crate) fn evidence(lesson: Lesson, ran: Ran) -> Node {
    let build = build_link(ran.variant.actions, &ran.evidence.policies)
        .map(|href| el("a").class("act").attr("href", href).add(lesson.label("open_build")));
    let here = move || link_to(&Session::take().route.with_untracked(Route::to_hash));
    let acts = el("div").class("acts").add(build).add(copy_button(components::COPY_LINK, here));
    nodes![
        // The two answers first: what came back, and under which circumstances.
        el("div").add(results(lesson, &ran)).add(own(lesson, &ran.evidence)),
        opens(lesson, &ran),
        messages(lesson, ran),
        acts,
    ]
}

/// What the run came to: the verdicts of the whole table, several Receipts side by side, or one.
fn results(lesson: Lesson, ran: &Ran) -> Node {
    let columns = lesson.text.variant(ran.variant.id).and_then(|text| text.columns.as_ref());
    let verdicts = table(lesson, ran);
    match (verdicts, columns) {
        (Some(verdicts), _) => verdicts,
        (None, Some(columns)) => side_by_side(lesson, ran, columns),
        (None, None) => match receipt_of(&ran.evidence, lesson.reading) {
            Some(text) => show_receipt(text, "receipt", None),
            None => el("p").class("no-receipt second").add(lesson.label("no_receipt")).into(),
        },
    }
}

fn show_receipt(text: ReceiptText, id: &str, under: Option<&str>) -> Node {
    receipt(text, id, under, move |token| Session::take().open_in_decode(token))
}

fn side_by_side(lesson: Lesson, ran: &Ran, columns: &'static [String]) -> Node {
    let mut all = match &ran.beside {
        Some(beside) => receipts_of(beside, lesson.reading),
        None => Vec::new(),
    };
    all.extend(receipts_of(&ran.evidence, lesson.reading));
    if columns.len() > BESIDE {
        let words = MatrixWords {
            caption: lesson.label("matrix"),
            rows: lesson.label("matrix_rows"),
            none: lesson.label("no_receipt"),
        };
        let all = columns.iter().cloned().zip(all).collect();
        return matrix(words, all, "column", |token| Session::take().open_in_decode(token));
    }
    let mut list = el("div").class("receipts");
    for (index, (name, text)) in columns.iter().zip(all).enumerate() {
        let number = index.to_string();
        let id = ["column-", &number].concat();
        let shown = match text {
            Some(text) => show_receipt(text, &["receipt-", &number].concat(), Some(&id)),
            None => el("p").class("no-receipt second").add(lesson.label("no_receipt")).into(),
        };
        list = list.add(el("div").add(el("p").class("sm").attr("id", id).add(el("b").add(name.as_str()))).add(shown));
    }
    el("section").class("side").add(el("h2").add(lesson.label("receipts"))).add(list).into()
}

/// What the run changed at the issuer for itself.
fn own(lesson: Lesson, evidence: &Evidence) -> Option<El> {
    let mut changes: Vec<String> = Vec::new();
    for done in &evidence.done {
        let change = match done.action {
            Action::Set(rule) => [rule.name(), ": ", rule.value()].concat(),
            Action::Wait(seconds) => [lesson.label("clock"), " +", &seconds.to_string(), " s"].concat(),
            _ => continue,
        };
        if !changes.contains(&change) {
            changes.push(change);
        }
    }
    let told = lesson.label("own").replace("{changes}", &changes.join(", "));
    (!changes.is_empty()).then(|| el("p").class("own sm second").add(told))
}

fn opens(lesson: Lesson, ran: &Ran) -> Option<El> {
    let opened = opened(lesson.step.opens, &ran.evidence);
    let columns = lesson.text.variant(ran.variant.id).and_then(|text| text.columns.as_ref());
    let columns = columns.filter(|columns| columns.len() == opened.len());
    let mut all = el("div").class("opened");
    for (index, Opened { heading, lines, is_secret }) in opened.iter().enumerate() {
        let name = columns.and_then(|columns| columns.get(index));
        let name = name.map(|name| nodes![": ", name.as_str()]);
        let details = el("details").maybe("open", (!is_secret).then_some(""));
        let summary = el("summary").class("chev sm").add(el("b").add(lesson.label(heading)).add(name));
        all = all.add(details.add(summary).add(fixed_code(lines)));
    }
    (!opened.is_empty()).then_some(all)
}

/// Lanes and messages; of a long run only when they are asked for.
fn messages(lesson: Lesson, ran: Ran) -> Node {
    let evidence = ran.evidence;
    let many = evidence.message_sequence().len();
    if many <= MANY {
        // Drawing every part of every message takes longer than all the rest, and the result is what a reader waits for.
        return after_paint(move || {
            let of_messages = Rc::clone(&evidence);
            let messages = after_paint(move || exchange(lesson, Rc::clone(&of_messages)));
            nodes![lanes(&evidence, lesson.labels), messages]
        });
    }
    let draw = move || nodes![lanes(&evidence, lesson.labels), exchange(lesson, Rc::clone(&evidence))];
    let label = lesson.label("all_messages").replace("{count}", &many.to_string());
    let (button, open) = unfold(label);
    nodes![el("div").add(button), when(move || open.get(), draw)]
}

/// The messages, as soon as the part of the module that draws them is here.
fn exchange(lesson: Lesson, evidence: Rc<Evidence>) -> Node {
    let part = Session::take().parts.messages;
    part.fetch();
    let drawn = move || part.get().map(|part| (part.exchange)(&evidence, lesson.labels, "h2"));
    when(move || part.follow().is_some(), drawn)
}

/// The view, once everything else has been painted: in the second frame from now.
fn after_paint(view: impl Fn() -> Node + 'static) -> Node {
    let is_painted = RwSignal::new(false);
    request_animation_frame(move || request_animation_frame(move || is_painted.set(true)));
    when(move || is_painted.get(), view)
}
