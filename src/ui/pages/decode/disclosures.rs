//! What an SD-JWT shows of what its issuer hid, and whether who shows it is its holder.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::headline::chip;
use super::screen::Screen;
use crate::inspect::{Disclosure, KeyBinding, SdJwt, SignatureReport, signature, visible};
use crate::ui::components::{citations, code, long_text, prose, record_table};
use crate::ui::dom::{El, Node, el, nodes, when};
use crate::ui::presenter::{json_lines, link};

/// The disclosures of the token.
pub(super) fn pane(screen: Screen) -> Node {
    screen.peek(|desk| {
        let sd_jwt = desk.decoded().and_then(|decoded| decoded.sd_jwt.as_ref());
        nodes![sd_jwt.map(|sd_jwt| shown(screen, sd_jwt))]
    })
}

/// What the holder shows of what the issuer hid, and the claims with it.
fn shown(screen: Screen, sd_jwt: &SdJwt) -> El {
    let texts = screen.texts;
    let row = |disclosure: &Disclosure| {
        let cell = |text: &Option<String>| {
            let text = text.as_deref().map(|text| visible(text).into_owned());
            text.map_or_else(|| Node::from(texts.page("none")), |text| el("code").add(long_text(text)).into())
        };
        let name = disclosure.name.as_ref().map_or_else(
            || Node::from(texts.page("element")),
            |name| el("code").add(visible(name).into_owned()).into(),
        );
        vec![name, cell(&disclosure.value), cell(&disclosure.salt), Node::from(texts.title(disclosure.place.code()))]
    };
    let heads = [texts.page("claim"), texts.page("value"), texts.page("salt"), texts.page("digest")];
    let records = sd_jwt.disclosures.iter().map(row).collect();
    let presented = sd_jwt.presented.as_ref().map(|presented| {
        let lines = json_lines(&presented.json);
        nodes![el("h3").add(texts.page("presented")), code(move || lines.clone(), || false, texts.page("presented"))]
    });
    let bound = sd_jwt.key_binding.as_ref().map(|binding| bound(screen, binding));
    el("section")
        .attr("aria-labelledby", "disclosures")
        .add(el("h2").class("t").attr("id", "disclosures").add(texts.page("disclosures")))
        .add(record_table("disclosures", &heads, records))
        .add(presented)
        .add(bound)
}

/// What the holder signed, for which disclosures, and whether it was the holder.
fn bound(screen: Screen, binding: &KeyBinding) -> Node {
    let texts = screen.texts;
    let is_for_this = match binding.is_for_this() {
        Some(true) => "bound_this",
        Some(false) => "bound_other",
        None => "bound_unknown",
    };
    let lines = binding.payload.as_ref().map(|part| json_lines(&part.json)).unwrap_or_default();
    nodes![
        el("h3").add(texts.page("key_binding")),
        holder(screen),
        el("p").class("sm second").add(texts.page(is_for_this)),
        code(move || lines.clone(), || false, texts.page("key_binding")),
    ]
}

/// What the holder's signature is worth, as soon as that is found out.
fn holder(screen: Screen) -> Node {
    let (found, is_found) = (Rc::new(RefCell::new(None)), RwSignal::new(false));
    let kept = Rc::clone(&found);
    spawn_local(async move {
        let Some(decoded) = screen.peek(|desk| desk.held()) else { return };
        *kept.borrow_mut() = signature::check_key_binding(screen.session.crypto(), &decoded).await;
        // The section may be gone by now.
        is_found.try_set(true);
    });
    when(move || is_found.get(), move || nodes![found.borrow().as_ref().map(|report| worth(screen, report))])
}

fn worth(screen: Screen, report: &SignatureReport) -> Node {
    let texts = screen.texts;
    let phrase = report.of_holder();
    let body = texts.words.body(&phrase).map(|body| el("p").class("sm second").add(prose(&body)));
    let why = report.state.why().map(|(why, citation)| {
        el("p").class("sm second").add(prose(&texts.whole(&why))).add(" ").add(citations(vec![link(&citation)]))
    });
    nodes![el("p").add(chip(&report.state, texts.title(phrase.code).to_owned())), body, why]
}
