//! What the token is wanted for: the APIs (RFC 8707), and authorization details (RFC 9396).

use leptos::prelude::*;

use super::edit::edit;
use super::fields::{hint, labelled};
use super::{EXAMPLE_DETAILS, Field};
use crate::ui::content::Texts;
use crate::ui::dom::{El, el, value};
use crate::ui::session::Session;

/// Both fields.
pub(super) fn resource_fields(session: Session, texts: Texts) -> El {
    let example = el("button")
        .class("act")
        .attr("type", "button")
        .on("click", move |_| edit(session, Field::AuthorizationDetails, EXAMPLE_DETAILS))
        .add(texts.pages.build("details_example"));
    let resource = labelled("Resource", "resource").add(area(session, Field::Resource, "resource")).add(hint(
        session,
        texts,
        Field::Resource,
        "resource",
    ));
    let details = labelled("Authorization details", "authorization_details")
        .add(area(session, Field::AuthorizationDetails, "authorization_details"))
        .add(hint(session, texts, Field::AuthorizationDetails, "authorization_details"))
        .add(el("p").class("acts").add(example));
    el("fieldset").class("group").add(el("legend").add(el("h2").add("Target"))).add(resource).add(details)
}

/// A field of several lines.
fn area(session: Session, field: Field, name: &'static str) -> El {
    el("textarea")
        .class("mono short")
        .attr("id", name)
        .attr("rows", "2")
        .attr("spellcheck", "false")
        .attr("autocapitalize", "off")
        .attr("autocomplete", "off")
        .attr("aria-describedby", [name, "-hint"].concat())
        .prop("value", move || Some(session.build.with(|model| model.value(field).to_owned())))
        .on("input", move |event| edit(session, field, &value(&event)))
}
