//! What an SD-JWT shows of what its issuer hid, and whether who shows it is its holder.

use leptos::task::spawn_local;

use super::Desk;
use super::headline::chip;
use super::screen::Screen;
use crate::inspect::{Disclosure, SdJwt, SignatureReport, signature, visible};
use crate::ui::components::{citations, code, long_text, prose, record_table};
use crate::ui::dom::{El, Node, el, nodes};
use crate::ui::presenter::{json_lines, link};

/// The disclosures, as far as they are compared; that goes on now, and what comes of it is drawn anew.
pub(super) fn pane(screen: Screen) -> Node {
    spawn_local(compare(screen));
    screen.peek(|desk| {
        let sd_jwt = desk.decoded().and_then(|decoded| decoded.sd_jwt.as_ref());
        nodes![sd_jwt.map(|sd_jwt| shown(screen, desk, sd_jwt))]
    })
}

/// Compares digests, and holds the holder's signature against the key that the issuer named.
async fn compare(screen: Screen) {
    let (sequence, decoded) = screen.peek(|desk| (desk.sequence(), desk.held()));
    let Some(decoded) = decoded else { return };
    let crypto = screen.session.crypto();
    // Without cryptography nothing is compared, and that is what the rows say.
    let Ok(matched) = decoded.as_ref().clone().match_digests(crypto).await else { return };
    let holder = signature::check_key_binding(crypto, &matched).await;
    screen.disclosed(sequence, matched, holder);
}

/// What the holder shows of what the issuer hid, and the claims with it.
fn shown(screen: Screen, desk: &Desk, sd_jwt: &SdJwt) -> El {
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
    let bound = sd_jwt.key_binding.as_ref().map(|binding| {
        let is_for_this = match binding.is_for_this() {
            Some(true) => "bound_this",
            Some(false) => "bound_other",
            None => "bound_unknown",
        };
        let lines = binding.payload.as_ref().map(|part| json_lines(&part.json)).unwrap_or_default();
        nodes![
            el("h3").add(texts.page("key_binding")),
            desk.holder().map(|report| holder(screen, report)),
            el("p").class("sm second").add(texts.page(is_for_this)),
            code(move || lines.clone(), || false, texts.page("key_binding")),
        ]
    });
    el("section")
        .attr("aria-labelledby", "disclosures")
        .add(el("h2").class("t").attr("id", "disclosures").add(texts.page("disclosures")))
        .add(record_table("disclosures", &heads, records))
        .add(presented)
        .add(bound)
}

/// What the holder's signature is worth.
fn holder(screen: Screen, report: &SignatureReport) -> Node {
    let texts = screen.texts;
    let phrase = report.of_holder();
    let body = texts.words.body(&phrase).map(|body| el("p").class("sm second").add(prose(&body)));
    let why = report.state.why().map(|(why, citation)| {
        el("p").class("sm second").add(prose(&texts.whole(&why))).add(" ").add(citations(vec![link(&citation)]))
    });
    let state = el("p").attr("data-holder", "").add(chip(&report.state, texts.title(phrase.code).to_owned()));
    nodes![state, body, why]
}
