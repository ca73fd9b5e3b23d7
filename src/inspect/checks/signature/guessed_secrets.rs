//! Secrets that are none: those of examples, and public keys taken for secrets (RFC 8725 §2.1, §3.5).
//!
//! Trying them harms nobody and tells what an attacker would find out in a moment.

use super::attempt::{Attempt, Tried};
use super::public_key_text::abused_secrets;
use crate::inspect::{KeyRing, RingKey};
use crate::jose::{Jwk, KeyType, base64url, json};
use crate::ports::Crypto;

/// Secrets of examples and of first tries: whoever uses one lets everybody write tokens.
const KNOWN: [&str; 14] = [
    "secret",
    "your-256-bit-secret",
    "your-384-bit-secret",
    "your-512-bit-secret",
    "a-string-secret-at-least-256-bits-long",
    "shhhhh",
    "password",
    "changeme",
    "mysecret",
    "supersecret",
    "secretkey",
    "secret_key",
    "test",
    "123456",
];

/// The secret of the MAC, if it is one that everybody knows.
pub(super) async fn known_secret<C: Crypto>(attempt: &Attempt<'_, C>) -> Option<&'static str> {
    if attempt.algorithm.key_type() != KeyType::Oct {
        return None;
    }
    for secret in KNOWN {
        if fits(attempt, secret.as_bytes()).await {
            return Some(secret);
        }
    }
    None
}

/// The public key whose text was the secret of the MAC: then anybody could have written the token.
pub(super) async fn public_key_as_secret<'r, C: Crypto>(
    attempt: &Attempt<'_, C>,
    ring: &'r KeyRing,
) -> Option<&'r RingKey> {
    if attempt.algorithm.key_type() != KeyType::Oct {
        return None;
    }
    for key in ring.keys.iter().filter(|key| key.jwk.key_type().is_asymmetric()) {
        for secret in abused_secrets(&key.jwk) {
            if fits(attempt, &secret).await {
                return Some(key);
            }
        }
    }
    None
}

async fn fits<C: Crypto>(attempt: &Attempt<'_, C>, secret: &[u8]) -> bool {
    let members = [("kty", "oct".into()), ("k", base64url::encode(secret).into())];
    let Ok(jwk) = Jwk::parse(json::object(members)) else { return false };
    matches!(attempt.with(&jwk).await, Ok(Tried::Fits(_)))
}
