//! The box under the page.

use leptos::prelude::*;

use super::{Choice, EmbedText, LOADINGS, SIZES, Snippet, THEMES};
use crate::client::origin::Origin;
use crate::content::places;
use crate::platform::{document, location};
use crate::ui::components::{copy_button, prose};
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{El, Node, el, keyed, live, nodes, value};
use crate::ui::pages::issuer;
use crate::ui::session::Session;

/// The box, as soon as its words are here.
pub(crate) fn embed_box() -> Node {
    let text = load::<EmbedText>("embed");
    live(move || match text.get() {
        Some(Ok(text)) => show(text),
        other => waiting(places::EMBED, [why(other)]),
    })
}

/// One of the choices: its name, and what can be chosen.
type Chosen = (&'static str, [&'static str; 3], fn(&mut Choice) -> &mut &'static str);

const CHOICES: [Chosen; 3] = [
    ("theme", THEMES, |choice| &mut choice.theme),
    ("loading", LOADINGS, |choice| &mut choice.loading),
    ("size", SIZES, |choice| &mut choice.size),
];

fn show(text: &'static EmbedText) -> Node {
    let say = |name: &str| text.words.get(name).map_or("", String::as_str);
    let choice = RwSignal::new(Choice::default());
    let kind = RwSignal::new(0_usize);
    // What the view is when the box is opened; on another screen it closes.
    let snippet = snippet_of_view();
    let title = snippet.title.clone();
    let is_here = Origin::of(&snippet.address).is_some_and(|origin| origin.is_loopback());
    let here = is_here.then(|| el("p").class("hint warn").add(say("here")));
    let (for_lines, for_frame) = (snippet.clone(), snippet);
    let lines = move || {
        let snippet = Snippet { choice: choice.get(), ..for_lines.clone() };
        text.kinds.get(kind.get()).map_or_else(String::new, |kind| snippet.fill(&kind.lines))
    };
    let copied = lines.clone();
    let note = move || text.kinds.get(kind.get()).map(|kind| prose(&kind.note));
    let kinds = el("select")
        .attr("id", "embed-kind")
        .on("change", move |event| kind.set(value(&event).parse().unwrap_or_default()))
        .add(
            text.kinds
                .iter()
                .enumerate()
                .map(|(index, kind)| el("option").attr("value", index.to_string()).add(kind.name.as_str()))
                .collect::<Vec<_>>(),
        );
    let fields = CHOICES.map(|chosen| field(text, choice, chosen));
    let source = move || Snippet { choice: choice.get(), ..for_frame.clone() }.source();
    let preview_title = [say("preview"), ": ", &title].concat();
    let preview = {
        let (key, source) = (source.clone(), source);
        keyed(key, move || el("iframe").attr("title", preview_title.clone()).attr("src", source()))
    };
    // Whoever asked for it may be at the end of a long screen.
    request_animation_frame(|| {
        document::scroll_up_to("#embed-box");
        document::focus("#embed-heading");
    });
    nodes![
        el("div")
            .class("stack")
            .add(el("h2").attr("id", "embed-heading").attr("tabindex", "-1").add(say("title")))
            .add(el("p").add(say("lead")))
            .add(el("p").add(nodes![say("view"), ": ", el("b").add(title)]))
            .add(labelled(say("kind"), "embed-kind").add(kinds))
            .add(el("p").class("sm").add(live(note)))
            .add(here)
            .add(el("pre").class("code").add(el("code").text(lines)))
            .add(el("p").class("acts").add(copy_button(say("copy"), copied)))
            .add(el("div").class("group").add(fields))
            .add(el("p").add(say("secrets")))
            .add(el("p").class("hint").add(prose(say("host")))),
        el("div").class("stack").add(el("h3").add(say("preview"))).add(preview),
    ]
}

/// What is on the screen. A draft in Build goes along as the public part that its address has anyway.
fn snippet_of_view() -> Snippet {
    let session = Session::take();
    let page = location::page();
    let address = page.rfind('/').map_or("", |end| &page[..=end]).to_owned();
    let hash = match location::hash() {
        hash if hash.starts_with("#/") => hash,
        _ => session.route.with_untracked(crate::ui::route::Route::to_hash),
    };
    // The link to Build has its policies itself.
    let policy = session.status.with_untracked(|status| issuer::pairs(&status.policies));
    let policy = policy.filter(|_| !hash.contains("policy="));
    Snippet { address, hash, title: document::title(), policy, choice: Choice::default() }
}

fn labelled(label: &'static str, id: &'static str) -> El {
    el("div").class("field").add(el("label").attr("for", id).add(label))
}

fn field(text: &'static EmbedText, choice: RwSignal<Choice>, (name, values, slot): Chosen) -> El {
    let id = match name {
        "theme" => "embed-theme",
        "loading" => "embed-loading",
        _ => "embed-size",
    };
    let options = values.map(|value| {
        let label = text.words.get(&[name, "_", value].concat()).map_or("", String::as_str);
        el("option").attr("value", value).add(label)
    });
    let choose = move |event| {
        let chosen = value(&event);
        if let Some(known) = values.into_iter().find(|known| *known == chosen) {
            choice.update(|choice| *slot(choice) = known);
        }
    };
    labelled(text.words.get(name).map_or("", String::as_str), id)
        .add(el("select").attr("id", id).on("change", choose).add(options))
}
