//! What was checked for an answer, step by step.

use crate::server::{Step, StepOutcome, Trace};
use crate::ui::components::citations;
use crate::ui::content::Texts;
use crate::ui::dom::{Node, el, nodes};
use crate::ui::presenter::link;

/// The issuer's checks in order: what each saw and what it decided.
pub(super) fn checked(texts: Texts, trace: &Trace) -> Option<Node> {
    let steps: Node = trace.steps.iter().map(step).collect();
    let details = el("details")
        .class("more")
        .add(el("summary").class("chev").add(el("h2").add("What the issuer checked")))
        .add(el("p").class("sm second").add(texts.pages.build("trace_lead")))
        .add(el("ol").class("checks").add(steps));
    (!trace.steps.is_empty()).then(|| details.into())
}

fn step(step: &Step) -> Node {
    let (class, word) = match step.outcome {
        StepOutcome::Passed => ("", "Passed"),
        StepOutcome::Noted => ("no", "Noted"),
        StepOutcome::Refused => ("stop", "Refused"),
    };
    let decided = nodes![step.decided.clone(), " ", citations(vec![link(&step.citation)])];
    el("li")
        .class(class)
        .add(el("span").add(el("b").add(step.name)).add(": ").add(step.saw.clone()))
        .add(el("em").add(word))
        .add(el("small").add(decided))
        .into()
}
