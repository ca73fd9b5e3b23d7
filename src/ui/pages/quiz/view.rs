//! One question a screen: its options, and beside each why, once it is answered.

use leptos::prelude::*;

use super::asked::Asked;
use super::model::Model;
use super::{AGAIN, ANSWERS, is_time, result};
use crate::content::places;
use crate::lab::quiz::{Answer, Question, Quiz};
use crate::platform::{BrowserClock, document, storage};
use crate::ports::Clock;
use crate::texts::fill;
use crate::ui::components::{citations, prose};
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{El, Node, Text, checked, el, keyed, live, nodes, when};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The screen: a question, or the result.
pub fn page() -> Node {
    let session = Session::take();
    let loading = load::<Quiz>("quiz");
    let number = move || match session.route.with(Route::clone) {
        Route::Quiz { question } => question,
        _ => None,
    };
    let key = move || match loading.get() {
        Some(Ok(_)) => number().map_or_else(|| Text::Borrowed("result"), |number| number.to_string().into()),
        other => why(other).unwrap_or_default().into(),
    };
    keyed(key, move || match loading.get() {
        Some(Ok(quiz)) => {
            bring_back(session, quiz);
            let asked = Asked { session, quiz };
            let index = number().map(|number| usize::from(number).saturating_sub(1));
            match index.and_then(|index| Some((index, quiz.questions.get(index)?))) {
                Some((index, question)) => ask(asked, index, question),
                None => result::result(asked),
            }
        }
        other => waiting(places::QUIZ, [why(other)]),
    })
}

/// What was answered in this tab before a reload, unless it is time to be asked anew; and from now on what is answered.
fn bring_back(session: Session, quiz: &'static Quiz) {
    let is_new = session.quiz.with_untracked(|model| *model == Model::default());
    if is_new
        && !is_time(storage::read(AGAIN).as_deref(), BrowserClock.now())
        && let Some(kept) = storage::read_in_tab(ANSWERS)
    {
        session.quiz.set(Model::restored(&kept, &quiz.questions));
    }
    Effect::new(move || storage::write_in_tab(ANSWERS, session.quiz.with(Model::kept).as_deref()));
}

fn ask(asked: Asked, index: usize, question: &'static Question) -> Node {
    let count = asked.quiz.questions.len();
    let place = fill(asked.word("question"), &[("number", &(index + 1).to_string()), ("count", &count.to_string())]);
    asked.session.title(&fill(places::TITLE, &[("place", &place), ("page", places::QUIZ)]));
    let stage = move || match asked.session.quiz.with(|model| model.question(index).answered) {
        None => "open",
        Some(true) => "right",
        Some(false) => "wrong",
    };
    let refused = RwSignal::new(false);
    el("div")
        .class("quiz")
        .add(el("p").class("second sm").add(place))
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(prose(&question.question)))
        .add(if question.is_order() { order(asked, index, question) } else { options(asked, index, question) })
        .add(keyed(stage, move || below(asked, index, question, refused)))
        .into()
}

/// The options of a question, to be ticked.
fn options(asked: Asked, index: usize, question: &'static Question) -> El {
    let shown = asked.session.quiz.with_untracked(|model| model.question(index)).shown(question);
    let list: Node = shown
        .into_iter()
        .filter_map(|at| Some(option(asked, index, question, at, question.options.get(at)?)))
        .collect();
    let legend = el("legend").class("sr").add(asked.word("answer"));
    el("fieldset").class("predict").add(legend).add(el("div").class("opts").add(list))
}

fn option(asked: Asked, index: usize, question: &'static Question, at: usize, answer: &'static Answer) -> El {
    let quiz = asked.session.quiz;
    let many = question.takes_many();
    let is_chosen = move || quiz.with(|model| model.question(index).chosen.contains(&at));
    let is_answered = move || quiz.with(|model| model.question(index).answered.is_some());
    let class = move || {
        Some(match (is_answered(), answer.right, is_chosen()) {
            (true, true, _) => "opt best",
            (true, false, true) => "opt mine",
            _ => "opt",
        })
    };
    let result = move || {
        if !is_answered() {
            return nodes![];
        }
        let yours = is_chosen().then(|| el("span").class("tag").add(asked.word("yours")));
        let right = answer.right.then(|| el("span").class("tag on").add(asked.word("right")));
        nodes![el("span").class("tags").add(yours).add(right), el("span").class("why second").add(prose(&answer.why)),]
    };
    let input = el("input")
        .attr("type", if many { "checkbox" } else { "radio" })
        .attr("name", "answer")
        .live("disabled", move || is_answered().then_some(""))
        .prop("checked", move || is_chosen().then_some(""))
        .on("change", move |event| {
            let on = checked(&event);
            quiz.update(|model| model.at(index).choose(at, on, many));
        });
    el("label").live("class", class).add(input).add(el("span").add(prose(&answer.text))).add(live(result))
}

/// The options of a question, to be put in order: two buttons a line, so that nothing has to be dragged.
fn order(asked: Asked, index: usize, question: &'static Question) -> El {
    let quiz = asked.session.quiz;
    let lines = move || {
        let state = quiz.with(|model| model.question(index));
        let shown = state.shown(question);
        let last = shown.len() - 1;
        let line = |place: usize, at: usize| {
            let answer = question.options.get(at)?;
            let text = answer.text.as_str();
            let button = |down: bool, word: &'static str| {
                let off = if down { place == last } else { place == 0 };
                let shift = move |_| {
                    quiz.update(|model| model.at(index).shift(question, place, down));
                    let to = if down { place + 2 } else { place };
                    document::announce(&[text, " ", &to.to_string()].concat());
                };
                el("button")
                    .class("btn")
                    .attr("type", "button")
                    .attr("aria-label", [word, ": ", text].concat())
                    .maybe("disabled", off.then_some(""))
                    .on("click", shift)
                    .add(if down { "↓" } else { "↑" })
            };
            let why = state.answered.map(|_| el("span").class("why second").add(prose(&answer.why)));
            let buttons = state.answered.is_none().then(|| {
                let buttons = el("span").class("btns");
                buttons.add(button(false, asked.word("up"))).add(button(true, asked.word("down")))
            });
            Some(el("li").class("opt").add(el("b").add((place + 1).to_string())).add(text).add(buttons).add(why))
        };
        let list: Node = shown.iter().enumerate().filter_map(|(place, at)| line(place, *at)).collect();
        el("ol").class("opts order").add(list)
    };
    el("div").add(el("p").class("hint").add(asked.word("order_hint"))).add(live(lines))
}

/// Below the options: the button that answers, or where to go on.
fn below(asked: Asked, index: usize, question: &'static Question, refused: RwSignal<bool>) -> Node {
    let quiz = asked.session.quiz;
    let state = quiz.with_untracked(|model| model.question(index));
    if state.answered.is_none() {
        let answer = move |_| {
            let answered = quiz.try_update(|model| model.at(index).answer(question)).flatten();
            refused.set(answered.is_none());
            document::announce(asked.word(match answered {
                None => "no_choice",
                Some(true) => "announce_right",
                Some(false) => "announce_wrong",
            }));
            if answered.is_some() {
                // The link comes with the answer; before the next frame it is not there yet.
                request_animation_frame(|| document::focus("#next"));
            }
        };
        let button = el("button").class("btn primary").attr("type", "button").on("click", answer);
        return nodes![
            el("div").class("btns").add(button.add(asked.word("answer"))),
            when(move || refused.get(), move || el("p").class("hint warn").add(asked.word("no_choice"))),
        ];
    }
    let next = quiz.with_untracked(|model| model.next_missed(index, asked.quiz.questions.len()));
    let (href, word) = match next {
        Some(next) => (Route::Quiz { question: u16::try_from(next + 1).ok() }.to_hash(), "next"),
        None => (Route::Quiz { question: None }.to_hash(), "result"),
    };
    let sources = question.sources.iter().map(|source| (source.to_string(), source.href())).collect();
    nodes![
        el("p").class("sm second").add(asked.word("sources")).add(": ").add(citations(sources)),
        el("p")
            .class("btns")
            .add(el("a").class("btn primary").attr("id", "next").attr("href", href).add(asked.word(word)))
            .add(el("a").class("act").attr("href", question.experiment.as_str()).add(asked.word("try"))),
    ]
}
