//! A list of checks with how each ended.

use super::prose;
use crate::ui::dom::{Node, el, live, nodes};
use crate::ui::view_model::{Check, CheckState};

/// The checks, in order.
pub(crate) fn check_list(checks: impl Fn() -> Vec<Check> + 'static) -> Node {
    el("ul").class("checks").add(live(move || checks().into_iter().map(show).collect::<Node>())).into()
}

fn show(check: Check) -> Node {
    let class = match check.state {
        CheckState::Passes => "",
        CheckState::Fails => "fail",
        CheckState::Open => "no",
    };
    let item = el("li").class(class).add(el("span").add(prose(&check.name))).add(el("em").add(check.word));
    if check.reason.is_empty() && check.citation.is_none() {
        return item.into();
    }
    let reason = (!check.reason.is_empty()).then(|| nodes![prose(&check.reason), " "]);
    let citation =
        check.citation.map(|(name, href)| el("a").attr("href", href).attr("rel", "noopener noreferrer").add(name));
    item.add(el("small").add(reason).add(citation)).into()
}
