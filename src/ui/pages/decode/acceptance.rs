//! Under the headline: would somebody accept it, in a line, with the one field that only the reader can fill in, and the way to all checks.

use leptos::prelude::*;

use super::expectations::Field;
use super::screen::{Of, Screen};
use crate::cite::Citation;
use crate::inspect::{Acceptance, Phrase};
use crate::platform::document;
use crate::ui::components::{citations, prose};
use crate::ui::dom::{El, Node, el, keyed, nodes, value, when};
use crate::ui::presenter::link;

/// The line; nothing where no check can be made.
pub(super) fn acceptance(screen: Screen) -> Node {
    // Made anew only when it says something else: a citation in it may have the focus.
    let key = move || sentences(screen).concat();
    when(
        move || followed(screen).is_some(),
        move || {
            el("div")
                .class("accept")
                .add(keyed(key, move || told(screen)))
                .add(when(move || is_asked(screen), move || asked(screen)))
        },
    )
}

/// What is known, for views that follow whatever it depends on.
fn followed(screen: Screen) -> Option<Acceptance> {
    screen.session.status.track();
    for of in [Of::Token, Of::Signature, Of::Expectations] {
        screen.follow(of);
    }
    known(screen)
}

fn known(screen: Screen) -> Option<Acceptance> {
    let now = screen.session.now();
    screen.peek(|desk| Acceptance::new(&desk.judgement(now, None)?))
}

fn sentences(screen: Screen) -> Vec<String> {
    let words = screen.texts.words;
    let said = |known: Acceptance| {
        let because = known.because.iter().chain(&known.by_profile).map(|(phrase, _)| words.say(phrase));
        let more = (known.more > 0).then(|| known.more.to_string());
        [words.say(&known.verdict)]
            .into_iter()
            .chain(because)
            .chain(known.question.as_ref().map(|phrase| words.say(phrase)))
            .chain(more)
            .collect()
    };
    followed(screen).map(said).unwrap_or_default()
}

fn told(screen: Screen) -> Node {
    let Some(known) = known(screen) else { return nodes![] };
    let texts = screen.texts;
    let class = match known.verdict.code {
        "accept_all" => "out ok",
        "accept_open" => "out open",
        _ => "out bad",
    };
    let reasons = |all: &[(Phrase, Citation)]| -> Node {
        all.iter()
            .map(|(phrase, citation)| {
                nodes![prose(&texts.words.say(phrase)), " ", citations(vec![link(citation)]), " "]
            })
            .collect()
    };
    let because = reasons(&known.because);
    let by_profile = (!known.by_profile.is_empty()).then(|| {
        let intro = texts.words.say(&Phrase::new("refused_by_profile_too"));
        el("p").class("sm second").add(intro).add(" ").add(reasons(&known.by_profile))
    });
    let count = known.more.to_string();
    let more = (known.more > 0).then(|| nodes![texts.fill("accept_more", &[("count", &count)]), " "]);
    let question = known.question.map(|phrase| nodes![prose(&texts.words.say(&phrase)), " "]);
    let all = el("button")
        .class("act")
        .attr("type", "button")
        .on("click", |_| show_checks())
        .add(texts.page("accept_all_checks"));
    nodes![
        el("p").add(el("b").class(class).add(texts.words.say(&known.verdict))).add(" ").add(because).add(question),
        by_profile,
        el("p").class("acts sm").add(more).add(all),
    ]
}

fn show_checks() {
    document::focus("#checks");
    document::scroll_up_to("#checks");
}

/// Whether it matters who reads it, and the page does not know it. The field stays while somebody writes into it.
fn is_asked(screen: Screen) -> bool {
    let asks = followed(screen).is_some_and(|known| known.question.is_some());
    asks || screen
        .peek(|desk| Field::Audience.is_for(desk.checked_as()) && !desk.expectations.text(Field::Audience).is_empty())
}

/// The same as the field among the checks, up here.
fn asked(screen: Screen) -> El {
    let texts = screen.texts;
    let written =
        move || Some(screen.read(Of::Expectations, |desk| desk.expectations.text(Field::Audience).to_owned()));
    let input = el("input")
        .class("inp mono")
        .attr("id", "accept-audience")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "accept-audience-hint")
        .prop("value", written)
        .on("input", move |event| {
            screen.change(Of::Expectations, |desk| desk.expectations.write(Field::Audience, value(&event)));
        });
    el("div")
        .class("field")
        .add(el("label").attr("for", "accept-audience").add(prose(texts.page("accept_audience"))))
        .add(input)
        .add(el("p").class("hint").attr("id", "accept-audience-hint").add(texts.page("accept_audience_hint")))
}
