//! What one server remembers about DPoP proofs: which were used, and the nonces it gave out (RFC 9449 §8, §9, §11.1).
//!
//! The token endpoint, UserInfo and the API each have their own: a proof or a nonce for one is nothing to another (DPP-08).

use std::cell::RefCell;

use http::HeaderName;

use crate::jose::{Algorithm, JwsError};
use crate::oauth::dpop::{Expectation, FIELD, Proof, ProofError, ProofWindow, nonce_field};
use crate::ports::{Clock, Crypto, Ports, Random};

use super::Incoming;
use super::nonces::Nonces;
use super::replay::ReplayMemory;
use super::reply::Reply;

/// The memory of one server.
#[derive(Default)]
pub(crate) struct Proofs {
    used: RefCell<ReplayMemory>,
    nonces: RefCell<Nonces>,
}

/// What one server asks of proofs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ProofRules {
    /// Whether a proof needs a nonce of this server (RFC 9449 §8, §9).
    pub(crate) nonce: bool,
    /// The only algorithms that are taken; every one that this page knows when there is no list.
    pub(crate) algorithms: Option<&'static [Algorithm]>,
}

impl ProofRules {
    /// Whether a proof may be signed this way.
    pub(crate) fn allows(&self, algorithm: Algorithm) -> bool {
        self.algorithms.is_none_or(|only| only.contains(&algorithm))
    }
}

/// A server's means to judge proofs, for the time of a request.
pub(crate) struct ProofCheck<'a, C, K, R> {
    pub(crate) ports: &'a Ports<C, K, R>,
    pub(crate) memory: &'a Proofs,
    pub(crate) rules: ProofRules,
}

impl<C: Crypto, K: Clock, R: Random> ProofCheck<'_, C, K, R> {
    /// Judges the proof of a request and spends it: the thumbprint of the key that it proves, or `None` when there is no proof.
    /// `ath` is the hash of the access token in the request, at a server that takes them.
    pub(crate) async fn judge(&self, request: &Incoming, ath: Option<&str>) -> Result<Option<String>, ProofError> {
        let Some(proof) = Proof::of(&request.head.headers)? else { return Ok(None) };
        if !self.rules.allows(proof.algorithm()) {
            return Err(JwsError::AlgUnknown(proof.algorithm().name().to_owned()).into());
        }
        proof.verify(&self.ports.crypto).await?;
        let now = self.ports.clock.now();
        let fresh = self.rules.nonce.then(|| self.memory.nonces.borrow().fresh(now));
        let checked = proof.check(&Expectation {
            method: &request.head.method,
            uri: &request.address(),
            now,
            window: ProofWindow::default(),
            nonces: fresh.as_deref(),
            ath,
        });
        if let Err(ProofError::NonceMissing | ProofError::NonceStale) = checked {
            // The refusal brings a nonce (RFC 9449 §8), so there has to be one to give.
            self.memory.nonces.borrow_mut().newest(now, &self.ports.random).map_err(ProofError::Crypto)?;
        }
        let checked = checked?;
        let jkt = proof.jkt(&self.ports.crypto).await.map_err(ProofError::Crypto)?;
        // Two holders may choose the same name, and neither can spoil the other's.
        let name = [&jkt, " ", &checked.jti, " ", &checked.htu].concat();
        if self.memory.used.borrow_mut().first_use(&name, checked.remember_until) {
            Ok(Some(jkt))
        } else {
            Err(ProofError::Replayed)
        }
    }

    /// Adds the newest nonce to the answer to a request with a proof, when this server asks for nonces. An answer that does not ask for
    /// one goes without where none can be made (RFC 9449 §8.2).
    pub(crate) fn offer_nonce(&self, request: &Incoming, reply: &mut Reply) {
        if !self.rules.nonce || !request.head.headers.contains_key(const { HeaderName::from_static(FIELD) }) {
            return;
        }
        let nonce = self.memory.nonces.borrow_mut().newest(self.ports.clock.now(), &self.ports.random).ok();
        if let Some((name, value)) = nonce.as_deref().and_then(nonce_field) {
            reply.headers_mut().insert(name, value);
        }
    }
}

impl Proofs {
    /// Forgets everything.
    pub(crate) fn forget(&self) {
        self.used.take();
        self.nonces.take();
    }
}
