//! Whether the holder of the key that the issuer bound an SD-JWT to signed its key binding JWT (RFC 9901 §4.3).
//!
//! One key counts: `cnf.jwk` of what the issuer signed (RFC 9901 §4.1.2, RFC 7800 §3.2). No key at hand replaces it, and a `cnf` that
//! the holder may show or hide is none. What comes of it is a state of its own: it says nothing about the issuer's signature, and is worth
//! something only together with that.

use super::check::check_with;
use super::state::{NotCheckedReason, SignatureReport, SignatureState};
use crate::inspect::{Decoded, KeySource, Phrase, RingKey};
use crate::jose::Jwk;
use crate::ports::Crypto;

/// What `cnf.jwk` says about the signature of the key binding JWT; `None` for a token without one.
pub async fn check_key_binding<C: Crypto>(crypto: &C, decoded: &Decoded) -> Option<SignatureReport> {
    let binding = decoded.sd_jwt.as_ref()?.key_binding.as_ref()?;
    Some(match holder_key(decoded) {
        Ok(key) => check_with(crypto, &Decoded::read(&binding.token), &key).await,
        Err(reason) => SignatureState::NotChecked(reason).into(),
    })
}

/// The holder's key, as the issuer has written it.
fn holder_key(decoded: &Decoded) -> Result<RingKey, NotCheckedReason> {
    let payload = decoded.payload.as_ref().map(|payload| &payload.members);
    let written = payload.and_then(|members| members.get("cnf")?.get("jwk")?.as_object());
    let label = "cnf.jwk".to_owned();
    match written.map(|members| Jwk::parse(members.clone())) {
        None => Err(NotCheckedReason::NoHolderKey),
        Some(Err(error)) => Err(NotCheckedReason::KeyRefused { key: label, reason: error.to_string() }),
        // A key binding is a digital signature (RFC 9901 §4.3): with a secret that stands in the token, anybody can make a code.
        Some(Ok(jwk)) if !jwk.key_type().is_asymmetric() => Err(NotCheckedReason::NoHolderKey),
        Some(Ok(jwk)) => Ok(RingKey { jwk, from: KeySource::Jwk, label, certificate: None }),
    }
}

impl SignatureReport {
    /// The state of a key binding in a sentence: it is another one than that of the token's own signature.
    #[must_use]
    pub fn of_holder(&self) -> Phrase {
        Phrase::new(match self.state {
            SignatureState::NotChecked(_) => "holder_not_checked",
            SignatureState::Verified { .. } => "holder_verified",
            SignatureState::Failed(_) => "holder_failed",
        })
    }
}
