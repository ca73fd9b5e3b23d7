//! Three things about a token that are never one: it decoded, its signature is right, its claims hold (RFC 7519 §11.1).
//!
//! Only the signature makes the contents somebody's words. Until it is checked, everything that is shown is labelled untrusted,
//! however well it decodes and however right its claims look.

use super::judgement::Judgement;
use super::line::Reading;
use crate::inspect::{Decoded, Shape, SignatureState};
use crate::jose::Stage;

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
    /// A plain library finds nothing to refuse; the profile of this kind of token does.
    HoldOutsideProfile {
        /// What the profile refuses first.
        name: &'static str,
    },
    /// Some check failed.
    DoNotHold {
        /// What failed first: a header member or claim.
        name: &'static str,
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
    /// The states of `decoded`; without a judgement the claims stay unchecked.
    #[must_use]
    pub fn new(decoded: &Decoded, signature: SignatureState, judgement: Option<&Judgement>) -> Self {
        let faults = || decoded.problems.iter().any(|problem| problem.stage != Stage::Verify);
        let decoding = match decoded.shape {
            _ if decoded.is_encrypted() => Decoding::Encrypted,
            Shape::Nothing | Shape::Text | Shape::Opaque | Shape::Json => Decoding::NotAToken,
            Shape::Partial | Shape::OtherParts => Decoding::Damaged,
            _ if faults() => Decoding::Damaged,
            _ => Decoding::Decoded,
        };
        let claims = judgement.filter(|_| decoded.jws.is_some()).map_or(ClaimsState::NotChecked, |judgement| {
            let refused = |reading| {
                let mut lines = judgement.failures(reading);
                lines.find(|line| !["structure", "signature"].contains(&line.name)).map(|line| line.name)
            };
            match (refused(Reading::Library), refused(Reading::Profile)) {
                (Some(name), _) => ClaimsState::DoNotHold { name },
                (None, Some(name)) => ClaimsState::HoldOutsideProfile { name },
                (None, None) => ClaimsState::Hold,
            }
        });
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
        self.signature.is_by_known_key()
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
            ClaimsState::HoldOutsideProfile { .. } => "claims_hold_outside_profile",
            ClaimsState::DoNotHold { .. } => "claims_do_not_hold",
        };
        [decoding, self.signature.code(), claims]
    }
}
