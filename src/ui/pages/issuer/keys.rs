//! What the issuer signs with, and the key of the client that has one of its own. Both can be changed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::Page;
use crate::issuer::{KeyRecord, KeyStage};
use crate::jose::KeyError;
use crate::platform::document;
use crate::ui::components::{prose, record_table};
use crate::ui::dom::{El, Node, el, live, nodes, when};
use crate::ui::presenter::time_of_day;

/// The keys.
pub(super) fn section(page: Page) -> Node {
    let changes = RwSignal::new(0_u32);
    let failure = RwSignal::new(String::new());
    let done = move |result: Result<(), KeyError>, said: &str| match result {
        Ok(()) => {
            failure.set(String::new());
            changes.update(|count| *count += 1);
            document::announce(page.word(said));
        }
        Err(error) => failure.set([page.word("rotation_failed"), " ", &error.to_string()].concat()),
    };
    let network = move || page.session.lab().network();
    let rotate = move || {
        spawn_local(async move { done(network().issuer().rotate_keys().await, "rotated") });
    };
    let rotate_client = move || {
        spawn_local(async move { done(network().rotate_client_key().await, "rotated_client") });
    };
    let keys = move || {
        changes.track();
        table(page)
    };
    let client_key = move || {
        changes.track();
        match page.session.lab().network().client_key_id() {
            Some(kid) => el("p").class("sm").add(page.word("kid")).add(": ").add(el("code").add(kid)),
            None => el("p").class("sm second").add(page.word("client_key_none")),
        }
    };
    let failed = when(
        move || !failure.with(String::is_empty),
        move || el("p").class("boot-note sm").attr("role", "alert").text(move || failure.get()),
    );
    let buttons = |button: El| el("div").class("btns").add(button);
    nodes![
        failed,
        page.part("keys", "keys_caption", "keys_lead")
            .add(live(keys))
            .add(el("p").class("sm second").add(page.word("rotate_lead")))
            .add(buttons(page.button("rotate", rotate))),
        page.part("client-key", "client_key", "client_key_lead")
            .add(live(client_key))
            .add(buttons(page.button("rotate_client", rotate_client))),
    ]
}

fn table(page: Page) -> Node {
    let keys = page.session.lab().network().issuer().keys();
    if keys.is_empty() {
        return el("p").class("sm").add(prose(page.word("no_keys"))).into();
    }
    let heads = [page.word("kid"), page.word("alg"), page.word("stage")];
    record_table("keys", &heads, keys.into_iter().map(|key| row(page, key)).collect()).into()
}

fn row(page: Page, key: KeyRecord) -> Vec<Node> {
    let stage = match key.stage {
        KeyStage::Next => page.word("next").to_owned(),
        KeyStage::Current => page.word("signs").to_owned(),
        KeyStage::Retired(until) => [page.word("retired"), " ", &time_of_day(until), " UTC"].concat(),
    };
    vec![el("code").add(key.kid).into(), el("code").add(key.algorithm.name()).into(), stage.into()]
}
