//! Policies: each with its values, a sentence for each value, and the verdicts that change with it.

use leptos::prelude::*;
use serde_json::Value;

use super::context::Page;
use super::{PolicyOption, PolicyText, with_value};
use crate::inspect::Phrase;
use crate::lab::CellId;
use crate::platform::document;
use crate::ui::components::{citations, prose};
use crate::ui::dom::{El, Node, el, keyed, nodes, value, when};
use crate::ui::presenter::link;
use crate::ui::route::{Area, CellAddress, Route};

/// Every policy.
pub(super) fn section(page: Page) -> Node {
    let policies: Node = page.texts.policies.iter().map(|policy| field(page, policy)).collect();
    el("section")
        .class("policies")
        .attr("aria-label", page.texts.sections.get("policy").map_or("", String::as_str))
        .add(el("p").class("sm second").add(page.word("stale")))
        .add(policies)
        .into()
}

fn field(page: Page, policy: &'static PolicyText) -> El {
    let is_changed = move || page.session.status.with(|status| status.changed.contains(&policy.name.as_str()));
    let changed = when(is_changed, move || nodes![" ", el("span").class("tag").add(page.word("changed"))]);
    let cited = citations(policy.cite.iter().map(link).collect());
    let lead = el("p").class("sm second").add(prose(&policy.lead)).add(" ").add(cited);
    let whole = el("fieldset")
        .attr("id", ["policy-", &policy.name].concat())
        .add(el("legend").add(el("h2").add(prose(&policy.heading)).add(changed)))
        .add(lead);
    match &policy.options {
        None => whole.add(number(page, policy)),
        Some(options) => {
            let choices: Node = options.iter().map(|option| choice(page, policy, option)).collect();
            let moves: Node = options.iter().filter_map(|option| moves(page, option)).collect();
            whole.add(el("div").class("opts").add(choices)).add(moves)
        }
    }
}

fn choice(page: Page, policy: &'static PolicyText, option: &'static PolicyOption) -> El {
    let is_chosen = move || (current(page, policy) == option.value).then_some("");
    let choose = move |_| {
        if set(page, policy, &option.value).is_ok() {
            let beyond = if option.beyond { [", ", page.word("beyond")].concat() } else { String::new() };
            say(page, policy, &[option.label.as_str(), &beyond].concat());
        }
    };
    let radio = el("input")
        .attr("type", "radio")
        .attr("name", policy.name.as_str())
        .attr("value", option.value.as_str())
        .prop("checked", is_chosen)
        .on("change", choose);
    let beyond = option.beyond.then(|| nodes![" ", el("span").class("tag beyond").add(page.word("beyond"))]);
    let text = el("span").class("second").add(prose(&option.text)).add(beyond);
    el("label").class("opt").add(radio).add(el("span").add(el("b").add(option.label.as_str())).add(text))
}

/// The cells of the table whose verdict is another one under this value.
fn moves(page: Page, option: &'static PolicyOption) -> Option<El> {
    let cells: Vec<CellId> = option.cells().collect();
    if cells.is_empty() {
        return None;
    }
    let (beyond, own): (Vec<CellId>, Vec<CellId>) = cells.into_iter().partition(|cell| cell.row.is_beyond());
    let mut links = Vec::new();
    let mut add = |href: String, name: String| {
        if !links.is_empty() {
            links.push(Node::from("; "));
        }
        links.push(el("a").attr("href", href).add(name).into());
    };
    if own.len() == CellId::all().count() {
        add(Area::Compare.hash().to_owned(), page.word("all_cells").to_owned());
    } else {
        for cell in own {
            let address = CellAddress { row: cell.row.slug().to_owned(), column: cell.column.slug().to_owned() };
            let name = [page.table.row(cell), ", ", page.table.column(cell)].concat();
            add(Route::Compare { cell: Some(address) }.to_hash(), name);
        }
    }
    if !beyond.is_empty() {
        let count = Phrase::new("beyond").count("count", beyond.len());
        add(Area::Compare.hash().to_owned(), count.fill(page.word("cells_beyond")));
    }
    let who = el("b").add(option.label.as_str());
    Some(el("p").class("sm").add(page.word("moves")).add(" ").add(who).add(": ").add(Node::Many(links)).add("."))
}

/// A number of seconds. One that is refused stays in the field, with what is allowed.
fn number(page: Page, policy: &'static PolicyText) -> Node {
    let typed = RwSignal::new(None::<String>);
    let refused = RwSignal::new(String::new());
    let id = ["set-", &policy.name].concat();
    let change = move |event| {
        let text = value(&event);
        match set(page, policy, &text) {
            Ok(()) => {
                typed.set(None);
                refused.set(String::new());
                say(page, policy, &text);
            }
            Err(reason) => {
                typed.set(Some(text));
                refused.set(reason);
            }
        }
    };
    let input = el("input")
        .class("inp mono")
        .attr("id", id.clone())
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .attr("aria-describedby", [&id, "-hint"].concat())
        .live("aria-invalid", move || (!refused.with(String::is_empty)).then_some("true"))
        .prop("value", move || Some(typed.get().unwrap_or_else(|| current(page, policy))))
        .on("change", change);
    let problem = move || {
        let reason = refused.get();
        (!reason.is_empty()).then(|| el("p").class("hint warn").attr("role", "alert").add(reason))
    };
    el("div")
        .class("field number")
        .add(el("label").attr("for", id.clone()).add(page.word("seconds")))
        .add(input)
        .add(el("div").attr("id", [&id, "-hint"].concat()).add(keyed(move || refused.get(), problem)))
        .into()
}

/// The value in force, as text.
fn current(page: Page, policy: &'static PolicyText) -> String {
    let values = page.session.status.with(|status| status.policies.to_json());
    match values.get(&policy.name) {
        Some(Value::String(value)) => value.clone(),
        Some(number) => number.to_string(),
        None => String::new(),
    }
}

fn set(page: Page, policy: &'static PolicyText, text: &str) -> Result<(), String> {
    let changed = with_value(&page.session.lab().policies(), &policy.name, text)?;
    page.session.set_policies(changed);
    Ok(())
}

fn say(page: Page, policy: &'static PolicyText, value: &str) {
    let heading = policy.heading.replace('`', "");
    document::announce(&[page.word("set"), ", ", &heading, ": ", value, "."].concat());
}
