//! What left this page: how much that is, why the browser would refuse more, and how to see so in the browser's own tools.

use leptos::prelude::*;

use crate::lab::content::word;
use crate::texts::{Table, texts};
use crate::ui::components::prose;
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{El, Node, Text, el, keyed};
use crate::ui::outbound::Outbound;
use crate::ui::route::Area;
use crate::ui::session::Session;

/// `privacy.json`.
#[derive(Debug)]
struct Privacy {
    directives: Vec<Directive>,
    kept: Vec<Kept>,
    checks: Vec<Check>,
    limits: Vec<String>,
    words: Table<String>,
}

/// A directive of the page's policy, and what the browser refuses because of it.
#[derive(Debug)]
struct Directive {
    directive: String,
    refuses: String,
}

/// What outlives the page in the browser.
#[derive(Debug)]
struct Kept {
    name: String,
    what: String,
}

/// How to see it in one browser, and whether somebody has tried that.
#[derive(Debug)]
struct Check {
    browser: String,
    tried: String,
    steps: Vec<String>,
}

texts! {
    Privacy { directives, kept, checks, limits, words }
    Directive { directive, refuses }
    Kept { name, what }
    Check { browser, tried, steps }
}

/// The screen.
pub fn page() -> Node {
    let privacy = load::<Privacy>("privacy");
    let key = move || match privacy.get() {
        Some(Ok(_)) => Text::Borrowed("shown"),
        other => why(other).unwrap_or_default().into(),
    };
    keyed(key, move || match privacy.get() {
        Some(Ok(privacy)) => show(privacy),
        other => waiting(Area::Privacy.name(), [why(other)]),
    })
}

fn show(privacy: &'static Privacy) -> Node {
    let session = Session::take();
    let say = |name| word(&privacy.words, name);
    session.title(say("heading"));
    let left = move || {
        session.outbound.with(|outbound| {
            if outbound.messages() == 0 { say("none").to_owned() } else { Outbound::sentence(outbound) }
        })
    };
    let specification =
        el("a").attr("href", say("specification_at")).attr("rel", "noopener noreferrer").add(say("specification"));
    let directives =
        privacy.directives.iter().map(|row| (el("code").add(row.directive.as_str()).into(), prose(&row.refuses)));
    let kept = privacy.kept.iter().map(|row| (prose(&row.name), prose(&row.what)));
    let checks: Node = privacy.checks.iter().map(check).collect();
    let limits: Node = privacy.limits.iter().map(|limit| el("li").add(prose(limit))).collect();
    el("div")
        .class("document privacy")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(say("heading")))
        .add(el("p").class("second").add(say("lead")))
        .add(el("p").add(say("since")).add(" ").add(el("b").text(left)))
        .add(el("h2").attr("id", "why").add(say("why")))
        .add(el("p").add(say("why_lead")).add(" ").add(specification))
        .add(table("why", [say("directive"), say("refuses")], directives))
        .add(el("h2").attr("id", "check").add(say("check")))
        .add(el("p").add(say("check_lead")))
        .add(checks)
        .add(el("h2").attr("id", "kept").add(say("kept")))
        .add(el("p").add(say("kept_lead")))
        .add(table("kept", [say("name"), say("what")], kept))
        .add(el("h2").add(say("limits")))
        .add(el("ul").class("plain").add(limits))
        .into()
}

fn check(check: &'static Check) -> Node {
    let steps: Node = check.steps.iter().map(|step| el("li").add(prose(step))).collect();
    Node::Many(vec![
        el("h3").add(check.browser.as_str()).into(),
        el("ol").class("answer").add(steps).into(),
        el("p").class("sm second").add(check.tried.as_str()).into(),
    ])
}

/// Rows of two cells, of which the first names the row. The heading with the id `labelled_by` names the table.
fn table(labelled_by: &'static str, heads: [&'static str; 2], rows: impl Iterator<Item = (Node, Node)>) -> El {
    let head: Node = heads.into_iter().map(|head| el("th").attr("scope", "col").add(head)).collect();
    let row = |(name, is): (Node, Node)| el("tr").add(el("th").attr("scope", "row").add(name)).add(el("td").add(is));
    let body: Node = rows.map(row).collect();
    let table = el("table").class("keys").attr("aria-labelledby", labelled_by);
    table.add(el("thead").add(el("tr").add(head))).add(el("tbody").add(body))
}
