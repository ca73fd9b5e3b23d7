//! What stands around an area in a frame of another page: who answers, in one line, and the way to this page itself.

use leptos::prelude::*;

use super::strip::{is_changed, openid, played};
use crate::content::{frame, places};
use crate::issuer::OpenidPolicy;
use crate::texts::fill;
use crate::ui::address::link_to;
use crate::ui::dom::{Node, el};
use crate::ui::presenter::policy_name;
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The strip with its essentials. What can be changed about the issuer, the page itself has.
pub(crate) fn embedded_strip() -> Node {
    let session = Session::take();
    let href = move || Some(link_to(&session.route.with(Route::to_hash)));
    let open = el("a").class("open-lab").live("href", href);
    let line = el("div")
        .class("wrap")
        .add(el("b").add(places::PAGE))
        .add(el("span").text(move || sentence(session)))
        .add(open.add(frame::OPEN));
    el("section").class("strip").attr("aria-label", frame::ISSUER).add(line).into()
}

/// Who answers, and what of it is not as it is by default: `Its issuer answers in this frame. Changed: openid Ignore, sub.`
fn sentence(session: Session) -> String {
    let who = match played(session) {
        Some((_, name)) => fill(frame::IN_FRAME_PLAYED, &[("server", &name)]),
        None => frame::IN_FRAME.to_owned(),
    };
    if !is_changed(session) {
        return who;
    }
    let openid = openid(session);
    let openid =
        (openid != OpenidPolicy::default()).then(|| fill(frame::OPENID_IS, &[("policy", policy_name(openid))]));
    let others = session.status.with(|status| {
        let others = status.changed.iter().filter(|name| **name != "openid");
        others.map(|name| (*name).to_owned()).collect::<Vec<_>>()
    });
    let changed: Vec<String> = openid.into_iter().chain(others).collect();
    if changed.is_empty() { who } else { who + &fill(frame::IN_FRAME_CHANGED, &[("names", &changed.join(", "))]) }
}
