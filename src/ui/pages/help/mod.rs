//! Help: the keys of the page, the switch for those of a single letter, and links that open a token.

use leptos::prelude::*;

use crate::content::places;
use crate::lab::content::word;
use crate::platform::{document, storage};
use crate::texts::{Table, texts};
use crate::ui::components::prose;
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{Node, Text, checked, el, keyed};
use crate::ui::session::{SHORTCUTS, Session};

/// `help.json`.
#[derive(Debug)]
struct Help {
    keys: Vec<Key>,
    single: Vec<Key>,
    words: Table<String>,
}

/// A key and what it does.
#[derive(Debug)]
struct Key {
    keys: String,
    place: String,
    deed: String,
}

texts! {
    Help { keys, single, words }
    Key { keys, place, deed }
}

/// The screen.
pub fn page() -> Node {
    let help = load::<Help>("help");
    let key = move || match help.get() {
        Some(Ok(_)) => Text::Borrowed("shown"),
        other => why(other).unwrap_or_default().into(),
    };
    keyed(key, move || match help.get() {
        Some(Ok(help)) => show(help),
        other => waiting(places::HELP, [why(other)]),
    })
}

fn show(help: &'static Help) -> Node {
    let session = Session::take();
    let say = |name| word(&help.words, name);
    session.title(say("heading"));
    let is_on = session.shortcuts;
    let switch = el("input").attr("type", "checkbox").prop("checked", move || is_on.get().then_some("")).on(
        "change",
        move |event| {
            let on = checked(&event);
            is_on.set(on);
            storage::write(SHORTCUTS, on.then_some("on"));
            document::announce(say(if on { "announce_on" } else { "announce_off" }));
        },
    );
    el("div")
        .class("document help")
        .add(el("h1").class("h-tool").attr("id", "of-keys").attr("tabindex", "-1").add(say("heading")))
        .add(el("p").class("second").add(say("lead")))
        .add(list("keys", "of-keys", &help.keys, help))
        .add(el("h2").attr("id", "of-single-keys").add(say("single")))
        .add(el("p").class("second").add(say("single_lead")))
        .add(el("label").class("switch").add(switch).add(el("span").add(say("switch"))))
        .add(list("single-keys", "of-single-keys", &help.single, help))
        .add(el("h2").attr("id", "links").add(say("links")))
        .add(el("p").add(prose(say("links_lead"))))
        .add(el("p").class("second").add(prose(say("links_care"))))
        .into()
}

/// Keys and what they do. The heading with the id `labelled_by` names the table.
fn list(id: &'static str, labelled_by: &'static str, keys: &'static [Key], help: &'static Help) -> Node {
    let head = |name| el("th").attr("scope", "col").add(word(&help.words, name));
    let row = |key: &'static Key| {
        el("tr")
            .add(el("th").attr("scope", "row").add(prose(&key.keys)))
            .add(el("td").add(prose(&key.place)))
            .add(el("td").add(prose(&key.deed)))
    };
    let body: Node = keys.iter().map(row).collect();
    let heads = el("tr").add(head("key")).add(head("place")).add(head("deed"));
    let table = el("table").class("keys").attr("id", id).attr("aria-labelledby", labelled_by);
    table.add(el("thead").add(heads)).add(el("tbody").add(body)).into()
}
