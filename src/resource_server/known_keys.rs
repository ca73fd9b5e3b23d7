//! The issuer's keys, as far as an API has fetched them.

use std::cell::RefCell;

use crate::jose::{Algorithm, CompactJws, JwkSet, VerificationKey};
use crate::ports::Crypto;
use crate::protected_resource::jwt;

/// The issuer's keys, as far as the API has fetched them.
#[derive(Default)]
pub(crate) struct KnownKeys(RefCell<Vec<VerificationKey>>);

impl KnownKeys {
    /// The key that the token's header points at.
    pub(crate) fn find(&self, jws: &CompactJws) -> Option<VerificationKey> {
        jwt::find(&self.0.borrow(), jws).cloned()
    }

    /// Makes a fetched set the API's own: new keys are imported, keys that it already has stay, keys that are gone are forgotten.
    /// Gives the number of keys in the set.
    pub(crate) async fn take_over<C: Crypto>(&self, crypto: &C, body: &[u8]) -> usize {
        let set = JwkSet::parse(body).unwrap_or_default();
        let mut keys = Vec::with_capacity(set.keys.len());
        for jwk in &set.keys {
            let known = self.0.borrow().iter().find(|key| key.jwk == *jwk).cloned();
            let Some(algorithm) = jwk.alg().and_then(Algorithm::from_name) else { continue };
            match known {
                Some(key) => keys.push(key),
                None => keys.extend(VerificationKey::import(crypto, jwk, algorithm).await),
            }
        }
        let before = self.0.replace(keys);
        let now = self.0.borrow();
        for key in before.iter().filter(|key| !now.contains(key)) {
            crypto.release(key.key);
        }
        set.keys.len()
    }

    pub(crate) fn forget<C: Crypto>(&self, crypto: &C) {
        for key in self.0.take() {
            crypto.release(key.key);
        }
    }
}
