//! The issuer strip: the facts about the issuer that change results, and the choices that can be changed right there.

use leptos::prelude::*;

use crate::content::frame;
use crate::inspect::utc;
use crate::issuer::OpenidPolicy;
use crate::platform::{document, own_page};
use crate::texts::fill;
use crate::ui::components::placed;
use crate::ui::dom::{El, Node, el, value, when};
use crate::ui::outbound::Outbound;
use crate::ui::presenter::policy_name;
use crate::ui::route::Area;
use crate::ui::session::Session;

/// The strip under the header. Narrow screens show one sentence that unfolds.
pub(crate) fn strip() -> Node {
    let session = Session::take();
    let unfolded = RwSignal::new(false);
    let sentence = move || {
        if is_new(session) {
            return fill([frame::WHO, frame::WHAT].concat().as_str(), &[("openid", OPENID)]);
        }
        let policy = ("policy", policy_name(openid(session)));
        match played(session) {
            Some((_, name)) => fill(frame::FOLDED_PLAYED, &[policy, ("server", &name)]),
            None if is_changed(session) => fill(frame::FOLDED_CHANGED, &[policy]),
            None => fill(frame::FOLDED, &[policy]),
        }
    };
    let fold = el("button")
        .class("fold chev")
        .attr("type", "button")
        .live("aria-expanded", move || Some(if unfolded.get() { "true" } else { "false" }))
        .attr("aria-controls", "strip")
        .on("click", move |_| unfolded.update(|is| *is = !*is))
        .text(sentence);
    let logins = move || session.status.with(|status| status.logins.to_string());
    let sets = el("ul")
        .class("sets")
        .add(when(move || is_new(session), introduction))
        .add(when(move || !is_new(session), || fact(frame::WHICH_ISSUER, el("b").add(frame::EMBEDDED))))
        .add(when(move || played(session).is_some(), move || as_played(session)))
        .add(el("li").add(openid_choice(session)))
        .add(when(
            move || !is_new(session),
            move || {
                [fact(frame::LOGINS, el("b").text(logins)), fact(frame::CLOCK, el("b").text(move || clock(session)))]
            },
        ));
    let inside = el("div")
        .class("wrap")
        .attr("id", "strip")
        .add(sets)
        .add(when(move || is_changed(session), move || reset(session)))
        .add(el("span").class("sim").add(left(session)));
    el("section").class("strip").attr("aria-label", frame::ISSUER).add(fold).add(inside).into()
}

/// The scope value that the strip is about (OIDC Core §3.1.2.1).
const OPENID: &str = "openid";

/// Whether the reader has not met the strip yet, and the issuer does what the sentence says.
fn is_new(session: Session) -> bool {
    !session.has_met.get() && !is_changed(session)
}

/// What the strip is about, for readers who see it for the first time. `index.html` says the same.
fn introduction() -> El {
    let what = placed(frame::WHAT, &mut |_| el("code").add(OPENID).into());
    el("li").class("set intro").add(el("span").add(frame::WHO).add(what))
}

/// What has left the page. Of `index.html` that is nothing, whatever is pressed: its policy sees to that.
fn left(session: Session) -> Node {
    if own_page::allowed().is_none() {
        return frame::NOTHING_SENT_EVER.into();
    }
    el("span").text(move || session.outbound.with(Outbound::sentence)).into()
}

fn fact(name: &'static str, is: El) -> El {
    el("li").class("set").add(name).add(is)
}

/// Id and name of the server that the issuer plays.
pub(super) fn played(session: Session) -> Option<(String, String)> {
    session.status.with(|status| {
        let played = status.policies.personality.as_ref()?;
        Some((played.id().to_owned(), played.name().to_owned()))
    })
}

/// Which server that is, with the way to what is known of it.
fn as_played(session: Session) -> El {
    let href = move || played(session).map(|(id, _)| ["#/servers/", &id].concat());
    let name = move || played(session).map(|(_, name)| name).unwrap_or_default();
    el("li").class("set chg").add(frame::PLAYS).add(el("a").live("href", href).text(name))
}

fn reset(session: Session) -> El {
    let reset = move |_| {
        session.parts.run.then(|run| {
            (run.reset_policies)();
            document::announce(frame::IS_RESET);
        });
        // The button goes away; focus stays with the choice it changed.
        document::focus("#strip-openid");
    };
    let does = move || if played(session).is_some() { frame::RESET_PLAYED } else { frame::RESET };
    let button = el("button").class("act").attr("type", "button").on("click", reset).text(does);
    // A server that is played has chosen the policies, too.
    let names = move || match played(session) {
        Some(_) => frame::SERVER.to_owned(),
        None => session.status.with(|status| status.changed.join(", ")),
    };
    let changed = el("a").attr("href", Area::Issuer.hash()).add(frame::CHANGED);
    el("span").class("changes").add(changed).add(": ").add(el("b").text(names)).add(" ").add(button)
}

fn openid_choice(session: Session) -> El {
    let options = OpenidPolicy::ALL.map(|policy| el("option").attr("value", policy.as_str()).add(policy_name(policy)));
    let choose = move |event| {
        if let Some(policy) = OpenidPolicy::from_name(&value(&event)) {
            // Said when it is in force.
            session.parts.run.then(move |run| {
                (run.set_openid)(policy);
                let is_outside = policy.is_outside_specification();
                let said = if is_outside { frame::POLICY_CHOSEN_OUTSIDE } else { frame::POLICY_CHOSEN };
                document::announce(&fill(said, &[("policy", policy_name(policy))]));
            });
        }
    };
    let select = el("select")
        .attr("id", "strip-openid")
        .prop("value", move || Some(openid(session).as_str()))
        .on("change", choose)
        .add(options);
    let class = move || Some(if openid(session) != OpenidPolicy::default() { "set chg" } else { "set" });
    el("label").live("class", class).add(frame::OPENID).add(select)
}

/// What it does with `openid`.
pub(super) fn openid(session: Session) -> OpenidPolicy {
    session.status.with(|status| status.policies.openid)
}

/// Whether anything of it is not as it is by default.
pub(super) fn is_changed(session: Session) -> bool {
    session.status.with(|status| !status.changed.is_empty() || status.policies.personality.is_some())
}

/// The issuer's time of day in UTC, to the minute: `14:03 UTC`.
fn clock(session: Session) -> String {
    let now = session.status.with(|status| status.now);
    utc(now).and_then(|text| Some(fill(frame::TIME, &[("time", text.get(11..16)?)]))).unwrap_or_default()
}
