//! The box, and what is found, by kind.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::find::{Entry, Group, Kind, find, passage};
use super::index::{Sources, index};
use crate::inspect::Dictionary;
use crate::lab::Step;
use crate::lab::content::{Beyond, Compare, Learn, StepText, word};
use crate::lab::document::Document;
use crate::lab::glossary::Glossary;
use crate::lab::quiz::Quiz;
use crate::platform::{document, location};
use crate::texts::{Table, texts};
use crate::ui::components::prose;
use crate::ui::content::{Loading, load, waiting, why};
use crate::ui::dom::{Node, Text, el, is_enter, keyed, live, nodes, value};
use crate::ui::pages::build::Refusals;
use crate::ui::route::Route;
use crate::ui::session::Session;

/// As many results of a kind are shown.
const SHOWN: usize = 8;

/// `search.json`.
#[derive(Debug)]
struct SearchText {
    words: Table<String>,
    kinds: Table<String>,
}

texts! { SearchText { words, kinds } }

/// Everything that is searched, on its way.
struct Files {
    text: Loading<SearchText>,
    learn: Loading<Learn>,
    lessons: Vec<Loading<StepText>>,
    compare: Loading<Compare>,
    beyond: Loading<Beyond>,
    document: Loading<Document>,
    quiz: Loading<Quiz>,
    errors: Loading<Refusals>,
    claims: Loading<Dictionary>,
    glossary: Loading<Glossary>,
}

impl Files {
    fn load() -> Self {
        Self {
            text: load("search"),
            learn: load("learn"),
            lessons: Step::all().map(|step| load(step.file())).collect(),
            compare: load("compare"),
            beyond: load("beyond"),
            document: load("document"),
            quiz: load("quiz"),
            errors: load("errors"),
            claims: load("claims"),
            glossary: load("glossary"),
        }
    }

    /// The index, once every file is here.
    fn index(&self) -> Option<Vec<Entry>> {
        let mut lessons = Vec::new();
        for (step, file) in Step::all().zip(&self.lessons) {
            lessons.push((step.id, file.get()?.ok()?));
        }
        Some(index(Sources {
            learn: self.learn.get()?.ok()?,
            lessons: &lessons,
            compare: self.compare.get()?.ok()?,
            beyond: self.beyond.get()?.ok()?,
            document: self.document.get()?.ok()?,
            quiz: self.quiz.get()?.ok()?,
            errors: self.errors.get()?.ok()?,
            claims: self.claims.get()?.ok()?,
            glossary: self.glossary.get()?.ok()?,
        }))
    }

    /// Why one of the files did not come.
    fn reason(&self) -> Option<String> {
        let lessons = self.lessons.iter().find_map(|file| why(file.get()));
        let table = why(self.compare.get())
            .or_else(|| why(self.beyond.get()))
            .or_else(|| why(self.document.get()))
            .or_else(|| why(self.quiz.get()));
        let rest = why(self.errors.get()).or_else(|| why(self.claims.get())).or_else(|| why(self.glossary.get()));
        why(self.text.get()).or_else(|| why(self.learn.get())).or(lessons).or(table).or(rest)
    }
}

/// The screen.
pub fn page() -> Node {
    let files = Rc::new(Files::load());
    let known = Rc::clone(&files);
    let key = move || match known.text.get() {
        Some(Ok(_)) if known.index().is_some() => Text::Borrowed("shown"),
        _ => known.reason().unwrap_or_default().into(),
    };
    keyed(key, move || match files.text.get().and_then(Result::ok).zip(files.index()) {
        Some((text, entries)) => show(text, entries),
        None => waiting("Search", [files.reason()]),
    })
}

fn show(text: &'static SearchText, entries: Vec<Entry>) -> Node {
    let session = Session::take();
    session.title(word(&text.words, "heading"));
    let model = session.search;
    let write = move |event| {
        model.update(|model| model.write(&value(&event)));
        // The address names no search that is not in the box any more.
        if session.route.with_untracked(|route| *route != NOTHING) {
            name_in_address(session, NOTHING);
        }
        // Said when the typing has stopped.
        let typed = model.with_untracked(|model| model.typed().to_owned());
        let say = move || {
            if model.with_untracked(|model| model.typed() == typed) {
                document::announce_text_of("#found");
            }
        };
        set_timeout(say, Duration::from_millis(600));
    };
    // Who comes here wants to type.
    request_animation_frame(|| request_animation_frame(|| document::focus("#search")));
    let input = el("input")
        .class("inp")
        .attr("type", "search")
        .attr("id", "search")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .prop("value", move || Some(model.with(|model| model.typed().to_owned())))
        .on("input", write)
        .on("keydown", move |event| {
            if is_enter(&event) {
                keep(session);
            }
        });
    let field = el("div")
        .class("field")
        .attr("role", "search")
        .add(el("label").attr("for", "search").add(word(&text.words, "label")))
        .add(input);
    let results = move || model.with(|model| results(text, &entries, model.typed(), model.query()));
    el("div")
        .class("document search")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(word(&text.words, "heading")))
        .add(el("p").class("second").add(word(&text.words, "lead")))
        .add(field)
        .add(live(results))
        .into()
}

/// The search without a query.
const NOTHING: Route = Route::Search { query: String::new() };

/// Writes what is searched for into the address: when Enter is pressed or a result is followed, never while somebody types.
fn keep(session: Session) {
    let query = session.search.with_untracked(|model| model.query().unwrap_or_default().to_owned());
    name_in_address(session, Route::Search { query });
}

fn name_in_address(session: Session, route: Route) {
    location::replace(&route.to_hash());
    session.route.set(route);
}

fn results(text: &'static SearchText, entries: &[Entry], typed: &str, query: Option<&str>) -> Node {
    let say = |name| word(&text.words, name);
    let said = |line: String| el("p").class("second").attr("id", "found").add(prose(&line));
    let Some(query) = query else { return refused(text, typed) };
    if query.trim().is_empty() {
        return said(say("empty").to_owned()).into();
    }
    let groups = find(entries, query);
    let count: usize = groups.iter().map(|group| group.entries.len()).sum();
    match count {
        0 => {
            let kinds = Kind::ALL.map(|kind| el("li").add(word(&text.kinds, kind.name())));
            // What the reader typed is no markup.
            let typed = query.replace('`', "");
            nodes![
                said(say("nothing").replace("{query}", &["“", &typed, "”"].concat())),
                el("ul").class("plain").add(kinds),
                el("p").class("second").add(say("fewer")),
            ]
        }
        _ => {
            let line = if count == 1 {
                say("found_one").to_owned()
            } else {
                say("found").replace("{count}", &count.to_string())
            };
            let groups: Node = groups.iter().map(|group| show_group(text, group, query)).collect();
            nodes![said(line), groups]
        }
    }
}

/// Not searched; Decode reads it.
fn refused(text: &'static SearchText, typed: &str) -> Node {
    let session = Session::take();
    let typed = typed.to_owned();
    let link = el("a")
        .class("btn")
        .attr("href", Route::Decode.to_hash())
        .on("click", move |_| {
            session.open_in_decode(typed.clone());
            session.search.update(|model| model.write(""));
        })
        .add(word(&text.words, "decode"));
    nodes![
        el("p").class("hint warn").attr("id", "found").add(word(&text.words, "token")),
        el("p").class("btns").add(link),
    ]
}

fn show_group(text: &'static SearchText, group: &Group<'_>, query: &str) -> Node {
    let session = Session::take();
    let total = group.entries.len();
    let line = |entry: &&Entry| {
        let passage = passage(&entry.text, query);
        let below = (!passage.is_empty()).then(|| el("p").class("sm second").add(prose(&passage)));
        // Who comes back from the result finds the search as it was.
        let link = el("a").attr("href", entry.href.clone()).on("click", move |_| keep(session));
        el("li").add(link.add(prose(&entry.title))).add(below)
    };
    let lines: Node = group.entries.iter().take(SHOWN).map(line).collect();
    let more = (total > SHOWN).then(|| {
        let told = word(&text.words, "more").replace("{shown}", &SHOWN.to_string());
        el("p").class("cap muted").add(told.replace("{count}", &total.to_string()))
    });
    nodes![el("h2").add(word(&text.kinds, group.kind.name())), el("ul").class("sentences").add(lines), more]
}
