//! The box to paste into, what was taken away from the text with the way back, and the tokens in it to choose from.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::{LONGEST_SHOWN, shown};
use super::screen::{Of, Screen};
use super::{Desk, Origin, Sample};
use crate::content::{components, decode};
use crate::inspect::{Candidate, TextKind};
use crate::platform::{document, file};
use crate::texts::fill;
use crate::ui::components::count;
use crate::ui::components::{copy_button, prose};
use crate::ui::dom::{El, Event, Node, el, keyed, nodes, transferred, value, when};
use crate::ui::inbox::Sender;

/// How many of a text's tokens are offered.
const OFFERED: usize = 50;

/// The box with everything that is said about the text as a whole.
pub(super) fn paste_box(screen: Screen) -> El {
    let texts = screen.texts;
    let field = el("textarea")
        .attr("id", "token")
        .class("mono")
        .attr("rows", "3")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("aria-describedby", "token-about token-problem")
        .prop("value", move || Some(screen.kept.field.get()))
        .on("input", move |event| typed(screen, value(&event)))
        .on("paste", move |event| put(screen, &event))
        .on("dragover", |event| event.prevent_default())
        .on("drop", move |event| dropped(screen, event));
    let has_text = move || screen.read(Of::Token, |desk| !desk.is_empty());
    let about = el("div")
        .attr("id", "token-about")
        .class("cap muted")
        .add(keyed(move || screen.key(&[Of::Token]), move || about(screen)));
    el("div")
        .class("field paste")
        .add(el("label").attr("for", "token").add(texts.page("box")))
        .add(field)
        .add(when(has_text, move || acts(screen)))
        .add(about)
        .add(candidates(screen))
}

/// What the reader's hand has written. A text that is too long for a box becomes its beginning there.
fn typed(screen: Screen, text: String) {
    if text.len() > LONGEST_SHOWN {
        screen.kept.field.set(shown(&text).to_owned());
    }
    screen.read_text(text, Origin::Typed);
}

/// A long text never reaches the box: a browser would lay it out for seconds.
fn put(screen: Screen, event: &Event) {
    if let Some(text) = transferred(event).filter(|text| text.len() > LONGEST_SHOWN) {
        event.prevent_default();
        screen.open(text, Origin::Typed);
    }
}

fn dropped(screen: Screen, event: Event) {
    event.prevent_default();
    if let Some(text) = transferred(&event) {
        return screen.open(text, Origin::Typed);
    }
    spawn_local(async move {
        match file::dropped(&event).await {
            Some(Ok(text)) => screen.open(text, Origin::Typed),
            Some(Err(())) => screen.failed(screen.texts.page("unreadable_file").to_owned()),
            None => {}
        }
    });
}

fn acts(screen: Screen) -> El {
    let clear = move |_| {
        screen.open(String::new(), Origin::Typed);
        document::focus("#token");
    };
    let has_token = move || screen.read(Of::Token, |desk| desk.has_parts());
    let token = move || screen.peek(|desk| desk.pasted().token().to_owned());
    el("p")
        .class("acts sm")
        .add(when(has_token, move || el("span").class("muted").text(move || screen.read(Of::Token, counts))))
        .add(el("button").class("act").attr("type", "button").on("click", clear).add(screen.texts.page("clear")))
        .add(when(has_token, move || copy_button(screen.texts.page("copy_token"), token)))
}

fn counts(desk: &Desk) -> String {
    let parts = match desk.decoded().map_or(0, |decoded| decoded.segments.len()) {
        _ if desk.pasted().token().is_empty() => return String::new(),
        0 => return String::new(),
        1 => decode::ONE_PART.to_owned(),
        2 => decode::TWO_PARTS.to_owned(),
        3 => decode::THREE_PARTS.to_owned(),
        count => fill(decode::PARTS, &[("count", &count.to_string())]),
    };
    let characters = count(desk.pasted().token().chars().count(), components::CHARACTER, components::CHARACTERS);
    fill(decode::COUNTS, &[("characters", &characters), ("parts", &parts)])
}

/// That only the beginning stands in the box, where the text came from, and what was taken away.
fn about(screen: Screen) -> Node {
    let texts = screen.texts;
    screen.peek(|desk| {
        let text = &desk.pasted().original;
        let cut = (text.len() > LONGEST_SHOWN && !desk.is_too_long()).then(|| {
            let (beginning, whole) = (shown(text).chars().count().to_string(), text.chars().count().to_string());
            el("p").add(texts.fill("beginning", &[("shown", &beginning), ("whole", &whole)]))
        });
        let repairs: Node =
            desk.pasted().repairs().iter().map(|repair| el("li").add(prose(&texts.words.say(repair)))).collect();
        let undo = move |_| {
            screen.rearrange(Desk::undo_repairs);
            document::focus("#token");
        };
        let repaired = (!desk.pasted().repairs().is_empty()).then(|| {
            let button = el("button").class("act").attr("type", "button").on("click", undo).add(texts.page("undo"));
            el("div")
                .class("repairs")
                .add(el("ul").class("plain").attr("aria-label", texts.page("repairs")).add(repairs))
                .add(button)
        });
        nodes![cut, came_from(screen, &desk.origin).map(|text| el("p").add(prose(&text))), repaired]
    })
}

fn came_from(screen: Screen, origin: &Origin) -> Option<String> {
    let name = match origin {
        Origin::Sent(Sender::Address) => "address",
        Origin::Sent(Sender::Code) => "address_code",
        Origin::Sent(Sender::Secret) => "address_secret",
        Origin::Sample(Sample::AccessToken) => "sample_access_token",
        Origin::Sample(Sample::IdToken) => "sample_id_token",
        Origin::Sample(Sample::VendorIdToken) => "sample_vendor",
        Origin::Example { name, source } => {
            return Some(screen.texts.fill("example", &[("name", name), ("source", source)]));
        }
        Origin::Edited => "edited",
        Origin::Inside => "inside",
        Origin::Typed | Origin::Sent(Sender::Answer) => return None,
    };
    Some(screen.texts.page(name).to_owned())
}

/// The tokens of a text that has several, to choose from.
fn candidates(screen: Screen) -> Node {
    // The buttons stay while another one is chosen: the chosen one has the focus.
    let key = move || {
        screen.read(Of::Token, |desk| desk.pasted().candidates.iter().map(label).collect::<Vec<_>>().join("\n"))
    };
    keyed(key, move || {
        screen.peek(|desk| {
            let all = &desk.pasted().candidates;
            let shown: Node =
                all.iter().take(OFFERED).enumerate().map(|(index, found)| candidate(screen, index, found)).collect();
            let count = all.len().to_string();
            let heading = screen.texts.fill("candidates", &[("count", &count)]);
            (all.len() > 1).then(|| {
                nodes![
                    el("p").class("sm").attr("id", "candidates").add(heading),
                    el("div")
                        .class("tabs candidates")
                        .attr("role", "group")
                        .attr("aria-labelledby", "candidates")
                        .add(shown),
                ]
            })
        })
    })
}

fn candidate(screen: Screen, index: usize, found: &Candidate) -> El {
    let pressed = move || screen.read(Of::Token, |desk| desk.pasted().chosen == Some(index));
    el("button")
        .attr("type", "button")
        .live("aria-pressed", move || Some(if pressed() { "true" } else { "false" }))
        .on("click", move |_| screen.rearrange(move |desk| desk.choose(index)))
        .add(label(found))
}

/// The name that a token stood under and its place.
fn label(candidate: &Candidate) -> String {
    match &candidate.name {
        Some(name) if candidate.place.is_empty() || candidate.place == *name => name.clone(),
        Some(name) => [name, " (", &candidate.place, ")"].concat(),
        None => candidate.place.clone(),
    }
}

/// A key in the place of a token: what it is, and the way to the box for keys.
pub(super) fn key_offer(screen: Screen) -> Node {
    let texts = screen.texts;
    let use_it = move |_| {
        let key = screen.peek(|desk| desk.pasted().key_text.clone().unwrap_or_default());
        screen.set_keys(key);
        screen.open(String::new(), Origin::Typed);
        document::announce(texts.page("key_taken"));
        document::focus("#token");
    };
    let (is_key, has_key) =
        screen.peek(|desk| (matches!(desk.pasted().kind, TextKind::Key(_)), desk.pasted().key_text.is_some()));
    has_key
        .then(|| {
            let button =
                el("button").class("btn").attr("type", "button").on("click", use_it).add(texts.page("use_key"));
            // Where the text is a key, the fault above has said so.
            let beside = (!is_key).then(|| el("p").class("sm second").add(texts.page("has_key")));
            nodes![beside, el("div").class("btns").add(button)]
        })
        .into()
}
