//! *Play this server*: the issuer in this page answers as the product does, as far as its facts go. What of it is imitated is said beside it, and
//! what is not.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::contents::Contents;
use crate::atlas::play::{Imitation, Left, imitate};
use crate::facts::{Product, Topic};
use crate::issuer::Policies;
use crate::lab::content::word;
use crate::platform::{document, painted};
use crate::ui::components::prose;
use crate::ui::dom::{El, Node, Text, el, nodes, when};
use crate::ui::route::{Area, BuildLink, Route};
use crate::ui::session::policies::reset_policies;

/// What stands under its heading on the page of a server.
pub(crate) fn play(product: &'static Product) -> Node {
    let contents = Contents::take();
    match imitate(product) {
        None => el("p").class("second").add(contents.word("play_none")).into(),
        Some(imitation) => {
            let source = &imitation.personality.source;
            let lead = contents.word("play_lead").replace("{name}", &product.name).replace("{source}", source);
            nodes![
                el("p").add(prose(&lead)),
                el("div").class("btns").add(toggle(contents, product)),
                when(move || is_played(contents, product), move || onwards(contents)),
                listed(contents, &imitation),
            ]
        }
    }
}

/// Whether the issuer plays it now.
fn is_played(contents: Contents, product: &Product) -> bool {
    let played = |policies: &Policies| policies.personality.as_ref().is_some_and(|played| played.id() == product.id);
    contents.session.status.with(|status| played(&status.policies))
}

/// One button for there and back, so that the focus stays where it is.
fn toggle(contents: Contents, product: &'static Product) -> El {
    let label = move || {
        let name = if is_played(contents, product) { "play_back" } else { "play_begin" };
        contents.word(name).replace("{name}", &product.name)
    };
    let press = move |_| {
        spawn_local(async move {
            painted().await;
            change(contents, product);
        });
    };
    el("button").class("btn go").attr("type", "button").on("click", press).text(label)
}

/// Plays it, or goes back to the standard.
fn change(contents: Contents, product: &'static Product) {
    let said = if is_played(contents, product) {
        reset_policies();
        "play_ended"
    } else {
        let unknown = contents.session.lab().policies().unknown;
        let Some(imitation) = imitate(product) else { return };
        contents.session.set_policies(Policies { unknown, ..imitation.policies() });
        "play_begun"
    };
    document::announce(&contents.word(said).replace("{name}", &product.name));
}

/// Where to go with it.
fn onwards(contents: Contents) -> El {
    let to = |href: Text, name| el("li").add(el("a").attr("href", href).add(contents.word(name)));
    // Lesson 9 runs under policies of its own: Build asks the server that is played.
    let openid = BuildLink { scope: Some("orders.read openid".to_owned()), ..BuildLink::default() };
    el("ul").class("plain sm").add(nodes![
        to(Route::Build(openid).to_hash().into(), "play_openid"),
        to(Area::Compare.hash().into(), "play_table"),
        to(Area::Build.hash().into(), "play_build"),
    ])
}

/// What is imitated, what is known and is not, and what nobody knows.
fn listed(contents: Contents, imitation: &Imitation) -> Node {
    let name = |topic: &Topic| contents.texts.topics.get(topic.name()).map_or("", String::as_str);
    let topic = |topic: &Topic| el("li").add(prose(name(topic)));
    let left = |left: &Left| {
        let when = left.when.as_ref().map(|when| nodes![" (", prose(when), ")"]);
        let why = word(&contents.texts.left, left.why.name());
        el("li").add(prose(name(&left.topic))).add(when).add(": ").add(prose(why))
    };
    nodes![
        fold(contents, "play_imitated", imitation.imitated.iter().map(topic).collect()),
        fold(contents, "play_left", imitation.left.iter().map(left).collect()),
        fold(contents, "play_unknown", imitation.unknown.iter().map(topic).collect()),
    ]
}

/// A list under its heading with the count; nothing where it is empty.
fn fold(contents: Contents, name: &'static str, items: Vec<El>) -> Option<El> {
    let heading = contents.word(name).replace("{count}", &items.len().to_string());
    let list = el("ul").class("open-list sm");
    let is_empty = items.is_empty();
    (!is_empty).then(|| {
        el("details").add(el("summary").class("chev").add(heading)).add(list.add(items.into_iter().collect::<Node>()))
    })
}
