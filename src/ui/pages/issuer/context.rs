//! What every section of the page is drawn with: its texts, and the frame around a section.

use super::IssuerTexts;
use crate::lab::content::{Compare, Learn};
use crate::ui::components::prose;
use crate::ui::dom::{El, el};
use crate::ui::session::Session;

/// The page with its texts. Copies are the same page.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) session: Session,
    pub(super) texts: &'static IssuerTexts,
    pub(super) table: &'static Compare,
    /// What messages are told with, wherever they are shown: the names of the parties.
    pub(super) learn: &'static Learn,
}

impl Page {
    /// A label or sentence of the page.
    pub(super) fn word(self, name: &str) -> &'static str {
        self.texts.word(name)
    }

    /// A section of the page: its heading, and what it is about.
    pub(super) fn part(self, id: &'static str, heading: &'static str, lead: &str) -> El {
        el("section")
            .attr("aria-labelledby", id)
            .add(el("h2").attr("id", id).add(self.word(heading)))
            .add(el("p").class("sm second").add(prose(self.word(lead))))
    }

    /// A button that does something to the issuer.
    pub(super) fn button(self, label: &'static str, act: impl Fn() + 'static) -> El {
        el("button").class("btn").attr("type", "button").on("click", move |_| act()).add(self.word(label))
    }
}
