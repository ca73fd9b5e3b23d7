//! Resource indicators (RFC 8707 §2): the API for which a token is wanted, named by an absolute URI.
//!
//! Reading covers what any server must refuse. Which APIs there are, and who may use them, is the issuer's business.

use std::fmt;

use thiserror::Error;

use super::error::{ErrorCode, OAuthError};
use crate::cite::Citation;

/// The value of one parameter `resource`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceIndicator(String);

impl ResourceIndicator {
    /// Reads a value: an absolute URI (RFC 3986 §4.3), so without a fragment. A query is allowed, if not advised (RFC 8707 §2).
    ///
    /// # Errors
    /// [`ResourceError`] with the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, ResourceError> {
        if text.contains('#') {
            return Err(ResourceError::Fragment);
        }
        let is_scheme = |scheme: &str| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        };
        match text.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) && !rest.trim_start_matches('/').is_empty() => {}
            _ => return Err(ResourceError::NotAbsolute),
        }
        if is_uri_text(text) { Ok(Self(text.to_owned())) } else { Err(ResourceError::Character) }
    }

    /// The URI as it was sent. Identifiers of APIs are compared with it octet by octet.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ResourceIndicator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no resource indicator. The sentences repeat nothing of it.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum ResourceError {
    /// No scheme, or nothing after it.
    #[error("The resource is not an absolute URI.")]
    NotAbsolute,
    /// A fragment.
    #[error("The resource has a fragment, which a resource must not have.")]
    Fragment,
    /// A character that no URI has, or a broken escape.
    #[error("The resource has a character that may not stand in a URI.")]
    Character,
}

impl ResourceError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAbsolute => "resource_not_absolute",
            Self::Fragment => "resource_fragment",
            Self::Character => "resource_character",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        Citation::rfc(8707, "2")
    }

    /// The error that an issuer answers with.
    #[must_use]
    pub fn to_oauth_error(&self) -> OAuthError {
        OAuthError::new(ErrorCode::InvalidTarget, &self.to_string())
    }
}

/// Whether every character may stand in a URI, and every `%` starts an escape (RFC 3986 §2).
fn is_uri_text(text: &str) -> bool {
    let mut escapes = text.split('%');
    let plain = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/?[]@!$&'()*+,;=".contains(c));
    let escaped = |part: &str| part.len() >= 2 && part.bytes().take(2).all(|b| b.is_ascii_hexdigit()) && plain(part);
    escapes.next().is_some_and(plain) && escapes.all(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_absolute_uris_without_a_fragment_are_resources() {
        for good in ["https://api.test", "https://api.test/v1?x=1", "urn:example:api", "https://api.test/%C3%A9"] {
            assert_eq!(ResourceIndicator::parse(good).as_ref().map(ResourceIndicator::as_str), Ok(good));
        }
        for (bad, error) in [
            ("", ResourceError::NotAbsolute),
            ("orders", ResourceError::NotAbsolute),
            ("/orders", ResourceError::NotAbsolute),
            ("//api.test", ResourceError::NotAbsolute),
            ("https:", ResourceError::NotAbsolute),
            ("https://", ResourceError::NotAbsolute),
            ("1https://api.test", ResourceError::NotAbsolute),
            ("https://api.test#", ResourceError::Fragment),
            ("https://api.test/#b", ResourceError::Fragment),
            ("https://api.test/a b", ResourceError::Character),
            ("https://api.test/é", ResourceError::Character),
            ("https://api.test/%2", ResourceError::Character),
            ("https://api.test/%zz", ResourceError::Character),
        ] {
            assert_eq!(ResourceIndicator::parse(bad), Err(error), "{bad}");
        }
    }
}
