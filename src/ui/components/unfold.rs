//! A button that unfolds what stands behind it, and folds it again.

use leptos::prelude::*;

use crate::ui::dom::{El, Node, el};

/// The button, and whether what it unfolds is shown.
pub(crate) fn unfold(label: impl Into<Node>) -> (El, RwSignal<bool>) {
    let open = RwSignal::new(false);
    let button = el("button")
        .class("act chev")
        .attr("type", "button")
        .live("aria-expanded", move || Some(open.get().to_string()))
        .on("click", move |_| open.update(|is| *is = !*is))
        .add(label);
    (button, open)
}
