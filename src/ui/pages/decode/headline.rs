//! What stands over everything: what the token is, whom it is about, whether its time is over and what is known of its signature, with what
//! speaks for and against, and what would settle what is open.

use leptos::prelude::*;

use super::acceptance::acceptance;
use super::paste_box::key_offer;
use super::screen::{Of, Screen};
use super::{Desk, Origin, Sample, answer, findings};
use crate::inspect::{About, Decoding, Kind, Phrase, Problem, Reasons, SignatureState, States, TextKind, Verdict};
use crate::platform::document;
use crate::ui::components::{citations, prose, verdict};
use crate::ui::dom::{El, Node, el, keyed, live, nodes};
use crate::ui::presenter::{OUTSIDE, link};
use crate::ui::view_model::ChipKind;

/// The headline and everything that goes with it.
pub(super) fn headline(screen: Screen) -> El {
    let heading = move || {
        screen.follow(Of::Token);
        screen.read(Of::Signature, |desk| title(screen, desk))
    };
    let second = keyed(move || screen.verdict_key(), move || screen.peek(|desk| reasons(screen, desk)));
    el("section")
        .class("kind result")
        .attr("aria-labelledby", "kind")
        .add(el("h2").attr("id", "kind").attr("tabindex", "-1").text(heading))
        .add(acceptance(screen))
        .add(live(move || heads(screen)))
        .add(keyed(move || screen.key(&[Of::Token]), move || first(screen)))
        .add(screen.staged(2, move || keyed(move || screen.key(&[Of::Late]), move || answer::reading(screen))))
        .add(second)
        .add(keyed(move || screen.key(&[Of::Late, Of::Signature]), move || findings::list(screen)))
}

/// What the token is; of a text without one, what the text is.
fn title(screen: Screen, desk: &Desk) -> &'static str {
    let Some(verdict) = desk.verdict() else { return "" };
    let name = match desk.pasted().kind {
        _ if verdict.kind != Kind::NotAToken => return screen.texts.title(verdict.kind.code()),
        TextKind::Key(_) => "title_key",
        TextKind::OAuthError => "title_error",
        TextKind::Challenge => "title_challenge",
        TextKind::HttpResponse | TextKind::TokenResponse | TextKind::IntrospectionResponse => "title_answer",
        TextKind::BasicCredentials => "title_credentials",
        TextKind::Nothing | TextKind::Token | TextKind::Address | TextKind::Text => {
            let code = desk.decoded().map_or_else(|| verdict.kind.code(), |decoded| verdict.heading(decoded));
            return screen.texts.title(code);
        }
    };
    screen.texts.page(name)
}

/// About whom, the expiry by this device's clock, and the state of the signature in its shape.
fn heads(screen: Screen) -> Node {
    screen.session.status.track();
    screen.follow(Of::Token);
    let (now, texts) = (screen.session.now(), screen.texts);
    screen.read(Of::Signature, |desk| {
        let (Some(verdict), Some(decoded)) = (desk.verdict(), desk.decoded()) else { return nodes![] };
        let state = &desk.report().state;
        let phrases = verdict.headline(decoded, state, now);
        let items = phrases.iter().skip(1).map(|phrase| {
            let item = el("li");
            if phrase.code == state.heading() {
                item.add(chip(state, texts.words.say(phrase)))
            } else {
                item.add(prose(&texts.words.say(phrase)))
            }
        });
        el("ul").class("heads").add(items.collect::<Node>()).into()
    })
}

/// A state of the signature in shape and word.
pub(super) fn chip(state: &SignatureState, word: String) -> Node {
    let kind = match state {
        SignatureState::NotChecked(_) => ChipKind::Open,
        SignatureState::Verified { .. } => ChipKind::Good,
        SignatureState::Failed(_) => ChipKind::Bad,
    };
    verdict(move || kind, move || word.clone())
}

/// Faults, an answer that is no token, a key: what the text itself is.
fn first(screen: Screen) -> Node {
    let texts = screen.texts;
    let is_vendor = screen.peek(|desk| desk.origin == Origin::Sample(Sample::VendorIdToken));
    nodes![
        screen.peek(|desk| decoding(screen, desk)),
        is_vendor.then(|| el("p").add(el("span").class("tag beyond").add(OUTSIDE))),
        screen.peek(|desk| problems(screen, desk)),
        key_offer(screen),
        screen.peek(|desk| desk.is_too_long()).then(|| el("p").class("sm second").add(texts.page("too_long"))),
    ]
}

/// How far it decodes, which is never how far it can be trusted.
fn decoding(screen: Screen, desk: &Desk) -> Node {
    let Some(decoded) = desk.decoded() else { return nodes![] };
    let states = States::new(decoded, SignatureState::default(), None);
    (states.decoding != Decoding::NotAToken)
        .then(|| {
            el("p")
                .class("sm second")
                .add(screen.texts.title(states.codes()[0]))
                .add(" ")
                .add(screen.texts.page("anybody"))
        })
        .into()
}

/// Every fault with its place, what follows from it, and what to do; and the way into a token inside.
fn problems(screen: Screen, desk: &Desk) -> Node {
    let texts = screen.texts;
    // Where there is no token, only that is to be said.
    let token = desk.decoded().filter(|_| !desk.pasted().token().is_empty());
    let of_token = token.map(|decoded| decoded.problems.as_slice()).unwrap_or_default();
    let problems = desk.pasted().problem.iter().chain(of_token).enumerate();
    // The first describes the box: of the list that would be told by its name alone.
    let id = |index| (index == 0).then_some("token-problem");
    let items: Vec<El> = problems.map(|(index, problem)| fault(screen, problem).maybe("id", id(index))).collect();
    let list = (!items.is_empty())
        .then(|| el("ul").class("problems sm").attr("aria-label", texts.page("problems")).add(items));
    nodes![list, open_nested(screen)]
}

/// The way into a token inside of this one; nothing where there is none.
pub(super) fn open_nested(screen: Screen) -> Node {
    let nested = screen.peek(|desk| desk.decoded().and_then(|decoded| decoded.nested.clone()));
    let button = nested.map(|nested| {
        let open = move |_| {
            screen.open(nested.clone(), Origin::Inside);
            document::focus("#token");
        };
        let button = el("button").class("btn").attr("type", "button").on("click", open);
        el("div").class("btns").add(button.add(screen.texts.page("open_nested")))
    });
    button.into()
}

fn fault(screen: Screen, problem: &Problem) -> El {
    let more = [screen.texts.words.body(&problem.phrase), screen.texts.words.next(&problem.phrase)];
    let mut item = el("li").add(el("b").add(screen.texts.words.say(&problem.phrase))).add(" ");
    for text in more.into_iter().flatten() {
        item = item.add(prose(&text)).add(" ");
    }
    item.add(citations(vec![link(&problem.citation)]))
}

/// Both questions with their reasons, and what would settle them.
fn reasons(screen: Screen, desk: &Desk) -> Node {
    let Some(verdict) = desk.verdict().filter(|_| desk.has_parts()) else { return nodes![] };
    let texts = screen.texts;
    let what = question(screen, "what", verdict.kind_sure.code(), &verdict.kind_reasons);
    let whom = (verdict.about != About::NotAsked)
        .then(|| question(screen, "whom", verdict.about_sure.code(), &verdict.about_reasons));
    let settle = (!verdict.settle.is_empty())
        .then(|| nodes![el("h3").add(texts.page("settle")), phrases(screen, &verdict.settle)]);
    // A finding says it with its clause.
    let is_found = |remark: &&Phrase| verdict.kind == Kind::AccessToken && remark.code == "remark_no_permission";
    let remarks: Vec<El> = verdict
        .remarks
        .iter()
        .filter(|remark| !is_found(remark))
        .map(|remark| el("p").add(prose(&texts.words.say(remark))))
        .collect();
    let remarks = (!remarks.is_empty()).then_some(remarks);
    nodes![
        el("div").class("cols asked").add(what).add(whom),
        settle.map(|settle| el("div").class("sm settle").add(settle)),
        remarks.map(|remarks| el("div").class("sm second").add(remarks)),
        el("p").class("cap muted").add(aid(screen, verdict)),
    ]
}

/// What an access token is to its client is no advice about other tokens: an ID Token is there to be read.
fn aid(screen: Screen, verdict: &Verdict) -> &'static str {
    if verdict.kind == Kind::AccessToken { screen.texts.title("decode_aid") } else { "" }
}

/// A question whose answer stands in the headline: how sure it is, and why.
fn question(screen: Screen, id: &'static str, sure: &str, reasons: &Reasons) -> El {
    let texts = screen.texts;
    let against = (!reasons.against.is_empty())
        .then(|| nodes![el("p").class("muted").add(texts.page("against")), phrases(screen, &reasons.against)]);
    el("section")
        .class("sm")
        .attr("aria-labelledby", id)
        .add(el("h3").attr("id", id).add(texts.page(id)))
        .add(el("p").add(texts.title(sure)))
        .add(phrases(screen, &reasons.for_it))
        .add(against)
}

fn phrases(screen: Screen, list: &[Phrase]) -> Option<El> {
    let items: Node = list.iter().map(|phrase| el("li").add(prose(&screen.texts.words.say(phrase)))).collect();
    (!list.is_empty()).then(|| el("ul").class("plain").add(items))
}
