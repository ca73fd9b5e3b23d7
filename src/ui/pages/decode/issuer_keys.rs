//! Where an issuer's keys are: the addresses that its name leads to, and the commands that fetch them. `index.html` never follows one;
//! `own.html` asks an issuer that its reader allowed, when a button is pressed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::screen::{Of, Screen};
use super::well_known::metadata_addresses;
use crate::client::origin::Origin;
use crate::platform::own_page;
use crate::ui::components::{copy_button, prose};
use crate::ui::dom::{Node, el, keyed, nodes};

/// The commands for the issuer that the token names; nothing where it names none that has an address.
pub(super) fn pane(screen: Screen) -> Node {
    let texts = screen.texts;
    let key = move || screen.key(&[Of::Late]);
    keyed(key, move || {
        screen.peek(|desk| {
            let payload = desk.decoded()?.payload.as_ref()?;
            let addresses = metadata_addresses(payload.text("iss")?);
            if addresses.is_empty() || desk.is_of_embedded_issuer() {
                return None;
            }
            let ask = ask(screen, payload.text("iss")?.to_owned());
            let commands: Node = addresses
                .into_iter()
                .map(|address| {
                    let command = ["curl -sS '", &address, "'"].concat();
                    let copied = command.clone();
                    nodes![
                        el("pre").class("code").add(el("code").add(command)),
                        copy_button(texts.page("copy_command"), move || copied.clone())
                    ]
                })
                .collect();
            let details = el("details")
                .add(el("summary").class("chev sm").add(texts.page("fetch")))
                .add(el("p").class("sm second").add(prose(texts.page("fetch_lead"))))
                .add(ask)
                .add(commands);
            Some(details)
        })
    })
}

/// In `own.html`, where the reader allowed this issuer: its keys are asked for, and go into the box for keys. Elsewhere the way there,
/// without the token.
fn ask(screen: Screen, issuer: String) -> Option<Node> {
    let texts = screen.texts;
    let origin = Origin::of(&issuer)?.to_string();
    let allowed = own_page::allowed();
    let said = RwSignal::new("");
    if !own_page::may_be_asked() {
        return None;
    }
    if allowed.is_none_or(|allowed| !allowed.contains(&origin)) {
        let go = move |_| own_page::go(std::slice::from_ref(&origin), None, "#/decode");
        let button =
            el("button").class("btn").attr("type", "button").on("click", go).add(texts.page("fetch_elsewhere"));
        let lead = el("p").class("cap muted").add(prose(texts.page("fetch_elsewhere_lead")));
        return Some(nodes![el("div").class("btns").add(button), lead]);
    }
    let press = move |_| {
        let issuer = issuer.clone();
        screen.session.parts.own.then(move |own| {
            spawn_local(async move {
                match (own.keys_of)(issuer).await {
                    Ok(text) => {
                        said.try_set("fetch_came");
                        screen.set_keys(text);
                    }
                    Err(code) => {
                        said.try_set(code);
                    }
                }
            });
        });
    };
    let button = el("button").class("btn").attr("type", "button").on("click", press).add(texts.page("fetch_here"));
    let told = el("p").class("sm").attr("role", "status").text(move || texts.page(said.get()));
    Some(nodes![el("div").class("btns").add(button), told])
}
