//! What came with an address, or with a link to another area, goes to that area's model.

use leptos::prelude::*;

use super::Session;
use crate::platform::own_page;
use crate::ui::pages::{build as builder, issuer};
use crate::ui::route::{BuildLink, Inbound};

/// A query for the search. What looks like a token goes into its box too, and nowhere else.
pub(crate) fn search(query: &str, inbound: Option<Inbound>) {
    let text = if let Some(Inbound::Token(token)) = &inbound { token } else { query };
    Session::take().search.update(|model| model.write(text));
}

/// The draft of Build with the policies beside it.
pub(crate) fn build(link: &BuildLink) {
    let session = Session::take();
    if let Some(pairs) = &link.policy {
        session.set_policies(issuer::with_pairs(&session.lab().policies(), pairs));
    }
    builder::arrive(session, link);
    // In `own.html` one's own issuer is what the page is for, until somebody chooses another place.
    if own_page::allowed().is_none() {
        builder::own::follow_endpoint(session);
    }
}
