//! The website of the demo client that signs with a key of its own: `https://ledger-sync.test/jwks`, where its public key is.
//!
//! The key pair is made when somebody first needs it. The private half is for whoever plays the client; the issuer only ever
//! fetches the public half, by a message that the log shows, and again when an assertion names a key that it has not seen
//! (OIDC Core §10.1.1).

use std::cell::RefCell;
use std::ops::ControlFlow;

use crate::cite::Citation;
use crate::jose::{Algorithm, Jwk, JwkError, JwkSet, KeyError, thumbprint};
use crate::ports::Crypto;
use crate::server::{Check, Endpoint, Incoming, Reply, Trace, admit, finish, reply};

/// What the client signs with.
const ALGORITHM: Algorithm = Algorithm::Es256;

static JWKS: Check = Check::new("Key set", Citation::rfc(7517, "5"));

/// The address where the client's public key is, [`LEDGER_SYNC_JWKS`](crate::server::LEDGER_SYNC_JWKS).
#[derive(Clone, Copy)]
struct Jwks;

impl Endpoint for Jwks {
    fn methods(self) -> &'static str {
        "GET, HEAD"
    }
}

/// Answers a request to the client's website: its public key.
pub(super) async fn handle<C: Crypto>(key: &ClientKey, crypto: &C, request: &Incoming, trace: &mut Trace) -> Reply {
    let endpoint = (request.head.uri.path() == "/jwks").then_some(Jwks);
    let mut reply = match admit(endpoint, request, trace) {
        ControlFlow::Continue(Jwks) => jwks(key, crypto, trace).await,
        ControlFlow::Break(answered) => answered,
    };
    finish(endpoint, request, &mut reply);
    reply
}

async fn jwks<C: Crypto>(key: &ClientKey, crypto: &C, trace: &mut Trace) -> Reply {
    match key.private(crypto).await {
        Ok(private) => {
            trace.passed(&JWKS, "Anybody may ask.", format!("The client's public key for {}.", ALGORITHM.name()));
            reply::json(&private.public().into_iter().collect::<JwkSet>().to_json())
        }
        Err(error) => {
            trace.refused(&JWKS, "The platform's cryptography.", format!("503. {error}"));
            reply::without_cryptography()
        }
    }
}

/// The client's key pair, once there is one.
#[derive(Default)]
pub(super) struct ClientKey(RefCell<Option<Jwk>>);

impl ClientKey {
    /// The private key, made now if there is none yet.
    pub(super) async fn private<C: Crypto>(&self, crypto: &C) -> Result<Jwk, KeyError> {
        let known = self.0.borrow().clone();
        if let Some(key) = known {
            return Ok(key);
        }
        let made = make(crypto).await?;
        // Another request may have made one while this one waited; then that one is the key.
        Ok(self.0.borrow_mut().get_or_insert(made).clone())
    }

    /// The name of the key, if there is one yet.
    pub(super) fn kid(&self) -> Option<String> {
        self.0.borrow().as_ref().and_then(Jwk::kid).map(str::to_owned)
    }

    /// Replaces the key pair; the issuer finds out when it meets a signature by the new one.
    pub(super) async fn rotate<C: Crypto>(&self, crypto: &C) -> Result<(), KeyError> {
        let made = make(crypto).await?;
        self.0.replace(Some(made));
        Ok(())
    }
}

async fn make<C: Crypto>(crypto: &C) -> Result<Jwk, KeyError> {
    let jwk = Jwk::parse_text(&crypto.generate_private_jwk(ALGORITHM.primitive()).await?)?;
    let public = jwk.public().ok_or_else(|| JwkError::WrongAlgorithm { asked: ALGORITHM.name() })?;
    let kid = thumbprint(crypto, &public).await?;
    Ok(jwk.labelled(&kid, ALGORITHM))
}
