//! What a token has beside header, payload and signature: disclosures, several signatures, a footer.

use super::Desk;
use super::screen::Screen;
use crate::inspect::{Decoded, Disclosure, SdJwt, visible};
use crate::ui::components::{code, long_text, prose, record_table};
use crate::ui::dom::{El, Node, el, nodes};
use crate::ui::presenter::json_lines;

/// The sections for what the token has.
pub(super) fn forms(screen: Screen) -> Node {
    screen.peek(|desk| {
        let Some(decoded) = desk.decoded() else { return nodes![] };
        nodes![
            notes(screen, desk),
            decoded.sd_jwt.as_ref().map(|sd_jwt| disclosures(screen, sd_jwt)),
            signatures(screen, decoded),
            footer(screen, decoded),
        ]
    })
}

/// What is special about the form, and not wrong.
fn notes(screen: Screen, desk: &Desk) -> Option<El> {
    let notes = desk.decoded().map(|decoded| decoded.notes.as_slice()).unwrap_or_default();
    let items: Node = notes.iter().map(|note| el("li").add(prose(&screen.texts.whole(note)))).collect();
    (!notes.is_empty()).then(|| el("ul").class("plain sm second").add(items))
}

/// What the holder shows of what the issuer hid, and the claims with it.
fn disclosures(screen: Screen, sd_jwt: &SdJwt) -> El {
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

/// The signatures or recipients of a token in JSON, when it has several.
fn signatures(screen: Screen, decoded: &Decoded) -> Option<El> {
    let texts = screen.texts;
    let form = decoded.json_form.as_ref()?;
    let parts = form.signatures.iter().map(|signature| (&signature.protected, &signature.unprotected));
    let recipients = form.recipients.iter().map(|recipient| (&recipient.header, &recipient.encrypted_key));
    let items: Node = parts
        .chain(recipients)
        .map(|(protected, other)| {
            let text = |part: &Option<crate::inspect::Part>| {
                part.as_ref().map(|part| part.json.text.clone()).filter(|text| !text.is_empty())
            };
            let shown = [text(protected), text(other)].into_iter().flatten();
            el("li").add(shown.map(|text| el("pre").class("code").add(el("code").add(text))).collect::<Node>())
        })
        .collect();
    let name = if form.is_encrypted { "recipients" } else { "signatures" };
    Some(
        el("section")
            .attr("aria-labelledby", "json-form")
            .add(el("h2").class("t").attr("id", "json-form").add(texts.page(name)))
            .add(el("ol").class("plain sm").add(items)),
    )
}

/// The footer of a PASETO, which is signed and not encrypted.
fn footer(screen: Screen, decoded: &Decoded) -> Option<El> {
    let footer = decoded.paseto.as_ref()?.footer.as_ref()?;
    let heading = el("h2").class("t").attr("id", "footer").attr("tabindex", "-1").add(screen.texts.page("footer"));
    let text = el("code").add(long_text(visible(footer).into_owned()));
    Some(el("section").attr("aria-labelledby", "footer").add(heading).add(el("pre").class("code").add(text)))
}
