//! What came with an address, or with a link to another area, goes to that area's model.

use leptos::prelude::*;

use super::Session;
use crate::ui::pages::issuer;
use crate::ui::route::{Inbound, Route};

/// Takes over what came with an address: the draft of Build with the policies beside it, a query of the search.
pub(crate) fn arrive(route: &Route, inbound: Option<Inbound>) {
    let session = Session::take();
    if let Route::Search { query } = route {
        let text = if let Some(Inbound::Token(token)) = &inbound { token } else { query };
        return session.search.update(|model| model.write(text));
    }
    if let Route::Build(link) = route {
        if let Some(pairs) = &link.policy {
            session.set_policies(issuer::with_pairs(&session.lab().policies(), pairs));
        }
        session.build.update(|model| model.follow(link));
    }
}
