//! One client library: what it sends by itself, which servers read its secret, and what it makes of answers.

use leptos::prelude::*;
use serde_json::Value;

use super::contents::Contents;
use super::matrix::servers_for;
use super::server::missing;
use super::tabs::tabs;
use crate::facts::Client;
use crate::ui::components::{prose, record_table};
use crate::ui::dom::{El, Node, el, nodes};
use crate::ui::route::Area;

/// The page of the client that the address names.
pub(super) fn page(contents: Contents) -> Node {
    let id = contents.session.route.with_untracked(|route| route.entry().unwrap_or_default().to_owned());
    match contents.clients.clients.iter().find(|client| client.id == id) {
        Some(client) => show(contents, client),
        None => missing(contents, Area::Clients, "back_clients"),
    }
}

fn show(contents: Contents, client: &'static Client) -> Node {
    contents.session.title(&client.name);
    let run = contents.word("run_on").replace("{date}", &client.date);
    let package = el("span").add(el("code").add(client.package.as_str())).add([" (", &client.registry, ")"].concat());
    let heading = el("div")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(client.name.as_str()))
        .add(el("p").class("facts-of").add(nodes![
            el("span").add(client.language.as_str()),
            package,
            el("span").add(client.version.as_str()),
            el("span").add(run),
        ]))
        .add(el("p").class("sm second").add(client.note.as_str()));
    let back = el("p").class("sm").add(el("a").attr("href", Area::Clients.hash()).add(contents.word("back_clients")));
    el("div")
        .class("atlas entry")
        .add(nodes![tabs(contents, Area::Clients), back, heading])
        .add(el("div").class("cols").add(sends(contents, client)).add(at_a_glance(contents, client)))
        .add(servers_for(contents, client))
        .add(answers(contents, client))
        .into()
}

/// The row of the table once more, with its headings.
fn at_a_glance(contents: Contents, client: &'static Client) -> Option<El> {
    let table = contents.client_table();
    let row = table.row(&client.id)?;
    let rows = table.columns.all.iter().zip(&row.cells).filter_map(|(column, cell)| {
        let text = contents.texts.clients.get(column)?;
        let note = cell.note.as_ref().map(|note| el("small").add(note.as_str()));
        let said = el("dd").add(prose(text.says(cell.said, contents.texts))).add(note);
        Some(
            el("div")
                .maybe("class", cell.how.is_none().then_some("open"))
                .add(el("dt").add(prose(&text.name)))
                .add(said),
        )
    });
    Some(
        el("section")
            .attr("aria-labelledby", "glance")
            .add(el("h2").attr("id", "glance").add(contents.word("facts")))
            .add(el("dl").class("facts wide-terms").add(rows.collect::<Node>())),
    )
}

/// What it sends, as it was seen.
fn sends(contents: Contents, client: &'static Client) -> El {
    let wire = |name: &str| told(client.wire.get(name)?);
    let signed = |name: &str| told(client.signed.get(name)?);
    let rows = [
        ("basic", wire("basic_encoding")),
        ("order", wire("order")),
        ("scope_given", wire("scope_given_sent")),
        ("scope_empty", wire("scope_empty")),
        ("resource", wire("resource_audience")),
        ("accept", wire("accept")),
        ("retry", wire("retry_other_method")),
        ("dpop_nonce", wire("dpop_nonce_retry")),
        ("caching", Some(client.caching.clone())),
        ("refresh_token", Some(client.refresh.clone())),
        ("header", signed("header")),
        ("claims", signed("claims")),
        ("lifetime", signed("lifetime_s").map(|seconds| [&seconds, " s"].concat())),
    ];
    let shown = rows.into_iter().filter_map(|(name, value)| {
        let value = value.filter(|value| value != "-")?;
        Some(el("div").add(el("dt").add(prose(contents.word(name)))).add(el("dd").add(value)))
    });
    el("section")
        .attr("aria-labelledby", "wire")
        .add(el("h2").attr("id", "wire").add(contents.word("wire")))
        .add(el("dl").class("facts wide-terms").add(shown.collect::<Node>()))
}

/// A value of the measurements as text.
fn told(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(is) => Some(if *is { "yes" } else { "no" }.to_owned()),
        Value::String(text) => Some(text.clone()),
        Value::Array(all) => Some(all.iter().filter_map(told).collect::<Vec<_>>().join(", ")),
        Value::Object(all) => {
            let member = |(name, value): (&String, &Value)| Some([name, ": ", &told(value)?].concat());
            Some(all.iter().filter_map(member).collect::<Vec<_>>().join(", "))
        }
        Value::Number(number) => Some(number.to_string()),
    }
}

/// What it makes of each answer.
fn answers(contents: Contents, client: &'static Client) -> El {
    let heads = [contents.word("asked_answer"), contents.word("outcome"), contents.word("note")];
    let rows = client.answers.iter().map(|(name, reaction)| {
        let asked = contents.texts.answers.get(name).map_or(name, String::as_str);
        vec![prose(asked), Node::from(reaction.outcome.as_str()), Node::from(reaction.note.as_str())]
    });
    el("section")
        .attr("aria-labelledby", "answers")
        .add(el("h2").class("part-h").attr("id", "answers").add(contents.word("answers")))
        .add(record_table("answers", &heads, rows.collect()))
}
