//! What leaves the screen, and only onto the clipboard: the report as JSON, the claims as a table in Markdown.

use super::members::markdown;
use super::screen::Screen;
use crate::inspect::ClaimTable;
use crate::ui::components::copy_button;
use crate::ui::dom::{El, el};

/// The buttons.
pub(super) fn copies(screen: Screen) -> El {
    let texts = screen.texts;
    let table = move || {
        screen.peek(|desk| {
            let (Some(verdict), Some(part)) =
                (desk.verdict(), desk.decoded().and_then(|decoded| decoded.payload.as_ref()))
            else {
                return String::new();
            };
            let table = ClaimTable::new(part, texts.dictionary, verdict, screen.session.now());
            markdown(&table, texts.words)
        })
    };
    el("p")
        .class("acts")
        .add(copy_button(texts.page("copy_json"), move || super::report::report(screen)))
        .add(copy_button(texts.page("copy_markdown"), table))
}
