//! JSON in colours, whose members can be picked.

use std::ops::Range;

use super::pick::number_of;
use crate::inspect::{JsonText, Part};
use crate::ui::components::{code, rows};
use crate::ui::dom::{Node, el};
use crate::ui::presenter::{json_lines, json_pieces};

/// Members longer than this are drawn piece by piece, as lines.
const LONGEST_MEMBER: usize = 2_000;

/// A part's JSON. The label is the block's name for assistive technology.
pub(super) fn json_view(part: &Part, label: &'static str) -> Node {
    let json = &part.json;
    let is_plain = json.members.is_empty() || json.members.iter().any(|member| member.shown.len() > LONGEST_MEMBER);
    if is_plain {
        let lines = json_lines(json);
        return code(move || lines.clone(), || false, label);
    }
    let mut drawn = Vec::new();
    let mut at = 0;
    for (index, member) in json.members.iter().enumerate() {
        let number = number_of(part.segment, index).to_string();
        let between = at..member.shown.start;
        let member_text = el("span").class("mem").attr("data-n", number).add(pieces(json, member.shown.clone()));
        drawn.push(Node::Many(vec![pieces(json, between), member_text.into()]));
        at = member.shown.end;
    }
    drawn.push(pieces(json, at..json.text.len()));
    let rest = |button| el("span").add("\n").add(button);
    let block = el("pre").class("code").attr("role", "group").attr("aria-label", label);
    block.add(el("code").add(rows(drawn, rest))).into()
}

fn pieces(json: &JsonText, range: Range<usize>) -> Node {
    let show = |(text, class): (&str, &'static str)| {
        if class.is_empty() { Node::from(text.to_owned()) } else { el("span").class(class).add(text.to_owned()).into() }
    };
    json_pieces(json, range).into_iter().map(show).collect()
}
