//! *What happened*: what the learner said, what was observed, why, and where that is written.

use super::lesson::Lesson;
use super::model::{Prediction, Ran, StepModel};
use crate::lab::text;
use crate::platform::document;
use crate::ui::components::{citations, prose};
use crate::ui::dom::{El, Node, el, nodes};
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
        .add(said(lesson, model).map(|said| row("you_said", said)))
        .add(row("observed", seen))
        .add(row("because", prose(because)))
        .add(row("source", citations(sources)));
    let to_evidence = el("button")
        .class("act to-evidence")
        .attr("type", "button")
        .on("click", |_| document::focus("#evidence"))
        .add(lesson.label("see_evidence"));
    el("section").class("result").attr("aria-labelledby", "happened").add(head).add(facts).add(to_evidence)
}

fn line(sentence: &str) -> El {
    el("span").class("line").add(prose(sentence))
}

/// The learner's answer, and what to run when this run does not settle it.
fn said(lesson: Lesson, model: &StepModel) -> Option<Node> {
    match model.prediction {
        Prediction::Open => None,
        Prediction::Skipped => Some(lesson.label("skipped_answer").into()),
        Prediction::Locked => {
            let options = lesson.text.predict.options.iter();
            let chosen = options.filter(|option| model.chosen.contains(&option.id)).map(|option| option.text.as_str());
            let chosen = chosen.collect::<Vec<_>>().join(", ");
            let unsettled = (!model.is_settled()).then(|| {
                let told = lesson.label("ran_other").replace("{variant}", lesson.settling());
                el("span").class("line second").add(told)
            });
            Some(nodes![line(&chosen), unsettled])
        }
    }
}
