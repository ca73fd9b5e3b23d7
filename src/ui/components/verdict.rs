//! The verdict chip: shape, fill and word say the same thing.

use crate::ui::dom::{Node, Text, el};
use crate::ui::view_model::ChipKind;

/// A verdict in a word, in its shape.
pub(crate) fn verdict<T: Into<Text>>(kind: impl Fn() -> ChipKind + 'static, word: impl Fn() -> T + 'static) -> Node {
    el("span").live("class", move || Some(class(kind()))).text(word).into()
}

const fn class(kind: ChipKind) -> &'static str {
    match kind {
        ChipKind::Good => "chip ok",
        ChipKind::Bad => "chip bad",
        ChipKind::Open => "chip off",
        ChipKind::Idle => "chip",
    }
}
