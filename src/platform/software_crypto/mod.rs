//! The [`Crypto`] port on RustCrypto, for native tests. Never part of the page.
//!
//! Not constant-time where that would cost anything and slow with RSA: it must never see a key that matters.

mod decryption;
mod foreign_keys;
mod jwk_member;
mod mac;
mod private_key;
mod public_key;

use std::cell::RefCell;
use std::collections::HashMap;

use sha2::{Digest, Sha256, Sha384, Sha512};

use self::jwk_member::bad;
use self::mac::MacKey;
use self::private_key::PrivateKey;
use self::public_key::PublicKey;
use crate::jose::{Algorithm, Jwk};
use crate::ports::{Crypto, CryptoError, Hash, KeyRef, SigningPrimitive};

/// Keys in memory, by handle.
#[derive(Default)]
pub struct SoftwareCrypto {
    table: RefCell<Table>,
}

#[derive(Default)]
struct Table {
    last: u32,
    keys: HashMap<KeyRef, Key>,
}

/// One key. A private key can do what its public half can.
#[derive(Clone)]
enum Key {
    Public(PublicKey),
    Private(Box<PrivateKey>),
    Shared(MacKey),
}

impl SoftwareCrypto {
    /// An adapter without keys.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn keep(&self, key: Key) -> KeyRef {
        let mut table = self.table.borrow_mut();
        table.last += 1;
        let handle = KeyRef(table.last);
        table.keys.insert(handle, key);
        handle
    }

    fn key(&self, handle: KeyRef) -> Result<Key, CryptoError> {
        self.table.borrow().keys.get(&handle).cloned().ok_or_else(|| bad("the handle is unknown"))
    }
}

impl Crypto for SoftwareCrypto {
    async fn generate(&self, primitive: SigningPrimitive) -> Result<KeyRef, CryptoError> {
        Ok(self.keep(match MacKey::hash_of(primitive) {
            Some(hash) => Key::Shared(MacKey::generate(hash)),
            None => Key::Private(Box::new(PrivateKey::generate(primitive)?)),
        }))
    }

    async fn generate_private_jwk(&self, primitive: SigningPrimitive) -> Result<String, CryptoError> {
        PrivateKey::generate(primitive)?.to_jwk()
    }

    async fn import_verifying(&self, primitive: SigningPrimitive, jwk: &str) -> Result<KeyRef, CryptoError> {
        let jwk = parse(primitive, jwk)?;
        Ok(self.keep(match MacKey::hash_of(primitive) {
            Some(hash) => Key::Shared(MacKey::import(hash, &jwk)?),
            None => Key::Public(PublicKey::import(primitive, &jwk)?),
        }))
    }

    async fn import_signing(&self, primitive: SigningPrimitive, jwk: &str) -> Result<KeyRef, CryptoError> {
        let jwk = parse(primitive, jwk)?;
        Ok(self.keep(match MacKey::hash_of(primitive) {
            Some(hash) => Key::Shared(MacKey::import(hash, &jwk)?),
            None => Key::Private(Box::new(PrivateKey::import(primitive, &jwk)?)),
        }))
    }

    async fn export_public(&self, key: KeyRef) -> Result<String, CryptoError> {
        match self.key(key)? {
            Key::Public(public) => Ok(public.to_jwk()),
            Key::Private(private) => Ok(private.public().to_jwk()),
            Key::Shared(_) => Err(bad("a MAC key has no public half")),
        }
    }

    async fn sign(&self, key: KeyRef, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        match self.key(key)? {
            Key::Private(private) => Ok(private.sign(message)),
            Key::Shared(shared) => Ok(shared.sign(message)),
            Key::Public(_) => Err(bad("a public key cannot sign")),
        }
    }

    async fn verify(&self, key: KeyRef, message: &[u8], signature: &[u8]) -> Result<bool, CryptoError> {
        Ok(match self.key(key)? {
            Key::Public(public) => public.verifies(message, signature),
            Key::Private(private) => private.public().verifies(message, signature),
            Key::Shared(shared) => shared.verifies(message, signature),
        })
    }

    async fn digest(&self, hash: Hash, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        Ok(match hash {
            Hash::Sha256 => Sha256::digest(message).to_vec(),
            Hash::Sha384 => Sha384::digest(message).to_vec(),
            Hash::Sha512 => Sha512::digest(message).to_vec(),
        })
    }

    fn release(&self, key: KeyRef) {
        self.table.borrow_mut().keys.remove(&key);
    }
}

/// A key of the type that the primitive takes.
fn parse(primitive: SigningPrimitive, text: &str) -> Result<Jwk, CryptoError> {
    let jwk = Jwk::parse_text(text).map_err(bad)?;
    let fits =
        Algorithm::all().any(|algorithm| algorithm.primitive() == primitive && algorithm.key_type() == jwk.key_type());
    if fits { Ok(jwk) } else { Err(bad("the key is of another type")) }
}
