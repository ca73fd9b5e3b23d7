//! Why octets are not a certificate that can be used.

use thiserror::Error;

use crate::cite::Citation;
use crate::jose::JwkError;

/// Why octets are not a certificate, or not one whose key can be used here.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CertificateError {
    /// The octets are not the DER encoding of a certificate.
    #[error("The octets are not a certificate in DER.")]
    NotDer,
    /// The algorithm is written twice in a certificate, and the two differ.
    #[error("The certificate names two signature algorithms.")]
    TwoAlgorithms,
    /// An extension is there twice.
    #[error("The certificate has an extension twice.")]
    RepeatedExtension,
    /// Extensions came with the third version.
    #[error("The certificate has extensions, and is of a version that has none.")]
    TooOldForExtensions,
    /// The key is of a kind that is not known here.
    #[error("The certificate holds a key of a kind that is not known here.")]
    UnknownKey,
    /// The key is of a known kind, and no good.
    #[error(transparent)]
    Key(#[from] JwkError),
}

impl CertificateError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotDer => "certificate_not_der",
            Self::TwoAlgorithms => "certificate_two_algorithms",
            Self::RepeatedExtension => "certificate_repeated_extension",
            Self::TooOldForExtensions => "certificate_too_old_for_extensions",
            Self::UnknownKey => "certificate_unknown_key",
            Self::Key(error) => error.code(),
        }
    }

    /// The clause that the certificate breaks.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::NotDer => Citation::rfc(5280, "4.1"),
            Self::TwoAlgorithms => Citation::rfc(5280, "4.1.1.2"),
            Self::RepeatedExtension => Citation::rfc(5280, "4.2"),
            Self::TooOldForExtensions => Citation::rfc(5280, "4.1.2.9"),
            Self::UnknownKey => Citation::rfc(5280, "4.1.2.7"),
            Self::Key(error) => error.citation(),
        }
    }
}
