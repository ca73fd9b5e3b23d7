//! A key pair of somebody beside the issuer: made when it is first needed, published, and replaced.

use std::cell::RefCell;

use crate::cite::Citation;
use crate::jose::{Algorithm, Jwk, JwkError, JwkSet, KeyError, thumbprint};
use crate::ports::Crypto;
use crate::server::{Check, Reply, Trace, reply};

/// What it signs with.
const ALGORITHM: Algorithm = Algorithm::Es256;

static JWKS: Check = Check::new("Key set", Citation::rfc(7517, "5"));

/// The key pair, once there is one.
#[derive(Default)]
pub(super) struct KeyPair(RefCell<Option<Jwk>>);

impl KeyPair {
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

    /// Replaces the key pair; others find out when they meet a signature by the new one.
    pub(super) async fn rotate<C: Crypto>(&self, crypto: &C) -> Result<(), KeyError> {
        let made = make(crypto).await?;
        self.0.replace(Some(made));
        Ok(())
    }

    /// Answers a request for the public key, a set of one (RFC 7517 §5).
    pub(super) async fn published<C: Crypto>(&self, crypto: &C, trace: &mut Trace) -> Reply {
        match self.private(crypto).await {
            Ok(private) => {
                trace.passed(&JWKS, "Anybody may ask.", format!("The public key for {}.", ALGORITHM.name()));
                reply::json(&private.public().into_iter().collect::<JwkSet>().to_json())
            }
            Err(error) => {
                trace.refused(&JWKS, "The platform's cryptography.", format!("503. {error}"));
                reply::without_cryptography()
            }
        }
    }
}

async fn make<C: Crypto>(crypto: &C) -> Result<Jwk, KeyError> {
    let jwk = Jwk::parse_text(&crypto.generate_private_jwk(ALGORITHM.primitive()).await?)?;
    let public = jwk.public().ok_or_else(|| JwkError::WrongAlgorithm { asked: ALGORITHM.name() })?;
    let kid = thumbprint(crypto, &public).await?;
    Ok(jwk.labelled(&kid, ALGORITHM))
}
