//! Checking a token's signature: the embedded issuer's keys come by the same request that any API would make.

use http::Request;
use leptos::prelude::*;

use super::model::Against;
use crate::inspect::{KeyRing, signature};
use crate::issuer::ISSUER;
use crate::jose::JwkSet;
use crate::ports::{Connection, Transport};
use crate::ui::session::Session;

/// Checks the signature of what the decoder holds now. A result that comes too late is dropped by the model.
pub(super) async fn check(session: Session) {
    let (sequence, decoded, against) =
        session.decode.with_untracked(|model| (model.sequence(), model.decoded().clone(), model.against()));
    let keys = match against {
        // Without a known key nothing can be checked, but a token that nobody could have signed is known without one.
        Against::Nothing => KeyRing::default(),
        Against::Pasted(ring) => ring,
        Against::EmbeddedIssuer => match fetch_keys(session).await {
            Some(set) => {
                let logins = session.status.with_untracked(|status| status.logins);
                session.decode.update(|model| {
                    model.know_issuer_keys(&set);
                    model.know_logins(logins);
                });
                KeyRing::of_issuer(&set)
            }
            None => return,
        },
    };
    let report = signature::check(session.crypto(), &decoded, &keys).await;
    session.decode.update(|model| model.checked(sequence, report));
}

/// `GET /jwks` at the embedded issuer. Without cryptography there are no keys, and the signature stays unchecked.
async fn fetch_keys(session: Session) -> Option<JwkSet> {
    let request = Request::get([ISSUER, "/jwks"].concat()).body(Vec::new()).ok()?;
    let response = session.lab().send(request, &Connection::default()).await.ok()?;
    session.refresh();
    JwkSet::parse(response.body()).ok()
}
