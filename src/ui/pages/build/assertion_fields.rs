//! What the assertion says: its header and claims, each of which can be changed, and the whole of it before it is signed.

use leptos::prelude::*;

use super::fields::{choice_field, labelled_field, line_field, lines_field, option_list};
use super::{Field, Model};
use crate::client::draft::{AssertionAudience, AssertionType};
use crate::jose::Algorithm;
use crate::ui::components::{code, prose};
use crate::ui::content::Texts;
use crate::ui::dom::{El, Node, el};
use crate::ui::session::Session;
use crate::ui::view_model::{Line, Piece};

/// The fields, folded: the usual assertion needs none of them.
pub(super) fn assertion_fields(session: Session, texts: Texts) -> El {
    let say = move |name: &str| texts.pages.build(name);
    // The form draws these fields anew for every method.
    let is_mac = session.build.with_untracked(|model| model.draft.method.has_secret());
    let fit = Algorithm::all().filter(|one| one.key_type().is_asymmetric() != is_mac);
    let algorithms = fit.map(|one| (one.name(), one.name())).collect();
    let algorithm = labelled_field(texts, Field::AssertionAlgorithm).add(option_list(
        session,
        Field::AssertionAlgorithm,
        algorithms,
    ));
    let audience = AssertionAudience::ALL.map(|one| (one.as_str(), say(&["aud_", one.as_str()].concat())));
    let types = AssertionType::ALL
        .map(|one| (one.as_str(), if one == AssertionType::Absent { say("typ_none") } else { one.as_str() }));
    let line = |field: Field| line_field(session, texts, field);
    let area = |field: Field| lines_field(session, texts, field);
    let choice = |field: Field, options| choice_field(session, texts, field, options);
    el("details")
        .class("more")
        .add(el("summary").class("chev sm").add(say("assertion")))
        .add(el("p").class("sm second").add(prose(say("assertion_lead"))))
        .add(algorithm)
        .add(choice(Field::AssertionAudience, audience.to_vec()))
        .add(choice(Field::AssertionType, types.to_vec()))
        .add(line(Field::Kid))
        .add(line(Field::Lifetime))
        .add(line(Field::Jti))
        .add(area(Field::AssertionHeader))
        .add(area(Field::AssertionClaims))
}

/// The assertion as it will be signed: the two parts that anybody can read in it.
pub(super) fn assertion_pane(session: Session, texts: Texts) -> Node {
    let say = move |name: &str| texts.pages.build(name);
    let header = move || {
        session.build.with(|model: &Model| {
            let mut members = model.draft.assertion_header().unwrap_or_default();
            members.insert("alg".to_owned(), model.draft.assertion_algorithm().map_or("", Algorithm::name).into());
            lines(&members)
        })
    };
    let claims = move || {
        let now = session.now();
        session.build.with(|model| lines(&model.draft.assertion_claims(now, say("jti_fresh")).unwrap_or_default()))
    };
    el("section")
        .class("beside")
        .attr("aria-labelledby", "assertion")
        .add(el("div").class("head").add(el("h2").attr("id", "assertion").add(say("assertion_heading"))))
        .add(el("p").class("sm second").add(prose(say("assertion_pane"))))
        .add(el("h3").add(say("assertion_header_heading")))
        .add(code(header, || false, say("assertion_header_pane")))
        .add(el("h3").add(say("assertion_claims_heading")))
        .add(code(claims, || false, say("assertion_claims_pane")))
        .into()
}

fn lines(members: &serde_json::Map<String, serde_json::Value>) -> Vec<Line> {
    let text = serde_json::to_string_pretty(members).unwrap_or_default();
    text.lines().map(|line| Line { pieces: vec![Piece::new(line, "")], ..Line::default() }).collect()
}
