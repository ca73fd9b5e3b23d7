//! The exchanges of this screen: one to look at again, two to compare, each to be copied as a report.

use leptos::prelude::*;

use super::fields::labelled;
use super::past_view::exchange;
use super::{Past, issue_report};
use crate::inspect::{Change, Difference, Phrase};
use crate::ui::components::{copy_button, prose, record_table};
use crate::ui::content::Texts;
use crate::ui::dom::{El, Node, Text, el, live, nodes, value, when};
use crate::ui::session::Session;

/// The pane; nothing before the first exchange.
pub(super) fn history_pane(session: Session) -> Node {
    let texts = Texts::take();
    let has_some = move || session.build.with(|model| !model.history.past().is_empty());
    when(has_some, move || pane(session, texts))
}

fn pane(session: Session, texts: Texts) -> Node {
    let say = move |name: &str| texts.pages.build(name);
    let (one, other) = (RwSignal::new(0), RwSignal::new(0));
    let newest = move || session.build.with(|model| model.history.past().last().map_or(0, |past| past.number));
    // What was not chosen, or is gone, is the newest.
    let chosen = move || {
        let number = one.get();
        session.build.with(|model| model.history.get(number).or_else(|| model.history.past().last()).cloned())
    };
    let beside = move || {
        let number = other.get();
        session.build.with(|model| model.history.get(number).cloned())
    };
    let report = move || untrack(chosen).map(|past| issue_report(&past)).unwrap_or_default();
    let compared = move || match (chosen(), beside()) {
        (Some(left), Some(right)) if left.number != right.number => difference(texts, &right, &left),
        _ => nodes![],
    };
    let shown = move || chosen().map(|past| exchange(texts, &past));
    let choices = el("div")
        .class("cols")
        .add(labelled(say("history_one"), "history-one").add(choice(session, "history-one", one, None)))
        .add(labelled(say("history_other"), "history-other").add(choice(
            session,
            "history-other",
            other,
            Some(say("history_none")),
        )));
    let count = move || Phrase::new("").with("count", &newest().to_string()).fill(say("history_count"));
    el("details")
        .class("more")
        .add(el("summary").class("chev").add(el("h2").attr("id", "history").add(say("history"))))
        .add(el("p").class("sm second").text(count))
        .add(choices)
        .add(el("p").class("acts").add(copy_button(say("history_report"), report)))
        .add(live(compared))
        .add(live(shown))
        .into()
}

/// A list of the exchanges, the newest first.
fn choice(session: Session, id: &'static str, chosen: RwSignal<u32>, none: Option<&'static str>) -> Node {
    let options = move || {
        let mut options: Vec<Node> =
            none.map(|none| el("option").attr("value", "0").add(none).into()).into_iter().collect();
        session.build.with(|model| {
            for past in model.history.past().iter().rev() {
                let number = past.number.to_string();
                options.push(el("option").attr("value", number).add(past.name()).into());
            }
        });
        options.into_iter().collect::<Node>()
    };
    el("select")
        .attr("id", id)
        .prop("value", move || Some(chosen.get().to_string()))
        .on("change", move |event| chosen.set(value(&event).parse().unwrap_or_default()))
        .add(live(options))
        .into()
}

/// What the later exchange has that the earlier one had not, member by member.
fn difference(texts: Texts, earlier: &Past, later: &Past) -> Node {
    let say = move |name: &str| texts.pages.build(name);
    let all = earlier.diff(later);
    let changed: Vec<&Difference> = all.iter().filter(|each| each.change() != Change::Same).collect();
    let same = Phrase::new("").count("count", all.len() - changed.len()).fill(say("history_same"));
    let cell = |value: &Option<String>| match value {
        Some(value) => Node::from(el("code").add(value.clone())),
        None => el("span").class("muted").add(say("history_absent")).into(),
    };
    let records = changed.iter().map(|each| {
        let name = el("code").add(each.name.clone()).into();
        vec![name, cell(&each.left), cell(&each.right)]
    });
    let table = record_table(
        "history-difference",
        &[say("history_name"), say("history_before"), say("history_after")],
        records.collect(),
    );
    let heading =
        el("h3").attr("id", "history-difference").add(Text::from([&earlier.name(), "  |  ", &later.name()].concat()));
    let table: Option<El> = (!changed.is_empty()).then_some(table);
    nodes![heading, table, el("p").class("cap muted").add(prose(&same))]
}
