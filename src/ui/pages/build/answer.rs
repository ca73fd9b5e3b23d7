//! The answer: what it means, the Receipt, the response as sent, the token in short, and what the issuer checked.

use leptos::prelude::*;

use super::edit::settle_later;
use super::{Answer, Diagnosis, Model, diagnose_with};
use crate::inspect::{About, Kind, Part, Receipt, Reply, Standpoint, duration};
use crate::platform::document;
use crate::server::{Step, StepOutcome, Trace};
use crate::ui::components::{citations, prose, receipt};
use crate::ui::content::Texts;
use crate::ui::dom::{Node, el, keyed, nodes, when};
use crate::ui::exchange::{Message, Single, single};
use crate::ui::presenter::{ReceiptFacts, link, receipt_text};
use crate::ui::session::Session;

/// The newest answer, or that there is none.
pub(super) fn answer_pane(session: Session) -> Node {
    let texts = Texts::take();
    let failure = move || session.build.with(|model| model.failure().unwrap_or_default().to_owned());
    let failed = move || {
        let failure = failure();
        (!failure.is_empty()).then(|| el("p").class("result").attr("role", "alert").add(failure))
    };
    let old = move || el("p").class("sm").add(el("span").class("tag").add(texts.pages.build("old_answer")));
    let run = move || session.build.with(|model| model.answer().map_or(0, |answer| answer.run)).to_string();
    let answer = move || {
        session.build.with(|model| match model.answer() {
            Some(answer) => show(session, texts, answer),
            None => el("p").class("sm second").add(texts.pages.build("nothing_sent")).into(),
        })
    };
    el("div")
        .class("stack")
        .attr("id", "answer")
        .add(keyed(failure, failed))
        .add(when(move || session.build.with(Model::is_answer_old), old))
        .add(keyed(run, answer))
        .into()
}

fn show(session: Session, texts: Texts, answer: &Answer) -> Node {
    let received = answer.receipt();
    let facts = ReceiptFacts {
        at: answer.exchange.at,
        logins: answer.logins,
        // This screen sends one request, and nobody signs in for it.
        signed_in: false,
    };
    let meaning = (received.reply != Reply::Tokens).then(|| refused(session, texts, answer, &received));
    let text = receipt_text(&received, facts, texts.receipt);
    let access_token = received.row("access_token").and_then(|row| row.value.clone());
    let path = answer.exchange.request.uri().path();
    let response = Message::response(&answer.exchange.response, path);
    let status = answer.exchange.response.status();
    let label =
        ["Response, ", &status.as_u16().to_string(), " ", status.canonical_reason().unwrap_or_default()].concat();
    let about = Single {
        heading: "Response",
        id: "response",
        copy: "Copy response",
        label: label.into(),
        shown: RwSignal::new(false),
    };
    nodes![
        meaning,
        receipt(text, "receipt", None, move |token| session.open_in_decode(token)),
        access_token.map(|token| token_in_short(session, texts, token)),
        single(about, move || response.clone()),
        checked(texts, &answer.trace),
    ]
}

/// A refusal in words, and the one change that would mend it. Ink, never red: refusing is an answer.
fn refused(session: Session, texts: Texts, answer: &Answer, received: &Receipt) -> Node {
    let heading = match &received.reply {
        Reply::Refused { error, .. } => nodes!["The issuer refused: ", el("code").add(error.clone())],
        _ => {
            let status = answer.exchange.response.status().as_u16().to_string();
            nodes!["The issuer refused with status ", el("code").add(status)]
        }
    };
    let bar = el("span").class("bar-o").attr("aria-hidden", "true");
    el("section")
        .class("refused result sm")
        .attr("aria-labelledby", "refused")
        .add(el("h2").attr("id", "refused").add(bar).add(el("span").add(heading)))
        .add(
            diagnose_with(&answer.draft, &answer.context, received)
                .map(|diagnosis| explained(session, texts, diagnosis)),
        )
        .into()
}

fn explained(session: Session, texts: Texts, diagnosis: Diagnosis) -> Node {
    let Diagnosis { phrase, fix } = diagnosis;
    let Some(explanation) = texts.errors.refusals.get(phrase.code) else { return nodes![] };
    let cited = citations(explanation.cite.iter().map(link).collect());
    let button = fix.zip(explanation.fix.as_ref()).map(|(fix, label)| {
        let mend = move |_| {
            session.build.update(|model| fix.apply(model));
            settle_later(session);
            document::announce("Changed. Send the request again.");
        };
        let button = el("button").class("btn").attr("type", "button").on("click", mend).add(phrase.fill(label));
        el("div").class("btns").add(button)
    });
    nodes![el("p").add(prose(&phrase.fill(&explanation.why))).add(" ").add(cited), button]
}

/// What the access token says, in four lines. The whole of it is for Decode.
fn token_in_short(session: Session, texts: Texts, token: String) -> Node {
    let claims = Part::header_and_payload(&token).map(|(_, payload)| payload.members);
    // It came as an access token from the issuer in this page, so the claims have only to say whom it is about.
    let (kind, about) = match &claims {
        Some(claims) => (Kind::AccessToken, Standpoint::in_this_page(claims, None).about),
        None => (Kind::NotAToken, About::CannotTell),
    };
    let claims = claims.unwrap_or_default();
    let row =
        |name: &'static str, value: String| el("div").add(el("dt").add(el("code").add(name))).add(el("dd").add(value));
    let mut rows = el("dl").class("facts sm mono-values");
    for name in ["sub", "client_id", "aud", "scope", "authorization_details", "cnf"] {
        if let Some(value) = claims.get(name) {
            rows = rows.add(row(name, crate::inspect::show(value)));
        }
    }
    if let Some(exp) = claims.get("exp").and_then(serde_json::Value::as_i64) {
        rows = rows.add(row("exp", ["in ", &duration(exp - session.now().0)].concat()));
    }
    let open = el("a")
        .class("act")
        .attr("href", "#/decode")
        .on("click", move |_| session.open_in_decode(token.clone()))
        .add("Open in Decode");
    let state = el("p")
        .class("sm second")
        .add(texts.say(kind.code()))
        .add(", ")
        .add(texts.say(about.code()))
        .add(". Decoded. ");
    el("section")
        .attr("aria-labelledby", "token")
        .add(el("div").class("head").add(el("h2").attr("id", "token").add("Access token, decoded")).add(open))
        .add(state.add(el("b").add("Not verified.")))
        .add(rows)
        .into()
}

/// The issuer's checks in order: what each saw and what it decided.
fn checked(texts: Texts, trace: &Trace) -> Option<Node> {
    let steps: Node = trace.steps.iter().map(step).collect();
    let details = el("details")
        .class("more")
        .add(el("summary").class("chev").add(el("h2").add("What the issuer checked")))
        .add(el("p").class("sm second").add(texts.pages.build("trace_lead")))
        .add(el("ol").class("checks").add(steps));
    (!trace.steps.is_empty()).then(|| details.into())
}

fn step(step: &Step) -> Node {
    let (class, word) = match step.outcome {
        StepOutcome::Passed => ("", "Passed"),
        StepOutcome::Noted => ("no", "Noted"),
        StepOutcome::Refused => ("stop", "Refused"),
    };
    let decided = nodes![step.decided.clone(), " ", citations(vec![link(&step.citation)])];
    el("li")
        .class(class)
        .add(el("span").add(el("b").add(step.name)).add(": ").add(step.saw.clone()))
        .add(el("em").add(word))
        .add(el("small").add(decided))
        .into()
}
