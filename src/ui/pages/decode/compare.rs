//! Another token beside this one: what each member of their headers and payloads has on either side.

use super::screen::{Of, Screen};
use super::{Desk, side_by_side};
use crate::inspect::{Change, Decoded, Difference, Pasted};
use crate::ui::components::rows;
use crate::ui::dom::{El, Node, el, keyed, nodes, value};
use crate::ui::pages::diff::shortened;

/// The box for the other token, and the tables.
pub(super) fn compare(screen: Screen) -> Node {
    let texts = screen.texts;
    let write = move |event| {
        let text = value(&event);
        let token = (!text.trim().is_empty()).then(|| Decoded::read(Pasted::read(&text).token()));
        *screen.kept.other.borrow_mut() = token;
        screen.changed(Of::Other);
    };
    let text = move || Some(screen.kept.other.borrow().as_ref().map(|other| other.token.clone()).unwrap_or_default());
    let field = el("textarea")
        .attr("id", "other")
        .class("mono")
        .attr("rows", "3")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .prop("value", text)
        .on("input", write);
    let tables = keyed(move || screen.key(&[Of::Token, Of::Other]), move || screen.peek(|desk| tables(screen, desk)));
    let field = el("div").class("field").add(el("label").attr("for", "other").add(texts.page("other"))).add(field);
    nodes![field, el("div").class("diffs").add(tables)]
}

fn tables(screen: Screen, desk: &Desk) -> Node {
    let other = screen.kept.other.borrow();
    let (Some(this), Some(other)) = (desk.decoded(), other.as_ref()) else { return nodes![] };
    nodes![
        table(screen, "compare-header", "header", &side_by_side(&this.header, &other.header)),
        table(screen, "compare-payload", "payload", &side_by_side(&this.payload, &other.payload)),
    ]
}

fn table(screen: Screen, id: &'static str, name: &str, members: &[Difference]) -> Node {
    let texts = screen.texts;
    let head = |name| el("th").attr("scope", "col").attr("role", "columnheader").add(texts.page(name));
    let heads = ["member", "this_token", "other_token", "difference"].into_iter().map(head).collect::<Node>();
    let shown = members.iter().map(|member| row(screen, member).into()).collect();
    let rest =
        |button| el("tr").attr("role", "row").add(el("td").attr("role", "cell").attr("colspan", "4").add(button));
    let count = |change| members.iter().filter(|member| member.change() == change).count().to_string();
    let counts =
        [Change::Changed, Change::Added, Change::Removed, Change::Same].map(|change| (change.name(), count(change)));
    let facts: Vec<(&'static str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    nodes![
        el("h3").attr("id", id).add(texts.page(name)),
        el("p").class("cap muted").add(texts.fill("differences", &facts)),
        el("table")
            .class("diff")
            .attr("role", "table")
            .attr("aria-labelledby", id)
            .add(el("thead").attr("role", "rowgroup").add(el("tr").attr("role", "row").add(heads)))
            .add(el("tbody").attr("role", "rowgroup").add(rows(shown, rest))),
    ]
}

fn row(screen: Screen, member: &Difference) -> El {
    let texts = screen.texts;
    let change = member.change();
    let value = |name: &'static str, value: &Option<String>| {
        let shown = match value {
            Some(value) => el("code").add(shortened(value)),
            None => el("span").class("muted").add(texts.page("absent")),
        };
        el("td").attr("role", "cell").add(el("span").class("colname").add(texts.page(name))).add(shown)
    };
    let sign = el("span").class("sign").attr("aria-hidden", "true").add(change.sign());
    el("tr")
        .attr("role", "row")
        .class(change.name())
        .add(el("th").attr("scope", "row").attr("role", "rowheader").add(el("code").add(member.name.clone())))
        .add(value("this_token", &member.left))
        .add(value("other_token", &member.right))
        .add(el("td").attr("role", "cell").class("how").add(sign).add(" ").add(texts.page(change.name())))
}
