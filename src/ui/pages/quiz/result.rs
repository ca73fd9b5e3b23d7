//! After the last question: how many the reader can explain now, and what is still open.

use leptos::prelude::*;

use super::asked::Asked;
use super::{AGAIN, ask_again};
use crate::content::places;
use crate::lab::CellId;
use crate::lab::content::Compare;
use crate::platform::{BrowserClock, document, location, storage};
use crate::ports::Clock;
use crate::ui::components::prose;
use crate::ui::content::load;
use crate::ui::dom::{El, Node, el, live, nodes};
use crate::ui::pages::compare::cell_name;
use crate::ui::route::{CellAddress, Route};

/// The screen `#/quiz`: before the first answer it is the way in, afterwards the result.
pub(super) fn result(asked: Asked) -> Node {
    asked.session.title(places::QUIZ);
    let count = asked.quiz.questions.len();
    let (right, missed) = asked.session.quiz.with_untracked(|model| (model.right(), model.first_missed(count)));
    let begun =
        asked.session.quiz.with_untracked(|model| (0..count).any(|index| model.question(index).answered.is_some()));
    let heading = if begun {
        let text = asked.word("you_can").replace("{right}", &right.to_string());
        text.replace("{all}", &count.to_string())
    } else {
        asked.word("heading").to_owned()
    };
    let is_time = !begun && super::is_time(storage::read(AGAIN).as_deref(), BrowserClock.now());
    let lead = match (begun, missed) {
        (false, _) if is_time => asked.word("is_time"),
        (true, None) => asked.word("all_right"),
        (true, Some(_)) => asked.word("missed"),
        (false, _) => asked.word("lead"),
    };
    let open = missed.filter(|_| begun).map(|_| still_open(asked, count));
    let go = move |restart: bool| {
        let first = asked.session.quiz.try_update(|model| {
            let first = if restart { Some(0) } else { model.first_missed(count) };
            if restart {
                model.start_again();
            } else {
                model.redo_missed();
            }
            first
        });
        location::go(&address(first.flatten().unwrap_or_default()));
    };
    let button = |word: &'static str, restart: bool, class: &'static str| {
        el("button").class(class).attr("type", "button").on("click", move |_| go(restart)).add(asked.word(word))
    };
    let buttons = match (begun, missed) {
        (false, _) => {
            let begin = move |_| {
                if is_time {
                    storage::write(AGAIN, None);
                }
            };
            el("a").class("btn primary").attr("href", address(0)).on("click", begin).add(asked.word("begin"))
        }
        (true, Some(_)) => button("redo", false, "btn primary"),
        (true, None) => button("again", true, "btn"),
    };
    let again = begun.then(|| {
        let say = move |_| {
            storage::write(AGAIN, Some(&ask_again(BrowserClock.now())));
            document::announce(asked.word("asked_again"));
        };
        el("button").class("act").attr("type", "button").on("click", say).add(asked.word("ask_again"))
    });
    let table = el("a").class("act").attr("href", "#/compare").add(asked.word("table"));
    document::announce(&heading);
    el("div")
        .class("quiz")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(heading))
        .add(el("p").class("second").add(lead))
        .add(open)
        .add(begun.then(|| touched(asked)))
        .add(el("p").class("btns").add(buttons).add(again).add(table))
        .into()
}

/// The cells that the answered questions are about, as links.
fn touched(asked: Asked) -> Node {
    let answered = |index: usize| asked.session.quiz.with_untracked(|model| model.question(index).answered).is_some();
    let questions = asked.quiz.questions.iter().enumerate().filter(|(index, _)| answered(*index));
    let met: Vec<CellId> = questions.flat_map(|(_, question)| question.about()).collect();
    // Their names are the table's own.
    let table = load::<Compare>("compare");
    live(move || {
        let names = table.get()?.ok()?;
        let line = |cell: CellId| {
            let address = CellAddress { row: cell.row.slug().to_owned(), column: cell.column.slug().to_owned() };
            let href = Route::Compare { cell: Some(address) }.to_hash();
            el("li").add(el("a").attr("href", href).add(cell_name(cell, names)))
        };
        let cells: Node = CellId::all().filter(|cell| met.contains(cell)).map(line).collect();
        Some(nodes![el("p").add(asked.word("touched")), el("ul").class("plain").add(cells)])
    })
}

/// The questions that were not answered right, as links.
fn still_open(asked: Asked, count: usize) -> El {
    let missed =
        |index: &usize| asked.session.quiz.with_untracked(|model| model.question(*index).answered) != Some(true);
    let line = |index: usize| {
        let question = asked.quiz.questions.get(index)?;
        Some(el("li").add(el("a").attr("href", address(index)).add(prose(&question.question))))
    };
    el("ul").class("plain").add((0..count).filter(missed).filter_map(line).collect::<Node>())
}

fn address(index: usize) -> String {
    Route::Quiz { question: u16::try_from(index + 1).ok() }.to_hash()
}
