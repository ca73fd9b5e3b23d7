//! The claims of a token (RFC 7519 §4), each read as the type that the registry gives it.

use serde_json::{Map, Value};
use thiserror::Error;

use crate::cite::Citation;
use crate::jose::{JsonError, json};
use crate::ports::UnixTime;

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
            Some(Value::Number(number)) => {
                NumericDate::from_f64(number.as_f64()).map(Some).ok_or(ClaimError::OutOfRange(name))
            }
            Some(_) => Err(ClaimError::NotANumber(name)),
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

/// A time in a claim: whole seconds, fractions rounded up (RFC 7519 §2).
///
/// Rounding up changes no decision, because it is compared only with clocks of whole seconds: such a clock has reached 5.2
/// exactly when it has reached 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NumericDate(i64);

impl NumericDate {
    /// The first whole second that is not before the time.
    #[must_use]
    pub const fn at(self) -> UnixTime {
        UnixTime(self.0)
    }

    /// Whether the number is so large that it was meant as milliseconds: as seconds it lies after the year 5138.
    #[must_use]
    pub const fn looks_like_milliseconds(self) -> bool {
        self.0 >= 100_000_000_000
    }

    /// Beyond 2^53 a number of JSON is no longer exact; no token needs that time.
    fn from_f64(seconds: Option<f64>) -> Option<Self> {
        const LIMIT: f64 = 9_007_199_254_740_992.0;
        let seconds = seconds.filter(|seconds| seconds.abs() < LIMIT)?;
        #[allow(clippy::cast_possible_truncation)] // within 2^53, so exact
        Some(Self(seconds.ceil() as i64))
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
