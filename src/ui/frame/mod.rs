//! What surrounds every area. `index.html` has the same header, so nothing moves when the app starts.

mod header;
mod strip;

pub(crate) use header::{header, skip_links};
pub(crate) use strip::strip;

use crate::inspect::utc;
use crate::ui::dom::{Node, el};
use crate::ui::route::Area;
use crate::ui::session::Session;
use crate::ui::wire::policy_name;

/// The footer: what this is, and what it is not for.
pub(crate) fn footer() -> Node {
    let text = el("span").add("Grant Lab. Its issuer is a teaching aid, never for real tokens.");
    let document = el("a").attr("href", Area::Document.hash()).add("About the document");
    let glossary = el("a").attr("href", Area::Glossary.hash()).add(Area::Glossary.name());
    let lessons = el("a").attr("href", "./lessons.html").add("Lessons as text");
    let help = el("a").attr("href", Area::Help.hash()).add(Area::Help.name());
    let quiz = el("a").attr("href", Area::Quiz.hash()).add("Ten questions");
    // On paper alone: under which circumstances the results came about.
    let paper = el("span").class("paper").text(move || on_paper(Session::take()));
    el("footer")
        .class("foot")
        .add(el("div").class("wrap").add(text).add(paper).add(document).add(glossary).add(quiz).add(help).add(lessons))
        .into()
}

/// The issuer's policies and its time, `Embedded issuer. openid: Reject. sub: omitted. Issuer time 14:03 UTC, 2026-11-25.`
fn on_paper(session: Session) -> String {
    session.books.with(|books| {
        let now = utc(books.now).unwrap_or_default();
        let (day, time) = (now.get(..10).unwrap_or_default(), now.get(11..16).unwrap_or_default());
        let openid = policy_name(books.policies.openid);
        ["Embedded issuer. openid: ", openid, ".", &books.others, " Issuer time ", time, " UTC, ", day, "."].concat()
    })
}
