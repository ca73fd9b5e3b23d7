//! The sentences, their verdicts, and links to what tests them.

use leptos::prelude::*;

use super::of_all;
use crate::content::places;
use crate::facts::{Servers, Topic, fill};
use crate::lab::StepId;
use crate::lab::content::Compare;
use crate::lab::document::{Document, Sentence};
use crate::lab::quiz::Quiz;
use crate::texts::Table;
use crate::ui::components::{citations, prose, verdict};
use crate::ui::content::{Loading, load, waiting, why};
use crate::ui::dom::{El, Node, Text, el, keyed, live, nodes};
use crate::ui::presenter::link;
use crate::ui::route::{CellAddress, Route};
use crate::ui::session::Session;

#[derive(Clone, Copy)]
struct About {
    session: Session,
    document: &'static Document,
    quiz: &'static Quiz,
    table: &'static Compare,
    servers: Loading<Servers>,
}

impl About {
    fn word(self, name: &str) -> &'static str {
        self.document.words.get(name).map_or("", String::as_str)
    }
}

/// The screen.
pub fn page() -> Node {
    let session = Session::take();
    let (document, quiz, table) = (load::<Document>("document"), load::<Quiz>("quiz"), load::<Compare>("compare"));
    let servers = load::<Servers>("facts/servers");
    // What products do stands between the sentences, and would move them if it came later.
    let whole = move || match (document.get(), quiz.get(), table.get(), servers.get()) {
        (Some(Ok(document)), Some(Ok(quiz)), Some(Ok(table)), Some(_)) => {
            Some(About { session, document, quiz, table, servers })
        }
        _ => None,
    };
    let reasons = move || [why(document.get()), why(quiz.get()), why(table.get())];
    let key = move || match whole() {
        Some(_) => Text::Borrowed("shown"),
        None => reasons().into_iter().flatten().next().unwrap_or_default().into(),
    };
    keyed(key, move || whole().map_or_else(|| waiting(places::DOCUMENT, reasons()), show))
}

fn show(about: About) -> Node {
    about.session.title(about.word("heading"));
    let parts: Node = about
        .document
        .parts
        .iter()
        .map(|part| {
            let sentences: Node = part.sentences.iter().map(|sentence| line(about, sentence)).collect();
            nodes![el("h2").add(part.heading.as_str()), el("ul").class("sentences").add(sentences)]
        })
        .collect();
    el("div")
        .class("document")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(about.word("heading")))
        .add(el("p").class("second").add(about.word("lead")))
        .add(counted(about, |about, servers| {
            el("p").class("second").add(fill(about.word("counts"), servers, Topic::Grant)).into()
        }))
        .add(el("p").class("btns").add(el("a").class("btn").attr("href", "#/compare").add(about.word("run"))))
        .add(parts)
        .into()
}

fn line(about: About, sentence: &'static Sentence) -> El {
    let status = move || {
        let policies = about.session.status.with(|status| status.policies.clone());
        about.session.compare.with(|model| of_all(sentence.claims().map(|cell| model.status_under(cell, &policies))))
    };
    let chip = verdict(move || status().0, move || about.word(status().1));
    el("li")
        .add(el("p").add(prose(&sentence.text)))
        .add(el("p").class("sm").add(chip).add(links(about, sentence)))
        .add(beside(about, sentence))
}

/// What needs the facts, or why they are not here. The sentences can do without them.
fn counted(about: About, show: impl Fn(About, &'static Servers) -> Node + 'static) -> Node {
    live(move || match about.servers.get() {
        Some(Ok(servers)) => Some(show(about, servers)),
        other => why(other).map(|reason| el("p").class("sm").add(reason).into()),
    })
}

/// What the standards and the products of the world say to it.
fn beside(about: About, sentence: &'static Sentence) -> Node {
    let (standard, world) = (&sentence.standard, &sentence.world);
    let cite = citations(standard.cite.iter().map(link).collect());
    let by_standard = judged(about, "standard", &about.document.standard, standard.verdict.name(), &standard.text);
    let by_world = counted(about, move |about, servers| {
        judged(about, "world", &about.document.world, world.verdict.name(), &world.say(servers)).into()
    });
    nodes![by_standard.add(nodes![" ", cite]), by_world]
}

/// Who judges, the verdict in a word, and in a sentence.
fn judged(about: About, who: &str, labels: &'static Table<String>, verdict: &str, text: &str) -> El {
    let verdict = labels.get(verdict).map_or("", String::as_str);
    let who = el("span").class("cap").add([about.word(who), ": "].concat());
    el("p").class("sm").add(nodes![who, el("b").add(verdict), ". ", prose(text)])
}

fn links(about: About, sentence: &'static Sentence) -> Node {
    let link = |href: String, text: String| nodes![" ", el("a").attr("href", href).add(text)];
    let numbered = |word: &str, number: u16| [about.word(word), " ", &number.to_string()].concat();
    let mut links: Vec<Node> = Vec::new();
    for step in &sentence.steps {
        links.push(link(Route::Learn { step: StepId::learn(*step) }.to_hash(), numbered("step", *step)));
    }
    for cell in sentence.claims() {
        let address = CellAddress { row: cell.row.slug().to_owned(), column: cell.column.slug().to_owned() };
        let name = [about.table.row(cell), ", ", about.table.column(cell)].concat();
        links.push(link(Route::Compare { cell: Some(address) }.to_hash(), name));
    }
    for id in &sentence.quiz {
        let place = about.quiz.questions.iter().position(|question| question.id == *id);
        let number = place.and_then(|place| u16::try_from(place + 1).ok());
        links.extend(
            number.map(|number| link(Route::Quiz { question: Some(number) }.to_hash(), numbered("question", number))),
        );
    }
    Node::Many(links)
}
