//! The issuer's keys: made when first needed, named by their thumbprints, published without their private parts.
//!
//! Access tokens are signed as the policy says. ID Tokens are signed with RS256, which every OpenID Provider supports and which is
//! the default (OIDC Core §15.1, OIDC Registration §2). Making an RSA key takes a browser a moment, so none is made before
//! somebody needs it; it then appears in the key set, and verifiers that meet an unknown `kid` look there again.
//!
//! Keys change in the way of OIDC Core §10.1.1: the next key is published before it signs anything, and a key that no longer
//! signs stays published until everything that it signed is over.

use std::cell::RefCell;
use std::rc::Rc;

use crate::jose::{Algorithm, Jwk, JwkSet, KeyError, SigningKey, VerificationKey};
use crate::ports::{Crypto, UnixTime};

/// What ID Tokens are signed with.
pub(crate) const ID_TOKEN_ALGORITHM: Algorithm = Algorithm::Rs256;

/// How long a retired key stays published, in seconds: no token lives longer.
const RETIREMENT: i64 = 3600;

/// How many retired keys of an algorithm stay published at most. Whoever rotates oftener in an hour gives the oldest up early.
const RETIRED: usize = 8;

/// The keys, oldest first; for each algorithm at most one of them signs and one is next.
#[derive(Default)]
pub(crate) struct Keys {
    made: RefCell<Vec<Rc<IssuerKey>>>,
}

/// Keys for issuers beside another one: made when they are first needed, and kept from one to the next.
#[derive(Clone, Default)]
pub struct SharedKeys(pub(super) Rc<Keys>);

/// A key of the issuer: the handle that signs and the half that is published.
#[derive(Clone)]
pub(crate) struct IssuerKey {
    pub(crate) signing: SigningKey,
    pub(crate) public: Jwk,
    stage: KeyStage,
    verifying: RefCell<Option<VerificationKey>>,
}

/// Where a key is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyStage {
    /// Published, and not used yet.
    Next,
    /// Signs.
    Current,
    /// Does not sign any more; published until then.
    Retired(UnixTime),
}

/// What anybody may know about a key of the issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRecord {
    /// Its name: its thumbprint (RFC 7638).
    pub kid: String,
    /// What it signs with.
    pub algorithm: Algorithm,
    /// Where it is in its life.
    pub stage: KeyStage,
}

impl Keys {
    /// Every key that was made, oldest first.
    pub(crate) fn records(&self) -> Vec<KeyRecord> {
        let record = |key: &Rc<IssuerKey>| KeyRecord {
            kid: key.signing.kid.clone().unwrap_or_default(),
            algorithm: key.signing.algorithm,
            stage: key.stage,
        };
        self.made.borrow().iter().map(record).collect()
    }

    /// The key that signs with this algorithm, made now if there is none yet.
    pub(crate) async fn signing<C: Crypto>(&self, crypto: &C, algorithm: Algorithm) -> Result<Rc<IssuerKey>, KeyError> {
        self.at(crypto, algorithm, KeyStage::Current).await
    }

    /// What the issuer publishes (RFC 7517 §5): the keys that sign, the next ones, and those whose tokens may still be around.
    /// There is always a pair for `algorithm`, that of access tokens.
    pub(crate) async fn published<C: Crypto>(
        &self,
        crypto: &C,
        algorithm: Algorithm,
        now: UnixTime,
    ) -> Result<JwkSet, KeyError> {
        self.signing(crypto, algorithm).await?;
        for algorithm in self.in_use() {
            self.at(crypto, algorithm, KeyStage::Next).await?;
        }
        self.forget_retired(crypto, now);
        Ok(self.made.borrow().iter().map(|key| key.public.clone()).collect())
    }

    /// Lets the next key of every algorithm in use sign from now on.
    pub(crate) async fn rotate<C: Crypto>(&self, crypto: &C, now: UnixTime) -> Result<(), KeyError> {
        for algorithm in self.in_use() {
            self.at(crypto, algorithm, KeyStage::Next).await?;
        }
        for key in self.made.borrow_mut().iter_mut() {
            let stage = match key.stage {
                KeyStage::Next => KeyStage::Current,
                KeyStage::Current => KeyStage::Retired(now.plus(RETIREMENT)),
                retired => retired,
            };
            *key = Rc::new(IssuerKey { stage, ..IssuerKey::clone(key) });
        }
        self.forget_retired(crypto, now);
        Ok(())
    }

    /// The keys with which the issuer checks its own tokens.
    pub(crate) async fn verifying<C: Crypto>(&self, crypto: &C) -> Result<Vec<VerificationKey>, KeyError> {
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

    /// The key of this algorithm and stage, made now if there is none yet.
    async fn at<C: Crypto>(
        &self,
        crypto: &C,
        algorithm: Algorithm,
        stage: KeyStage,
    ) -> Result<Rc<IssuerKey>, KeyError> {
        if let Some(key) = self.find(algorithm, stage) {
            return Ok(key);
        }
        let (signing, public) = SigningKey::generate(crypto, algorithm).await?;
        // Another request may have made one while this one waited; then that one is the key.
        if let Some(key) = self.find(algorithm, stage) {
            crypto.release(signing.key);
            return Ok(key);
        }
        let key = Rc::new(IssuerKey { signing, public, stage, verifying: RefCell::default() });
        self.made.borrow_mut().push(Rc::clone(&key));
        Ok(key)
    }

    fn find(&self, algorithm: Algorithm, stage: KeyStage) -> Option<Rc<IssuerKey>> {
        let is_it = |key: &&Rc<IssuerKey>| key.signing.algorithm == algorithm && key.stage == stage;
        self.made.borrow().iter().find(is_it).map(Rc::clone)
    }

    /// The algorithms for which there is a key that signs.
    fn in_use(&self) -> Vec<Algorithm> {
        let made = self.made.borrow();
        made.iter().filter(|key| key.stage == KeyStage::Current).map(|key| key.signing.algorithm).collect()
    }

    /// Keys whose every token is over, and the oldest of too many. A clock that was moved back does not bring them back.
    fn forget_retired<C: Crypto>(&self, crypto: &C, now: UnixTime) {
        let mut made = self.made.borrow_mut();
        let retired = |key: &Rc<IssuerKey>| matches!(key.stage, KeyStage::Retired(_)).then_some(key.signing.algorithm);
        let mut left: Vec<Algorithm> = made.iter().filter_map(retired).collect();
        made.retain(|key| {
            let algorithm = key.signing.algorithm;
            // The retired keys of the algorithm from this one on, the oldest first.
            let of_it = left.iter().filter(|other| **other == algorithm).count();
            let is_retired = matches!(key.stage, KeyStage::Retired(_));
            if is_retired && let Some(place) = left.iter().position(|other| *other == algorithm) {
                left.remove(place);
            }
            let is_over = is_retired && of_it > RETIRED || matches!(key.stage, KeyStage::Retired(until) if until < now);
            if is_over {
                crypto.release(key.signing.key);
                if let Some(verifying) = key.verifying.borrow().as_ref() {
                    crypto.release(verifying.key);
                }
            }
            !is_over
        });
    }
}
