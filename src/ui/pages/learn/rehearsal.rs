//! A run that nobody sees, before the first one that somebody does.
//!
//! Browsers compile a function when it is called for the first time. Of what the first press of Run took on a slow processor (156 ms, four
//! times slower than here) that was two thirds, 850 functions. They are called here while the page is idle, so that a press finds them
//! ready: in a lab of its own, whose messages nobody reads, and with a view that is in no document.

use std::cell::Cell;

use super::evidence::evidence;
use super::happened::happened;
use super::lesson::Lesson;
use super::model::StepModel;
use crate::lab::{Lab, Variant};
use crate::platform::web_crypto::WebCrypto;
use crate::platform::{BrowserClock, BrowserRandom, painted};
use crate::ui::dom::{self, nodes};

/// Runs of more messages take as long as a press does, and most of what they call is called by others too.
const MANY: usize = 8;

thread_local! {
    static IS_DONE: Cell<bool> = const { Cell::new(false) };
}

/// Runs the variant once for the whole visit, unless the reader was faster.
pub(super) async fn rehearse(lesson: Lesson, variant: &'static Variant) {
    let sends = variant.actions.iter().filter(|action| action.sends()).count();
    if sends > MANY || IS_DONE.replace(true) || is_overtaken(lesson) {
        return;
    }
    let lab = Lab::new(WebCrypto::new(), BrowserClock, BrowserRandom);
    let evidence_of_it = lab.run(variant.actions).await;
    painted().await;
    if is_overtaken(lesson) {
        return;
    }
    let mut model = StepModel::new(lesson.step);
    if let Some((sequence, variant)) = model.start() {
        model.finish(sequence, variant, evidence_of_it);
    }
    if let Some(ran) = model.ran.clone() {
        dom::rehearse(move || nodes![happened(lesson, &model, &ran), evidence(lesson, ran)]);
    }
}

/// Whether the reader has pressed Run of this step already.
fn is_overtaken(lesson: Lesson) -> bool {
    lesson.with_untracked(|model| model.is_running() || model.ran.is_some())
}
