//! Who made the token: the state of its signature, every key that was looked at, and the box for other keys.

use super::claims::part_heading;
use super::headline::chip;
use super::screen::{Of, Screen};
use super::workbench::here;
use super::{Desk, issuer_keys};
use crate::inspect::{KeyTried, SignatureState};
use crate::ui::components::{citations, copy_button, prose};
use crate::ui::dom::{El, Node, el, keyed, nodes, value, when};
use crate::ui::presenter::link;

/// The signature's state in shape and word, the reason, and with which keys.
pub(super) fn signature_pane(screen: Screen) -> El {
    let texts = screen.texts;
    let state = keyed(
        move || screen.key(&[Of::Late, Of::Signature]),
        move || {
            screen.peek(|desk| {
                let state = &desk.report().state;
                let head = el("div")
                    .class("head")
                    .add(part_heading("signature", "s3", "3", texts.page("signature")))
                    .add(chip(state, texts.title(state.heading()).to_owned()));
                nodes![head, reason(screen, desk), source(screen, desk), tried(screen, desk)]
            })
        },
    );
    el("section")
        .class("result")
        .attr("aria-labelledby", "signature")
        .add(state)
        .add(certificates(screen))
        .add(key_box(screen))
        .add(issuer_keys::pane(screen))
}

/// What the certificates in the header say; nothing where it has none.
fn certificates(screen: Screen) -> Node {
    let has_some = move || {
        let header = |desk: &Desk| Some(desk.decoded()?.header.as_ref()?.members.contains_key("x5c"));
        screen.read(Of::Token, header) == Some(true)
    };
    when(has_some, move || here(screen, |tools| (tools.certificates)()))
}

/// Why the state is what it is, and with which key the signature matches.
fn reason(screen: Screen, desk: &Desk) -> Node {
    let (texts, state) = (screen.texts, &desk.report().state);
    let mut reason = el("p").class("sm second");
    if let Some((phrase, citation)) = state.why() {
        reason = reason.add(prose(&texts.whole(&phrase))).add(" ").add(citations(vec![link(&citation)]));
    } else if let Some(body) = texts.words.body(&crate::inspect::Phrase::new(state.code())) {
        reason = reason.add(prose(&body));
    }
    let key = match state {
        SignatureState::Verified { algorithm, key, .. } => Some(
            el("p")
                .class("cap muted")
                .add(*algorithm)
                .add(", ")
                .add(texts.page("key"))
                .add(" ")
                .add(el("code").add(key.clone())),
        ),
        _ => None,
    };
    let remarks: Node = desk
        .report()
        .remarks
        .iter()
        .map(|remark| el("p").class("sm second").add(prose(&texts.whole(remark))))
        .collect();
    nodes![reason, key, remarks]
}

/// With whose keys it was checked.
fn source(screen: Screen, desk: &Desk) -> El {
    let name = match (desk.keys.ring(), desk.is_of_embedded_issuer()) {
        (Some(_), _) => "keys_of_reader",
        (None, true) if desk.keys.is_empty() => "embedded",
        _ => "foreign",
    };
    el("p").class("cap muted").add(prose(screen.texts.page(name)))
}

/// Every key at hand with what came of it.
fn tried(screen: Screen, desk: &Desk) -> Option<El> {
    let texts = screen.texts;
    let item = |KeyTried { label, tried, outcome, .. }: &KeyTried| {
        let class = if *tried { "" } else { "muted" };
        el("li").class(class).add(el("code").add(label.clone())).add(" ").add(prose(&texts.words.say(outcome)))
    };
    let items: Vec<El> = desk.report().tried.iter().map(item).collect();
    (!items.is_empty())
        .then(|| el("ul").class("plain sm tried").attr("aria-label", texts.page("keys_tried")).add(items))
}

/// What can be pasted; or why what was pasted is no key, and what to type to get one.
fn key_hint(screen: Screen, desk: &Desk) -> Node {
    let texts = screen.texts;
    let Some(problem) = desk.keys.problem() else {
        let remarks = desk.keys.ring().map(|ring| ring.remarks.as_slice()).unwrap_or_default();
        let remarks: Node = remarks.iter().map(|remark| el("p").add(prose(&texts.whole(remark)))).collect();
        return nodes![el("p").add(texts.page("keys")), remarks];
    };
    let ignored: Node = problem
        .ignored
        .iter()
        .map(|(label, why)| el("li").add(el("code").add(label.clone())).add(" ").add(prose(&texts.words.say(why))))
        .collect();
    let command = problem.command.clone().map(|command| {
        let copied = command.clone();
        nodes![
            el("pre").class("code").add(el("code").add(command)),
            copy_button(texts.page("copy_command"), move || copied.clone())
        ]
    });
    nodes![el("p").add(prose(&texts.whole(&problem.phrase))), el("ul").class("plain").add(ignored), command]
}

/// Where keys are pasted.
fn key_box(screen: Screen) -> El {
    let texts = screen.texts;
    let hint = keyed(move || screen.key(&[Of::Keys]), move || screen.peek(|desk| key_hint(screen, desk)));
    let field = el("textarea")
        .attr("id", "keys")
        .class("mono")
        .attr("rows", "3")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("aria-describedby", "keys-hint")
        .prop("value", move || Some(screen.read(Of::Keys, |desk| desk.keys.text().to_owned())))
        .on("input", move |event| screen.set_keys(value(&event)));
    let keys = el("div")
        .class("field")
        .add(el("label").attr("for", "keys").add(texts.page("keys_label")))
        .add(field)
        .add(el("div").class("hint").attr("id", "keys-hint").add(hint));
    let has_keys = move || screen.read(Of::Keys, |desk| !desk.keys.is_empty()).then_some("");
    el("details").live("open", has_keys).add(el("summary").class("chev sm").add(texts.page("other_key"))).add(keys)
}
