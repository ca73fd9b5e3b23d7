//! The glossary: every term on one page, and an address for each.

use leptos::prelude::*;

use crate::content::places;
use crate::lab::StepId;
use crate::lab::content::word;
use crate::lab::glossary::{Glossary, Term};
use crate::platform::document;
use crate::ui::components::{citations, prose};
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{El, Node, Text, el, keyed, live, nodes};
use crate::ui::presenter::link;
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The screen.
pub fn page() -> Node {
    let glossary = load::<Glossary>("glossary");
    let key = move || match glossary.get() {
        Some(Ok(_)) => Text::Borrowed("shown"),
        other => why(other).unwrap_or_default().into(),
    };
    keyed(key, move || match glossary.get() {
        Some(Ok(glossary)) => show(glossary),
        other => waiting(places::GLOSSARY, [why(other)]),
    })
}

fn show(glossary: &'static Glossary) -> Node {
    let asked = follow_address(glossary);
    let unknown = move || {
        let term = asked.get().filter(|term| glossary.term(term).is_none())?;
        Some(el("p").class("hint warn").add(word(&glossary.words, "unknown").replace("{term}", &term)))
    };
    let terms: Node = glossary.terms.iter().map(|term| entry(glossary, term, asked)).collect();
    let search = el("a").attr("href", "#/search").add(word(&glossary.words, "search"));
    el("div")
        .class("document glossary")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(word(&glossary.words, "heading")))
        .add(el("p").class("second").add(word(&glossary.words, "lead")))
        .add(el("p").class("sm").add(search))
        .add(live(unknown))
        .add(terms)
        .into()
}

/// The term that the address names: the title tells it, and the focus goes to it.
fn follow_address(glossary: &'static Glossary) -> RwSignal<Option<String>> {
    let session = Session::take();
    let asked = RwSignal::new(None);
    Effect::new(move |_| {
        let Route::Glossary { term } = session.route.get() else { return };
        let found = term.as_deref().and_then(|term| glossary.term(term));
        let name = found.map_or("", |term| term.name.as_str());
        let separator = if found.is_some() { " – " } else { "" };
        session.title(&[name, separator, word(&glossary.words, "heading")].concat());
        asked.set(term);
        let Some(found) = found else { return };
        // After the frame in which a new screen goes to its top.
        request_animation_frame(move || {
            request_animation_frame(move || document::focus(&["#", &anchor(found)].concat()));
        });
    });
    asked
}

fn entry(glossary: &'static Glossary, term: &'static Term, asked: RwSignal<Option<String>>) -> El {
    let class = move || asked.with(|asked| asked.as_deref() == Some(term.id.as_str())).then_some("now");
    let also = term.also.iter().flatten().filter(|name| !term.name.contains(name.as_str()));
    let also = also.map(String::as_str).collect::<Vec<_>>().join(", ");
    let others = (!also.is_empty()).then(|| el("p").class("cap muted").add(also));
    let see = term.see.iter().filter_map(|id| glossary.term(id)).map(|other| {
        let address = Route::Glossary { term: Some(other.id.clone()) }.to_hash();
        nodes![" ", el("a").class("gap").attr("href", address).add(other.name.as_str())]
    });
    let step = term.step.map(|number| {
        let label = word(&glossary.words, "step").replace("{number}", &number.to_string());
        nodes![" ", el("a").attr("href", Route::Learn { step: StepId::learn(number) }.to_hash()).add(label)]
    });
    let onward = el("p").class("sm").add(word(&glossary.words, "see")).add(":").add(see.collect::<Node>()).add(step);
    let sources = term.sources.iter().map(link).collect();
    let source = el("p").class("sm second").add(word(&glossary.words, "source")).add(": ").add(citations(sources));
    el("section")
        .live("class", class)
        .add(el("h2").attr("id", anchor(term)).attr("tabindex", "-1").add(term.name.as_str()))
        .add(others)
        .add(el("p").add(prose(&term.text)))
        .add(onward)
        .add(source)
}

fn anchor(term: &Term) -> String {
    ["term-", &term.id].concat()
}
