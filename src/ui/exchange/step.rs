//! A check of a trace: what it saw, how it ended, what it decided, and the clause that asks for it.

use crate::server::{Step, StepOutcome};
use crate::ui::components::citations;
use crate::ui::dom::{El, Node, el};
use crate::ui::presenter::link;

/// Checks in their order. `word` knows what the ways to end are called: *passed*, *noted*, *refused*.
pub(crate) fn checks<'s>(steps: impl Iterator<Item = &'s Step>, word: &dyn Fn(&'static str) -> &'static str) -> El {
    el("ol").class("checks").add(steps.map(|step| check(step, word)).collect::<Node>())
}

/// One check. A refusal is the issuer's answer, not a failure, so its sign is neutral.
fn check(step: &Step, word: &dyn Fn(&'static str) -> &'static str) -> El {
    let (class, outcome) = match step.outcome {
        StepOutcome::Passed => ("", "passed"),
        StepOutcome::Noted => ("no", "noted"),
        StepOutcome::Refused => ("stop", "refused"),
    };
    el("li")
        .class(class)
        .add(el("span").add(el("b").add(step.name)).add(": ").add(step.saw.clone()))
        .add(el("em").add(word(outcome)))
        .add(el("small").add(step.decided.clone()).add(" ").add(citations(vec![link(&step.citation)])))
}
