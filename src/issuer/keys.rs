//! The issuer's keys: made when first needed, named by their thumbprints, published without their private parts.
//!
//! Access tokens are signed with ES256. ID Tokens are signed with RS256, which every OpenID Provider supports and which is
//! the default (OIDC Core §15.1, OIDC Registration §2). Making an RSA key takes a browser a moment, so none is made before
//! somebody needs it; it then appears in the key set, and verifiers that meet an unknown `kid` look there again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::jose::{Algorithm, Jwk, JwkSet, KeyError, SigningKey, VerificationKey};
use crate::ports::Crypto;

/// What access tokens are signed with.
pub(super) const ACCESS_TOKEN_ALGORITHM: Algorithm = Algorithm::Es256;
/// What ID Tokens are signed with.
pub(super) const ID_TOKEN_ALGORITHM: Algorithm = Algorithm::Rs256;

/// The keys made so far, oldest first.
#[derive(Default)]
pub(super) struct Keys {
    made: RefCell<Vec<Rc<IssuerKey>>>,
}

/// A key of the issuer: the handle that signs and the half that is published.
pub(super) struct IssuerKey {
    pub(super) signing: SigningKey,
    pub(super) public: Jwk,
    verifying: RefCell<Option<VerificationKey>>,
    is_retired: Cell<bool>,
}

impl IssuerKey {
    fn signs(&self, algorithm: Algorithm) -> bool {
        self.signing.algorithm == algorithm && !self.is_retired.get()
    }
}

impl Keys {
    /// The key that signs with this algorithm, made now if there is none yet.
    pub(super) async fn signing<C: Crypto>(&self, crypto: &C, algorithm: Algorithm) -> Result<Rc<IssuerKey>, KeyError> {
        if let Some(key) = self.newest(algorithm) {
            return Ok(key);
        }
        let (signing, public) = SigningKey::generate(crypto, algorithm).await?;
        // Another request may have made one while this one waited; then that one is the key.
        if let Some(key) = self.newest(algorithm) {
            crypto.release(signing.key);
            return Ok(key);
        }
        let key = Rc::new(IssuerKey { signing, public, verifying: RefCell::default(), is_retired: Cell::new(false) });
        self.made.borrow_mut().push(Rc::clone(&key));
        Ok(key)
    }

    /// What the issuer publishes (RFC 7517 §5): never empty, because there is always a key for access tokens.
    pub(super) async fn published<C: Crypto>(&self, crypto: &C) -> Result<JwkSet, KeyError> {
        self.signing(crypto, ACCESS_TOKEN_ALGORITHM).await?;
        Ok(self.made.borrow().iter().map(|key| key.public.clone()).collect())
    }

    /// The keys with which the issuer checks its own tokens.
    pub(super) async fn verifying<C: Crypto>(&self, crypto: &C) -> Result<Vec<VerificationKey>, KeyError> {
        let made = self.made.borrow().clone();
        let mut keys = Vec::with_capacity(made.len());
        for key in made {
            let known = key.verifying.borrow().clone();
            let verifying = match known {
                Some(verifying) => verifying,
                None => VerificationKey::import(crypto, &key.public, key.signing.algorithm).await?,
            };
            *key.verifying.borrow_mut() = Some(verifying.clone());
            keys.push(verifying);
        }
        Ok(keys)
    }

    /// Lets no key made so far sign again. What is signed next is signed with a new one; the old ones stay published, so that what
    /// they signed can still be verified.
    pub(super) fn rotate(&self) {
        self.made.borrow().iter().for_each(|key| key.is_retired.set(true));
    }

    fn newest(&self, algorithm: Algorithm) -> Option<Rc<IssuerKey>> {
        self.made.borrow().iter().rev().find(|key| key.signs(algorithm)).map(Rc::clone)
    }
}
