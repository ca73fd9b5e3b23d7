//! A fact: what came, its value, how it is known and where that is written; and a group of them as a table.

use super::contents::Contents;
use super::mark::mark_of;
use super::message::message;
use crate::atlas::known;
use crate::facts::{Answer, Outcome, Product, Seen, Topic};
use crate::lab::content::word;
use crate::ui::components::prose;
use crate::ui::dom::{El, Node, el, nodes};

/// In which role a fact stands beside others.
#[derive(Clone, Copy)]
pub(super) enum Told {
    /// It is the one that counts.
    Counted,
    /// It was found out elsewhere, or in a variation.
    Elsewhere,
}

/// What is known of a group of topics; nothing when that is nothing.
pub(super) fn facts(
    contents: Contents,
    product: &'static Product,
    group: &'static str,
    topics: &[Topic],
) -> Option<El> {
    let all = known(product, topics);
    if all.is_empty() {
        return None;
    }
    let name = contents.texts.groups.get(group).map_or(group, String::as_str);
    let head = |name: &'static str| el("th").attr("scope", "col").attr("role", "columnheader").add(contents.word(name));
    let heads = el("tr").attr("role", "row").add(["asked", "said", "known_by"].map(head));
    let rows = all.iter().map(|(topic, answer)| row(contents, *topic, answer));
    let table = el("table")
        .class("grid facts-table")
        .attr("role", "table")
        .attr("aria-labelledby", group)
        .add(el("thead").attr("role", "rowgroup").add(heads))
        .add(el("tbody").attr("role", "rowgroup").add(rows.collect::<Node>()));
    Some(el("section").class("fact-group").add(el("h3").attr("id", group).add(name)).add(table))
}

fn row(contents: Contents, topic: Topic, answer: &Answer<'static>) -> El {
    let name = contents.texts.topics.get(topic.name()).map_or("", String::as_str);
    let counted = answer.counted;
    let others: Node = answer.others.iter().map(|seen| line(contents, Told::Elsewhere, seen)).collect();
    // What has no topic of its own is told by what was done.
    let when = counted.fact.when.as_deref().map(|when| el("small").add(prose(when)));
    let said = el("td").attr("role", "cell").add(came(contents, &counted)).add(message(contents, &counted)).add(others);
    el("tr")
        .attr("role", "row")
        .add(el("th").attr("scope", "row").attr("role", "rowheader").add(prose(name)).add(when))
        .add(said)
        .add(el("td").attr("role", "cell").add(source(contents, &counted)))
}

/// What came: the outcome, its status and code, and what there is to say about it.
fn came(contents: Contents, seen: &Seen<'static>) -> Node {
    let fact = seen.fact;
    let outcome = contents.texts.outcome(fact.outcome.name());
    // An outcome can be a status, and then that is said already.
    let status = fact.status.map(|status| status.to_string()).filter(|status| status != outcome);
    let code = [status, fact.error.clone()];
    let code = code.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let code = (!code.is_empty()).then(|| nodes![" ", el("code").add(code)]);
    let value = fact.value.as_ref().filter(|value| Some(*value) != fact.error.as_ref());
    let value = value.map(|value| el("p").class("sm").add(el("code").add(value.as_str())));
    let text = fact.text.as_ref().map(|text| el("p").class("sm").add(prose(text)));
    let open = fact
        .open
        .as_ref()
        .map(|open| el("p").class("sm").add(prose(&contents.word("not_verified").replace("{open}", open))));
    // Tables of many servers lead here for what is stated only in words.
    let is_here = fact.outcome == Outcome::Stated && (value.is_some() || text.is_some());
    let outcome = (!is_here).then(|| el("b").add(prose(outcome)));
    nodes![outcome, code, value, text, open]
}

/// How it is known, of which version and day, and where that was read.
fn source(contents: Contents, seen: &Seen<'static>) -> Node {
    let how = seen.how();
    let name = word(&contents.told.how, how.name());
    let day = seen.setup.date.as_ref().map(|day| [", ", day].concat());
    let setup = seen.setup.name.as_ref().map(|name| [", ", name].concat());
    let version = nodes![seen.setup.version.as_str(), setup, day];
    let citation = seen.fact.citation.as_ref().map(|citation| el("small").class("cited").add(citation.as_str()));
    nodes![
        el("span").class("known").add(el("i").class(mark_of(how)).attr("aria-hidden", "true")).add(name),
        el("small").add(version),
        citation
    ]
}

/// The same in one line, beside another fact.
pub(super) fn line(contents: Contents, told: Told, seen: &Seen<'static>) -> El {
    let label = match told {
        Told::Counted => "counts_here",
        Told::Elsewhere => "elsewhere",
    };
    let when = seen.fact.when.as_ref().map(|when| nodes![" (", prose(when), ")"]);
    let citation = seen.fact.citation.as_ref().map(|citation| el("small").class("cited").add(citation.as_str()));
    let head = nodes![el("span").class("cap muted").add(contents.word(label)).add(when), " "];
    el("div")
        .class("aside sm")
        .add(nodes![head, came(contents, seen), " ", el("small").add(contents.told.source(seen)), citation])
        .add(message(contents, seen))
}
