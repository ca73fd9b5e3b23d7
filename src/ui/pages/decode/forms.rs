//! What a token has beside header, payload and signature: disclosures, several signatures, a footer.

use super::Desk;
use super::screen::Screen;
use super::workbench::here;
use crate::inspect::{Decoded, visible};
use crate::ui::components::{long_text, prose};
use crate::ui::dom::{El, Node, el, nodes};

/// The sections for what the token has.
pub(super) fn forms(screen: Screen) -> Node {
    screen.peek(|desk| {
        let Some(decoded) = desk.decoded() else { return nodes![] };
        nodes![
            notes(screen, desk),
            decoded.sd_jwt.as_ref().map(|_| here(screen, |tools| (tools.disclosures)())),
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
