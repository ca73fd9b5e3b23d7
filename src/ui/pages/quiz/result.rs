//! After the last question: how many the reader can explain now, and what is still open.

use super::view::Asked;
use crate::platform::{document, location};
use crate::ui::components::prose;
use crate::ui::dom::{El, Node, el};
use crate::ui::route::Route;

/// The screen `#/quiz`: before the first answer it is the way in, afterwards the result.
pub(super) fn result(asked: Asked) -> Node {
    asked.session.title("Quiz");
    let count = asked.quiz.questions.len();
    let (right, missed) = asked.session.quiz.peek(|model| (model.right(), model.first_missed(count)));
    let begun = asked.session.quiz.peek(|model| (0..count).any(|index| model.question(index).answered.is_some()));
    let heading = if begun {
        let text = asked.word("you_can").replace("{right}", &right.to_string());
        text.replace("{all}", &count.to_string())
    } else {
        asked.word("heading").to_owned()
    };
    let lead = match (begun, missed) {
        (true, None) => asked.word("all_right"),
        (true, Some(_)) => asked.word("missed"),
        (false, _) => asked.word("lead"),
    };
    let open = missed.filter(|_| begun).map(|_| still_open(asked, count));
    let go = move |restart: bool| {
        let first = asked.session.quiz.update(|model| {
            let first = if restart { Some(0) } else { model.first_missed(count) };
            if restart {
                model.start_again();
            } else {
                model.redo_missed();
            }
            first
        });
        location::go(&address(first.unwrap_or_default()));
    };
    let button = |word: &'static str, restart: bool, class: &'static str| {
        el("button").class(class).attr("type", "button").on("click", move |_| go(restart)).add(asked.word(word))
    };
    let buttons = match (begun, missed) {
        (false, _) => el("a").class("btn primary").attr("href", address(0)).add("Question 1"),
        (true, Some(_)) => button("redo", false, "btn primary"),
        (true, None) => button("again", true, "btn"),
    };
    let table = el("a").class("act").attr("href", "#/compare").add(asked.word("table"));
    document::announce(&heading);
    el("div")
        .class("quiz")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(heading))
        .add(el("p").class("second").add(lead))
        .add(open)
        .add(el("p").class("btns").add(buttons).add(table))
        .into()
}

/// The questions that were not answered right, as links.
fn still_open(asked: Asked, count: usize) -> El {
    let missed = |index: &usize| asked.session.quiz.peek(|model| model.question(*index).answered) != Some(true);
    let line = |index: usize| {
        let question = asked.quiz.questions.get(index)?;
        Some(el("li").add(el("a").attr("href", address(index)).add(prose(&question.question))))
    };
    el("ul").class("plain").add((0..count).filter(missed).filter_map(line).collect::<Node>())
}

fn address(index: usize) -> String {
    Route::Quiz { question: u16::try_from(index + 1).ok() }.to_hash()
}
