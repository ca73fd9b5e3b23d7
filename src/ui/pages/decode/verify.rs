//! Checking a token's signature: the embedded issuer's keys come by the same request that any API would make.

use http::Request;

use crate::inspect::{Decoded, KeyRing, SignatureReport, signature};
use crate::issuer::ISSUER;
use crate::jose::JwkSet;
use crate::ports::{Connection, Transport};
use crate::ui::session::Session;

/// Checks the signature of `decoded` with the keys of the reader, or else with those of the embedded issuer for what names it. Never with
/// those that the token itself brings (RFC 8725 §3.10).
///
/// With the report come the embedded issuer's keys, where they were asked for and came.
pub(super) async fn check(
    session: Session,
    decoded: &Decoded,
    keys: Option<KeyRing>,
    is_ours: bool,
) -> (SignatureReport, Option<JwkSet>) {
    let set = if is_ours { fetch_keys(session).await } else { None };
    let ring = set.as_ref().map(KeyRing::of_issuer).or(keys).unwrap_or_default();
    (signature::check(session.crypto(), decoded, &ring).await, set)
}

/// `GET /jwks` at the embedded issuer. Without cryptography there are no keys, and the signature stays unchecked.
async fn fetch_keys(session: Session) -> Option<JwkSet> {
    let request = Request::get([ISSUER, "/jwks"].concat()).body(Vec::new()).ok()?;
    let response = session.lab().send(request, &Connection::default()).await.ok()?;
    session.refresh();
    JwkSet::parse(response.body()).ok()
}
