//! Examples: imitations of what servers write, made and signed here when asked for.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::imitation::{Example, Examples};
use super::screen::Screen;
use super::{Draft, Keys, Origin, make_key, sign};
use crate::content::decode;
use crate::jose::Algorithm;
use crate::platform::{BrowserRandom, document};
use crate::texts::fill;
use crate::ui::content::{load, why};
use crate::ui::dom::{Node, el, live, nodes, value};

/// The choice of an example, once the file with them is here.
pub(super) fn menu(screen: Screen) -> Node {
    let file = load::<Examples>("examples");
    live(move || match file.get() {
        Some(Ok(all)) => choice(screen, all),
        other => nodes![why(other).map(|reason| el("p").attr("role", "alert").add(reason))],
    })
}

fn choice(screen: Screen, all: &'static Examples) -> Node {
    let texts = screen.texts;
    let chosen = RwSignal::new(0_usize);
    let groups = all.groups.iter().map(|group| {
        let of_group = all.examples.iter().enumerate().filter(|(_, example)| example.group == group.id);
        let options: Node = of_group
            .map(|(index, example)| el("option").attr("value", index.to_string()).add(example.name.clone()))
            .collect();
        el("optgroup").attr("label", group.label.clone()).add(options)
    });
    let pick = move |event| chosen.set(value(&event).parse().unwrap_or_default());
    let make = move |_| {
        if let Some(example) = all.examples.get(chosen.get_untracked()) {
            spawn_local(make_example(screen, example));
        }
    };
    nodes![
        el("div")
            .class("btns")
            .add(
                el("select")
                    .attr("id", "example")
                    .attr("aria-label", texts.page("example_label"))
                    .on("change", pick)
                    .add(groups.collect::<Node>())
            )
            .add(el("button").class("btn").attr("type", "button").on("click", make).add(texts.page("make_example"))),
        el("p").class("cap muted").add(texts.page("examples_hint")),
    ]
}

async fn make_example(screen: Screen, example: &'static Example) {
    let crypto = screen.session.crypto();
    let (header, payload) = match example.filled(screen.session.now(), &BrowserRandom) {
        Ok(filled) => filled,
        Err(error) => return screen.failed(error.to_string()),
    };
    let mut draft = Draft::new(&header, &payload);
    let algorithm = draft.algorithm().unwrap_or(Algorithm::Es256);
    let signed = match make_key(crypto, &BrowserRandom, algorithm).await {
        Ok(made) => sign(crypto, &made.signing, &mut draft).await.map(|token| (token, made)),
        Err(error) => Err(error),
    };
    match signed {
        Ok((token, made)) => {
            let origin = Origin::Example { name: example.name.clone(), source: example.source.clone() };
            screen.kept.failure.set(String::new());
            screen.take_keys(Keys::read(crate::jose::json::text(&made.checking.to_json())));
            *screen.kept.made.borrow_mut() = Some(made);
            screen.open(token, origin);
            document::announce(&fill(decode::OPENED, &[("name", &example.name)]));
        }
        Err(_) if !document::is_secure() => screen.failed(screen.texts.page("insecure").to_owned()),
        Err(error) => screen.failed(error.to_string()),
    }
}
