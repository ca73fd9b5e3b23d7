//! The claims of a token (RFC 7519 §4), each read as the type that the registry gives it.

use serde_json::{Map, Value};
use thiserror::Error;

use crate::cite::Citation;
use crate::jose::{JsonError, json};

use super::NumericDate;

/// The claims set: one JSON object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims(Map<String, Value>);

impl Claims {
    /// Reads the payload of a token.
    ///
    /// # Errors
    /// [`JsonError`] when it is not one JSON object (RFC 7519 §7.2).
    pub fn parse(payload: &[u8]) -> Result<Self, JsonError> {
        json::parse_object(payload).map(Self)
    }

    /// The same from members that were read already.
    #[must_use]
    pub const fn from_members(members: Map<String, Value>) -> Self {
        Self(members)
    }

    /// Any claim, whatever its type.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// All claims.
    #[must_use]
    pub const fn members(&self) -> &Map<String, Value> {
        &self.0
    }

    /// A claim that must be a string.
    ///
    /// # Errors
    /// [`ClaimError::NotAString`].
    pub fn string(&self, name: &'static str) -> Result<Option<&str>, ClaimError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(ClaimError::NotAString(name)),
        }
    }

    /// A claim that must be a string, and a URI if it has a colon (RFC 7519 §2, StringOrURI).
    ///
    /// # Errors
    /// [`ClaimError::NotAString`], [`ClaimError::NotAUri`].
    pub fn string_or_uri(&self, name: &'static str) -> Result<Option<&str>, ClaimError> {
        let text = self.string(name)?;
        if text.is_some_and(|text| !is_string_or_uri(text)) { Err(ClaimError::NotAUri(name)) } else { Ok(text) }
    }

    /// A claim that must be a time.
    ///
    /// # Errors
    /// [`ClaimError::NotANumber`], [`ClaimError::OutOfRange`].
    pub fn time(&self, name: &'static str) -> Result<Option<NumericDate>, ClaimError> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => {
                let time = NumericDate::from_value(value).ok_or(ClaimError::NotANumber(name))?;
                if time.is_in_range() { Ok(Some(time)) } else { Err(ClaimError::OutOfRange(name)) }
            }
        }
    }

    /// Whom the token is for: one string or an array of them (RFC 7519 §4.1.3). `None` when the claim is absent.
    ///
    /// # Errors
    /// [`ClaimError::Audience`] for any other shape, and for an empty array; [`ClaimError::NotAUri`].
    pub fn audience(&self) -> Result<Option<Vec<&str>>, ClaimError> {
        let audiences = match self.get("aud") {
            None => return Ok(None),
            Some(Value::String(one)) => vec![one.as_str()],
            Some(Value::Array(many)) if !many.is_empty() => {
                many.iter().map(Value::as_str).collect::<Option<_>>().ok_or(ClaimError::Audience)?
            }
            Some(_) => return Err(ClaimError::Audience),
        };
        if audiences.iter().all(|audience| is_string_or_uri(audience)) {
            Ok(Some(audiences))
        } else {
            Err(ClaimError::NotAUri("aud"))
        }
    }
}

/// A claim that is there, but not of its type.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ClaimError {
    /// Not a string.
    #[error("The claim {0} must be a string and is not.")]
    NotAString(&'static str),
    /// A string with a colon that is no URI.
    #[error("The claim {0} has a colon in it, so it must be a URI, and it is not one.")]
    NotAUri(&'static str),
    /// Not a number.
    #[error("The claim {0} must be a number of seconds and is not a number.")]
    NotANumber(&'static str),
    /// A number that is no time.
    #[error("The claim {0} is a number too large for any time.")]
    OutOfRange(&'static str),
    /// Neither a string nor a filled array of strings.
    #[error("The claim aud must be a string or an array of strings with at least one in it.")]
    Audience,
}

impl ClaimError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAString(_) => "claim_not_a_string",
            Self::NotAUri(_) => "claim_not_a_uri",
            Self::NotANumber(_) => "claim_not_a_number",
            Self::OutOfRange(_) => "claim_out_of_range",
            Self::Audience => "claim_audience_shape",
        }
    }

    /// The clause that the claim breaks.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::NotAString(_) => Citation::rfc(7519, "4"),
            Self::NotAUri(_) | Self::NotANumber(_) | Self::OutOfRange(_) => Citation::rfc(7519, "2"),
            Self::Audience => Citation::rfc(7519, "4.1.3"),
        }
    }
}

/// A colon makes it a URI: then a scheme stands before the first one and nothing in it is forbidden in a URI (RFC 3986 §2, §3.1).
fn is_string_or_uri(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else {
        return true;
    };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && text.chars().all(|c| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c))
}
