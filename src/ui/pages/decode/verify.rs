//! Checking a token's signature: the embedded issuer's keys come by the same request that any API would make.

use http::Request;
use leptos::task::spawn_local;

use super::screen::Screen;
use crate::inspect::{KeyRing, signature};
use crate::issuer::ISSUER;
use crate::jose::JwkSet;
use crate::ports::{Connection, Transport};
use crate::ui::session::Session;

impl Screen {
    /// Checks the signature with what is at hand.
    pub(super) fn verify(self) {
        spawn_local(check(self));
    }
}

/// Checks the signature of what the decoder holds now. A result that comes too late is dropped by the desk.
///
/// The keys are those of the reader, or else those of the embedded issuer for what names it. Never those that the token itself brings
/// (RFC 8725 §3.10).
async fn check(screen: Screen) {
    let (sequence, decoded, ring, is_ours) = screen.peek(|desk| {
        let is_ours = desk.keys.is_empty() && desk.is_of_embedded_issuer();
        (desk.sequence(), desk.held(), desk.keys.ring().cloned(), is_ours)
    });
    let Some(decoded) = decoded else { return };
    let mut ring = ring.unwrap_or_default();
    if is_ours && let Some(set) = fetch_keys(screen.session).await {
        let logins = leptos::prelude::WithUntracked::with_untracked(&screen.session.status, |status| status.logins);
        screen.know_issuer(&set, logins);
        ring = KeyRing::of_issuer(&set);
    }
    let report = signature::check(screen.session.crypto(), &decoded, &ring).await;
    screen.checked(sequence, report);
}

/// `GET /jwks` at the embedded issuer. Without cryptography there are no keys, and the signature stays unchecked.
async fn fetch_keys(session: Session) -> Option<JwkSet> {
    let request = Request::get([ISSUER, "/jwks"].concat()).body(Vec::new()).ok()?;
    let response = session.lab().send(request, &Connection::default()).await.ok()?;
    session.refresh();
    JwkSet::parse(response.body()).ok()
}
