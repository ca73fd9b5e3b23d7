//! Why a client must not use a metadata document (RFC 8414 §3.2, §3.3).

use thiserror::Error;

use crate::cite::Citation;
use crate::oauth::well_known::IssuerError;

/// Why a client must not use a metadata document.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum MetadataError {
    /// Another status than 200.
    #[error("The issuer answered {0} where its metadata should be.")]
    Status(u16),
    /// Not a JSON object served as JSON.
    #[error("The metadata is not a JSON object served as application/json.")]
    NotJson,
    /// A member has another JSON type than it must have.
    #[error("The metadata member {name} is not a {expected}.")]
    WrongType {
        /// The member.
        name: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// No issuer.
    #[error("The metadata does not name its issuer.")]
    IssuerMissing,
    /// Another issuer than was asked.
    #[error("The metadata names the issuer {got}, but {asked} was asked.")]
    IssuerDiffers {
        /// Who was asked.
        asked: String,
        /// Who answered.
        got: String,
    },
    /// The issuer is no issuer identifier.
    #[error(transparent)]
    Issuer(#[from] IssuerError),
}

impl MetadataError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Status(_) => "metadata_status",
            Self::NotJson => "metadata_not_json",
            Self::WrongType { .. } => "metadata_wrong_type",
            Self::IssuerMissing => "metadata_issuer_missing",
            Self::IssuerDiffers { .. } => "metadata_issuer_differs",
            Self::Issuer(error) => error.code(),
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Status(_) | Self::NotJson => Citation::rfc(8414, "3.2"),
            Self::WrongType { .. } | Self::IssuerMissing => Citation::rfc(8414, "2"),
            Self::IssuerDiffers { .. } => Citation::rfc(8414, "3.3"),
            Self::Issuer(error) => error.citation(),
        }
    }
}
