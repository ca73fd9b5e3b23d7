//! What one server remembers about DPoP proofs: which were used, and the nonces it gave out (RFC 9449 §8, §9, §11.1).
//!
//! The token endpoint, UserInfo and the API each have their own: a proof or a nonce for one is nothing to another (DPP-08).

use std::cell::RefCell;

use http::HeaderName;

use crate::jose::JwsError;
use crate::oauth::dpop::{Expectation, FIELD, Proof, ProofError, ProofWindow, nonce_field};
use crate::ports::{Clock, Crypto, Random};

use super::nonces::Nonces;
use super::replay::ReplayMemory;
use super::reply::Reply;
use super::{Incoming, Issuer};

/// The memory of one server.
#[derive(Default)]
pub(super) struct Proofs {
    used: RefCell<ReplayMemory>,
    nonces: RefCell<Nonces>,
}

impl Proofs {
    /// Judges the proof of a request and spends it: the thumbprint of the key that it proves, or `None` when there is no proof.
    /// `ath` is the hash of the access token in the request, at a server that takes them.
    pub(super) async fn judge<C: Crypto, K: Clock, R: Random>(
        &self,
        issuer: &Issuer<C, K, R>,
        request: &Incoming,
        ath: Option<&str>,
    ) -> Result<Option<String>, ProofError> {
        let Some(proof) = Proof::of(&request.head.headers)? else { return Ok(None) };
        if !issuer.policies.borrow().profile.allows_algorithm(proof.algorithm()) {
            return Err(JwsError::AlgUnknown(proof.algorithm().name().to_owned()).into());
        }
        proof.verify(&issuer.crypto).await?;
        let now = issuer.now();
        let fresh = issuer.policies.borrow().dpop_nonce.then(|| self.nonces.borrow().fresh(now));
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
            self.nonces.borrow_mut().newest(now, &issuer.random).map_err(ProofError::Crypto)?;
        }
        let checked = checked?;
        let jkt = proof.jkt(&issuer.crypto).await.map_err(ProofError::Crypto)?;
        // Two holders may choose the same name, and neither can spoil the other's.
        let name = [&jkt, " ", &checked.jti, " ", &checked.htu].concat();
        if self.used.borrow_mut().first_use(name, checked.remember_until, now) {
            Ok(Some(jkt))
        } else {
            Err(ProofError::Replayed)
        }
    }

    /// Adds the newest nonce to the answer to a request with a proof, when this server asks for nonces. An answer that does not ask for
    /// one goes without where none can be made (RFC 9449 §8.2).
    pub(super) fn offer_nonce<C: Crypto, K: Clock, R: Random>(
        &self,
        issuer: &Issuer<C, K, R>,
        request: &Incoming,
        reply: &mut Reply,
    ) {
        if !issuer.policies.borrow().dpop_nonce
            || !request.head.headers.contains_key(const { HeaderName::from_static(FIELD) })
        {
            return;
        }
        let nonce = self.nonces.borrow_mut().newest(issuer.now(), &issuer.random).ok();
        if let Some((name, value)) = nonce.as_deref().and_then(nonce_field) {
            reply.headers_mut().insert(name, value);
        }
    }

    /// Forgets everything.
    pub(super) fn forget(&self) {
        self.used.take();
        self.nonces.take();
    }
}
