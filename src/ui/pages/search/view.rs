//! The box, and what is found, the best first.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::entry::{Entries, Entry, Kind};
use super::find::Found;
use super::index::Index;
use super::text::SearchText;
use crate::content::places;
use crate::lab::content::word;
use crate::platform::{document, location};
use crate::ui::components::{citations, prose};
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{El, Node, Text, el, is_enter, keyed, live, nodes, value};
use crate::ui::presenter::link;
use crate::ui::route::Route;
use crate::ui::session::Session;

/// As many results are shown.
const SHOWN: usize = 12;

/// As many characters of a text stand under a result.
const LONGEST: usize = 240;

/// The screen.
pub fn page() -> Node {
    let (text, entries) = (load::<SearchText>("search"), load::<Entries>("index"));
    let key = move || match (text.get(), entries.get()) {
        (Some(Ok(_)), Some(Ok(_))) => Text::Borrowed("shown"),
        (text, entries) => why(text).or_else(|| why(entries)).unwrap_or_default().into(),
    };
    keyed(key, move || match (text.get(), entries.get()) {
        (Some(Ok(text)), Some(Ok(entries))) => {
            show(text, Index::new(&entries.entries, text.language(&entries.families)))
        }
        (text, entries) => waiting(places::SEARCH, [why(text), why(entries)]),
    })
}

fn show(text: &'static SearchText, index: Index<'static>) -> Node {
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
    let index = Rc::new(index);
    let results = move || model.with(|model| results(text, &index, model.typed(), model.query()));
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

fn results(text: &'static SearchText, index: &Index<'static>, typed: &str, query: Option<&str>) -> Node {
    let say = |name| word(&text.words, name);
    let said = |line: String| el("p").class("second").attr("id", "found").add(prose(&line));
    let Some(query) = query else { return refused(text, typed) };
    if query.trim().is_empty() {
        return said(say("empty").to_owned()).into();
    }
    let mut found = index.find(query);
    let host = Session::take().host;
    found.retain(|found| host.offers_link(&found.entry.href));
    match found.len() {
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
        count => {
            let count = count.to_string();
            let line = if count == "1" { say("found_one").to_owned() } else { say("found").replace("{count}", &count) };
            let more = (found.len() > SHOWN).then(|| {
                let told = say("more").replace("{shown}", &SHOWN.to_string());
                el("p").class("cap muted").add(told.replace("{count}", &count))
            });
            let list: Node = found.iter().take(SHOWN).map(|found| show_found(text, found)).collect();
            nodes![said(line), el("ol").class("results").attr("aria-label", say("results")).add(list), more]
        }
    }
}

/// Not searched; Decode reads it.
fn refused(text: &'static SearchText, typed: &str) -> Node {
    let session = Session::take();
    let typed = typed.to_owned();
    let link = el("a")
        .class("btn")
        .stays()
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

fn show_found(text: &'static SearchText, found: &Found<'_>) -> El {
    let Found { entry, passage, .. } = found;
    let kind = el("span").class("cap muted").add(word(&text.kinds, entry.kind.name()));
    let line = el("li").add(kind);
    if entry.kind == Kind::Answer {
        let sources = entry.sources.iter().flatten().map(link).collect();
        let sources = el("span").class("cap").add(citations(sources)).add(entry.from.clone());
        let see = nodes![word(&text.words, "see"), " ", link_to(entry)];
        return line.add(el("p").class("lead").add(prose(passage))).add(el("p").add(sources)).add(el("p").add(see));
    }
    let below = (!passage.is_empty()).then(|| el("p").class("sm second").add(prose(&short(passage))));
    line.add(el("p").add(link_to(entry))).add(below)
}

fn link_to(entry: &Entry) -> El {
    let session = Session::take();
    // Who comes back from the result finds the search as it was.
    el("a").attr("href", entry.href.clone()).on("click", move |_| keep(session)).add(prose(&entry.title))
}

/// A passage, cut at a word when it is very long.
fn short(passage: &str) -> String {
    let cut = match passage.char_indices().nth(LONGEST) {
        None => return passage.to_owned(),
        Some((end, _)) => passage[..end].rsplit_once(' ').map_or("", |(start, _)| start),
    };
    // A cut inside protocol text would leave its mark open.
    let close = if cut.matches('`').count() % 2 == 1 { "`" } else { "" };
    [cut, close, " …"].concat()
}
