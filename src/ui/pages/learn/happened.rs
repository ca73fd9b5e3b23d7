//! *What happened*: what came of the prediction, what was observed, why, and where that is written.

use super::lesson::Lesson;
use super::model::{Prediction, Ran, StepModel};
use crate::lab::text;
use crate::platform::document;
use crate::ui::components::{citations, prose};
use crate::ui::dom::{El, Node, el};
use crate::ui::presenter::link;

/// The section about a run.
pub(crate) fn happened(lesson: Lesson, model: &StepModel, ran: &Ran) -> El {
    let variant = lesson.text.variant(ran.variant.id);
    let label = variant.map_or("", |variant| variant.label.as_str());
    let seen: Node = ran.seen.iter().map(|finding| line(&text::markdown(&lesson.words.seen(finding)))).collect();
    let because = match (ran.as_stated, variant) {
        (true, Some(variant)) => variant.because.as_str(),
        _ => lesson.label("departs"),
    };
    let sources: Vec<(String, String)> = lesson.text.sources.iter().map(link).collect();
    let row = |name: &'static str, body: Node| el("div").add(el("dt").add(lesson.label(name))).add(el("dd").add(body));
    let head = el("div")
        .class("head")
        .add(el("h2").attr("id", "happened").add(lesson.label("what_happened")))
        .add(el("span").class("cap muted").add(lesson.label("ran").replace("{variant}", label)));
    let facts = el("dl")
        .class("facts")
        .add(row("observed", seen))
        .add(row("because", prose(because)))
        .add(row("source", citations(sources)));
    let to_evidence = el("button")
        .class("act to-evidence")
        .attr("type", "button")
        .on("click", |_| document::focus("#evidence"))
        .add(lesson.label("see_evidence"));
    let outcome = outcome(lesson, model).map(|outcome| el("p").class("outcome").add(prose(&outcome)));
    el("section")
        .class("result")
        .attr("id", "result")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "happened")
        .add(head)
        .add(outcome)
        .add(facts)
        .add(to_evidence)
}

fn line(sentence: &str) -> El {
    el("span").class("line").add(prose(sentence))
}

/// What came of the prediction, in a sentence or two: what was said, and what the run says. Backticks mark protocol text.
pub(super) fn outcome(lesson: Lesson, model: &StepModel) -> Option<String> {
    let options = &lesson.text.predict.options;
    let named = |is: &dyn Fn(&str) -> bool| {
        let named = options.iter().filter(|option| is(&option.id)).map(|option| ["“", &option.text, "”"].concat());
        named.collect::<Vec<_>>().join(", ")
    };
    let said = named(&|id| model.chosen.iter().any(|chosen| chosen == id));
    let answers = model.ran.as_ref()?.answers.as_ref();
    let name = match (model.prediction, model.is_right()) {
        (Prediction::Locked, Some(true)) => "outcome_right",
        (Prediction::Locked, Some(false)) => "outcome_wrong",
        (Prediction::Locked, None) => "outcome_open",
        (Prediction::Open | Prediction::Skipped, _) if answers.is_some() => "outcome_unsaid",
        (Prediction::Open | Prediction::Skipped, _) => return None,
    };
    let did = named(&|id| answers.is_some_and(|answers| answers.contains(&id)));
    let text = lesson.label(name).replace("{variant}", lesson.settling());
    Some(text.replace("{said}", &said).replace("{did}", &did))
}
