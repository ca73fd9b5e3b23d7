//! The parts of a compact token side by side: number, name, length and the text itself, elided in the middle.

use std::rc::Rc;

use crate::platform::document;
use crate::ui::dom::{Node, el, keyed, nodes};
use crate::ui::view_model::Segment;

/// The parts of a token, under a name for assistive technology. Each is a button that goes to what is inside it.
pub(crate) fn segments(segments: impl Fn() -> Vec<Segment> + 'static, label: impl Fn() -> String + 'static) -> Node {
    let segments: Rc<dyn Fn() -> Vec<Segment>> = Rc::new(segments);
    let same = Rc::clone(&segments);
    // Made anew only for another token or another state of this one: the buttons may have focus.
    let key = move || {
        let mut key = String::new();
        for segment in same() {
            key.push_str(&segment.text);
            key.push(if segment.broken { '!' } else { ',' });
        }
        key
    };
    let parts = move || {
        let segments = segments();
        let last = segments.len().saturating_sub(1);
        let parts = segments.into_iter().enumerate().map(|(index, segment)| show(index, segment, index < last));
        parts.collect::<Node>()
    };
    let group = el("div").class("seg").attr("role", "group").live("aria-label", move || Some(label()));
    group.add(keyed(key, parts)).into()
}

fn show(index: usize, segment: Segment, dot: bool) -> Node {
    let class = match (index, segment.broken) {
        (0, false) => "s1",
        (0, true) => "s1 broken",
        (1, false) => "s2",
        (1, true) => "s2 broken",
        (_, false) => "s3",
        (_, true) => "s3 broken",
    };
    let target = ["#", segment.target].concat();
    let title =
        nodes![(index + 1).to_string(), " ", segment.name, " ", el("small").add(segment.text.len().to_string())];
    let button = el("button")
        .class(class)
        .attr("type", "button")
        .on("click", move |_| document::focus(&target))
        .add(el("b").add(title))
        .add(el("code").add(elide(&segment.text)));
    nodes![button, dot.then(|| el("i").attr("aria-hidden", "true").add("."))]
}

/// The beginning and the end of a long text. The rest is cut by the width of its box.
fn elide(text: &str) -> String {
    let characters = text.chars().count();
    if characters <= 72 {
        return text.to_owned();
    }
    let start: String = text.chars().take(56).collect();
    let end: String = text.chars().skip(characters - 6).collect();
    [start.as_str(), "…", end.as_str()].concat()
}
