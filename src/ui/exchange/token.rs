//! What is inside of a part: a token's header and claims, or the ID and secret that Base64 spells.

use leptos::prelude::*;

use super::view::View;
use super::{HIDDEN, Inside, Part};
use crate::inspect::{ClaimTable, Dictionary, Part as TokenPart, Standpoint, Words};
use crate::issuer::ISSUER;
use crate::ui::components::claim_table;
use crate::ui::content::{load, why};
use crate::ui::dom::{Node, el, live, nodes, when};
use crate::ui::presenter::{claim_groups, header_group};
use crate::ui::route::Route;

/// What is inside of the part, if anything can be opened. `expanded` is for the level that shows everything: there the secret follows the
/// control of all secrets; elsewhere a button decodes it.
pub(super) fn inside(view: View, id: &str, part: &Part, expanded: bool) -> Option<Node> {
    match &part.inside {
        Inside::Nothing => part.decoded().map(|value| {
            let value = el("code").add(value.to_owned());
            nodes![el("p").add(view.word("decoded")).add(value)]
        }),
        Inside::Jwt(token) => Some(jwt(view, id, token, &part.name)),
        Inside::Basic { id, secret } => Some(basic(view, id, secret, expanded)),
    }
}

/// The header and the payload as tables, and the way to Decode.
fn jwt(view: View, id: &str, token: &str, name: &str) -> Node {
    let (words, dictionary) = (load::<Words>("decode"), load::<Dictionary>("claims"));
    let (session, token) = (view.session, token.to_owned());
    let heading = view.word("token").replace("{name}", name);
    let (header, payload) = ([id, "-header"].concat(), [id, "-payload"].concat());
    live(move || match (words.get(), dictionary.get()) {
        (Some(Ok(words)), Some(Ok(dictionary))) => {
            let (head, body) = TokenPart::header_and_payload(&token).unzip();
            let is_ours = body.as_ref().and_then(|part| part.text("iss")) == Some(ISSUER);
            let login = (is_ours && session.status.with(|status| status.logins) == 0).then_some(false);
            let open = token.clone();
            let link = el("a")
                .class("act")
                .stays()
                .attr("href", Route::Decode.to_hash())
                .on("click", move |_| session.open_in_decode(open.clone()))
                .add(view.word("open_decode"));
            let title = |class: &'static str, id: &str, number: &'static str, name: &'static str| {
                let number = el("span").class(class).add(number);
                el("p").class("part-of").attr("id", id.to_owned()).add(number).add(" ").add(view.word(name))
            };
            let head = head.map(|part| {
                let groups = vec![header_group(&part, dictionary)];
                nodes![title("s1", &header, "1", "header"), claim_table(move || groups.clone(), header.clone())]
            });
            let body = body.map(|part| {
                let standpoint = Standpoint::in_this_page(&part.members, login);
                let table = ClaimTable::seen_from(standpoint, &part, dictionary, session.now());
                let groups = claim_groups(&table, words);
                nodes![title("s2", &payload, "2", "payload"), claim_table(move || groups.clone(), payload.clone())]
            });
            let top = el("div").class("head").add(el("p").add(el("b").add(heading.clone()))).add(link);
            nodes![el("div").class("jwt").add(top).add(head).add(body)]
        }
        (words, dictionary) => {
            let reason = why(words).or_else(|| why(dictionary));
            nodes![reason.map(|reason| el("p").attr("role", "alert").add(reason))]
        }
    })
}

/// The ID and the secret of a Basic header.
fn basic(view: View, id: &str, secret: &str, expanded: bool) -> Node {
    let (id, secret) = ([id, ":"].concat(), secret.to_owned());
    let open = RwSignal::new(expanded);
    let told = move || {
        let secret = secret.clone();
        let is_shown = move || !expanded || view.shown.get();
        let secret = el("span").class("sec").text(move || if is_shown() { secret.clone() } else { HIDDEN.to_owned() });
        let code = el("code").add(el("span").class("hv").add(id.clone())).add(secret);
        el("p").add(view.word("decoded")).add(code).add(el("small").add(view.word("decoded_note")))
    };
    let button = (!expanded).then(|| {
        el("button")
            .class("act")
            .attr("type", "button")
            .live("aria-expanded", move || Some(if open.get() { "true" } else { "false" }))
            .on("click", move |_| open.update(|is| *is = !*is))
            .text(move || view.word(if open.get() { "undo" } else { "decode" }))
    });
    nodes![button, when(move || open.get(), told)]
}
