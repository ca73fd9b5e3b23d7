//! Checking a token's signature: the embedded issuer's keys come by the same request that any API would make.

use http::Request;
use leptos::prelude::*;

use super::model::Against;
use super::kept::model;
use crate::inspect::{SignatureState, signature};
use crate::issuer::ISSUER;
use crate::jose::JwkSet;
use crate::ports::{Connection, Transport};
use crate::ui::session::Session;

/// Checks the signature of what the decoder holds now. A result that comes too late is dropped by the model.
pub(super) async fn check(session: Session) {
    let (sequence, decoded, against) =
        model().with_untracked(|model| (model.sequence(), model.decoded().clone(), model.against()));
    let Some(jws) = &decoded.jws else { return };
    let keys = match against {
        // Without a known key nothing can be checked, but a token that nobody could have signed is known without one.
        Against::Nothing if jws.algorithm().is_ok() => return,
        Against::Nothing => JwkSet::from_iter([]),
        Against::Pasted(set) => set,
        Against::EmbeddedIssuer => match fetch_keys(session).await {
            Some(set) => {
                model().update(|model| model.know_issuer_keys(&set));
                set
            }
            None => return,
        },
    };
    let state: SignatureState = signature::check(session.crypto(), &decoded, &keys).await;
    model().update(|model| model.checked(sequence, state));
}

/// `GET /jwks` at the embedded issuer. Without cryptography there are no keys, and the signature stays unchecked.
async fn fetch_keys(session: Session) -> Option<JwkSet> {
    let request = Request::get([ISSUER, "/jwks"].concat()).body(Vec::new()).ok()?;
    let response = session.lab().send(request, &Connection::default()).await.ok()?;
    session.refresh();
    JwkSet::parse(response.body()).ok()
}
