//! One request, all answers: the issuer by the standard, and as it plays each server, side by side.

use leptos::prelude::*;

use super::answer_rows::rows;
use super::asking::Asking;
use super::contents::Contents;
use super::mine::mine;
use super::tabs::tabs;
use crate::atlas::play::{Column, Line, Order, QUESTIONS, csv, differing, lines, markdown};
use crate::facts::Topic;
use crate::ui::components::{copy_button, prose};
use crate::ui::dom::{El, Node, el, live, nodes, value, when};

/// The value of the choice that is no question of its own.
const CHOSEN: &str = "chosen";

/// The screen.
pub(crate) fn page() -> Node {
    let contents = Contents::take();
    contents.session.title(contents.word("answers_title"));
    let asking = Asking::new(contents);
    let lead = contents.word("answers_lead").replace("{count}", &asking.imitations().len().to_string());
    let heading = el("div")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(contents.word("answers_title")))
        .add(el("p").add(prose(&lead)));
    let has_answers = move || asking.answers.with(Option::is_some);
    el("div")
        .class("atlas")
        .add(nodes![tabs(contents, None), heading, controls(asking)])
        .add(when(has_answers, move || live(move || shown(asking))))
        .add(mine(asking))
        .into()
}

fn controls(asking: Asking) -> El {
    let contents = asking.contents;
    let name = |topic: &Topic| contents.texts.topics.get(topic.name()).map_or("", String::as_str).replace('`', "");
    let questions = QUESTIONS.iter().map(|topic| el("option").attr("value", topic.name()).add(name(topic)));
    let chosen = contents.session.asked.with_untracked(|asked| asked.as_ref().map(|asked| asked.from));
    let chosen = chosen.map(|from| el("option").attr("value", CHOSEN).add(contents.word(from)));
    let choose = move |event| asking.question.set(Topic::from_name(&value(&event)));
    let select = el("select")
        .attr("id", "question")
        .prop("value", move || Some(asking.question.get().map_or(CHOSEN, Topic::name)))
        .on("change", choose)
        .add(nodes![chosen, questions.collect::<Node>()]);
    let orders = [("openid", "by_openid"), ("differs", "by_difference"), ("status", "by_status"), ("name", "by_name")];
    let orders = orders.map(|(order, name)| el("option").attr("value", order).add(contents.word(name)));
    let sort =
        el("select").attr("id", "order").on("change", move |event| asking.order.set(order(&value(&event)))).add(orders);
    let go = el("button")
        .class("btn go")
        .attr("type", "button")
        .live("aria-disabled", move || asking.running.get().then_some("true"))
        .on("click", move |_| asking.ask())
        .add(contents.word("answers_ask"));
    el("div")
        .class("filters")
        .add(field(contents.word("answers_question"), "question", select))
        .add(field(contents.word("answers_order"), "order", sort))
        .add(el("div").class("ask").add(go))
}

fn field(label: &'static str, id: &'static str, control: El) -> El {
    el("div").class("field").add(el("label").attr("for", id).add(label)).add(control)
}

fn order(name: &str) -> Order {
    match name {
        "name" => Order::Name,
        "differs" => Order::Differs,
        "status" => Order::By(Column::Status),
        _ => Order::By(Column::Openid),
    }
}

fn shown(asking: Asking) -> Node {
    let Some((asks_openid, answers)) = asking.answers.get() else { return nodes![] };
    let contents = asking.contents;
    let all = lines(&answers, asks_openid, asking.order.get());
    let columns = differing(&all);
    let heads: Vec<String> = std::iter::once(contents.word("product"))
        .chain([contents.word("version")])
        .chain(columns.iter().map(|column| contents.texts.answer_columns.get(column.name()).map_or("", String::as_str)))
        .map(|head| head.replace('`', ""))
        .collect();
    let export = |write: fn(&[Line], &[Column], &[&str], &str) -> String| {
        let (all, columns, heads) = (all.clone(), columns.clone(), heads.clone());
        let standard = contents.word("answers_standard");
        move || write(&all, &columns, &heads.iter().map(String::as_str).collect::<Vec<_>>(), standard)
    };
    let copies = el("p")
        .class("acts")
        .add(copy_button(contents.word("answers_markdown"), export(markdown)))
        .add(copy_button(contents.word("answers_csv"), export(csv)));
    nodes![el("section").class("rows").attr("aria-labelledby", "all-answers").add(nodes![
        el("h2").attr("id", "all-answers").add(contents.word("answers_all")),
        el("p").class("sm second").add(contents.word("answers_reduced")),
        rows(asking, &answers, &all, &columns),
        copies,
    ])]
}
