//! What was checked for an answer, step by step.

use crate::server::Trace;
use crate::ui::content::Texts;
use crate::ui::dom::{Node, el};
use crate::ui::exchange::checks;

/// The issuer's checks in order: what each saw and what it decided.
pub(super) fn checked(texts: Texts, trace: &Trace) -> Option<Node> {
    let details = el("details")
        .class("more")
        .add(el("summary").class("chev").add(el("h2").add(texts.pages.build("checked"))))
        .add(el("p").class("sm second").add(texts.pages.build("trace_lead")))
        .add(checks(trace.steps.iter(), &|name| texts.pages.build(name)));
    (!trace.steps.is_empty()).then(|| details.into())
}
