//! Why a text is not a signed token that can be accepted.

use thiserror::Error;

use crate::cite::Citation;
use crate::ports::CryptoError;

use super::{Base64UrlError, JsonError, UnsupportedAlgorithm, counted};

/// How far a token got before it was refused. Each is a separate thing to show (RFC 7519 §11.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The text is not a token.
    Decode,
    /// It is, but its signature cannot be accepted.
    Verify,
    /// The signature is right, but the claims do not hold.
    Claims,
}

/// A part of a compact token: the three of a JWS (RFC 7515 §7.1), the five of a JWE (RFC 7516 §7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Segment {
    /// The JOSE Header, of both.
    Header,
    /// The JWS Payload.
    Payload,
    /// The JWS Signature.
    Signature,
    /// The JWE Encrypted Key.
    EncryptedKey,
    /// The JWE Initialization Vector.
    InitializationVector,
    /// The JWE Ciphertext.
    Ciphertext,
    /// The JWE Authentication Tag.
    Tag,
}

impl Segment {
    /// The segment's name in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Payload => "payload",
            Self::Signature => "signature",
            Self::EncryptedKey => "encrypted key",
            Self::InitializationVector => "initialization vector",
            Self::Ciphertext => "ciphertext",
            Self::Tag => "authentication tag",
        }
    }
}

/// Why a token was not parsed or not verified.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum JwsError {
    /// There is no text.
    #[error("There is no token: the text is empty.")]
    Empty,
    /// More octets than a token can sensibly have.
    #[error("{octets} octets are too many for a token; the limit here is {}.", super::json::MAX_OCTETS)]
    TooLarge {
        /// How many there are.
        octets: usize,
    },
    /// A JWS in JSON serialisation, which is not a JWT.
    #[error("This is JSON, not a compact token: a JWT is three base64url parts with dots between them.")]
    JsonSerialization,
    /// No dot: probably an opaque token, which only its issuer can read.
    #[error("There is no dot in it, so it is not a JWT. It may be an opaque token, which only its issuer can read.")]
    NoDots,
    /// Neither three parts nor five.
    #[error("{0} parts with dots between them are neither a signed token (3) nor an encrypted one (5).")]
    PartCount(usize),
    /// Five parts and an `enc`: an encrypted token.
    #[error("This token is encrypted (JWE): five parts. Only the holder of the decryption key can read it.")]
    JweNotJws,
    /// A part is not base64url.
    #[error("The {} is not base64url: {error}", segment.name())]
    NotBase64Url {
        /// Which part.
        segment: Segment,
        /// What is wrong with it.
        error: Base64UrlError,
    },
    /// The header is not one JSON object.
    #[error("The header is not one JSON object: {0}")]
    HeaderJson(JsonError),
    /// `alg` is missing or empty.
    #[error("The header has no alg, so nothing says how the token was signed.")]
    AlgMissing,
    /// A header member that must be a string is something else.
    #[error("The header member {0} must be a string and is not.")]
    MemberNotString(&'static str),
    /// The third part is empty although `alg` names a signature algorithm.
    #[error("The header says alg {0}, but the signature is empty.")]
    SignatureMissing(String),
    /// `alg` is `none`.
    #[error("The header says alg none: the token is not signed, and anybody could have written it.")]
    AlgNone,
    /// `alg` names nothing that is known and allowed here.
    #[error("The header says alg {0:?}, which is not among the algorithms accepted here. Upper and lower case count.")]
    AlgUnknown(String),
    /// `alg` names an algorithm that exists and is not checked here: no fault of the token.
    #[error("The header says alg {}, which is known and not checked here.", .0.name)]
    AlgNotChecked(UnsupportedAlgorithm),
    /// `alg` is not the algorithm of the key.
    #[error("The header says alg {header}, but the key is for {key} only. The key decides, not the token.")]
    AlgorithmMismatch {
        /// What the token says.
        header: String,
        /// What the key is for.
        key: &'static str,
    },
    /// `kid` names no key of the issuer.
    #[error("The header says kid {0:?}, and none of the issuer's keys has that name.")]
    UnknownKid(String),
    /// There is no `kid`, and no key fits the algorithm.
    #[error("None of the issuer's keys is for alg {0}.")]
    NoKeyFor(String),
    /// `crit` is not an array of strings.
    #[error("The header member crit must be an array of strings and is not.")]
    CritNotArray,
    /// `crit` lists nothing.
    #[error("The header member crit is empty, which a producer must not write.")]
    CritEmpty,
    /// `crit` lists a name of RFC 7515 itself.
    #[error("The header member crit lists {0:?}, which is no extension.")]
    CritRegistered(String),
    /// `crit` lists a name that the header does not have.
    #[error("The header member crit lists {0:?}, which the header does not have.")]
    CritAbsent(String),
    /// `crit` lists an extension that is not understood here.
    #[error(
        "The header member crit demands the extension {0:?}, which is not understood here, so the token must be refused."
    )]
    CritUnknown(String),
    /// `b64` false: the payload is not base64url.
    #[error("The header demands an unencoded payload (b64), which a JWT must not have.")]
    UnencodedPayload,
    /// The signature has not the length that the algorithm fixes.
    #[error("The signature has {}; {algorithm} signatures have exactly {expected}.", counted(.found, "octet"))]
    SignatureLength {
        /// The algorithm.
        algorithm: &'static str,
        /// What it fixes.
        expected: usize,
        /// What came.
        found: usize,
    },
    /// The signature is not that of this header and payload under this key.
    #[error("The signature does not fit: header or payload were changed, or another key signed.")]
    SignatureWrong,
    /// The platform could not do it.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
}

impl JwsError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "jws_empty",
            Self::TooLarge { .. } => "jws_too_large",
            Self::JsonSerialization => "jws_json_serialization",
            Self::NoDots => "jws_no_dots",
            Self::PartCount(_) => "jws_part_count",
            Self::JweNotJws => "jws_encrypted",
            Self::NotBase64Url { error, .. } => error.code(),
            Self::HeaderJson(error) => error.code(),
            Self::AlgMissing => "jws_alg_missing",
            Self::MemberNotString(_) => "jws_member_not_string",
            Self::SignatureMissing(_) => "jws_signature_missing",
            Self::AlgNone => "jws_alg_none",
            Self::AlgUnknown(_) => "jws_alg_unknown",
            Self::AlgNotChecked(known) => known.reason,
            Self::AlgorithmMismatch { .. } => "jws_algorithm_mismatch",
            Self::UnknownKid(_) => "jws_unknown_kid",
            Self::NoKeyFor(_) => "jws_no_key",
            Self::CritNotArray => "jws_crit_not_array",
            Self::CritEmpty => "jws_crit_empty",
            Self::CritRegistered(_) => "jws_crit_registered",
            Self::CritAbsent(_) => "jws_crit_absent",
            Self::CritUnknown(_) => "jws_crit_unknown",
            Self::UnencodedPayload => "jws_unencoded_payload",
            Self::SignatureLength { .. } => "jws_signature_length",
            Self::SignatureWrong => "jws_signature_wrong",
            Self::Crypto(error) => error.code(),
        }
    }

    /// The clause that the token breaks.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Empty | Self::PartCount(_) => Citation::rfc(7515, "7.1"),
            Self::TooLarge { .. } => Citation::rfc(8259, "9"),
            Self::JsonSerialization => Citation::rfc(7519, "1"),
            Self::NoDots => Citation::rfc(6749, "1.4"),
            Self::JweNotJws => Citation::rfc(7516, "9"),
            Self::NotBase64Url { error, .. } => error.citation(),
            Self::HeaderJson(error) => error.citation(),
            Self::AlgMissing | Self::AlgUnknown(_) => Citation::rfc(7515, "4.1.1"),
            Self::MemberNotString(name) => match name.as_bytes() {
                b"typ" => Citation::rfc(7515, "4.1.9"),
                b"cty" => Citation::rfc(7515, "4.1.10"),
                b"kid" => Citation::rfc(7515, "4.1.4"),
                _ => Citation::rfc(7515, "4.1.1"),
            },
            Self::SignatureMissing(_) | Self::SignatureWrong => Citation::rfc(7515, "5.2"),
            Self::AlgNone => Citation::rfc(7518, "3.6"),
            Self::AlgNotChecked(known) => known.citation(),
            Self::AlgorithmMismatch { .. } => Citation::rfc(8725, "3.1"),
            Self::UnknownKid(_) => Citation::rfc(7515, "4.1.4"),
            Self::NoKeyFor(_) => Citation::rfc(7515, "D"),
            Self::CritNotArray
            | Self::CritEmpty
            | Self::CritRegistered(_)
            | Self::CritAbsent(_)
            | Self::CritUnknown(_) => Citation::rfc(7515, "4.1.11"),
            Self::UnencodedPayload => Citation::rfc(7797, "7"),
            Self::SignatureLength { algorithm, .. } => match algorithm.as_bytes() {
                [b'H', ..] => Citation::rfc(7518, "3.2"),
                b"Ed25519" => Citation::rfc(8037, "3.1"),
                _ => Citation::rfc(7518, "3.4"),
            },
            Self::Crypto(_) => Citation::rfc(7515, "5.2"),
        }
    }

    /// How far the token got.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        match self {
            // The octets are readable, only their spelling is not the encoder's: the signature is what gets refused.
            Self::NotBase64Url { segment: Segment::Signature, error: Base64UrlError::TrailingBits { .. } } => {
                Stage::Verify
            }
            Self::Empty
            | Self::TooLarge { .. }
            | Self::JsonSerialization
            | Self::NoDots
            | Self::PartCount(_)
            | Self::JweNotJws
            | Self::NotBase64Url { .. }
            | Self::HeaderJson(_)
            | Self::AlgMissing
            | Self::MemberNotString(_)
            | Self::SignatureMissing(_) => Stage::Decode,
            _ => Stage::Verify,
        }
    }
}
