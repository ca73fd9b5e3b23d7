//! What is known about a signature: it is right, it is wrong, or nobody has found out. The third is no fault of the token.

use crate::cite::Citation;
use crate::inspect::{Phrase, Problem};
use crate::jose::{JwsError, Segment, UnsupportedAlgorithm};

/// What is known about a token's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignatureState {
    /// Nobody knows: this says nothing against the token and nothing for it.
    NotChecked(NotCheckedReason),
    /// A key signed exactly this header and payload.
    Verified {
        /// The key's own `kid`, if it has one.
        kid: Option<String>,
        /// The algorithm's name.
        algorithm: &'static str,
        /// What the key is called on the screen.
        key: String,
        /// Whether the key came with the token, as in a DPoP proof: then it shows possession and nobody's name (RFC 9449 §4.3).
        own_key: bool,
    },
    /// It cannot be right: something was changed, somebody else signed, or nobody did.
    Failed(JwsError),
}

/// Why nobody knows whether a signature is right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NotCheckedReason {
    /// Nobody has looked yet.
    #[default]
    NotYet,
    /// There is no key at hand.
    NoKey,
    /// The issuer has named no key of the holder's by which a key binding could be checked (RFC 9901 §4.1.2).
    NoHolderKey,
    /// There are keys, and none of them is for the algorithm.
    NoFittingKey {
        /// What the header says.
        algorithm: String,
    },
    /// The one key at hand says that it is for another algorithm (RFC 7517 §4.4), so it was not tried.
    KeyForAnother {
        /// What the key says.
        own: String,
        /// What the header says.
        algorithm: String,
    },
    /// No key at hand has the `kid` of the header, and none of the others fits the signature either.
    UnknownKid {
        /// What the header says.
        kid: String,
    },
    /// A key at hand could not be used for the check by this platform.
    KeyRefused {
        /// What the key is called.
        key: String,
        /// What the platform said.
        reason: String,
    },
    /// An algorithm that is known and not checked here.
    AlgorithmNotChecked(UnsupportedAlgorithm),
    /// A name that no algorithm has that is known here.
    AlgorithmUnknown {
        /// What the header says.
        algorithm: String,
    },
    /// `crit` demands what is not understood here.
    Extension(JwsError),
    /// What was signed travels apart from the signature (RFC 7515 App. F).
    ContentDetached,
    /// The header has a `nonce` and the token is for Microsoft Graph, which alone knows what was signed.
    GraphNonce,
    /// Encrypted: whether there is a signature inside, nobody sees before it is opened.
    Encrypted,
    /// Decrypted with a shared key: what it proves is that somebody with that key wrote it, and there is no signature.
    Decrypted,
    /// A text that only its issuer can read: whether anything about it is signed, nobody else sees.
    Opaque,
    /// A PASETO, whose signatures are of another kind.
    Paseto,
    /// The text is damaged, so there is nothing that anybody could have signed.
    Damaged(JwsError),
    /// The page is no secure context, so the browser offers no cryptography.
    NoCryptography,
}

impl Default for SignatureState {
    fn default() -> Self {
        Self::NotChecked(NotCheckedReason::NotYet)
    }
}

impl SignatureState {
    /// The code of its text in a headline, where a token that nobody signed is not one whose signature is wrong, and neither is one whose end
    /// is missing.
    #[must_use]
    pub const fn heading(&self) -> &'static str {
        match self {
            Self::Failed(JwsError::AlgNone | JwsError::SignatureMissing(_)) => "signature_absent",
            Self::Failed(JwsError::SignatureLength { expected, found, .. })
                if *found < *expected && (*found <= 32 || !found.is_multiple_of(32)) =>
            {
                "signature_cut"
            }
            _ => self.code(),
        }
    }

    /// The code of its text.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotChecked(_) => "signature_not_checked",
            Self::Verified { .. } => "signature_verified",
            Self::Failed(_) => "signature_failed",
        }
    }

    /// Why it is not known or wrong, and the clause.
    #[must_use]
    pub fn why(&self) -> Option<(Phrase, Citation)> {
        match self {
            Self::Verified { .. } => None,
            Self::NotChecked(reason) => Some((reason.phrase(), reason.citation())),
            Self::Failed(error) => {
                let problem = Problem::jws(Some(Segment::Signature), error);
                Some((problem.phrase, problem.citation))
            }
        }
    }

    /// Whether a key that did not come with the token signed it.
    #[must_use]
    pub const fn is_by_known_key(&self) -> bool {
        matches!(self, Self::Verified { own_key: false, .. })
    }

    /// The result as [`validate`](crate::jose::jwt::validate) takes it: `None` unless it was found out.
    #[must_use]
    pub fn result(&self) -> Option<Result<(), JwsError>> {
        match self {
            Self::Verified { .. } => Some(Ok(())),
            Self::Failed(error) => Some(Err(error.clone())),
            Self::NotChecked(_) => None,
        }
    }
}

/// What came of one key at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyTried {
    /// What the key is called on the screen.
    pub label: String,
    /// Its `kid`.
    pub kid: Option<String>,
    /// Whether the signature was held against it.
    pub tried: bool,
    /// What came of it, or why it was not tried.
    pub outcome: Phrase,
}

/// What is known about a signature, and how it was found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignatureReport {
    /// What is known.
    pub state: SignatureState,
    /// Every key at hand, in the order in which they were looked at.
    pub tried: Vec<KeyTried>,
    /// What else the check brought to light.
    pub remarks: Vec<Phrase>,
}
