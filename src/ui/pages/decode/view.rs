//! The screen of Decode: the box to paste into, then everything that can be said about what is in it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::claims::{claims_pane, header_pane};
use super::signature::{checks_pane, signature_pane};
use super::{Model, Origin, Sample, samples, verify};
use crate::inspect::{About, Candidate, Decoding, Problem, Shape, SignatureState, Verdict};
use crate::platform::document;
use crate::ui::components::{citations, copy_button, prose, segments};
use crate::ui::content::{Texts, with_texts};
use crate::ui::dom::{El, Node, el, keyed, live, nodes, value, when};
use crate::ui::presenter::{OUTSIDE, link, segments as parts_of, sentences};
use crate::ui::session::Session;

/// Decode.
pub fn page() -> Node {
    Session::take().title("Decode");
    with_texts("Decode", screen)
}

fn screen() -> Node {
    let session = Session::take();
    let texts = Texts::take();
    let failure = RwSignal::new(String::new());
    // Whatever way a text came in, its signature is checked as soon as it is here, and again when it or the keys change.
    let mut checked = None;
    Effect::new(move |_| {
        let sequence = session.decode.with(Model::sequence);
        if checked.replace(sequence) != Some(sequence) {
            spawn_local(verify::check(session));
        }
    });
    let has_text = move || session.decode.with(|model| !model.is_empty());
    let has_parts = move || {
        session
            .decode
            .with(|model| !matches!(model.decoded().shape, Shape::Nothing | Shape::Text | Shape::Opaque | Shape::Json))
    };
    let failed = move || {
        let failure = failure.get();
        (!failure.is_empty()).then(|| el("p").class("boot-note").attr("role", "alert").add(failure))
    };
    let title = el("div")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add("Decode"))
        .add(el("p").add(texts.pages.decode("lead")));
    nodes![
        el("div").class("page-h").add(title).add(sample_buttons(session, texts, failure)),
        live(failed),
        paste_box(session, texts),
        when(move || !has_text(), move || el("p").class("second").add(texts.pages.decode("empty"))),
        when(has_text, move || banner(session, texts)),
        when(has_parts, move || parts(session, texts)),
    ]
}

fn sample_buttons(session: Session, texts: Texts, failure: RwSignal<String>) -> El {
    let button = |sample: Sample, label: &'static str| {
        let open = move |_| {
            spawn_local(async move {
                match samples::make(session, sample).await {
                    Ok(token) => {
                        failure.set(String::new());
                        session.decode.update(|model| model.open(token, Origin::Sample(sample)));
                        document::announce(&[label, " opened."].concat());
                    }
                    Err(_) if !document::is_secure() => failure.set(texts.pages.decode("insecure").to_owned()),
                    Err(problem) => failure.set(problem),
                }
            });
        };
        let pressed = move || session.decode.with(|model| model.origin == Origin::Sample(sample));
        el("button")
            .class("act")
            .attr("type", "button")
            .live("aria-pressed", move || Some(true_or_false(pressed())))
            .on("click", open)
            .add(label)
    };
    el("div")
        .class("acts")
        .attr("role", "group")
        .attr("aria-labelledby", "samples")
        .add(el("span").class("sm muted").attr("id", "samples").add("Samples"))
        .add(button(Sample::AccessToken, "Access token"))
        .add(button(Sample::IdToken, "ID Token"))
        .add(button(Sample::VendorIdToken, "Vendor ID Token"))
}

fn paste_box(session: Session, texts: Texts) -> El {
    let removed = move || session.decode.with(|model| sentences(model.pasted().repairs(), texts.words));
    let clear = move |_| {
        session.decode.update(|model| model.open(String::new(), Origin::Typed));
        document::focus("#token");
    };
    let came_from = move || {
        let name = match session.decode.with(|model| model.origin) {
            Origin::Address => "address",
            Origin::Code => "address_code",
            Origin::Secret => "address_secret",
            Origin::Sample(Sample::AccessToken) => "sample_access_token",
            Origin::Sample(Sample::IdToken) => "sample_id_token",
            Origin::Sample(Sample::VendorIdToken) => "sample_vendor",
            Origin::Typed | Origin::Answer => return None,
        };
        Some(el("p").class("cap muted").add(prose(texts.pages.decode(name))))
    };
    let field = el("textarea")
        .attr("id", "token")
        .class("mono")
        .attr("rows", "3")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("aria-describedby", "token-removed")
        .prop("value", move || Some(session.decode.with(|model| model.text().to_owned())))
        .on("input", move |event| session.decode.update(|model| model.open(value(&event), Origin::Typed)));
    let acts = move || {
        let token = move || session.decode.with_untracked(|model| model.pasted().token().to_owned());
        el("p")
            .class("acts sm")
            .add(el("span").class("muted").text(move || session.decode.with(counts)))
            .add(el("button").class("act").attr("type", "button").on("click", clear).add("Clear"))
            .add(copy_button("Copy token", token))
    };
    el("div")
        .class("field")
        .add(el("label").attr("for", "token").add("Token or response"))
        .add(field)
        .add(when(move || session.decode.with(|model| !model.is_empty()), acts))
        .add(el("p").class("cap").attr("id", "token-removed").text(removed))
        .add(live(came_from))
        .add(found_tokens(session))
}

fn counts(model: &Model) -> String {
    let parts = match model.decoded().segments.len() {
        _ if model.is_empty() => return String::new(),
        1 => "one part".to_owned(),
        2 => "two parts".to_owned(),
        3 => "three parts".to_owned(),
        count => [&count.to_string(), " parts"].concat(),
    };
    [&model.pasted().token().chars().count().to_string(), " characters, ", &parts].concat()
}

/// The tokens of a response or header that has several, to choose from.
fn found_tokens(session: Session) -> Node {
    // The buttons stay while another one is chosen: the chosen one has the focus.
    let labels = move || session.decode.with(|model| model.pasted().candidates.iter().map(label).collect::<Vec<_>>());
    let tabs = move || {
        let labels = labels();
        let several = labels.len() > 1;
        let buttons: Node =
            labels.into_iter().enumerate().map(|(index, name)| found_token(session, index, name)).collect();
        let tabs = el("div").class("tabs").attr("role", "group").attr("aria-label", "Tokens in this text");
        several.then(|| tabs.add(buttons))
    };
    keyed(move || labels().join("\n"), tabs)
}

/// The name that a token stood under, or its place where it had none.
fn label(candidate: &Candidate) -> String {
    candidate.name.clone().unwrap_or_else(|| candidate.place.clone())
}

fn found_token(session: Session, index: usize, label: String) -> El {
    let pressed = move || session.decode.with(|model| model.pasted().chosen == Some(index));
    el("button")
        .class("mono")
        .attr("type", "button")
        .live("aria-pressed", move || Some(true_or_false(pressed())))
        .on("click", move |_| session.decode.update(|model| model.choose(index)))
        .add(label)
}

/// What it seems to be, how far it is known, and what is wrong with it.
fn banner(session: Session, texts: Texts) -> El {
    let state_codes = move || session.decode.with(|model| model.states(session.now()).codes());
    let is_token = move || session.decode.with(|model| model.states(session.now()).decoding != Decoding::NotAToken);
    let state = move || {
        el("p")
            .class("second")
            .text(move || texts.say(state_codes()[0]))
            .add(" ")
            .add(el("b").text(move || texts.say(state_codes()[1])))
    };
    let reasons = move || {
        let verdict = session.decode.with(Model::verdict);
        let reasons = [&verdict.kind_reasons, &verdict.about_reasons];
        let reasons = reasons.into_iter().flat_map(|reasons| reasons.for_it.iter().chain(&reasons.against));
        reasons
            .chain(&verdict.remarks)
            .chain(&verdict.settle)
            .map(|reason| el("li").add(prose(&texts.words.say(reason))))
            .collect::<Node>()
    };
    // What an access token is to its client is no advice about other tokens: an ID Token is there to be read.
    let aid = move || if session.decode.with(Model::is_access_token) { texts.say("decode_aid") } else { "" };
    let is_vendor = move || session.decode.with(|model| model.origin == Origin::Sample(Sample::VendorIdToken));
    let what = el("div")
        .add(
            el("h2")
                .attr("id", "kind")
                .text(move || session.decode.with(|model| kind_and_whom(&model.verdict(), texts))),
        )
        .add(when(is_token, state))
        .add(when(is_vendor, || el("p").add(el("span").class("tag beyond").add(OUTSIDE))))
        .add(problems(session, texts));
    let why =
        el("div").add(el("ul").class("sm second plain").add(live(reasons))).add(el("p").class("cap muted").text(aid));
    el("section").class("kind cols result").attr("aria-labelledby", "kind").add(what).add(why)
}

/// Every fault with its place, what follows from it, and what to do.
fn problems(session: Session, texts: Texts) -> Node {
    // The list holds links and the button behind it may have focus, so both stay while the faults do.
    let key = move || {
        session.decode.with(|model| {
            let mut key = String::from(if model.decoded().nested.is_some() { "nested" } else { "" });
            for problem in faults(model) {
                key.push('\n');
                key.push_str(&texts.words.say(&problem.phrase));
                key.push_str(&more(problem, texts));
            }
            key
        })
    };
    let inner = move |_| session.decode.update(Model::open_nested);
    let list = move || {
        session.decode.with(|model| {
            let mut items = Vec::new();
            for problem in faults(model) {
                let title = el("b").add(texts.words.say(&problem.phrase));
                let cited = citations(vec![link(&problem.citation)]);
                items.push(el("li").add(title).add(more(problem, texts)).add(cited));
            }
            let button = || el("button").class("btn").attr("type", "button").on("click", inner);
            (!items.is_empty()).then(|| {
                nodes![
                    el("ul").class("problems sm").attr("aria-label", "What is wrong with it").add(items),
                    model.decoded().nested.is_some().then(|| button().add("Decode the inner token")),
                ]
            })
        })
    };
    keyed(key, list)
}

fn faults(model: &Model) -> impl Iterator<Item = &Problem> {
    model.pasted().problem.iter().chain(&model.decoded().problems)
}

/// What follows from a fault and what to do, as it stands between its name and its citation.
fn more(problem: &Problem, texts: Texts) -> String {
    let mut more = String::from(" ");
    for text in [texts.words.body(&problem.phrase), texts.words.next(&problem.phrase)].into_iter().flatten() {
        more.push_str(&text);
        more.push(' ');
    }
    more
}

/// "Looks like an access token, about a client".
fn kind_and_whom(verdict: &Verdict, texts: Texts) -> String {
    let kind = texts.say(verdict.kind.code());
    if verdict.about == About::NotAsked {
        return kind.to_owned();
    }
    [kind, ", ", texts.say(verdict.about.code())].concat()
}

/// The token in its parts.
fn parts(session: Session, texts: Texts) -> Node {
    let parts = move || {
        session.decode.with(|model| parts_of(model.decoded(), matches!(model.signature(), SignatureState::Failed(_))))
    };
    let label = move || {
        session.decode.with(|model| {
            let [_, signature, _] = model.states(session.now()).codes();
            let count = model.decoded().segments.len().to_string();
            let kind = kind_and_whom(&model.verdict(), texts);
            ["JSON Web Token, ", &count, " parts. ", &kind, ". ", texts.say(signature)].concat()
        })
    };
    let rest = el("div")
        .class("stack")
        .add(header_pane(session))
        .add(signature_pane(session, texts))
        .add(checks_pane(session, texts));
    nodes![segments(parts, label), el("div").class("cols").add(claims_pane(session, texts)).add(rest)]
}

const fn true_or_false(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}
