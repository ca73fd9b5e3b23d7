//! JSON objects as JOSE wants them: one object, UTF-8, no name twice, nothing around it (RFC 7515 §4, §5.2, §10.12; RFC 7519 §4).
//!
//! One parser serves both the check and the use of a text. Where parsers differ (a name twice, a byte order mark, text after
//! the end), one program checks what another one does not see, so all of it is refused. This is not a general JSON library:
//! it reads what fits into a token.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use thiserror::Error;

use crate::cite::Citation;

/// How many octets a text may have.
pub const MAX_OCTETS: usize = 262_144;

/// How deep arrays and objects may be nested, the outermost object included.
pub const MAX_DEPTH: usize = 32;

/// The one object in `octets`.
///
/// # Errors
/// [`JsonError`] as its variants say.
pub fn parse_object(octets: &[u8]) -> Result<Map<String, Value>, JsonError> {
    parse_object_within(octets, MAX_OCTETS)
}

/// The one object in `octets`, of which there may be as many as `limit` says; for documents that are larger than any token.
///
/// # Errors
/// [`JsonError`] as its variants say.
pub fn parse_object_within(octets: &[u8], limit: usize) -> Result<Map<String, Value>, JsonError> {
    match parse_within(octets, limit)? {
        Value::Object(members) => Ok(members),
        other => Err(JsonError::NotAnObject { found: kind(&other) }),
    }
}

/// The one value in `octets`, under the same rules; for the few texts that are an array.
///
/// # Errors
/// [`JsonError`] as its variants say.
pub fn parse(octets: &[u8]) -> Result<Value, JsonError> {
    parse_within(octets, MAX_OCTETS)
}

/// The one value in `octets`, of which there may be as many as `limit` says.
///
/// # Errors
/// [`JsonError`] as its variants say.
pub fn parse_within(octets: &[u8], limit: usize) -> Result<Value, JsonError> {
    let text = check_text(octets, limit)?;
    let fault = RefCell::new(None);
    let mut deserializer = serde_json::Deserializer::from_slice(text.as_bytes());
    let value = Strict { depth: 1, fault: &fault }
        .deserialize(&mut deserializer)
        .map_err(|error| fault.take().unwrap_or_else(|| syntax(text, &error)))?;
    deserializer.end().map_err(|error| JsonError::Trailing { offset: offset_of(text, &error) })?;
    Ok(value)
}

/// An object with these members. They go in one by one, because collecting them would sort them first, and sorting is much code.
#[must_use]
pub fn object<N: Into<String>>(members: impl IntoIterator<Item = (N, Value)>) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, value) in members {
        object.insert(name.into(), value);
    }
    object
}

/// A value as text, as short as it can be written. Its `Display` would do the same, with serializers of its own.
#[must_use]
pub fn text(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The beginning of a text that somebody else wrote, for an error message: 80 characters, and `…` for the rest.
#[must_use]
pub fn excerpt(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(80) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned([&text[..end], "…"].concat()),
    }
}

/// Why octets are not one JSON object.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum JsonError {
    /// More than [`MAX_OCTETS`], or than the caller of [`parse_object_within`] allows.
    #[error("{octets} octets are more than anybody should parse; the limit here is {limit}.")]
    TooLarge {
        /// How many there are.
        octets: usize,
        /// How many there may be.
        limit: usize,
    },
    /// No octet at all.
    #[error("There is nothing; the smallest JSON object is {{}}.")]
    Empty,
    /// The octets are not UTF-8.
    #[error("Octet {} does not belong to any UTF-8 text.", .offset + 1)]
    NotUtf8 {
        /// The first octet that does not fit.
        offset: usize,
    },
    /// The text starts with U+FEFF.
    #[error("The text starts with a byte order mark, which JSON must not have.")]
    ByteOrderMark,
    /// The text is not JSON.
    #[error("The text is not JSON from octet {} on: {problem}.", .offset + 1)]
    Syntax {
        /// Where reading stopped.
        offset: usize,
        /// What the parser missed.
        problem: String,
    },
    /// It is JSON, but not an object.
    #[error("The text is JSON, but {found} and not an object.")]
    NotAnObject {
        /// What it is, with an article.
        found: &'static str,
    },
    /// One object has a name twice.
    #[error("The name {name:?} stands twice in one object, so two programs could read two different values.")]
    DuplicateName {
        /// The name, or its beginning.
        name: String,
    },
    /// Deeper than [`MAX_DEPTH`].
    #[error("Arrays or objects are nested deeper than {MAX_DEPTH} levels.")]
    TooDeep,
    /// Something follows the object.
    #[error("Something follows the end of the JSON text at octet {}.", .offset + 1)]
    Trailing {
        /// Where it starts.
        offset: usize,
    },
}

impl JsonError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "json_too_large",
            Self::Empty => "json_empty",
            Self::NotUtf8 { .. } => "json_not_utf8",
            Self::ByteOrderMark => "json_byte_order_mark",
            Self::Syntax { .. } => "json_syntax",
            Self::NotAnObject { .. } => "json_not_an_object",
            Self::DuplicateName { .. } => "json_duplicate_name",
            Self::TooDeep => "json_too_deep",
            Self::Trailing { .. } => "json_trailing",
        }
    }

    /// The clause that the text breaks.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::TooLarge { .. } | Self::TooDeep => Citation::rfc(8259, "9"),
            Self::NotUtf8 { .. } => Citation::rfc(8725, "3.7"),
            Self::ByteOrderMark => Citation::rfc(8259, "8.1"),
            Self::Syntax { .. } => Citation::rfc(8259, "2"),
            Self::Empty | Self::NotAnObject { .. } => Citation::rfc(7519, "7.2"),
            Self::DuplicateName { .. } => Citation::rfc(7515, "4"),
            Self::Trailing { .. } => Citation::rfc(7515, "10.12"),
        }
    }

    /// The octet that the error is about, counted from 0, where there is one.
    #[must_use]
    pub const fn offset(&self) -> Option<usize> {
        match self {
            Self::NotUtf8 { offset } | Self::Syntax { offset, .. } | Self::Trailing { offset } => Some(*offset),
            _ => None,
        }
    }
}

fn check_text(octets: &[u8], limit: usize) -> Result<&str, JsonError> {
    if octets.is_empty() {
        return Err(JsonError::Empty);
    }
    if octets.len() > limit {
        return Err(JsonError::TooLarge { octets: octets.len(), limit });
    }
    let text = std::str::from_utf8(octets).map_err(|error| JsonError::NotUtf8 { offset: error.valid_up_to() })?;
    if text.starts_with('\u{feff}') { Err(JsonError::ByteOrderMark) } else { Ok(text) }
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn syntax(text: &str, error: &serde_json::Error) -> JsonError {
    let whole = error.to_string();
    let problem = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(problem, _)| problem);
    JsonError::Syntax { offset: offset_of(text, error), problem: problem.to_owned() }
}

/// serde_json tells line and column, both from 1; a learner's token has one line and wants one number.
fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    (before + error.column().saturating_sub(1)).min(text.len())
}

/// Builds a [`Value`] and refuses what serde_json alone would accept. Its own faults go into `fault`, because an error of
/// serde_json can carry only text.
#[derive(Clone, Copy)]
struct Strict<'f> {
    depth: usize,
    fault: &'f RefCell<Option<JsonError>>,
}

impl Strict<'_> {
    fn inner<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth > MAX_DEPTH {
            return Err(self.refuse(JsonError::TooDeep));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }

    fn refuse<E: serde::de::Error>(self, error: JsonError) -> E {
        *self.fault.borrow_mut() = Some(error);
        E::custom("refused")
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut values = Vec::new();
        while let Some(value) = access.next_element_seed(inner)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut members = Map::new();
        while let Some(name) = access.next_key::<String>()? {
            if members.contains_key(&name) {
                return Err(self.refuse(JsonError::DuplicateName { name: excerpt(&name).into_owned() }));
            }
            let value = access.next_value_seed(inner)?;
            members.insert(name, value);
        }
        Ok(Value::Object(members))
    }
}
