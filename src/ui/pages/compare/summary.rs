//! What the ten verdicts come to, above the table: progress, the final sentence, or that the policies changed.

use super::model::{Model, Summary};
use super::table::Table;
use super::tested::TOTAL;
use crate::ui::components::{citations, prose};
use crate::ui::dom::{El, Node, el, keyed};
use crate::ui::presenter::link;

/// The line above the table.
pub(super) fn summary(table: Table) -> Node {
    let line = move || {
        let progress = table.with_untracked(Model::progress);
        match table.with_untracked(Model::summary).filter(|_| progress.is_none()) {
            Some(summary) => Some(finished(table, &summary)),
            None => {
                Some(told(table)).filter(|told| !told.is_empty()).map(|told| el("p").class("result lead").add(told))
            }
        }
    };
    el("div").class("sum-line").add(keyed(move || told(table), line)).into()
}

/// What the line says.
fn told(table: Table) -> String {
    let (progress, finished, stale) = table.with(|model| (model.progress(), model.summary().is_some(), model.stale()));
    match progress {
        Some(done) => table.progress(done),
        None if finished => sentence(table),
        None if stale > 0 => {
            let told = table.label("stale_summary").replace("{count}", &stale.to_string());
            told.replace("{total}", &TOTAL.to_string())
        }
        None => String::new(),
    }
}

fn finished(table: Table, summary: &Summary) -> El {
    let outside = is_outside(table, summary).then(|| {
        let sources: Vec<(String, String)> = table.text.outside.sources.iter().map(link).collect();
        let text = el("span").add(prose(&table.text.outside.text)).add(" ").add(citations(sources));
        el("p").class("outside").add(el("span").class("tag beyond").add(table.label("outside"))).add(text)
    });
    let lead = el("p").class("lead").add(el("b").add(count(table, summary))).add(" ").add(exceptions(table, summary));
    el("div").class("result").add(lead).add(outside)
}

/// The final sentence, as it is spoken.
pub(super) fn sentence(table: Table) -> String {
    let Some(summary) = table.with_untracked(Model::summary) else { return table.label("stale").to_owned() };
    let mut told = vec![count(table, &summary), exceptions(table, &summary)];
    if is_outside(table, &summary) {
        told.push(table.text.outside.text.clone());
    }
    told.retain(|text| !text.is_empty());
    told.join(" ")
}

fn count(table: Table, summary: &Summary) -> String {
    let told = table.label("summary").replace("{holds}", &summary.holds.to_string());
    told.replace("{total}", &TOTAL.to_string())
}

fn exceptions(table: Table, summary: &Summary) -> String {
    let failed = summary.failed.iter().map(|cell| table.label("summary_failed").replace("{cell}", &table.name(*cell)));
    let untested = summary.untested.iter();
    let untested = untested.map(|cell| table.label("summary_untested").replace("{cell}", &table.name(*cell)));
    failed.chain(untested).collect::<Vec<_>>().join(" ")
}

fn is_outside(table: Table, summary: &Summary) -> bool {
    let outside = |model: &Model| {
        let tested = summary.failed.iter().filter_map(|cell| model.tested(*cell));
        tested.into_iter().any(|tested| tested.judgement.outside_specification())
    };
    table.with_untracked(outside)
}
