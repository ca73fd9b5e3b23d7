//! The table: a column for each server, a row for each member that a token response could carry, each cell from the answer that came.

use leptos::prelude::*;

use super::cell::Cell;
use super::content::AnswerText;
use super::model::Model;
use super::servers::doing;
use crate::facts::{Product, Servers, Topic, fill};
use crate::inspect::ROWS;
use crate::issuer::OpenidPolicy;
use crate::lab::ServerAnswer;
use crate::lab::content::word;
use crate::ui::components::prose;
use crate::ui::content::load;
use crate::ui::dom::{El, Node, el, live, nodes};
use crate::ui::presenter::policy_name;
use crate::ui::route::Route;

/// The table of the newest run, with empty cells before the first.
pub(super) fn table(text: &'static AnswerText, model: RwSignal<Model, LocalStorage>) -> El {
    let head = |policy: OpenidPolicy| {
        let note = text.policies.get(policy.as_str()).map_or("", String::as_str);
        header("col").add(policy_name(policy)).add(el("small").add(prose(note)))
    };
    let heads = row(header("col").add(word(&text.words, "member")), OpenidPolicy::ALL.map(head));
    let rows = move || {
        let answers = model.with(Model::answers);
        let answer = |policy| answers.iter().find(|answer: &&ServerAnswer| answer.policy == policy);
        let status = OpenidPolicy::ALL.map(|policy| cell().add(status(answer(policy))));
        let members = ROWS.iter().enumerate().map(|(index, name)| {
            let is_about_person = index + 1 == ROWS.len();
            let cells = OpenidPolicy::ALL.map(|policy| show(text, Cell::of(answer(policy), index)));
            row(header("row").add(el("code").add(*name)), cells).maybe("class", is_about_person.then_some("who-p"))
        });
        nodes![row(header("row").add(word(&text.words, "answer")), status), members.collect::<Node>()]
    };
    el("table")
        .class("five")
        .attr("role", "table")
        .add(el("caption").class("sr").add(word(&text.words, "caption")))
        .add(el("thead").attr("role", "rowgroup").add(heads))
        .add(el("tbody").attr("role", "rowgroup").add(live(rows)))
        .add(el("tfoot").attr("role", "rowgroup").add(live(move || counts(text))))
}

/// What the columns mean, for screens that have no room for it above them.
pub(super) fn key(text: &'static AnswerText) -> El {
    let one = |policy: OpenidPolicy| {
        let note = text.policies.get(policy.as_str()).map_or("", String::as_str);
        el("div").add(el("dt").add(policy_name(policy))).add(el("dd").add(prose(note)))
    };
    el("dl").class("facts key").add(OpenidPolicy::ALL.map(one))
}

/// How the last row is counted, and which servers answer so, by name.
pub(super) fn servers(text: &'static AnswerText) -> Node {
    let loading = load::<Servers>("facts/servers");
    live(move || {
        let servers = loading.get()?.ok()?;
        let group = |policy| {
            let doing = doing(servers, policy);
            let told = |name: &'static str, products: &[&Product]| {
                let (before, after) = word(&text.words, name).split_once("{names}").unwrap_or_default();
                (!products.is_empty()).then(|| el("dd").add(nodes![before, links(products), after]))
            };
            let names = nodes![told("were_run", &doing.run), told("were_read", &doing.read)];
            el("div").add(el("dt").add(policy_name(policy))).add(names)
        };
        let list = el("dl").class("facts").add(OpenidPolicy::ALL.map(group));
        let summary = el("summary").class("chev sm").add(word(&text.words, "servers"));
        let told = |name: &'static str| {
            el("p").class("cap muted").add(prose(&fill(word(&text.words, name), servers, Topic::Openid)))
        };
        Some(nodes![told("counted"), el("details").add(summary).add(list).add(told("how"))])
    })
}

/// The names of products, each leading to what is known of it.
fn links(products: &[&Product]) -> Node {
    let mut links = Vec::new();
    for product in products {
        if !links.is_empty() {
            links.push(Node::from("; "));
        }
        let href = Route::Server { id: product.id.clone() }.to_hash();
        links.push(el("a").attr("href", href).add(product.name.clone()).into());
    }
    Node::Many(links)
}

/// How many servers answer so.
fn counts(text: &'static AnswerText) -> Option<El> {
    let servers = load::<Servers>("facts/servers").get()?.ok()?;
    let count = |policy| {
        let doing = doing(servers, policy);
        let told = word(&text.words, "count").replace("{count}", &doing.run.len().to_string());
        cell().add(told.replace("{of}", &doing.of.to_string()))
    };
    Some(row(header("row").add(word(&text.words, "seen")), OpenidPolicy::ALL.map(count)))
}

fn row(head: El, cells: [El; OpenidPolicy::ALL.len()]) -> El {
    el("tr").attr("role", "row").add(head).add(cells)
}

fn header(scope: &'static str) -> El {
    let role = if scope == "col" { "columnheader" } else { "rowheader" };
    el("th").attr("scope", scope).attr("role", role)
}

fn cell() -> El {
    el("td").attr("role", "cell")
}

/// The status, and the code of a refusal.
fn status(answer: Option<&ServerAnswer>) -> Node {
    let Some(status) = answer.and_then(|answer| answer.status) else { return el("span").class("v").into() };
    let error = answer.and_then(|answer| answer.error.clone()).map(|error| el("code").add(error));
    nodes![status.to_string(), " ", error]
}

fn show(text: &'static AnswerText, shown: Cell) -> El {
    let said = word(&text.words, shown.word());
    match shown {
        Cell::NotRun | Cell::Absent => cell().add(el("span").class("v").add(el("span").class("sr").add(said))),
        Cell::Arrived => cell().add(el("b").add(said)),
        Cell::Odd(mark) => cell().class("odd").add(el("b").add(said)).add(" ").add(word(&text.marks, mark)),
    }
}
