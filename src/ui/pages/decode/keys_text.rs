//! The keys that a reader has pasted beside the token, as typed and as read.

use crate::inspect::{KeyRing, KeyTextProblem};
use crate::jose::Jwk;
use crate::ports::ForeignKeys;

/// The keys as typed, readable or not.
#[derive(Debug, Default)]
pub struct Keys {
    text: String,
    ring: Option<Result<KeyRing, KeyTextProblem>>,
}

impl Keys {
    /// Reads a text.
    #[must_use]
    pub fn read(text: String) -> Self {
        let ring = (!text.trim().is_empty()).then(|| KeyRing::read(&text));
        Self { text, ring }
    }

    /// The text as it was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing was pasted.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ring.is_none()
    }

    /// The keys in it, if it could be read.
    #[must_use]
    pub fn ring(&self) -> Option<&KeyRing> {
        self.ring.as_ref()?.as_ref().ok()
    }

    /// Why it could not be read.
    #[must_use]
    pub fn problem(&self) -> Option<&KeyTextProblem> {
        self.ring.as_ref()?.as_ref().err()
    }

    /// The same, with the public halves that private keys came without.
    pub async fn completed<C: ForeignKeys>(mut self, crypto: &C) -> Self {
        if let Some(Ok(ring)) = &mut self.ring {
            ring.complete(crypto).await;
        }
        self
    }

    /// A key in it that signs: a private one or a secret.
    #[must_use]
    pub fn signing_key(&self) -> Option<&Jwk> {
        let mut keys = self.ring()?.keys.iter();
        keys.find(|key| key.jwk.has_private_members() || !key.jwk.key_type().is_asymmetric()).map(|key| &key.jwk)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_used_when_readable_and_kept_when_not() {
        let damaged = Keys::read("{\"kty\":".to_owned());
        assert!(damaged.problem().is_some() && damaged.ring().is_none() && !damaged.is_empty());
        assert_eq!(damaged.text(), "{\"kty\":");
        let nothing = Keys::read(" ".to_owned());
        assert!(nothing.is_empty() && nothing.problem().is_none());
    }

    #[test]
    fn a_secret_signs_and_a_public_key_does_not() {
        // RFC 7515 A.1 and A.3.
        let secret = r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#;
        assert!(Keys::read(secret.to_owned()).signing_key().is_some());
        let public = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
        let keys = Keys::read(public.to_owned());
        assert!(keys.ring().is_some_and(|ring| ring.keys.len() == 1) && keys.signing_key().is_none());
    }
}
