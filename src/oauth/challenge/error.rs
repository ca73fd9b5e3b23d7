//! Why a text is not a challenge, or not a good `Bearer` challenge (RFC 9110 §11.6.1, RFC 6750 §3).

use thiserror::Error;

use crate::cite::Citation;

/// Why a text is not a challenge. Positions count octets from 0.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ChallengeError {
    /// No scheme name where one must stand.
    #[error("No authentication scheme stands at octet {at} of the challenge.")]
    Scheme {
        /// Where.
        at: usize,
    },
    /// No `name=value` where one must stand.
    #[error("No parameter in the form name=value stands at octet {at} of the challenge.")]
    Parameter {
        /// Where.
        at: usize,
    },
    /// A quoted string without its closing quote.
    #[error("The quoted string that starts at octet {at} of the challenge does not end.")]
    OpenQuote {
        /// Where it starts.
        at: usize,
    },
    /// A parameter that comes twice.
    #[error("The challenge names {name} twice, the second time at octet {at}.")]
    Repeated {
        /// The parameter's name.
        name: String,
        /// Where the second one stands.
        at: usize,
    },
    /// More than one challenge where one was expected.
    #[error("The header field holds more than one challenge.")]
    Several,
    /// Not a `Bearer` challenge with a parameter.
    #[error("This is not a Bearer challenge with at least one parameter.")]
    NotBearer,
    /// A value without quotes in a `Bearer` challenge.
    #[error("The value of {0} is not quoted.")]
    Unquoted(String),
    /// A character outside the set that RFC 6750 allows.
    #[error("The value of {0} holds a character that RFC 6750 does not allow there.")]
    Character(String),
}

impl ChallengeError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Scheme { .. } => "challenge_scheme",
            Self::Parameter { .. } => "challenge_parameter",
            Self::OpenQuote { .. } => "challenge_open_quote",
            Self::Repeated { .. } => "challenge_repeated",
            Self::Several => "challenge_several",
            Self::NotBearer => "challenge_not_bearer",
            Self::Unquoted(_) => "challenge_unquoted",
            Self::Character(_) => "challenge_character",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Scheme { .. } | Self::Parameter { .. } | Self::OpenQuote { .. } | Self::Several => {
                Citation::rfc(9110, "11.6.1")
            }
            Self::Repeated { .. } => Citation::rfc(9110, "11.2"),
            Self::NotBearer | Self::Unquoted(_) | Self::Character(_) => Citation::rfc(6750, "3"),
        }
    }
}
