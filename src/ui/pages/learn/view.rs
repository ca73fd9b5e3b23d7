//! The walkthrough's page: which step, its lesson on the left, its evidence on the right.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::evidence::evidence;
use super::happened::what_happened;
use super::model::StepModel;
use super::navigation::{dock, link, neighbours, prefetch_step, steps};
use super::predict::{predict, variants};
use super::servers::servers;
use super::sign_in::sign_in_card;
use crate::inspect;
use crate::lab::content::{Learn, StepText, Words, word};
use crate::lab::glossary::first_uses;
use crate::lab::providers::Question;
use crate::lab::{Decision, Evidence, STEPS, Step, Variant, text};
use crate::platform::document;
use crate::texts::Table;
use crate::ui::components::{explained, prose};
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{El, Node, Text, el, is_send_shortcut, keyed, live, nodes, on_window};
use crate::ui::route::Route;
use crate::ui::session::{Presence, Session};

/// Everything that the views of one step read. Copies are the same step.
#[derive(Clone, Copy)]
pub(super) struct Lesson {
    pub(super) session: Session,
    pub(super) step: &'static Step,
    pub(super) text: &'static StepText,
    pub(super) learn: &'static Learn,
    pub(super) labels: &'static Table<String>,
    pub(super) words: &'static Words,
    pub(super) reading: &'static inspect::Words,
}

impl Lesson {
    /// Reads the step's model.
    pub(super) fn with<T>(self, read: impl FnOnce(&StepModel) -> T) -> T {
        self.session.learn.with(|model| read(model.step(self.step.number).expect("the model has every step")))
    }

    /// Reads the step's model without following it.
    pub(super) fn with_untracked<T>(self, read: impl FnOnce(&StepModel) -> T) -> T {
        let number = self.step.number;
        self.session.learn.with_untracked(|model| read(model.step(number).expect("the model has every step")))
    }

    /// Changes the step's model.
    pub(super) fn update<T: Default>(self, change: impl FnOnce(&mut StepModel) -> T) -> T {
        let number = self.step.number;
        let step =
            self.session.learn.try_update(|model| change(model.step_mut(number).expect("the model has every step")));
        step.unwrap_or_default()
    }

    /// A label of the page.
    pub(super) fn label(self, name: &'static str) -> &'static str {
        word(self.labels, name)
    }

    /// The number of the newest run; empty before the first.
    pub(super) fn run_number(self) -> String {
        self.with(|model| model.ran.as_ref().map_or_else(String::new, |ran| ran.number.to_string()))
    }

    /// The label of the variant whose run settles the prediction.
    pub(super) fn settling(self) -> &'static str {
        self.text.variant(self.step.settled_by).map_or("", |variant| variant.label.as_str())
    }

    /// Runs the chosen variant, unless a run is under way. Where the person has to decide, the card asks.
    pub(super) fn run(self) {
        let session = self.session;
        if session.is_complete() {
            return self.run_now();
        }
        if !self.update(StepModel::queue) {
            return session.fetch_rest();
        }
        session.complete_then(move || {
            // Whoever has gone on meanwhile no longer waits for it.
            let is_here = session.route.with_untracked(Route::step) == Some(self.step.number);
            if self.update(StepModel::take_queued) && is_here {
                self.run_now();
            }
        });
    }

    /// Whether a run is under way, or waits for the second part of the module.
    fn is_busy(self) -> bool {
        let is_coming = self.session.presence.with(|presence| *presence == Presence::Coming);
        self.with(|model| model.is_running() || is_coming && model.is_queued())
    }

    #[inline(never)]
    fn run_now(self) {
        let Some((sequence, variant)) = self.update(StepModel::start) else { return };
        let lab = self.session.lab();
        spawn_local(async move {
            let evidence = if self.step.asks_person {
                let run = lab.begin(variant.actions).await;
                if run.is_waiting() {
                    if self.update(|model| model.ask(sequence, variant, run)) {
                        document::announce(self.label("announce_sign_in"));
                        // The card is there with the next frame.
                        request_animation_frame(|| document::focus("#sign-in"));
                    }
                    return;
                }
                run.into_evidence()
            } else {
                lab.run(variant.actions).await
            };
            self.finish(sequence, variant, evidence);
        });
    }

    /// Goes on with the run that waits for the person.
    pub(super) fn decide(self, decision: Decision) {
        let Some((sequence, variant, run)) = self.update(StepModel::take_asking) else { return };
        let lab = self.session.lab();
        spawn_local(async move {
            let evidence = lab.decide(run, decision).await.into_evidence();
            if let Some(beside) = self.step.beside() {
                let beside = lab.run(beside.actions).await;
                self.update(|model| model.set_beside(beside));
            }
            self.finish(sequence, variant, evidence);
        });
    }

    #[inline(never)]
    fn finish(self, sequence: u32, variant: &'static Variant, evidence: Evidence) {
        self.update(|model| model.finish(sequence, variant, evidence));
        self.session.refresh();
        if self.with_untracked(|model| model.ran.as_ref().is_some_and(|ran| ran.number == sequence)) {
            self.session.ran_step(self.step.number);
        }
        prefetch_step(self.step.next());
        document::rewind("#evidence");
        // Beside the lesson the evidence is in view. Where it is below, so is what happened, and a press on Run would show nothing.
        if document::is_narrow() {
            request_animation_frame(|| document::scroll_up_to("#happened"));
        }
        let seen = self.with_untracked(|model| model.ran.as_ref().map(|ran| ran.seen.clone())).unwrap_or_default();
        let ends = [seen.first(), seen.last()].into_iter().flatten();
        let sentence: Vec<String> = ends.map(|finding| text::plain(&self.words.seen(finding))).collect();
        document::announce(&sentence.join(" "));
    }
}

/// The area.
pub(crate) fn page() -> Node {
    let session = Session::take();
    let learn = load::<Learn>("learn");
    let words = load::<Words>("words");
    let reading = load::<inspect::Words>("receipt");
    let number = move || session.route.with(Route::step);
    live(move || match (learn.get(), words.get(), reading.get()) {
        (Some(Ok(learn)), Some(Ok(words)), Some(Ok(reading))) => keyed(
            move || number().map_or_else(String::new, |number| number.to_string()),
            move || {
                let number = number()?;
                Some(match Step::of(number) {
                    Some(step) => open(session, step, learn, words, reading),
                    None => missing(session, number, learn),
                })
            },
        ),
        (learn, words, reading) => {
            session.title("Learn");
            waiting("Learn", [why(learn), why(words), why(reading)])
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
    session.title(&[learn.title(step.number), " – ", word(&learn.words, "area")].concat());
    let text = load::<StepText>(step.file());
    let key = move || match text.get() {
        Some(Ok(_)) => Text::Borrowed("shown"),
        other => why(other).unwrap_or_default().into(),
    };
    keyed(key, move || match text.get() {
        Some(Ok(text)) => show(Lesson { session, step, text, learn, labels: &learn.words, words, reading }),
        other => waiting(learn.title(step.number), [why(other)]),
    })
}

fn show(lesson: Lesson) -> Node {
    let Lesson { step, text, learn, .. } = lesson;
    on_window("keydown", move |event| {
        if is_send_shortcut(&event) {
            event.prevent_default();
            lesson.run();
        }
    });
    let mut copy = el("div").class("prose").add(el("h1").attr("tabindex", "-1").add(learn.title(step.number)));
    if step.previous().is_none() {
        // The first step is where visitors arrive: it says where they are and what to do.
        copy = copy.add(el("p").class("about").add(lesson.label("about")));
    }
    for paragraph in first_uses(text.copy.iter().map(String::as_str), &lesson.words.terms) {
        copy = copy.add(el("p").add(explained(&paragraph)));
    }
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
    let buttons = el("div")
        .class("btns")
        .add(run_button(lesson, "run"))
        .add(el("button").class("btn").attr("type", "button").on("click", reset).add(lesson.label("reset")))
        .add(el("span").class("cap muted").add(lesson.label("shortcut")));
    let article = el("article")
        .class("lesson")
        .add(steps(lesson))
        .add(copy)
        .add(predict(lesson))
        .add(variants(lesson))
        .add(insecure)
        .add(buttons)
        .add(sign_in_card(lesson))
        .add(what_happened(lesson))
        .add(Question::of_step(step.number).map(|question| servers(question, lesson.labels, "h2")))
        .add(onward)
        .add(neighbours(step, learn));
    nodes![article, evidence(lesson), dock(lesson)]
}

/// The button that runs. It keeps its label unless the run is slow enough to be noticed.
pub(super) fn run_button(lesson: Lesson, id: &'static str) -> El {
    el("button")
        .class("btn go")
        .attr("type", "button")
        .attr("id", id)
        .live("aria-disabled", move || lesson.is_busy().then_some("true"))
        .on("click", move |_| lesson.run())
        .add(lesson.label("run"))
}

fn missing(session: Session, number: u16, learn: &'static Learn) -> Node {
    let heading = word(&learn.words, "missing_step").replace("{number}", &number.to_string());
    session.title(&[heading.as_str(), " – ", word(&learn.words, "area")].concat());
    let mut all = el("ul").class("plain");
    for step in &STEPS {
        all = all.add(el("li").add(link(step).add(learn.title(step.number))));
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
