//! HMAC with the hashes of RFC 7518 §3.2.

use hmac::{Hmac, Mac};
use rand::RngCore;
use rand::rngs::OsRng;
use sha2::{Sha256, Sha384, Sha512};

use super::jwk_member::octets;
use crate::jose::Jwk;
use crate::ports::{CryptoError, Hash, SigningPrimitive};

/// A shared key and the hash it is used with.
#[derive(Clone)]
pub(super) struct MacKey {
    hash: Hash,
    octets: Vec<u8>,
}

impl MacKey {
    /// The hash of a MAC; `None` when the primitive is none.
    pub(super) const fn hash_of(primitive: SigningPrimitive) -> Option<Hash> {
        match primitive {
            SigningPrimitive::HmacSha256 => Some(Hash::Sha256),
            SigningPrimitive::HmacSha384 => Some(Hash::Sha384),
            SigningPrimitive::HmacSha512 => Some(Hash::Sha512),
            _ => None,
        }
    }

    pub(super) fn generate(hash: Hash) -> Self {
        let mut octets = vec![0; 64];
        OsRng.fill_bytes(&mut octets);
        Self { hash, octets }
    }

    pub(super) fn import(hash: Hash, jwk: &Jwk) -> Result<Self, CryptoError> {
        Ok(Self { hash, octets: octets(jwk, "k")? })
    }

    pub(super) fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self.hash {
            Hash::Sha256 => self.begun::<Hmac<Sha256>>(message).finalize().into_bytes().to_vec(),
            Hash::Sha384 => self.begun::<Hmac<Sha384>>(message).finalize().into_bytes().to_vec(),
            Hash::Sha512 => self.begun::<Hmac<Sha512>>(message).finalize().into_bytes().to_vec(),
        }
    }

    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self.hash {
            Hash::Sha256 => self.begun::<Hmac<Sha256>>(message).verify_slice(signature).is_ok(),
            Hash::Sha384 => self.begun::<Hmac<Sha384>>(message).verify_slice(signature).is_ok(),
            Hash::Sha512 => self.begun::<Hmac<Sha512>>(message).verify_slice(signature).is_ok(),
        }
    }

    fn begun<M: Mac + hmac::digest::KeyInit>(&self, message: &[u8]) -> M {
        let mut mac = <M as Mac>::new_from_slice(&self.octets).expect("HMAC takes a key of any length");
        mac.update(message);
        mac
    }
}
