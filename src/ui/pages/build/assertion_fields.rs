//! What the assertion says: its header and claims, each of which can be changed, and the whole of it before it is signed.

use leptos::prelude::*;

use super::fields::{hint, input, labelled, option_list, text_area};
use super::{Field, Model};
use crate::client::draft::{AssertionAudience, AssertionType};
use crate::jose::Algorithm;
use crate::oauth::ClientAuthMethod;
use crate::ui::components::{code, prose};
use crate::ui::content::Texts;
use crate::ui::dom::{El, Node, el, when};
use crate::ui::session::Session;
use crate::ui::view_model::{Line, Piece};

/// The fields, folded: the usual assertion needs none of them.
pub(super) fn assertion_fields(session: Session, texts: Texts) -> El {
    let say = move |name: &str| texts.pages.build(name);
    let is_mac = move || session.build.with(|model| model.draft.method == ClientAuthMethod::ClientSecretJwt);
    let algorithms = move |mac: bool| {
        let fit = Algorithm::all().filter(move |one| one.key_type().is_asymmetric() != mac);
        let options = fit.map(|one| (one.name(), one.name())).collect();
        option_list(session, Field::AssertionAlgorithm, options)
    };
    let algorithm = labelled("Algorithm", "assertion_alg")
        .add(when(is_mac, move || algorithms(true)))
        .add(when(move || !is_mac(), move || algorithms(false)));
    let audience = AssertionAudience::ALL.map(|one| (one.as_str(), say(&["aud_", one.as_str()].concat())));
    let types =
        AssertionType::ALL.map(|one| (one.as_str(), if one == AssertionType::Absent { "None" } else { one.as_str() }));
    let line = |field: Field, label: &'static str, name: &'static str| {
        labelled(label, name).add(input(session, field, name, "text")).add(hint(session, texts, field, name))
    };
    let area = |field: Field, label: &'static str, name: &'static str| {
        labelled(label, name).add(text_area(session, field, name)).add(hint(session, texts, field, name))
    };
    el("details")
        .class("more")
        .add(el("summary").class("chev sm").add(say("assertion")))
        .add(el("p").class("sm second").add(prose(say("assertion_lead"))))
        .add(algorithm)
        .add(
            labelled("Audience of the assertion", "assertion_aud")
                .add(option_list(session, Field::AssertionAudience, audience.to_vec()))
                .add(hint(session, texts, Field::AssertionAudience, "assertion_aud")),
        )
        .add(
            labelled("Type", "assertion_typ")
                .add(option_list(session, Field::AssertionType, types.to_vec()))
                .add(hint(session, texts, Field::AssertionType, "assertion_typ")),
        )
        .add(line(Field::Kid, "Key ID", "assertion_kid"))
        .add(line(Field::Lifetime, "Lifetime in seconds", "assertion_lifetime"))
        .add(line(Field::Jti, "JWT ID", "assertion_jti"))
        .add(area(Field::AssertionHeader, "Members of the header, as JSON", "assertion_header"))
        .add(area(Field::AssertionClaims, "Claims, as JSON", "assertion_claims"))
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
        .add(el("h3").add("Header"))
        .add(code(header, || false, "Header of the assertion"))
        .add(el("h3").add("Claims"))
        .add(code(claims, || false, "Claims of the assertion"))
        .into()
}

fn lines(members: &serde_json::Map<String, serde_json::Value>) -> Vec<Line> {
    let text = serde_json::to_string_pretty(members).unwrap_or_default();
    text.lines().map(|line| Line { pieces: vec![Piece::new(line, "")], ..Line::default() }).collect()
}
