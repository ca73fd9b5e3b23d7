//! The ten verdicts before and after a policy changed, for the step that runs the whole table.

use super::lesson::Lesson;
use super::model::Ran;
use crate::content::frame;
use crate::lab::content::{Compare, word};
use crate::lab::text;
use crate::lab::{CellId, Evidence, Judgement, Verdict};
use crate::texts::fill;
use crate::ui::components::{prose, verdict};
use crate::ui::content::load;
use crate::ui::dom::{El, Node, el, live};
use crate::ui::pages::compare::{cell_name, verdict_name};
use crate::ui::presenter::policy_name;
use crate::ui::view_model::ChipKind;

/// The table; `None` for a run that judged no claims.
pub(super) fn table(lesson: Lesson, ran: &Ran) -> Option<Node> {
    let claims = ran.evidence.claims();
    if claims.is_empty() {
        return None;
    }
    // The names of the cells are the table's own, and only this step needs them here.
    let names = load::<Compare>("compare");
    Some(live(move || names.get().and_then(Result::ok).map(|names| show(lesson, &claims, names))))
}

fn show(lesson: Lesson, claims: &[(CellId, Evidence)], names: &'static Compare) -> El {
    let (before, after) = claims.split_at(claims.len() / 2);
    let policy = |part: &[(CellId, Evidence)]| {
        let openid = part.first().map_or("", |(_, evidence)| policy_name(evidence.policies.openid));
        el("th").attr("scope", "col").add(fill(frame::OPENID_COLUMN, &[("policy", openid)]))
    };
    let head =
        el("tr").add(el("th").attr("scope", "col").add(lesson.label("claim"))).add(policy(before)).add(policy(after));
    let mut body = el("tbody");
    for ((cell, first), (_, second)) in before.iter().zip(after) {
        let (first, second) = (cell.judge(first), cell.judge(second));
        let has_changed = first.verdict != second.verdict;
        let why = second
            .because()
            .map(|because| el("p").class("saw").add(prose(&text::markdown(&lesson.words.seen(because)))));
        let row = el("tr").class(if has_changed { "moved" } else { "" });
        body = body.add(
            row.add(el("th").attr("scope", "row").add(cell_name(*cell, names)))
                .add(el("td").add(chip(&first, names)))
                .add(el("td").add(chip(&second, names)).add(why)),
        );
    }
    let caption = el("caption").add(el("h2").add(lesson.label("verdicts")));
    el("table").class("verdicts").add(caption).add(el("thead").add(head)).add(body)
}

fn chip(judgement: &Judgement, names: &'static Compare) -> Node {
    let kind = match judgement.verdict {
        Verdict::Holds => ChipKind::Good,
        Verdict::DoesNotHold { .. } => ChipKind::Bad,
        Verdict::CouldNotTest { .. } => ChipKind::Open,
    };
    let label = word(&names.words, verdict_name(judgement));
    verdict(move || kind, move || label)
}
