//! The page on its way to paper, and as `?print=1` shows it: nothing there can be opened or asked for, so everything is listed.

use leptos::prelude::*;

use crate::content::frame;
use crate::inspect::utc;
use crate::platform::location;
use crate::texts::fill;
use crate::ui::dom::{El, el, on_window};
use crate::ui::exchange::Level;
use crate::ui::presenter::policy_name;
use crate::ui::session::Session;

/// Whether the page is shown on screen as paper would have it.
pub(crate) fn is_shown_as_print() -> bool {
    location::asks("print", "1")
}

/// Shows messages with all their notes while the page is printed.
pub(crate) fn follow_print(session: Session) {
    if is_shown_as_print() {
        session.level.set(Level::Listed);
    }
    let chosen = RwSignal::new(session.level.get_untracked());
    on_window("beforeprint", move |_| {
        chosen.set(session.level.get_untracked());
        session.level.set(Level::Listed);
    });
    on_window("afterprint", move |_| session.level.set(chosen.get_untracked()));
}

/// The line that only paper shows: under which circumstances the results came about.
/// `Embedded issuer. openid: Reject. sub: omitted. Issuer time 14:03 UTC, 2026-11-25.`
pub(super) fn line(session: Session) -> El {
    let text = move || {
        session.status.with(|status| {
            let now = utc(status.now).unwrap_or_default();
            let (day, time) = (now.get(..10).unwrap_or_default(), now.get(11..16).unwrap_or_default());
            let openid = policy_name(status.policies.openid);
            let others = status.others.as_str();
            fill(frame::PAPER, &[("policy", openid), ("others", others), ("time", time), ("day", day)])
        })
    };
    el("span").class("paper").text(text)
}
