//! Examples: imitations of what servers write, made and signed here when asked for, and the samples of the issuer in this page.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::imitation::{Example, Examples};
use super::screen::{Of, Screen};
use super::{Draft, Origin, Sample, make_key, samples, sign};
use crate::jose::Algorithm;
use crate::platform::{BrowserRandom, document};
use crate::ui::content::{load, why};
use crate::ui::dom::{El, Node, el, live, nodes, value, when};

/// The samples, and the menu of examples, folded until somebody wants it.
pub(super) fn examples(screen: Screen) -> El {
    let texts = screen.texts;
    let is_open = RwSignal::new(false);
    let more = el("details")
        .class("examples")
        .on("toggle", move |event| is_open.set(document::is_unfolded(&event)))
        .add(el("summary").class("chev sm").add(texts.page("examples")))
        .add(when(move || is_open.get(), move || menu(screen)));
    el("div")
        .class("acts")
        .attr("role", "group")
        .attr("aria-labelledby", "samples")
        .add(el("span").class("sm muted").attr("id", "samples").add(texts.page("samples")))
        .add(sample(screen, Sample::AccessToken, "Access token"))
        .add(sample(screen, Sample::IdToken, "ID Token"))
        .add(sample(screen, Sample::VendorIdToken, "Vendor ID Token"))
        .add(more)
}

fn sample(screen: Screen, sample: Sample, label: &'static str) -> El {
    let open = move |_| {
        spawn_local(async move {
            match samples::make(screen.session, sample).await {
                Ok(token) => {
                    screen.kept.failure.set(String::new());
                    // Keys of other issuers would stand in the way of this one's.
                    screen.set_keys(String::new());
                    screen.open(token, Origin::Sample(sample));
                    document::announce(&[label, " opened."].concat());
                }
                Err(_) if !document::is_secure() => screen.failed(screen.texts.page("insecure").to_owned()),
                Err(problem) => screen.failed(problem),
            }
        });
    };
    let pressed = move || screen.read(Of::Token, |desk| desk.origin == Origin::Sample(sample));
    el("button")
        .class("act")
        .attr("type", "button")
        .live("aria-pressed", move || Some(if pressed() { "true" } else { "false" }))
        .on("click", open)
        .add(label)
}

/// The choice of an example, once the file with them is here.
fn menu(screen: Screen) -> Node {
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
        let options: Node =
            of_group.map(|(index, example)| el("option").attr("value", index.to_string()).add(example.name.clone())).collect();
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
            screen.set_keys(crate::jose::json::text(&made.checking.to_json()));
            *screen.kept.made.borrow_mut() = Some(made);
            screen.open(token, origin);
            document::announce(&[&example.name, " opened."].concat());
        }
        Err(_) if !document::is_secure() => screen.failed(screen.texts.page("insecure").to_owned()),
        Err(error) => screen.failed(error.to_string()),
    }
}
