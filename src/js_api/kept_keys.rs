//! Cryptography that remembers the keys it has imported: who verifies a thousand tokens with one JWK imports it once.

use std::cell::RefCell;

use crate::ports::{Crypto, CryptoError, Hash, KeyRef, SigningPrimitive};

/// How many imported keys are kept. The one that was used longest ago goes first.
const MOST: usize = 64;

/// A [`Crypto`] around another, over the same handles. A key is known by the whole text of its JWK, so what is kept can never be another
/// key than the one that is asked for.
pub(super) struct KeptKeys<C> {
    inner: C,
    /// The last used at the end.
    kept: RefCell<Vec<Kept>>,
}

struct Kept {
    primitive: SigningPrimitive,
    jwk: String,
    key: KeyRef,
}

impl<C: Crypto> KeptKeys<C> {
    /// Nothing is kept yet.
    pub(super) const fn new(inner: C) -> Self {
        Self { inner, kept: RefCell::new(Vec::new()) }
    }

    /// The other, for what is not remembered.
    pub(super) const fn inner(&self) -> &C {
        &self.inner
    }

    fn find(&self, primitive: SigningPrimitive, jwk: &str) -> Option<KeyRef> {
        let mut kept = self.kept.borrow_mut();
        let place = kept.iter().rposition(|known| known.primitive == primitive && known.jwk == jwk)?;
        let found = kept.remove(place);
        let key = found.key;
        kept.push(found);
        Some(key)
    }

    fn keep(&self, primitive: SigningPrimitive, jwk: &str, key: KeyRef) {
        let mut kept = self.kept.borrow_mut();
        kept.push(Kept { primitive, jwk: jwk.to_owned(), key });
        if kept.len() > MOST {
            self.inner.release(kept.remove(0).key);
        }
    }
}

impl<C: Crypto> Crypto for KeptKeys<C> {
    async fn import_verifying(&self, primitive: SigningPrimitive, jwk: &str) -> Result<KeyRef, CryptoError> {
        if let Some(key) = self.find(primitive, jwk) {
            return Ok(key);
        }
        let key = self.inner.import_verifying(primitive, jwk).await?;
        self.keep(primitive, jwk, key);
        Ok(key)
    }

    /// Keeps a key for the next time that it is asked for; what is no key to verify with goes.
    fn release(&self, key: KeyRef) {
        if !self.kept.borrow().iter().any(|known| known.key == key) {
            self.inner.release(key);
        }
    }

    async fn generate(&self, primitive: SigningPrimitive) -> Result<KeyRef, CryptoError> {
        self.inner.generate(primitive).await
    }

    async fn generate_private_jwk(&self, primitive: SigningPrimitive) -> Result<String, CryptoError> {
        self.inner.generate_private_jwk(primitive).await
    }

    async fn import_signing(&self, primitive: SigningPrimitive, jwk: &str) -> Result<KeyRef, CryptoError> {
        self.inner.import_signing(primitive, jwk).await
    }

    async fn export_public(&self, key: KeyRef) -> Result<String, CryptoError> {
        self.inner.export_public(key).await
    }

    async fn sign(&self, key: KeyRef, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        self.inner.sign(key, message).await
    }

    async fn verify(&self, key: KeyRef, message: &[u8], signature: &[u8]) -> Result<bool, CryptoError> {
        self.inner.verify(key, message, signature).await
    }

    async fn digest(&self, hash: Hash, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        self.inner.digest(hash, message).await
    }
}
