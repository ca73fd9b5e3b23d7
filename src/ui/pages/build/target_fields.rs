//! What the token may do, and for whom it is: scope, resource (RFC 8707), audience, authorization details (RFC 9396).

use super::edit::edit;
use super::fields::{line_field, lines_field};
use super::{EXAMPLE_DETAILS, Field};
use crate::ui::content::Texts;
use crate::ui::dom::{El, el};
use crate::ui::session::Session;

/// The fields.
pub(super) fn target_fields(session: Session, texts: Texts) -> El {
    let example = el("button")
        .class("act")
        .attr("type", "button")
        .on("click", move |_| edit(session, Field::AuthorizationDetails, EXAMPLE_DETAILS))
        .add(texts.pages.build("details_example"));
    let line = |field: Field, label: &'static str| line_field(session, texts, field, label);
    let area = |field: Field, label: &'static str| lines_field(session, texts, field, label);
    el("fieldset")
        .class("group")
        .add(el("legend").add(el("h2").add("Scope and audience")))
        .add(line(Field::Scope, "Scope"))
        .add(area(Field::Resource, "Resource"))
        .add(line(Field::Audience, "Audience"))
        .add(area(Field::AuthorizationDetails, "Authorization details"))
        .add(el("p").class("acts").add(example))
}
