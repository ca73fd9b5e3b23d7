//! What a page that embeds a view hears of a run.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;

use common::*;
use grant_lab::lab::{CellId, EXPERIMENTS, Evidence, Step, StepId};
use grant_lab::ui::host::status;
use pollster::block_on;

#[test]
fn a_run_is_told_by_the_status_and_the_error_code_of_its_last_answer() {
    let told = |step, variant| {
        let step = Step::of(StepId::learn(step)).unwrap();
        status(&block_on(lab().run(step.experiment.variant(variant).unwrap().actions)))
    };
    assert_eq!(told(9, "reject"), "400 invalid_scope");
    assert_eq!(told(2, "as-shown"), "200");
    assert_eq!(status(&Evidence::default()), "");
}

#[test]
fn nothing_else_of_any_run_is_told() {
    let runs = EXPERIMENTS.iter().flat_map(|experiment| experiment.variants).map(|variant| variant.actions);
    let cells = CellId::all().chain(CellId::beyond()).map(|cell| cell.run().actions);
    for actions in runs.chain(cells) {
        let evidence = block_on(lab().run(actions));
        let told = status(&evidence);
        let (number, code) = told.split_once(' ').unwrap_or((&told, "none"));
        assert!(number.is_empty() || number.parse::<u16>().is_ok_and(|number| number < 600), "{told}");
        assert!(code.len() < 40 && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{told}");
    }
}
