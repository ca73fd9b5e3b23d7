//! Icons beside words. The drawings are symbols in `index.html`; an icon is decoration, so assistive technology skips it.

use crate::ui::dom::{Node, svg};

/// The symbol `i-<name>`, at text size.
pub(crate) fn icon(name: &'static str) -> Node {
    let drawing = svg("use").attr("href", ["#i-", name].concat());
    svg("svg").class("ic i16").attr("aria-hidden", "true").add(drawing).into()
}
