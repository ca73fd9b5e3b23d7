//! Why members are not a key, or not the key that is asked for (RFC 7517, RFC 7518 §6).

use thiserror::Error;

use crate::cite::Citation;

use super::{JsonError, counted};

/// Why members are not a key that can be used.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum JwkError {
    /// The text is not one JSON object.
    #[error("The key is not one JSON object: {0}")]
    Json(#[from] JsonError),
    /// A type or curve that is not known here. A set of keys goes on without it.
    #[error("Keys of type {0} are not known here.")]
    UnsupportedType(String),
    /// A member that the type needs is not there, or is not a string.
    #[error("The key has no {0}.")]
    MissingMember(&'static str),
    /// A member has the wrong form.
    #[error("The member {0} of the key does not have the form it must have.")]
    MalformedMember(&'static str),
    /// A coordinate is not written in full length.
    #[error(
        "The member {name} has {}; on this curve it has exactly {expected}, leading zeros included.",
        counted(.octets, "octet")
    )]
    CoordinateLength {
        /// The member.
        name: &'static str,
        /// What it has.
        octets: usize,
        /// What the curve asks.
        expected: usize,
    },
    /// An RSA modulus under 2048 bits.
    #[error("The RSA key has {}; fewer than 2048 must not be used.", counted(.bits, "bit"))]
    RsaTooShort {
        /// How many it has.
        bits: usize,
    },
    /// A shared key shorter than the hash.
    #[error("The shared key has {}; it must have at least as many as the hash.", counted(.octets, "octet"))]
    SharedKeyTooShort {
        /// How many it has.
        octets: usize,
    },
    /// `key_ops` and `use` say different things.
    #[error("The members use and key_ops of the key contradict each other.")]
    InconsistentOperations,
    /// The key is for another algorithm.
    #[error("The key is not for {asked}.")]
    WrongAlgorithm {
        /// What it was asked for.
        asked: &'static str,
    },
    /// The key is for something else, by its `use` or `key_ops`.
    #[error("By its use or key_ops the key is not for the operation {asked}.")]
    WrongPurpose {
        /// What it was asked for.
        asked: &'static str,
    },
}

impl JwkError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Json(error) => error.code(),
            Self::UnsupportedType(_) => "jwk_unsupported_type",
            Self::MissingMember(_) => "jwk_missing_member",
            Self::MalformedMember(_) => "jwk_malformed_member",
            Self::CoordinateLength { .. } => "jwk_coordinate_length",
            Self::RsaTooShort { .. } => "jwk_rsa_too_short",
            Self::SharedKeyTooShort { .. } => "jwk_shared_key_too_short",
            Self::InconsistentOperations => "jwk_inconsistent_operations",
            Self::WrongAlgorithm { .. } => "jwk_wrong_algorithm",
            Self::WrongPurpose { .. } => "jwk_wrong_purpose",
        }
    }

    /// The clause that the key breaks.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Json(_) => Citation::rfc(7517, "4"),
            Self::UnsupportedType(_) => Citation::rfc(7517, "4.1"),
            Self::MissingMember(_) | Self::MalformedMember(_) => Citation::rfc(7518, "6"),
            Self::CoordinateLength { .. } => Citation::rfc(7518, "6.2.1.2"),
            Self::RsaTooShort { .. } => Citation::rfc(7518, "3.3"),
            Self::SharedKeyTooShort { .. } => Citation::rfc(7518, "3.2"),
            Self::InconsistentOperations => Citation::rfc(7517, "4.3"),
            Self::WrongAlgorithm { .. } => Citation::rfc(8725, "3.1"),
            Self::WrongPurpose { .. } => Citation::rfc(7517, "4.2"),
        }
    }
}
