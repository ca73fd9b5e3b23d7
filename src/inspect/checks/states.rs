//! Three things about a token that are never one: it decoded, its signature is right, its claims hold (RFC 7519 §11.1).
//!
//! Only the signature makes the contents somebody's words. Until it is checked, everything that is shown is labelled untrusted,
//! however well it decodes and however right its claims look.

use super::checklist::report;
use crate::inspect::{Decoded, Shape, SignatureState};
use crate::jose::Stage;
use crate::jose::jwt::Validation;

/// How far a text could be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoding {
    /// It is no token that can be looked into.
    NotAToken,
    /// A part of it can be read, or it can be read in spite of faults.
    Damaged,
    /// Only its header can be read.
    Encrypted,
    /// It was read by the rules.
    Decoded,
}

/// Whether the claims hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimsState {
    /// Nothing was expected, or the claims cannot be read.
    NotChecked,
    /// No check failed.
    Hold,
    /// Some check failed.
    DoNotHold {
        /// The header member or claim that failed first.
        name: &'static str,
        /// The stable code of the failure.
        code: &'static str,
    },
}

/// The three states side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct States {
    /// Whether it decoded.
    pub decoding: Decoding,
    /// Whether a known key signed it.
    pub signature: SignatureState,
    /// Whether its claims hold, whoever wrote them.
    pub claims: ClaimsState,
}

impl States {
    /// The states of `decoded`; without an expectation the claims stay unchecked.
    #[must_use]
    pub fn new(decoded: &Decoded, signature: SignatureState, expected: Option<&Validation>) -> Self {
        let is_intact = decoded.problems.iter().all(|problem| problem.stage == Stage::Verify);
        let decoding = match decoded.shape {
            Shape::Encrypted => Decoding::Encrypted,
            Shape::JsonSerialization if decoded.payload.is_none() && !decoded.encrypted.is_empty() => Decoding::Encrypted,
            Shape::Signed | Shape::Detached | Shape::SdJwt | Shape::JsonSerialization | Shape::Paseto if is_intact => {
                Decoding::Decoded
            }
            Shape::Signed
            | Shape::Detached
            | Shape::SdJwt
            | Shape::JsonSerialization
            | Shape::Paseto
            | Shape::Partial
            | Shape::OtherParts => Decoding::Damaged,
            Shape::Nothing | Shape::Text | Shape::Opaque | Shape::Json => Decoding::NotAToken,
        };
        let claims = match expected {
            Some(expected) if decoded.jws.is_some() => {
                let report = report(decoded, &signature, expected);
                let failure = report.failures().find(|check| check.name != "signature");
                failure.map_or(ClaimsState::Hold, |check| ClaimsState::DoNotHold {
                    name: check.name,
                    code: check.outcome.code().unwrap_or_default(),
                })
            }
            _ => ClaimsState::NotChecked,
        };
        Self { decoding, signature, claims }
    }

    /// Whether anything in the token may be relied on: all three states are good.
    #[must_use]
    pub fn is_trustworthy(&self) -> bool {
        self.decoding == Decoding::Decoded && self.is_signed_by_known_key() && self.claims == ClaimsState::Hold
    }

    /// Whether the contents are the words of somebody known; otherwise they are labelled untrusted.
    #[must_use]
    pub const fn is_signed_by_known_key(&self) -> bool {
        matches!(self.signature, SignatureState::Matches { .. })
    }

    /// The codes of the three texts, in the order they are shown in.
    #[must_use]
    pub const fn codes(&self) -> [&'static str; 3] {
        let decoding = match self.decoding {
            Decoding::NotAToken => "decoding_not_a_token",
            Decoding::Damaged => "decoding_damaged",
            Decoding::Encrypted => "decoding_encrypted",
            Decoding::Decoded => "decoding_decoded",
        };
        let claims = match self.claims {
            ClaimsState::NotChecked => "claims_not_checked",
            ClaimsState::Hold => "claims_hold",
            ClaimsState::DoNotHold { .. } => "claims_do_not_hold",
        };
        [decoding, self.signature.code(), claims]
    }
}
