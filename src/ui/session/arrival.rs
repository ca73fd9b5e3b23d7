//! What came with an address, or with a link to another area, goes to that area's model.

use leptos::prelude::*;

use super::Session;
use crate::ui::pages::{decode, issuer};
use crate::ui::route::Route;

/// Takes over what came with an address: the draft of Build with the policies beside it, a query of the search, a token.
pub(crate) fn arrive(route: &Route, token: Option<String>) {
    let session = Session::take();
    if let Route::Search { query } = route {
        return session.search.update(|model| model.write(token.as_deref().unwrap_or(query)));
    }
    if let Some(token) = token {
        session.decode.update(|model| model.open(token, decode::Origin::Address));
    }
    if let Route::Build(link) = route {
        if let Some(pairs) = &link.policy {
            session.set_policies(issuer::with_pairs(&session.lab().policies(), pairs));
        }
        session.build.update(|model| model.follow(link));
    }
}

/// Puts a token from an answer into the decoder.
pub(crate) fn open_in_decode(token: String) {
    Session::take().decode.update(|model| model.open(token, decode::Origin::Answer));
}
