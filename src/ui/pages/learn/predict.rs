//! The prediction and the choice of variant: two lists of options. The prediction never gates the run.

use leptos::prelude::*;

use super::lesson::Lesson;
use super::model::{Prediction, StepModel};
use crate::lab::content::{PredictOption, VariantText};
use crate::platform::document;
use crate::ui::components::prose;
use crate::ui::dom::{El, Node, checked, el, keyed, live, nodes, when};

/// The question, its options, and what the run said of them.
pub(super) fn predict(lesson: Lesson) -> El {
    let text = &lesson.text.predict;
    let refused = RwSignal::new(false);
    let options: Node = text.options.iter().map(|option| show_option(lesson, option)).collect();
    el("fieldset")
        .class("predict")
        .add(
            // Named by its question, which is what its options answer.
            el("legend")
                .add(el("h2").add(lesson.label("predict")))
                .add(" ")
                .add(el("span").class("sm second").add(prose(&text.question))),
        )
        .add(el("div").class("opts").add(options))
        .add(keyed(move || stage(lesson), move || below(lesson, refused)))
}

/// How far the prediction is, as far as it decides what stands below the options.
fn stage(lesson: Lesson) -> &'static str {
    match lesson.with(|model| (model.prediction, model.is_settled())) {
        (Prediction::Open, false) => "open",
        // The run has answered. Whoever did not predict has nothing to lock in any more.
        (Prediction::Open, true) => "",
        (Prediction::Skipped, _) => "skipped",
        (Prediction::Locked, false) => "locked",
        (Prediction::Locked, true) => "",
    }
}

fn below(lesson: Lesson, refused: RwSignal<bool>) -> Node {
    match stage(lesson) {
        "open" => nodes![
            buttons(lesson, refused),
            when(move || refused.get(), move || el("p").class("hint warn").add(lesson.label("no_choice"))),
        ],
        "locked" => el("p").class("hint").add(lesson.label("locked").replace("{variant}", lesson.settling())).into(),
        "skipped" => el("p").class("hint").add(lesson.label("skipped")).into(),
        _ => nodes![],
    }
}

fn buttons(lesson: Lesson, refused: RwSignal<bool>) -> El {
    let lock_in = move |_| {
        let locked = lesson.update(StepModel::lock_in);
        refused.set(!locked);
        if locked {
            document::announce(lesson.label("announce_locked"));
            focus_run();
        } else {
            document::announce(lesson.label("no_choice"));
        }
    };
    let skip = move |_| {
        lesson.update(StepModel::skip);
        refused.set(false);
        document::announce(lesson.label("skipped_answer"));
        focus_run();
    };
    el("div")
        .class("btns")
        .add(el("button").class("btn").attr("type", "button").on("click", lock_in).add(lesson.label("lock_in")))
        .add(el("button").class("act").attr("type", "button").on("click", skip).add(lesson.label("skip")))
}

/// The pressed button goes away, so focus moves on to the button that runs: whichever of the two this width shows. Both stay in view, and the
/// answers do.
fn focus_run() {
    document::focus_in_place("#run-dock");
    document::focus_in_place("#run");
}

fn show_option(lesson: Lesson, option: &'static PredictOption) -> El {
    let many = lesson.text.predict.many;
    let id = option.id.as_str();
    let is_locked = move || lesson.with(|model| model.prediction == Prediction::Locked);
    let class = move || {
        let mark = lesson.with(|model| model.mark(id));
        Some(match (mark.said, mark.matches) {
            (_, true) => "opt best",
            (true, false) => "opt mine",
            (false, false) => "opt",
        })
    };
    let result = move || {
        let mark = lesson.with(|model| model.mark(id));
        let said = mark.said.then(|| el("span").class("tag").add(lesson.label("you_said")));
        let matches = mark.matches.then(|| el("span").class("tag on").add(lesson.label("matches")));
        let why = mark.explain.then(|| {
            let left_out = mark.matches && !mark.said && is_locked();
            let why = option.missed.as_ref().filter(|_| left_out).unwrap_or(&option.why);
            el("span").class("why second").add(prose(why))
        });
        nodes![el("span").class("tags").add(said).add(matches), why]
    };
    let input = el("input")
        .attr("type", if many { "checkbox" } else { "radio" })
        .attr("name", "predict")
        .live("disabled", move || (is_locked() || lesson.with(StepModel::is_settled)).then_some(""))
        .prop("checked", move || lesson.with(|model| model.chosen.iter().any(|chosen| chosen == id)).then_some(""))
        .on("change", move |event| {
            let on = checked(&event);
            lesson.update(|model| model.choose(id, on, many));
        });
    el("label").live("class", class).add(input).add(el("span").add(prose(&option.text))).add(live(result))
}

/// The ways to run the experiment, each with how it ended when it ran.
pub(super) fn variants(lesson: Lesson) -> El {
    let options: Node = lesson.text.variants.iter().map(|variant| show_variant(lesson, variant)).collect();
    el("fieldset")
        .class("variants")
        .add(el("legend").add(el("h2").add(lesson.label("choose"))))
        .add(el("div").class("opts").add(options))
}

fn show_variant(lesson: Lesson, text: &'static VariantText) -> El {
    let id = text.id.as_str();
    let ended = move || match lesson.with(|model| model.result(id).cloned()) {
        None => lesson.label("not_run").into(),
        Some(answered) => {
            let error = answered.error.map(|error| nodes![el("br"), el("code").add(error)]);
            nodes![el("code").add(answered.status), error]
        }
    };
    let input = el("input")
        .attr("type", "radio")
        .attr("name", "variant")
        .prop("checked", move || lesson.with(|model| model.variant.id == id).then_some(""))
        .on("change", move |_| lesson.update(|model| model.choose_variant(id)));
    let name = el("b").add(text.label.as_str());
    el("label")
        .class("opt")
        .add(input)
        .add(el("span").add(name).add(el("span").class("second").add(prose(&text.detail))))
        .add(el("span").class("r").add(live(ended)))
}
