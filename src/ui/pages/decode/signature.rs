//! Who made the token: the state of its signature, keys to check it with, and what a reader would check besides.

use leptos::prelude::*;

use super::claims::part_heading;
use super::model::Against;
use crate::inspect::{Outcome, Phrase, Reading, SignatureReport, SignatureState};
use crate::ui::components::{check_list, citations, prose, verdict};
use crate::ui::content::Texts;
use crate::ui::dom::{El, Node, el, keyed, live, nodes, value};
use crate::ui::presenter::{check_list as checks_in_words, link};
use crate::ui::session::Session;
use crate::ui::view_model::{Check, ChipKind};

/// The signature's state in shape and word, the reason, and with which keys.
pub(super) fn signature_pane(session: Session, texts: Texts) -> El {
    let kind = move || {
        session.decode.with(|model| match model.signature() {
            SignatureState::NotChecked(_) => ChipKind::Open,
            SignatureState::Verified { .. } => ChipKind::Good,
            SignatureState::Failed(_) => ChipKind::Bad,
        })
    };
    let word = move || {
        session.decode.with(|model| match model.signature() {
            SignatureState::NotChecked(_) => "Not checked",
            SignatureState::Verified { .. } => "Matches",
            SignatureState::Failed(_) => "Does not match",
        })
    };
    let source = move || {
        let name = session.decode.with(|model| match model.against() {
            Against::EmbeddedIssuer => "embedded",
            Against::Pasted(_) => "keys_of_reader",
            Against::Nothing => "foreign",
        });
        prose(texts.pages.decode(name))
    };
    let head = el("div").class("head").add(part_heading("signature", "s3", "3", " Signature")).add(verdict(kind, word));
    el("section")
        .class("result")
        .attr("aria-labelledby", "signature")
        .add(head)
        .add(live(move || session.decode.with(|model| state(texts, model.signature_report()))))
        .add(el("p").class("cap muted").add(live(source)))
        .add(key_box(session, texts))
}

/// Why the state is what it is, with which key the signature matches, and what came of the other keys.
fn state(texts: Texts, report: &SignatureReport) -> Node {
    let words = texts.words;
    let why = report.state.why();
    let mut reason = el("p").class("sm second");
    if let Some((phrase, _)) = &why {
        reason = reason.add(words.say(phrase)).add(" ").add(words.body(phrase)).add(" ");
    }
    reason = reason.add(words.body(&Phrase::new(report.state.code()))).add(" ");
    if let Some((phrase, citation)) = &why {
        reason = reason.add(words.next(phrase)).add(" ").add(citations(vec![link(citation)]));
    }
    let key = match &report.state {
        SignatureState::Verified { kid: Some(kid), algorithm, .. } => {
            Some(el("p").class("cap muted").add(*algorithm).add(", key ").add(el("code").add(kid.clone())))
        }
        _ => None,
    };
    let remarks: Vec<El> = report.remarks.iter().map(|remark| el("p").class("sm").add(words.say(remark))).collect();
    nodes![reason, key, remarks]
}

/// Where keys of other issuers are pasted.
fn key_box(session: Session, texts: Texts) -> El {
    let hint = move || {
        let problem = session.decode.with(|model| model.keys_problem().map(str::to_owned));
        problem.unwrap_or_else(|| texts.pages.decode("keys").to_owned())
    };
    let field = el("textarea")
        .attr("id", "keys")
        .class("mono")
        .attr("rows", "3")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "keys-hint")
        .prop("value", move || Some(session.decode.with(|model| model.keys_text().to_owned())))
        .on("input", move |event| session.decode.update(|model| model.set_keys(value(&event))));
    let keys = el("div")
        .class("field")
        .add(el("label").attr("for", "keys").add("Public key or key set"))
        .add(field)
        .add(el("p").class("hint").attr("id", "keys-hint").text(hint));
    el("details").add(el("summary").class("chev sm").add("Check with another key")).add(keys)
}

/// The checks of a reader, line by line. Never one word for all of them.
pub(super) fn checks_pane(session: Session, texts: Texts) -> El {
    let list = move || {
        session.status.track();
        session.decode.with(|model| model.judgement(session.now()))
    };
    let heading = move || {
        let is_api = session.decode.with(|model| model.is_for_demo_api());
        texts.pages.decode(if is_api { "checks_api" } else { "checks_any" })
    };
    let counts = move || {
        let list = list();
        let count = |outcome| list.count(Reading::Profile, outcome);
        let phrase = Phrase::new("counts")
            .count("passes", count(Outcome::Passes) + count(Outcome::PassesWithRemark))
            .count("fails", count(Outcome::Fails))
            .count("open", count(Outcome::CannotBeMade));
        phrase.fill(texts.pages.decode("counts"))
    };
    let checks = move || checks_in_words(&list(), texts.words);
    let head = el("div")
        .class("head")
        .add(el("h2").class("t").attr("id", "checks").text(heading))
        .add(el("span").class("sm muted").text(counts));
    // The citations in the list may have focus when the clock ticks, so it is made anew only when it says something else.
    let shown = move || {
        let checks = checks();
        check_list(move || checks.clone())
    };
    el("section").attr("aria-labelledby", "checks").add(head).add(keyed(move || key(&checks()), shown))
}

/// Another text for every other list.
fn key(checks: &[Check]) -> String {
    let mut key = String::new();
    for check in checks {
        for text in [&check.name, &check.word, &check.reason] {
            key.push_str(text);
            key.push('\n');
        }
    }
    key
}
