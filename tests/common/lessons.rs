//! The words of Learn, read from the content files as the page reads them.

#![allow(dead_code, unreachable_pub, reason = "each test file reads the files it needs")]

use grant_lab::lab::Step;
use grant_lab::lab::content::{Learn, StepText};

/// What every step shares.
pub fn learn() -> Learn {
    grant_lab::texts::read(include_str!("../../src/content/en/learn.json")).unwrap()
}

/// The words of every step, in the order of `Step::all`.
pub fn lessons() -> Vec<StepText> {
    [
        include_str!("../../src/content/en/learn/1.json"),
        include_str!("../../src/content/en/learn/2.json"),
        include_str!("../../src/content/en/learn/3.json"),
        include_str!("../../src/content/en/learn/4.json"),
        include_str!("../../src/content/en/learn/5.json"),
        include_str!("../../src/content/en/learn/6.json"),
        include_str!("../../src/content/en/learn/7.json"),
        include_str!("../../src/content/en/learn/8.json"),
        include_str!("../../src/content/en/learn/9.json"),
        include_str!("../../src/content/en/learn/10.json"),
        include_str!("../../src/content/en/learn/11.json"),
        include_str!("../../src/content/en/learn/12.json"),
        include_str!("../../src/content/en/field/1.json"),
        include_str!("../../src/content/en/field/2.json"),
        include_str!("../../src/content/en/field/3.json"),
        include_str!("../../src/content/en/field/4.json"),
        include_str!("../../src/content/en/field/5.json"),
        include_str!("../../src/content/en/field/6.json"),
    ]
    .map(|text| grant_lab::texts::read(text).unwrap())
    .into()
}

/// The place of a step's words in [`lessons`].
pub fn place(step: &Step) -> usize {
    Step::all().take_while(|other| other.id != step.id).count()
}

/// The words of one step of the walkthrough.
pub fn lesson(number: u16) -> StepText {
    lessons().swap_remove(usize::from(number) - 1)
}
