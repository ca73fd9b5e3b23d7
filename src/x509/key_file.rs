//! What a file with a key may hold, and why one holds none that can be used.

use thiserror::Error;

use super::{Certificate, CertificateError};
use crate::cite::Citation;
use crate::jose::{Jwk, JwkError};
use crate::ports::SigningPrimitive;

/// A key, or something that holds one.
#[derive(Clone, Debug, PartialEq)]
pub enum KeyFile {
    /// A certificate.
    Certificate(Certificate),
    /// A public key, or a private one with its public half.
    Key(Jwk),
    /// A private key alone. Its public half follows from it, and the platform can tell
    /// ([`ForeignKeys::jwk_of_pkcs8`](crate::ports::ForeignKeys::jwk_of_pkcs8)).
    WithoutPublicHalf {
        /// What a key of this kind signs with.
        primitive: SigningPrimitive,
        /// The key in PKCS #8.
        pkcs8: Vec<u8>,
    },
}

/// Why octets are no key that can be used.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum KeyFileError {
    /// The octets are not DER: cut, or something else altogether.
    #[error("The octets are not one structure in DER; perhaps some are missing.")]
    NotDer,
    /// They are DER, and of no form that is known here.
    #[error("The octets are DER, but neither a key nor a certificate of a form known here.")]
    NotAKey,
    /// A private key under a password.
    #[error("The private key is encrypted with a password.")]
    Encrypted,
    /// Keys and certificates in a file of PKCS #12 or #7.
    #[error("This is a container of PKCS #12 or PKCS #7, not a key.")]
    Container,
    /// A request for a certificate.
    #[error("This asks for a certificate and is none.")]
    Request,
    /// A key of a kind that is not used here, with the kind's name if it has one.
    #[error("A key of this kind is not used here: {}.", .0.unwrap_or("unknown"))]
    UnknownKind(Option<&'static str>),
    /// A certificate that cannot be read.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// A key of a known kind that is no good.
    #[error(transparent)]
    Key(#[from] JwkError),
}

impl KeyFileError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotDer => "key_not_der",
            Self::NotAKey => "key_not_a_key",
            Self::Encrypted => "key_encrypted",
            Self::Container => "key_container",
            Self::Request => "key_request",
            Self::UnknownKind(_) => "key_unknown_kind",
            Self::Certificate(error) => error.code(),
            Self::Key(error) => error.code(),
        }
    }

    /// The clause that says what would be right.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::NotDer | Self::NotAKey => Citation::rfc(7468, "2"),
            Self::Encrypted => Citation::rfc(7468, "11"),
            Self::Container => Citation::rfc(7468, "8"),
            Self::Request => Citation::rfc(7468, "7"),
            Self::UnknownKind(_) => Citation::rfc(7518, "6.1"),
            Self::Certificate(error) => error.citation(),
            Self::Key(error) => error.citation(),
        }
    }
}
