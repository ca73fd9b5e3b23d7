//! Why nobody knows, in words and with its clause.

use super::state::NotCheckedReason;
use crate::cite::Citation;
use crate::inspect::{Phrase, Problem};

impl NotCheckedReason {
    /// What to say.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::NotYet => Phrase::new("unchecked_not_yet"),
            Self::NoKey => Phrase::new("unchecked_no_key"),
            Self::NoHolderKey => Phrase::new("unchecked_no_holder_key"),
            Self::NoFittingKey { algorithm } => Phrase::new("unchecked_no_fitting_key").with("name", algorithm),
            Self::KeyForAnother { own, algorithm } => {
                Phrase::new("unchecked_key_for_another").with("own", own).with("name", algorithm)
            }
            Self::UnknownKid { kid } => Phrase::new("unchecked_unknown_kid").with("name", kid),
            Self::KeyRefused { key, reason } => {
                Phrase::new("unchecked_key_refused").with("key", key).with("reason", reason)
            }
            Self::AlgorithmNotChecked(known) => Phrase::new(known.reason).with("name", known.name),
            Self::AlgorithmUnknown { algorithm } => Phrase::new("unchecked_algorithm_unknown").with("name", algorithm),
            Self::Extension(error) | Self::Damaged(error) => Problem::jws(None, error).phrase,
            Self::ContentDetached => Phrase::new("unchecked_content_detached"),
            Self::GraphNonce => Phrase::new("unchecked_graph_nonce"),
            Self::Encrypted => Phrase::new("reason_encrypted"),
            Self::Decrypted => Phrase::new("unchecked_decrypted"),
            Self::Opaque => Phrase::new("unchecked_opaque"),
            Self::Paseto => Phrase::new("unchecked_paseto"),
            Self::NoCryptography => Phrase::new("crypto_unavailable"),
        }
    }

    /// Its stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.phrase().code
    }

    /// The clause behind it.
    #[must_use]
    pub fn citation(&self) -> Citation {
        match self {
            Self::NotYet | Self::NoKey | Self::GraphNonce => Citation::rfc(7519, "11.1"),
            Self::NoHolderKey => Citation::rfc(9901, "4.1.2"),
            Self::NoFittingKey { .. } => Citation::rfc(7515, "D"),
            Self::KeyForAnother { .. } => Citation::rfc(7517, "4.4"),
            Self::UnknownKid { .. } => Citation::rfc(7515, "4.1.4"),
            Self::KeyRefused { .. } | Self::NoCryptography => Citation::rfc(7515, "5.2"),
            Self::AlgorithmNotChecked(known) => known.citation(),
            Self::AlgorithmUnknown { .. } => Citation::rfc(7515, "4.1.1"),
            Self::Extension(error) | Self::Damaged(error) => error.citation(),
            Self::ContentDetached => Citation::rfc(7515, "F"),
            Self::Encrypted | Self::Decrypted => Citation::rfc(7516, "9"),
            Self::Opaque => Citation::rfc(6749, "1.4"),
            Self::Paseto => Citation::rfc(7519, "1"),
        }
    }
}
