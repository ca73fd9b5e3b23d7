//! Would somebody accept it? Every check in two readings side by side: that of the profile, and that of a plain JWT library.

use leptos::prelude::*;

use super::expectations::Field;
use super::screen::{Of, Screen};
use crate::facts::Validators;
use crate::inspect::{CheckedAs, Line, Outcome, Phrase, Reading, ValidatorsRemark};
use crate::ui::components::{citations, prose, record_table};
use crate::ui::content::{load, why};
use crate::ui::dom::{El, Node, el, keyed, live, nodes, value, when};
use crate::ui::presenter::link;

/// The section: what it is judged as, what is expected, and the checks.
pub(super) fn readings(screen: Screen) -> El {
    let texts = screen.texts;
    let validators = RwSignal::new(false);
    let facts = move || validators.get().then(|| load::<Validators>("facts/validators").get()).flatten();
    // Made anew only when it says something else: while somebody writes or the clock ticks it mostly says the same, and a citation in it may
    // have the focus.
    let key = move || {
        screen.session.status.track();
        screen.key(&[Of::Late, Of::Signature, Of::Expectations]);
        text_key(screen, facts().and_then(Result::ok))
    };
    let shown = move || checks(screen, facts().and_then(Result::ok));
    let ask = move || {
        el("button")
            .class("act")
            .attr("type", "button")
            .live("aria-pressed", move || Some(if validators.get() { "true" } else { "false" }))
            .on("click", move |_| validators.update(|is| *is = !*is))
            .add(texts.page("validators"))
    };
    let failed = move || why(facts()).map(|reason| el("p").attr("role", "alert").add(reason));
    let is_closed = move || screen.read(Of::Token, |desk| desk.is_encrypted() && !desk.has_claims());
    let closed = move || el("p").class("sm second").add(texts.page("no_checks_closed"));
    el("section")
        .class("readings")
        .attr("aria-labelledby", "checks")
        .add(el("h2").class("t").attr("id", "checks").attr("tabindex", "-1").add(texts.page("checks")))
        .add(when(is_closed, closed))
        .add(when(
            move || !is_closed(),
            move || {
                nodes![
                    el("p").class("sm second").add(texts.page("checks_lead")),
                    inputs(screen),
                    keyed(key, shown),
                    el("p").class("acts sm").add(ask()),
                    live(failed),
                ]
            },
        ))
}

/// What the token is judged as, and the fields that mean something for it.
fn inputs(screen: Screen) -> El {
    let texts = screen.texts;
    let options: Node = CheckedAs::ALL
        .into_iter()
        .map(|one| {
            let chosen = move || {
                screen.follow(Of::Late);
                screen.read(Of::Expectations, |desk| desk.checked_as() == one).then_some("")
            };
            el("option").attr("value", one.name()).prop("selected", chosen).add(texts.title(one.code()))
        })
        .collect();
    let choose = move |event| {
        let chosen = CheckedAs::from_name(&value(&event));
        screen.change(Of::Expectations, |desk| desk.expectations.checked_as = chosen);
    };
    let choice = el("div")
        .class("field")
        .add(el("label").attr("for", "checked-as").add(texts.page("checked_as")))
        .add(el("select").attr("id", "checked-as").on("change", choose).add(options));
    let judged_as = move || {
        screen.follow(Of::Late);
        screen.follow(Of::Signature);
        screen.read(Of::Expectations, |desk| desk.checked_as())
    };
    let fields = move || {
        let judged_as = screen.peek(|desk| desk.checked_as());
        Field::ALL
            .into_iter()
            .filter(|field| field.is_for(judged_as))
            .map(|which| field(screen, which))
            .collect::<Node>()
    };
    el("div").class("expect").add(choice).add(keyed(move || judged_as().name(), fields))
}

fn field(screen: Screen, field: Field) -> El {
    let texts = screen.texts;
    let id = field.name().replace('_', "-");
    let hint_id = [&id, "-hint"].concat();
    let hint = move || {
        screen.follow(Of::Late);
        screen.follow(Of::Signature);
        screen.read(Of::Expectations, |desk| {
            if !desk.expectations.is_readable(field) {
                return texts.page("expect_number").to_owned();
            }
            let expected = desk.expected(screen.session.now());
            let by_default = match field {
                Field::Issuer => expected.issuer,
                Field::Audience => expected.audience,
                _ => None,
            };
            match by_default.filter(|_| desk.expectations.text(field).trim().is_empty()) {
                Some(by_default) => texts.fill("expect_default", &[("value", &by_default)]),
                None => String::new(),
            }
        })
    };
    let input = el("input")
        .class("inp mono")
        .attr("id", id.clone())
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", hint_id.clone())
        .maybe("inputmode", field.is_number().then_some("numeric"))
        .prop("value", move || Some(screen.read(Of::Expectations, |desk| desk.expectations.text(field).to_owned())))
        .on("input", move |event| {
            screen.change(Of::Expectations, |desk| desk.expectations.write(field, value(&event)));
        });
    el("div")
        .class("field")
        .add(el("label").attr("for", id).add(texts.page(field.name())))
        .add(input)
        .add(el("p").class("hint").attr("id", hint_id).text(hint))
}

/// Another text for every other table.
fn text_key(screen: Screen, validators: Option<&'static Validators>) -> String {
    let now = screen.session.now();
    let mut key = String::new();
    let judgement = screen.peek(|desk| desk.judgement(now, validators));
    for line in judgement.map(|judgement| judgement.lines).unwrap_or_default() {
        let remarks = line.remarks.iter().map(|remark| &remark.phrase);
        for phrase in [&line.reason, &line.library_reason].into_iter().flatten().chain(remarks) {
            key.push_str(&screen.texts.words.say(phrase));
        }
        for code in [line.name, line.profile.code(), line.library.code(), "\n"] {
            key.push_str(code);
        }
    }
    key
}

fn checks(screen: Screen, validators: Option<&'static Validators>) -> Node {
    let texts = screen.texts;
    let now = screen.session.now();
    screen.peek(|desk| {
        let Some(judgement) = desk.judgement(now, validators) else { return nodes![] };
        if judgement.lines.is_empty() {
            return el("p").class("sm second").add(texts.page("no_checks")).into();
        }
        let heads = [texts.page("check"), texts.page("by_profile"), texts.page("by_library"), texts.page("why")];
        let records = judgement.lines.iter().map(|line| record(screen, line)).collect();
        let count = |reading, outcome| judgement.count(reading, outcome).to_string();
        let sum = |name: &'static str, reading: Reading| {
            let passes =
                judgement.count(reading, Outcome::Passes) + judgement.count(reading, Outcome::PassesWithRemark);
            let facts = [
                ("passes", passes.to_string()),
                ("fails", count(reading, Outcome::Fails)),
                ("open", count(reading, Outcome::CannotBeMade)),
            ];
            let facts: Vec<(&'static str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
            el("li").add(texts.page(name)).add(": ").add(texts.fill("counts", &facts))
        };
        nodes![
            el("ul").class("heads").add(sum("by_profile", Reading::Profile)).add(sum("by_library", Reading::Library)),
            record_table("checks", &heads, records),
        ]
    })
}

fn record(screen: Screen, line: &Line) -> Vec<Node> {
    let texts = screen.texts;
    let name = texts.words.text(&line.label()).map_or_else(|| line.name.to_owned(), |text| text.title.clone());
    let reason = |phrase: &Phrase| nodes![prose(&texts.whole(phrase)), " "];
    let library = line
        .library_reason
        .as_ref()
        .map(|phrase| nodes![el("span").class("muted").add(texts.page("by_library")).add(": "), reason(phrase)]);
    let only = line.only_profile_refuses().then(|| nodes![el("b").add(texts.page("only_profile")), " "]);
    let remarks: Node = line.remarks.iter().map(|remark| remark_of(screen, remark)).collect();
    vec![
        prose(&name),
        outcome(screen, line.profile),
        outcome(screen, line.library),
        nodes![only, line.reason.as_ref().map(reason), library, citations(vec![link(&line.citation)]), remarks],
    ]
}

/// How a check ended, in a shape and a word.
fn outcome(screen: Screen, outcome: Outcome) -> Node {
    let class = match outcome {
        Outcome::Passes | Outcome::PassesWithRemark => "out ok",
        Outcome::Fails => "out bad",
        Outcome::CannotBeMade => "out open",
        Outcome::DoesNotApply => "out off",
    };
    el("span").class(class).add(screen.texts.title(outcome.code())).into()
}

fn remark_of(screen: Screen, remark: &ValidatorsRemark) -> El {
    let names = |label: &'static str, list: &[String]| {
        (!list.is_empty()).then(|| el("span").add(screen.texts.page(label)).add(" ").add(list.join(", ")).add(" "))
    };
    el("small")
        .add(prose(&screen.texts.words.say(&remark.phrase)))
        .add(" ")
        .add(names("taken_by", &remark.taken))
        .add(names("refused_by", &remark.refused))
}
