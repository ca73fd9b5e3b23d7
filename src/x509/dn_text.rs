//! Distinguished names as text (RFC 4514): read strictly, written in one way.

use std::fmt;

use thiserror::Error;
use x509_cert::der::Decode;
use x509_cert::der::asn1::Any;
use x509_cert::der::oid::ObjectIdentifier;

use super::attribute_type::SHORT_NAMES;
use super::distinguished_name::{Attribute, DistinguishedName, Value};
use crate::cite::Citation;

/// Why a text is not a distinguished name.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DnError {
    /// There is nothing in it.
    #[error("A distinguished name that names nobody is none.")]
    Empty,
    /// A part has no `=`, or nothing before it that is a type.
    #[error(
        "A part of a distinguished name is a type, an equals sign and a value, with no spaces around the first two."
    )]
    NoType,
    /// The type is a word that is not known here.
    #[error("An attribute type of the distinguished name is not known here; write its object identifier.")]
    UnknownType,
    /// A value has a character that must be escaped, or an escape that is none.
    #[error(
        "A value of the distinguished name has a special character that is not escaped, or an escape that is none."
    )]
    Value,
    /// A value that begins with `#` is not the DER of one value in hexadecimal digits.
    #[error("A value of the distinguished name begins with # and is not the DER of one value in hexadecimal digits.")]
    Hexadecimal,
}

impl DnError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "dn_empty",
            Self::NoType => "dn_no_type",
            Self::UnknownType => "dn_unknown_type",
            Self::Value => "dn_value",
            Self::Hexadecimal => "dn_hexadecimal",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Value => Citation::rfc(4514, "2.4"),
            _ => Citation::rfc(4514, "3"),
        }
    }
}

impl DistinguishedName {
    /// Reads the text form of RFC 4514 §3, the most specific part first: `CN=meter-gateway,O=Example Energy,C=NL`.
    ///
    /// # Errors
    /// [`DnError`] when it is malformed, or empty: a name that says nothing identifies nobody.
    pub fn parse(text: &str) -> Result<Self, DnError> {
        if text.is_empty() {
            return Err(DnError::Empty);
        }
        let part = |text: &str| split(text, '+').into_iter().map(attribute).collect::<Result<Vec<_>, _>>();
        let mut parts = split(text, ',').into_iter().map(part).collect::<Result<Vec<_>, _>>()?;
        parts.reverse();
        Ok(Self { parts })
    }
}

/// The text form of RFC 4514 §2.
impl fmt::Display for DistinguishedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |attributes: &Vec<Attribute>| attributes.iter().map(write_attribute).collect::<Vec<_>>().join("+");
        f.write_str(&self.parts.iter().rev().map(part).collect::<Vec<_>>().join(","))
    }
}

/// The pieces between separators that no backslash precedes.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (place, c) in text.char_indices() {
        if c == separator && !escaped {
            pieces.push(&text[start..place]);
            start = place + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    pieces.push(&text[start..]);
    pieces
}

fn attribute(text: &str) -> Result<Attribute, DnError> {
    let (name, value) = text.split_once('=').ok_or(DnError::NoType)?;
    let kind = if name.starts_with(|c: char| c.is_ascii_digit()) {
        ObjectIdentifier::new(name).map_err(|_| DnError::UnknownType)?
    } else if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Err(DnError::NoType);
    } else {
        // Short names are the same in any case (RFC 4512 §2.5).
        SHORT_NAMES.iter().find(|row| row.0.eq_ignore_ascii_case(name)).map(|row| row.1).ok_or(DnError::UnknownType)?
    };
    let value = match value.strip_prefix('#') {
        Some(digits) => {
            let any = octets(digits).and_then(|octets| Any::from_der(&octets).ok()).ok_or(DnError::Hexadecimal)?;
            Value::of(&any)
        }
        None => Value::Text(unescaped(value)?),
    };
    Ok(Attribute { kind, value })
}

/// A value without its escapes: a backslash before a special character, or before two hexadecimal digits that are an octet of UTF-8.
fn unescaped(value: &str) -> Result<String, DnError> {
    let mut out = Vec::with_capacity(value.len());
    let mut ends_in_space = value.starts_with(' ');
    let mut rest = value.bytes();
    while let Some(octet) = rest.next().filter(|_| !(ends_in_space && out.is_empty())) {
        ends_in_space = octet == b' ';
        match octet {
            b'\\' => {
                let next = rest.next().ok_or(DnError::Value)?;
                if SPECIAL.contains(&next) {
                    out.push(next);
                } else {
                    let second = rest.next().ok_or(DnError::Value)?;
                    out.push(pair(next, second).ok_or(DnError::Value)?);
                }
            }
            b'"' | b'+' | b',' | b';' | b'<' | b'>' | 0 => return Err(DnError::Value),
            other => out.push(other),
        }
    }
    // A space at either end would get lost in any text around it.
    if ends_in_space { Err(DnError::Value) } else { String::from_utf8(out).map_err(|_| DnError::Value) }
}

/// What a backslash alone may stand before.
const SPECIAL: [u8; 10] = *b"\\\"+,;<> #=";

fn octets(digits: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let octets: Option<Vec<u8>> = pairs.iter().map(|[first, second]| pair(*first, *second)).collect();
    octets.filter(|_| rest.is_empty())
}

fn pair(first: u8, second: u8) -> Option<u8> {
    let digit = |octet: u8| char::from(octet).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(first)? << 4 | digit(second)?)
}

fn write_attribute(attribute: &Attribute) -> String {
    let known = SHORT_NAMES.iter().find(|row| row.1 == attribute.kind);
    let name = known.map_or_else(|| attribute.kind.to_string(), |row| row.0.to_owned());
    let value = match &attribute.value {
        Value::Text(text) => escaped(text),
        Value::Der(octets) => octets.iter().fold("#".to_owned(), |text, octet| text + &format!("{octet:02x}")),
    };
    [&name, "=", &value].concat()
}

fn escaped(text: &str) -> String {
    let last = text.chars().count().saturating_sub(1);
    let mut out = String::with_capacity(text.len());
    for (place, c) in text.chars().enumerate() {
        match c {
            '\0' => out.push_str("\\00"),
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => out.extend(['\\', c]),
            '#' if place == 0 => out.push_str("\\#"),
            ' ' if place == 0 || place == last => out.push_str("\\ "),
            other => out.push(other),
        }
    }
    out
}
