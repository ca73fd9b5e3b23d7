//! The samples of the issuer in this page, and the door to the examples.

use super::screen::{Of, Screen};
use super::workbench::unfolding;
use super::{Origin, Sample};
use crate::ui::dom::{El, el};

/// The samples, and the menu of examples, folded until somebody wants it.
pub(super) fn samples(screen: Screen) -> El {
    let texts = screen.texts;
    el("div")
        .class("acts")
        .attr("role", "group")
        .attr("aria-labelledby", "samples")
        .add(el("span").class("sm muted").attr("id", "samples").add(texts.page("samples")))
        .add(sample(screen, Sample::AccessToken))
        .add(sample(screen, Sample::IdToken))
        .add(sample(screen, Sample::VendorIdToken))
        .add(unfolding("examples sm", texts.page("examples").into(), screen, |tools| (tools.examples)()))
}

fn sample(screen: Screen, sample: Sample) -> El {
    let pressed = move || screen.read(Of::Token, |desk| desk.origin == Origin::Sample(sample));
    el("button")
        .class("act")
        .attr("type", "button")
        .live("aria-pressed", move || Some(if pressed() { "true" } else { "false" }))
        .on("click", move |_| screen.session.parts.tools.then(move |tools| (tools.sample)(sample)))
        .add(sample.name())
}
