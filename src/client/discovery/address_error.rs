//! Why what was typed is neither an issuer nor the address of metadata.

use thiserror::Error;

use crate::cite::Citation;

/// Why nothing can be asked for.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum AddressError {
    /// Nothing was typed.
    #[error("Nothing was typed.")]
    Empty,
    /// Longer than anything that is kept.
    #[error("The address is longer than any that is kept.")]
    TooLong,
    /// No address, or none with a host.
    #[error("The text is no address with a host.")]
    NotAUrl,
    /// Another scheme than `http` or `https`.
    #[error("The address has another scheme than http or https.")]
    Scheme,
    /// A name and a password before the host.
    #[error("The address has user information before its host.")]
    UserInformation,
    /// An issuer with a query.
    #[error("An issuer identifier has no query.")]
    Query,
    /// An issuer with a fragment.
    #[error("An issuer identifier has no fragment.")]
    Fragment,
}

impl AddressError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "asked_empty",
            Self::TooLong => "asked_too_long",
            Self::NotAUrl => "asked_not_a_url",
            Self::Scheme => "asked_scheme",
            Self::UserInformation => "asked_user_information",
            Self::Query => "asked_query",
            Self::Fragment => "asked_fragment",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(self) -> Citation {
        match self {
            Self::UserInformation => Citation::rfc(9110, "4.2.4"),
            _ => Citation::rfc(8414, "2"),
        }
    }
}
