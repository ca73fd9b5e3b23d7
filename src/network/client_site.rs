//! The website of the demo client that signs with a key of its own: `https://ledger-sync.test/jwks`, where its public key is.
//!
//! The private half is for whoever plays the client; the issuer only ever fetches the public half, by a message that the log shows, and
//! again when an assertion names a key that it has not seen (OIDC Core §10.1.1).

use std::ops::ControlFlow;

use crate::ports::Crypto;
use crate::server::{Endpoint, Incoming, Reply, Trace, admit, finish};

use super::key_pair::KeyPair;

/// The address where the client's public key is, [`LEDGER_SYNC_JWKS`](crate::server::LEDGER_SYNC_JWKS).
#[derive(Clone, Copy)]
struct Jwks;

impl Endpoint for Jwks {
    fn methods(self) -> &'static str {
        "GET, HEAD"
    }
}

/// Answers a request to the client's website: its public key.
pub(super) async fn handle<C: Crypto>(key: &KeyPair, crypto: &C, request: &Incoming, trace: &mut Trace) -> Reply {
    let endpoint = (request.head.uri.path() == "/jwks").then_some(Jwks);
    let mut reply = match admit(endpoint, request, trace) {
        ControlFlow::Continue(Jwks) => key.published(crypto, trace).await,
        ControlFlow::Break(answered) => answered,
    };
    finish(endpoint, request, &mut reply);
    reply
}
