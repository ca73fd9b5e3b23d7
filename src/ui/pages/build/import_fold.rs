//! Where *Paste a request* begins: a folded box, and the part of the module that comes when it is unfolded.

use crate::platform::document;
use crate::ui::dom::{El, el, keyed};
use crate::ui::session::Session;

/// The folded box at the top of the form. What reads a paste comes when it is unfolded.
pub(super) fn import_fold(session: Session, heading: &'static str) -> El {
    let unfold = move |event| {
        if document::is_unfolded(&event) {
            session.parts.paste.fetch();
        }
    };
    let content = move || session.parts.paste.follow().map(|paste| (paste.import_box)());
    let key = move || if session.parts.paste.follow().is_some() { "here" } else { "" };
    el("details")
        .class("more")
        .on("toggle", unfold)
        .add(el("summary").class("chev").add(heading))
        .add(keyed(key, content))
}
