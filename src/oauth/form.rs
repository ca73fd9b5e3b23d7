//! `application/x-www-form-urlencoded`, the encoding of token requests and of query strings (RFC 6749 App. B).
//!
//! Parsing is strict: a `%` without two hex digits, or octets that are not UTF-8, are errors (TOK-08). Order and repeats are
//! kept, because a repeated parameter is itself an error that somebody has to be able to see (RFC 6749 §3.2).

use std::collections::BTreeSet;
use std::fmt;

use thiserror::Error;

use super::sensitive::{self, Sensitivity};
use crate::cite::Citation;

/// How many parameters a form may have. No request here needs a tenth of them, and whoever sends more is not asking anything.
pub const MAX_PARAMETERS: usize = 1000;

/// Name and value pairs in the order of the message, repeats included.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Form {
    pairs: Vec<(String, String)>,
}

impl Form {
    /// A form without parameters.
    #[must_use]
    pub const fn new() -> Self {
        Self { pairs: Vec::new() }
    }

    /// Reads a body or a query string.
    ///
    /// # Errors
    /// [`FormError`] when an escape is broken, the decoded octets are not UTF-8, or there are more than [`MAX_PARAMETERS`].
    pub fn parse(body: &[u8]) -> Result<Self, FormError> {
        let mut form = Self::new();
        let mut at = 0;
        for pair in body.split(|&b| b == b'&') {
            // An empty sequence between two `&` is no parameter (URL Standard, "application/x-www-form-urlencoded parsing").
            if !pair.is_empty() {
                if form.pairs.len() == MAX_PARAMETERS {
                    return Err(FormError::TooMany);
                }
                let name_length = pair.iter().position(|&b| b == b'=').unwrap_or(pair.len());
                let name = decode_at(&pair[..name_length], at)?;
                let value_at = (name_length + 1).min(pair.len());
                let value = decode_at(&pair[value_at..], at + value_at)?;
                form.pairs.push((name, value));
            }
            at += pair.len() + 1;
        }
        Ok(form)
    }

    /// The form as it travels.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.pairs {
            if !text.is_empty() {
                text.push('&');
            }
            text.push_str(&encode_component(name));
            text.push('=');
            text.push_str(&encode_component(value));
        }
        text
    }

    /// Adds a parameter at the end.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.pairs.push((name.into(), value.into()));
    }

    /// This form with one more parameter at the end.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.push(name, value);
        self
    }

    /// The first value of `name` that is not empty: a parameter without a value counts as omitted (RFC 6749 §3.2).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(n, value)| *n == name && !value.is_empty()).map(|(_, value)| value)
    }

    /// Every value of `name` that is not empty, in order. For the parameters that may repeat (`resource`, RFC 8707 §2).
    pub fn get_all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.iter().filter(move |(n, value)| *n == name && !value.is_empty()).map(|(_, value)| value)
    }

    /// The first name that appears a second time, `resource` excepted (RFC 6749 §3.2, RFC 8707 §2).
    ///
    /// A second appearance counts even with an equal value or without one: which of the two was meant is a guess.
    #[must_use]
    pub fn repeated(&self) -> Option<&str> {
        let mut earlier = BTreeSet::new();
        self.iter().map(|(name, _)| name).find(|name| *name != "resource" && !earlier.insert(*name))
    }

    /// Every pair in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether there is no parameter.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.iter().map(|(name, value)| match sensitive::of_parameter(name) {
            Sensitivity::Public => (name, value),
            Sensitivity::Token | Sensitivity::Secret => (name, "[redacted]"),
        });
        f.debug_map().entries(shown).finish()
    }
}

/// Encodes one name or value: UTF-8, space as `+`, everything but `A-Z a-z 0-9 * - . _` as `%XX`.
#[must_use]
pub fn encode_component(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Decodes one name or value.
///
/// # Errors
/// [`FormError`] when an escape is broken or the decoded octets are not UTF-8.
pub fn decode_component(text: &[u8]) -> Result<String, FormError> {
    decode_at(text, 0)
}

/// Whether a query string has a parameter that proves who the client is, under any spelling of its escapes.
#[must_use]
pub fn query_has_secret(query: &str) -> bool {
    let mut names = query.split('&').filter_map(|pair| pair.split('=').next());
    names.any(|name| {
        decode_component(name.as_bytes()).is_ok_and(|name| sensitive::of_parameter(&name) == Sensitivity::Secret)
    })
}

/// Why octets are not a form. Positions count octets of the body from 0.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum FormError {
    /// A `%` that two hexadecimal digits do not follow.
    #[error("The % at octet {at} is not followed by two hexadecimal digits.")]
    BrokenEscape {
        /// Position of the `%`.
        at: usize,
    },
    /// A name or value whose decoded octets are not UTF-8.
    #[error("The name or value that starts at octet {at} is not UTF-8 once decoded.")]
    NotUtf8 {
        /// Where the name or value starts.
        at: usize,
    },
    /// More than [`MAX_PARAMETERS`].
    #[error("There are more than {MAX_PARAMETERS} parameters; the limit here is {MAX_PARAMETERS}.")]
    TooMany,
}

impl FormError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BrokenEscape { .. } => "form_broken_escape",
            Self::NotUtf8 { .. } => "form_not_utf8",
            Self::TooMany => "form_too_many",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        Citation::rfc(6749, "B")
    }
}

fn decode_at(text: &[u8], start: usize) -> Result<String, FormError> {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.iter().enumerate();
    while let Some((at, &octet)) = rest.next() {
        octets.push(match octet {
            b'+' => b' ',
            b'%' => {
                let digits = rest.next().zip(rest.next()).map(|((_, &high), (_, &low))| (hex(high), hex(low)));
                let Some((Some(high), Some(low))) = digits else {
                    return Err(FormError::BrokenEscape { at: start + at });
                };
                high << 4 | low
            }
            other => other,
        });
    }
    String::from_utf8(octets).map_err(|_| FormError::NotUtf8 { at: start })
}

const fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}
