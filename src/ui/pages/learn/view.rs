//! The walkthrough's page: which step, its lesson on the left, its evidence on the right.

use leptos::prelude::*;

use super::before::before;
use super::copy::copy;
use super::lesson::Lesson;
use super::model::StepModel;
use super::navigation::{dock, link, neighbours, prefetch_step, steps};
use super::predict::{predict, variants};
use super::run_button::{run, run_button};
use super::servers::servers;
use crate::content::places;
use crate::inspect;
use crate::lab::content::{Learn, StepText, Words, word};
use crate::lab::servers::Question;
use crate::lab::{Course, Step, StepId};
use crate::platform::{document, own_page};
use crate::ui::components::prose;
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{El, Node, Text, el, is_send_shortcut, keyed, live, nodes, on_window, when};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The area.
pub(crate) fn page() -> Node {
    let session = Session::take();
    let learn = load::<Learn>("learn");
    let words = load::<Words>("words");
    let reading = load::<inspect::Words>("receipt");
    let id = move || session.route.with(Route::step);
    // Asked for together with what every step shares.
    prefetch_step(session.route.with_untracked(Route::step).and_then(Step::of));
    live(move || match (learn.get(), words.get(), reading.get()) {
        (Some(Ok(learn)), Some(Ok(words)), Some(Ok(reading))) => keyed(
            move || id().map_or_else(String::new, |id| [id.course.slug(), &id.number.to_string()].concat()),
            move || {
                let id = id()?;
                Some(match Step::of(id) {
                    Some(step) => open(session, step, learn, words, reading),
                    None => missing(session, id, learn),
                })
            },
        ),
        (learn, words, reading) => {
            session.title(places::LEARN);
            waiting(places::LEARN, [why(learn), why(words), why(reading)])
        }
    })
}

/// A step, as soon as its words are here. They come alone: the other steps are fetched when somebody goes there.
fn open(
    session: Session,
    step: &'static Step,
    learn: &'static Learn,
    words: &'static Words,
    reading: &'static inspect::Words,
) -> Node {
    session.title(&[learn.title(step.id), " – ", word(&learn.words, "area")].concat());
    let text = load::<StepText>(step.file());
    let key = move || match text.get() {
        Some(Ok(_)) => Text::Borrowed("shown"),
        other => why(other).unwrap_or_default().into(),
    };
    keyed(key, move || match text.get() {
        Some(Ok(text)) => show(Lesson { step, text, learn, labels: &learn.words, words, reading }),
        other => waiting(learn.title(step.id), [why(other)]),
    })
}

fn show(lesson: Lesson) -> Node {
    let Lesson { step, text, learn, .. } = lesson;
    on_window("keydown", move |event| {
        if is_send_shortcut(&event) {
            event.prevent_default();
            run(lesson);
        }
    });
    let session = Session::take();
    if session.take_run() {
        run(lesson);
    }
    // The first step is where visitors arrive: it says what this is, for whom, and how those in a hurry go on.
    let about = step.previous().is_none().then(|| {
        let is_field = step.id.course == Course::Field;
        let about = lesson.label(if is_field { "about_field" } else { "about" });
        let short = (!is_field).then(|| el("a").attr("href", Route::Answer.to_hash()).add(lesson.label("answer")));
        el("p").class("about").add(about).add(" ").add(short)
    });
    let insecure = (!document::is_secure()).then(|| el("p").class("boot-note").add(lesson.label("insecure")));
    let onward: Node = text
        .onward
        .iter()
        .flatten()
        .map(|onward| {
            let link = el("a").attr("href", onward.href.as_str()).add(prose(&onward.text));
            el("p").class("onward").add(link)
        })
        .collect();
    let reset = move |_| {
        lesson.update(StepModel::reset);
        document::announce(lesson.label("announce_reset"));
    };
    let docs = (!session.embedded && own_page::allowed().is_none()).then(|| {
        let open = move |_| {
            session.embeds.set(true);
            document::focus("#embed-heading");
        };
        el("button").class("act").attr("type", "button").on("click", open).add(lesson.label("embed"))
    });
    let buttons = el("div")
        .class("btns run-bar")
        .add(run_button(lesson, "run"))
        .add(el("button").class("btn").attr("type", "button").on("click", reset).add(lesson.label("reset")))
        .add(el("span").class("cap muted").add(lesson.label("shortcut")));
    let question = Question::of_step(step.id.number).filter(|_| step.id.course == Course::Learn);
    let article = el("article")
        .class("lesson")
        .add(steps(lesson))
        .add(about)
        .add(copy(lesson))
        .add(predict(lesson))
        .add(variants(lesson))
        .add(insecure)
        .add(buttons)
        .add(sign_in(lesson))
        .add(happened(lesson))
        .add(question.map(|question| servers(question, lesson.labels, "h2")))
        .add(practice(lesson))
        .add(onward)
        .add(docs)
        .add(neighbours(step, learn));
    nodes![article, evidence(lesson), dock(lesson)]
}

/// What to do about it at work, where the lesson is from the field.
fn practice(lesson: Lesson) -> Option<El> {
    let items = lesson.text.practice.as_ref()?;
    let list = items.iter().fold(el("ul"), |list, item| list.add(el("li").add(prose(item))));
    Some(el("section").class("practice").add(el("h2").add(lesson.label("practice"))).add(list))
}

/// The card of the simulated sign-in, while it is the person's turn.
fn sign_in(lesson: Lesson) -> Node {
    let card = move || Session::take().parts.run.get().map(|part| (part.sign_in)(lesson));
    when(move || lesson.with(StepModel::is_asking), card)
}

/// *What happened*, once something ran. It is made anew for each run, and when the prediction changes under it.
fn happened(lesson: Lesson) -> El {
    let about = move || {
        let (prediction, chosen) = lesson.with(|model| (model.prediction as usize, model.chosen.len()));
        [lesson.run_number(), prediction.to_string(), chosen.to_string()].join("/")
    };
    let section = move || {
        let part = Session::take().parts.run.get()?;
        lesson.with_untracked(|model| model.ran.as_ref().map(|ran| (part.happened)(lesson, model, ran)))
    };
    el("div").class("after").add(keyed(about, section))
}

/// The evidence pane: what the newest run left behind. It can be focused, so that readers on narrow screens can jump to it.
fn evidence(lesson: Lesson) -> El {
    let shown = move || {
        let part = Session::take().parts.run.get()?;
        lesson.with_untracked(|model| model.shown.clone()).map(|ran| (part.evidence)(lesson, ran))
    };
    let inside = keyed(move || lesson.shown_number(), move || shown().unwrap_or_else(|| before(lesson)));
    el("section")
        .class("evidence")
        .attr("id", "evidence")
        .attr("tabindex", "-1")
        .attr("aria-label", lesson.label("evidence"))
        .add(el("div").class("in-pane").add(inside))
}

fn missing(session: Session, id: StepId, learn: &'static Learn) -> Node {
    let heading = word(&learn.words, "missing_step").replace("{number}", &id.number.to_string());
    session.title(&[heading.as_str(), " – ", word(&learn.words, "area")].concat());
    let mut all = el("ul").class("plain");
    for step in id.course.steps() {
        all = all.add(el("li").add(link(step).add(learn.title(step.id))));
    }
    let text = el("div")
        .class("prose")
        .add(el("h1").attr("tabindex", "-1").add(heading))
        .add(el("p").add(word(&learn.words, "missing_step_text")))
        .add(all);
    let evidence = el("section")
        .class("evidence")
        .attr("id", "evidence")
        .attr("tabindex", "-1")
        .attr("aria-label", word(&learn.words, "evidence"));
    nodes![el("article").class("lesson").add(text), evidence]
}
