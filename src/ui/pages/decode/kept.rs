//! What outlives the screen: the decoder's model, which takes what other screens have sent. In memory, as long as the page.

use std::cell::Cell;

use leptos::prelude::*;

use super::{Model, Origin};
use crate::ui::inbox::Delivery;
use crate::ui::session::Session;

thread_local! {
    static MODEL: Cell<Option<RwSignal<Model>>> = const { Cell::new(None) };
}

/// The decoder's model.
pub(super) fn model() -> RwSignal<Model> {
    MODEL.get().unwrap_or_else(|| {
        let model = Session::take().lasting(|| RwSignal::new(Model::default()));
        MODEL.set(Some(model));
        model
    })
}

/// Takes what is in the inbox, now and whenever something comes, for as long as the screen is shown.
pub(super) fn take_deliveries() {
    let inbox = Session::take().inbox;
    Effect::new(move |_| {
        if inbox.with(Option::is_some)
            && let Some(Delivery { text, from }) = inbox.try_update(Option::take).flatten()
        {
            model().update(|model| model.open(text, Origin::Sent(from)));
        }
    });
}
