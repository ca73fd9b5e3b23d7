//! The answer: what it means, the Receipt, the response as sent, the token in short, and what the issuer checked.

use leptos::prelude::*;

use super::checked::checked;
use super::edit::settle_later;
use super::own::{follow_endpoint, is_ours, outside_pane, remarks};
use super::token_checked::token_pane;
use super::use_it::use_pane;
use super::{Answer, Diagnosis, Field, Model, diagnose_with};
use crate::inspect::{Receipt, Reply};
use crate::oauth::Exchange;
use crate::platform::document;
use crate::server::Trace;
use crate::texts::fill;
use crate::ui::components::{citations, code, placed, prose, receipt};
use crate::ui::content::Texts;
use crate::ui::dom::{Node, el, keyed, nodes, when};
use crate::ui::exchange::{Message, Single, single};
use crate::ui::presenter::{ReceiptFacts, link, receipt_text};
use crate::ui::route::Route;
use crate::ui::session::{Asked, Session};

/// The newest answer, or that there is none.
pub(super) fn answer_pane(session: Session) -> Node {
    let texts = Texts::take();
    // What is known about a request without an answer stands above, with what to do about it.
    let is_told = move || session.own.with(|own| own.unanswered.is_some());
    let failure = move || match is_told() {
        true => String::new(),
        false => session.build.with(|model| model.failure().unwrap_or_default().to_owned()),
    };
    let failed = move || {
        let failure = failure();
        (!failure.is_empty()).then(|| el("p").class("result").attr("role", "alert").add(failure))
    };
    let old = move || el("p").class("sm").add(el("span").class("tag").add(texts.pages.build("old_answer")));
    let run = move || session.build.with(|model| model.answer().map_or(0, |answer| answer.run)).to_string();
    let answer = move || {
        session.build.with(|model| match model.answer() {
            Some(answer) => show(session, texts, answer),
            None => when(move || !is_told(), move || el("p").class("sm second").add(texts.pages.build("nothing_sent"))),
        })
    };
    el("div")
        .class("stack")
        .attr("id", "answer")
        .add(outside_pane(session))
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
    let label = [&status.as_u16().to_string(), " ", status.canonical_reason().unwrap_or_default()].concat();
    let about = Single {
        heading: texts.pages.build("response"),
        id: "response",
        copy: texts.pages.build("response_copy"),
        label: fill(texts.pages.build("response_label"), &[("status", &label)]).into(),
        shown: RwSignal::new(false),
    };
    let is_embedded = is_ours(&answer.draft.token_endpoint);
    let request = is_embedded.then(|| Asked { from: "answers_built", request: answer.exchange.request.clone() });
    let elsewhere = el("a")
        .stays()
        .attr("href", Route::Answers.to_hash())
        .on("click", move |_| session.asked.set(request.clone()))
        .add(texts.pages.build(if is_embedded { "all_answers" } else { "mine_and_theirs" }));
    let usable = access_token.is_some().then(|| match session.parts.own.get() {
        _ if is_embedded => Some(use_pane(session, texts, answer)),
        own => own.map(|own| (own.use_it)(answer)),
    });
    nodes![
        answer.earlier.as_ref().map(|(earlier, trace)| nonce_first(texts, earlier, trace)),
        meaning,
        (!is_embedded).then(|| remarks(session, texts, answer)),
        spelling_offer(session, texts, answer),
        receipt(text, "receipt", None, move |token| session.open_in_decode(token)),
        access_token.map(|token| token_pane(session, texts, token, is_embedded)),
        single(about, move || response.clone()),
        checked(texts, &answer.trace),
        usable,
        el("p").class("sm").add(elsewhere),
    ]
}

/// The exchange before the answer: the server refused, and gave the nonce that the next proof had to carry (RFC 9449 §8).
fn nonce_first(texts: Texts, earlier: &Exchange, trace: &Trace) -> Node {
    let say = |name: &str| texts.pages.build(name);
    let request = Message::request(&earlier.request);
    let response = Message::response(&earlier.response, earlier.request.uri().path());
    let text = |message: &Message| message.text.raw.clone();
    let (request, response) = (text(&request), text(&response));
    el("section")
        .class("result sm")
        .attr("aria-labelledby", "nonce-first")
        .add(el("h2").attr("id", "nonce-first").add(say("nonce_first")))
        .add(el("p").add(prose(say("nonce_first_lead"))))
        .add(
            el("details")
                .class("more")
                .add(el("summary").class("chev sm").add(say("nonce_first_messages")))
                .add(code(move || request.clone(), || false, say("first_request")))
                .add(code(move || response.clone(), || false, say("first_response"))),
        )
        .add(checked(texts, trace))
        .into()
}

/// After a refusal of a secret that form-encoding changes: the other spelling, which many servers take and no standard asks for.
fn spelling_offer(session: Session, texts: Texts, answer: &Answer) -> Option<Node> {
    let (name, label) = answer.other_spelling()?;
    let change = move |_| {
        session.build.update(|model| model.edit(Field::Spelling, name));
        settle_later(session);
        document::announce(texts.pages.build("changed_send"));
    };
    let button = el("button").class("btn").attr("type", "button").on("click", change).add(texts.pages.build(label));
    let lead = el("p").add(prose(texts.pages.build("spelling_offer")));
    Some(el("section").class("result sm").add(lead).add(el("div").class("btns").add(button)).into())
}

/// A refusal in words, and the one change that would mend it. Ink, never red: refusing is an answer.
fn refused(session: Session, texts: Texts, answer: &Answer, received: &Receipt) -> Node {
    let heading = match &received.reply {
        Reply::Refused { error, .. } => {
            placed(texts.pages.build("refused_with"), &mut |_| el("code").add(error.clone()).into())
        }
        _ => {
            let status = answer.exchange.response.status().as_u16().to_string();
            placed(texts.pages.build("refused_status"), &mut |_| el("code").add(status.clone()).into())
        }
    };
    let bar = el("span").class("bar-o").attr("aria-hidden", "true");
    el("section")
        .class("refused result sm")
        .attr("aria-labelledby", "refused")
        .add(el("h2").attr("id", "refused").add(bar).add(el("span").add(heading)))
        .add(
            Some(answer)
                .filter(|answer| is_ours(&answer.draft.token_endpoint))
                .and_then(|answer| diagnose_with(&answer.draft, &answer.context, received))
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
            follow_endpoint(session);
            settle_later(session);
            document::announce(texts.pages.build("changed_send"));
        };
        let button = el("button").class("btn").attr("type", "button").on("click", mend).add(phrase.fill(label));
        el("div").class("btns").add(button)
    });
    nodes![el("p").add(prose(&phrase.fill(&explanation.why))).add(" ").add(cited), button]
}
