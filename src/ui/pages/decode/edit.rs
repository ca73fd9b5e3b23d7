//! Header and payload to be edited, and signing what came of it: the signature breaks and mends before one's eyes.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::screen::{Of, Screen};
use super::{Draft, Keys, Origin, import, make_key, sign};
use crate::jose::Algorithm;
use crate::platform::{BrowserRandom, document};
use crate::ui::dom::{El, Node, el, live, nodes, value};

/// The editor.
pub(super) fn fields(screen: Screen) -> Node {
    // A text that came from elsewhere makes another draft; what the reader writes here does not, nor does a signature.
    let source = move || {
        screen.read(Of::Token, |desk| {
            if desk.origin != Origin::Edited {
                let draft = desk.decoded().map(Draft::of).unwrap_or_default();
                *screen.kept.draft.borrow_mut() = draft;
            }
            desk.origin != Origin::Edited
        })
    };
    Effect::new(move |_| {
        if source() {
            screen.changed(Of::Draft);
        }
    });
    nodes![
        el("p").class("sm second").add(screen.texts.page("edit_lead")),
        el("div").class("cols editor").add(area(screen, true)).add(area(screen, false)),
        signer(screen),
    ]
}

fn area(screen: Screen, is_header: bool) -> El {
    let (id, label) = if is_header { ("edit-header", "edit_header") } else { ("edit-payload", "edit_payload") };
    let write = move |event| {
        let text = value(&event);
        let token = {
            let mut draft = screen.kept.draft.borrow_mut();
            *(if is_header { &mut draft.header } else { &mut draft.payload }) = text;
            draft.token()
        };
        screen.open(token, Origin::Edited);
    };
    let text = move || {
        screen.follow(Of::Draft);
        let draft = screen.kept.draft.borrow();
        Some(if is_header { draft.header.clone() } else { draft.payload.clone() })
    };
    let field = el("textarea")
        .attr("id", id)
        .class("mono json")
        .attr("rows", "8")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .prop("value", text)
        .on("input", write);
    el("div").class("field").add(el("label").attr("for", id).add(screen.texts.page(label))).add(field)
}

/// The choice of a key, and the button that signs.
fn signer(screen: Screen) -> Node {
    let texts = screen.texts;
    let chosen = RwSignal::new(Algorithm::Es256);
    let options: Node = Algorithm::all()
        .map(|algorithm| {
            let is = move || (chosen.get() == algorithm).then_some("");
            el("option").attr("value", algorithm.name()).prop("selected", is).add(algorithm.name())
        })
        .collect();
    let choose = move |event| {
        if let Some(algorithm) = Algorithm::from_name(&value(&event)) {
            chosen.set(algorithm);
        }
    };
    let with_made = move |_| {
        spawn_local(async move { sign_here(screen, chosen.get_untracked()).await });
    };
    let with_own = move |_| {
        spawn_local(async move { sign_with_own(screen).await });
    };
    let has_own = move || screen.read(Of::Keys, |desk| desk.keys.signing_key().is_some());
    let own = move || {
        let button = el("button").class("btn").attr("type", "button").on("click", with_own);
        has_own().then(|| button.add(texts.page("sign_own")))
    };
    nodes![
        el("div")
            .class("btns")
            .add(
                el("label")
                    .class("pair")
                    .add(texts.page("algorithm"))
                    .add(" ")
                    .add(el("select").attr("id", "sign-with").on("change", choose).add(options))
            )
            .add(el("button").class("btn").attr("type", "button").on("click", with_made).add(texts.page("sign_made")))
            .add(live(own)),
        el("p").class("cap muted").add(texts.page("sign_hint")),
    ]
}

/// Signs with a key that is made now, whose other half goes into the box for keys.
async fn sign_here(screen: Screen, algorithm: Algorithm) {
    match make_key(screen.session.crypto(), &BrowserRandom, algorithm).await {
        Ok(made) => {
            let keys = crate::jose::json::text(&made.checking.to_json());
            if signed(screen, &made.signing).await {
                screen.take_keys(Keys::read(keys));
            }
            *screen.kept.made.borrow_mut() = Some(made);
        }
        Err(error) => refused(screen, &error.to_string()),
    }
}

/// Signs with the private key or secret in the box for keys.
async fn sign_with_own(screen: Screen) {
    let Some(jwk) = screen.peek(|desk| desk.keys.signing_key().cloned()) else { return };
    let draft = screen.kept.draft.borrow().clone();
    match import(screen.session.crypto(), &jwk, &draft).await {
        Ok(key) => {
            signed(screen, &key).await;
        }
        Err(error) => refused(screen, &error.to_string()),
    }
}

async fn signed(screen: Screen, key: &crate::jose::SigningKey) -> bool {
    let mut draft = screen.kept.draft.borrow().clone();
    match sign(screen.session.crypto(), key, &mut draft).await {
        Ok(token) => {
            // The signature is part of the draft from now on: what is edited next breaks it again.
            let decoded = crate::inspect::Decoded::read(&token);
            *screen.kept.draft.borrow_mut() = Draft::of(&decoded);
            screen.kept.failure.set(String::new());
            screen.open(token, Origin::Edited);
            screen.changed(Of::Draft);
            document::announce(screen.texts.page("signed"));
            true
        }
        Err(error) => {
            refused(screen, &error.to_string());
            false
        }
    }
}

/// Says why there is no signature.
fn refused(screen: Screen, reason: &str) {
    let reason = if document::is_secure() { reason } else { screen.texts.page("insecure") };
    screen.failed(reason.to_owned());
}
