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
    let line = |field: Field| line_field(session, texts, field);
    let area = |field: Field| lines_field(session, texts, field);
    el("fieldset")
        .class("group")
        .add(el("legend").add(el("h2").add(texts.pages.build("group_target"))))
        .add(line(Field::Scope))
        .add(area(Field::Resource))
        .add(line(Field::Audience))
        .add(area(Field::AuthorizationDetails))
        .add(el("p").class("acts").add(example))
}
