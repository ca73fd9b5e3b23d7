//! How an issuer reads identifier and secret out of a Basic header field.
//!
//! RFC 6749 §2.3.1 has both form-encoded before they are joined. Of the servers that people install, most compare what arrives as it is,
//! and many clients send it so; a secret of letters and digits never shows it. Only the first of these readings is the standard's.

use super::basic_credentials::{BasicCredentials, BasicError};
use crate::oauth::identifiers::ClientSecret;

/// How Basic credentials are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BasicReading {
    /// Split at the first colon, both halves form-decoded (RFC 6749 §2.3.1, App. B).
    #[default]
    Form,
    /// Split at the first colon, both halves as they are (RFC 7617 §2).
    Raw,
    /// Split at the first colon, both halves percent-decoded: `+` stays, and so does a `%` that begins no escape.
    Percent,
    /// As they are, split at every colon: what stands behind the second one is lost.
    EveryColon,
    /// Form-decoded, and when that proves nothing, as they are.
    Either,
}

impl BasicReading {
    /// Every reading, the standard's first.
    pub const ALL: [Self; 5] = [Self::Form, Self::Raw, Self::Percent, Self::EveryColon, Self::Either];

    /// The reading's name in configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Raw => "raw",
            Self::Percent => "percent",
            Self::EveryColon => "every_colon",
            Self::Either => "either",
        }
    }

    /// Reads what follows the scheme.
    ///
    /// # Errors
    /// [`BasicError`] when it cannot be read this way.
    pub(super) fn read(self, credentials: &str) -> Result<BasicCredentials, BasicError> {
        let raw = BasicCredentials::split(credentials)?;
        let decoded = raw.decoded();
        match self {
            Self::Raw => Ok(raw.with(decoded.ok())),
            Self::Form => decoded,
            Self::Either => Ok(match decoded {
                Ok(decoded) => decoded.with(Some(raw)),
                Err(_) => raw,
            }),
            Self::Percent => raw.percent_decoded(),
            Self::EveryColon => {
                let secret = raw.client_secret.expose().split(':').next().unwrap_or_default().to_owned();
                Ok(BasicCredentials { client_secret: ClientSecret::new(secret), ..raw })
            }
        }
    }
}
