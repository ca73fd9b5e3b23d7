//! Which keys a signature is held against, and why not against the others.

use crate::inspect::{KeyRing, Phrase, RingKey};
use crate::jose::{Algorithm, JwkError};

use super::state::KeyTried;

/// What `use` says in a SPIFFE bundle of a key that signs JWT-SVIDs (SPIFFE Trust Domain and Bundle §4.2.2).
pub(super) const SVID_USE: &str = "jwt-svid";

/// The values of `use` by which a key is for signatures of tokens. [`SVID_USE`] is no value of RFC 7517, which lets others define some (§4.2).
pub(super) const SIGNING_USES: [&str; 2] = ["sig", SVID_USE];

/// The keys of a ring for one token.
pub(super) struct Candidates<'r> {
    /// Those to try, in the order of trying.
    pub(super) keys: Vec<&'r RingKey>,
    /// Why the others are not tried.
    pub(super) left_out: Vec<KeyTried>,
    /// Whether the token has a `kid` that no key has, and every key that is tried has another: then that none fits says nothing.
    pub(super) is_kid_unknown: bool,
}

/// Keys with the token's `kid` alone; without such a key, or without a `kid`, every key that is for the algorithm.
pub(super) fn candidates<'r>(ring: &'r KeyRing, kid: Option<&str>, algorithm: Algorithm) -> Candidates<'r> {
    let named = |key: &RingKey| kid.is_some() && key.jwk.kid() == kid;
    let has_named = ring.keys.iter().any(named);
    let mut found = Candidates { keys: Vec::new(), left_out: Vec::new(), is_kid_unknown: false };
    for key in &ring.keys {
        let reason = if has_named && !named(key) {
            Some(Phrase::new("tried_other_kid").with("name", kid.unwrap_or_default()))
        } else {
            unfit(key, algorithm)
        };
        match reason {
            None => found.keys.push(key),
            Some(outcome) => found.left_out.push(not_tried(key, outcome)),
        }
    }
    for (name, reason) in &ring.ignored {
        found.left_out.push(KeyTried { label: name.clone(), kid: None, tried: false, outcome: reason.clone() });
    }
    let has_other_name = |key: &&RingKey| key.jwk.kid().is_some_and(|own| !own.is_empty() && Some(own) != kid);
    found.is_kid_unknown = kid.is_some_and(|kid| !kid.is_empty()) && found.keys.iter().all(has_other_name);
    found
}

/// Why a key is not for an algorithm. A secret that is too short is tried all the same: that it is too short is another matter.
fn unfit(key: &RingKey, algorithm: Algorithm) -> Option<Phrase> {
    let jwk = &key.jwk;
    let operation = if jwk.has_private_members() && jwk.key_type().is_asymmetric() { "sign" } else { "verify" };
    match jwk.check_for_use(algorithm, operation, &SIGNING_USES) {
        Ok(()) | Err(JwkError::SharedKeyTooShort { .. }) => None,
        Err(JwkError::WrongAlgorithm { .. }) if jwk.key_type() != algorithm.key_type() => {
            let phrase =
                Phrase::new("tried_other_type").with("own", jwk.text("crv").unwrap_or_else(|| jwk.key_type().kty()));
            Some(phrase.with("name", algorithm.name()))
        }
        Err(JwkError::WrongAlgorithm { .. }) => {
            let own = jwk.alg().unwrap_or_default();
            Some(Phrase::new("tried_other_algorithm").with("own", own).with("name", algorithm.name()))
        }
        Err(JwkError::WrongPurpose { .. })
            if jwk.public_use().is_some_and(|purpose| !SIGNING_USES.contains(&purpose)) =>
        {
            Some(Phrase::new("tried_other_use").with("own", jwk.public_use().unwrap_or_default()))
        }
        Err(JwkError::WrongPurpose { .. }) => {
            Some(Phrase::new("tried_other_operations").with("own", &jwk.key_ops().unwrap_or_default().join(", ")))
        }
        Err(error) => Some(Phrase::new("tried_ignored").with("reason", &error.to_string())),
    }
}

pub(super) fn not_tried(key: &RingKey, outcome: Phrase) -> KeyTried {
    KeyTried { label: key.label.clone(), kid: key.jwk.kid().map(str::to_owned), tried: false, outcome }
}
