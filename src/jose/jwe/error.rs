//! Why a text is no encrypted token, or one that was not opened.

use thiserror::Error;

use crate::cite::Citation;
use crate::jose::{Base64UrlError, JsonError, JwkError, UnsupportedAlgorithm, counted};
use crate::ports::CryptoError;

/// Why an encrypted token was not taken apart or not opened.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum JweError {
    /// More octets than a token can sensibly have.
    #[error("{octets} octets are too many for a token; the limit here is {}.", crate::jose::json::MAX_OCTETS)]
    TooLarge {
        /// How many there are.
        octets: usize,
    },
    /// Not five parts.
    #[error("{0} parts with dots between them are no encrypted token, which has five.")]
    PartCount(usize),
    /// A part is not base64url.
    #[error("The {part} is not base64url: {error}")]
    NotBase64Url {
        /// Which part.
        part: &'static str,
        /// What is wrong with it.
        error: Base64UrlError,
    },
    /// The header, or the JSON form, is not one JSON object.
    #[error("The header is not one JSON object: {0}")]
    HeaderJson(JsonError),
    /// The header lacks a member that it must have.
    #[error("The header has no {0}.")]
    MemberMissing(&'static str),
    /// A member has not the form that it must have.
    #[error("The member {0} does not have the form it must have.")]
    MemberForm(&'static str),
    /// A registered way to send the key that is not used here.
    #[error("The header says alg {}, which is known and not opened here.", .0.name)]
    NotOpened(UnsupportedAlgorithm),
    /// `alg` names nothing that is known here.
    #[error("The header says alg {0:?}, which is no way to send a key that is known here.")]
    AlgUnknown(String),
    /// `enc` names nothing that is known here.
    #[error("The header says enc {0:?}, which is no content encryption that is known here.")]
    EncUnknown(String),
    /// The content was compressed.
    #[error("The content was compressed ({0}) before it was encrypted, which is not undone here.")]
    Compressed(String),
    /// `crit` demands an extension.
    #[error("The header member crit demands the extension {0:?}, which is not understood here.")]
    CritUnknown(String),
    /// The sender's key cannot be used.
    #[error("The sender's key (epk) cannot be used: {0}")]
    Ephemeral(JwkError),
    /// The encrypted key is there and must not be, or the other way round.
    #[error("{}", if *.expected { "The part for the encrypted key is empty." } else { "There is an encrypted key, and the header says that none is sent." })]
    EncryptedKey {
        /// Whether there must be one.
        expected: bool,
    },
    /// A part has another length than its algorithm fixes.
    #[error("The {part} has {}; here it has exactly {expected}.", counted(.found, "octet"))]
    PartLength {
        /// Which part.
        part: &'static str,
        /// What the algorithm fixes.
        expected: usize,
        /// What came.
        found: usize,
    },
    /// The key is of another type, or for another algorithm.
    #[error("The key is not for {0}.")]
    KeyNotFor(String),
    /// The key is for something else by its labels.
    #[error("By its use or key_ops the key is not for decryption.")]
    KeyPurpose,
    /// The public half was given.
    #[error("This is a public key. It encrypts; only its private half opens.")]
    KeyIsPublic,
    /// The shared key has another length.
    #[error("The shared key has {}; here it must have exactly {expected}.", counted(.found, "octet"))]
    KeyLength {
        /// What the algorithm fixes.
        expected: usize,
        /// What came.
        found: usize,
    },
    /// The sender's key is on another curve than the reader's.
    #[error("The sender's key is on {0}, and this key is not.")]
    OtherCurve(String),
    /// One of the two keys is no point of its curve.
    #[error("The sender's key and this one share no secret: one of them is not on its curve.")]
    NoAgreement,
    /// The key lacks something.
    #[error(transparent)]
    Key(#[from] JwkError),
    /// It did not open. Which step failed is not told, here or anywhere.
    #[error("The token does not open with this key: another key is needed, or something in it was changed.")]
    DoesNotOpen,
    /// The platform lacks the operation.
    #[error("Not decrypted in this browser, which does not offer what is needed: {0}")]
    NotInThisBrowser(String),
    /// The platform could not do it.
    #[error(transparent)]
    Crypto(CryptoError),
}

impl JweError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "jws_too_large",
            Self::PartCount(_) => "jwe_part_count",
            Self::NotBase64Url { error, .. } => error.code(),
            Self::HeaderJson(error) => error.code(),
            Self::MemberMissing(_) => "jwe_member_missing",
            Self::MemberForm(_) => "jwe_member_form",
            Self::NotOpened(known) => known.reason,
            Self::AlgUnknown(_) => "jwe_alg_unknown",
            Self::EncUnknown(_) => "jwe_enc_unknown",
            Self::Compressed(_) => "jwe_compressed",
            Self::CritUnknown(_) => "jwe_crit_unknown",
            Self::Ephemeral(JwkError::UnsupportedType(_)) => "jwe_curve_not_opened",
            Self::Ephemeral(_) => "jwe_ephemeral_key",
            Self::EncryptedKey { expected: true } => "jwe_encrypted_key_missing",
            Self::EncryptedKey { expected: false } => "jwe_encrypted_key_unexpected",
            Self::PartLength { .. } => "jwe_part_length",
            Self::KeyNotFor(_) => "jwe_key_not_for",
            Self::KeyPurpose => "jwe_key_purpose",
            Self::KeyIsPublic => "jwe_key_public",
            Self::KeyLength { .. } => "jwe_key_length",
            Self::OtherCurve(_) => "jwe_other_curve",
            Self::NoAgreement => "jwe_no_agreement",
            Self::Key(error) => error.code(),
            Self::DoesNotOpen => "jwe_does_not_open",
            Self::NotInThisBrowser(_) => "jwe_not_in_this_browser",
            Self::Crypto(error) => error.code(),
        }
    }

    /// The clause that the token breaks, or that says what is done.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::TooLarge { .. } => Citation::rfc(8259, "9"),
            Self::PartCount(_) => Citation::rfc(7516, "7.1"),
            Self::NotBase64Url { error, .. } => error.citation(),
            Self::HeaderJson(error) => error.citation(),
            Self::MemberMissing(_) | Self::MemberForm(_) => Citation::rfc(7516, "4"),
            Self::NotOpened(known) => known.citation(),
            Self::AlgUnknown(_) => Citation::rfc(7516, "4.1.1"),
            Self::EncUnknown(_) => Citation::rfc(7516, "4.1.2"),
            Self::Compressed(_) => Citation::rfc(7516, "4.1.3"),
            Self::CritUnknown(_) => Citation::rfc(7516, "4.1.13"),
            Self::Ephemeral(_) | Self::OtherCurve(_) | Self::NoAgreement => Citation::rfc(7518, "4.6.1.1"),
            Self::EncryptedKey { .. } | Self::DoesNotOpen => Citation::rfc(7516, "5.2"),
            Self::PartLength { .. } => Citation::rfc(7518, "5.1"),
            Self::KeyNotFor(_) | Self::KeyLength { .. } => Citation::rfc(7518, "4.1"),
            Self::KeyPurpose => Citation::rfc(7517, "4.2"),
            Self::KeyIsPublic => Citation::rfc(7516, "5.2"),
            Self::Key(error) => error.citation(),
            Self::NotInThisBrowser(_) | Self::Crypto(_) => Citation::rfc(7518, "5.1"),
        }
    }
}

impl From<CryptoError> for JweError {
    fn from(error: CryptoError) -> Self {
        match error {
            CryptoError::NotOffered(reason) => Self::NotInThisBrowser(reason),
            other => Self::Crypto(other),
        }
    }
}
