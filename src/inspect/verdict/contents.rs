//! A token's header and claims, with the few questions that a verdict asks of them.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::inspect::claim_names::CLIENT_CLAIMS;
use crate::inspect::{Decoded, Part};

/// Header and claims of one token.
#[derive(Clone, Copy)]
pub(super) struct Contents<'d> {
    header: Option<&'d Map<String, Value>>,
    claims: Option<&'d Map<String, Value>>,
}

impl<'d> Contents<'d> {
    pub(super) fn of(decoded: &'d Decoded) -> Self {
        let members = |part: &'d Option<Part>| part.as_ref().map(|part| &part.members);
        Self { header: members(&decoded.header), claims: members(&decoded.payload) }
    }

    /// The same header with the claims that stand in the claim `name`, where that is an object.
    pub(super) fn inside(self, name: &str) -> Self {
        Self { header: None, claims: self.claim(name).and_then(Value::as_object) }
    }

    pub(super) fn header(self, name: &str) -> Option<&'d Value> {
        self.header?.get(name)
    }

    pub(super) fn claim(self, name: &str) -> Option<&'d Value> {
        self.claims?.get(name)
    }

    /// Whether a claim is there and is not `null`.
    pub(super) fn has(self, name: &str) -> bool {
        self.claim(name).is_some_and(|value| !value.is_null())
    }

    /// A claim that is text.
    pub(super) fn text(self, name: &str) -> Option<&'d str> {
        self.claim(name)?.as_str()
    }

    pub(super) fn names(self) -> impl Iterator<Item = &'d String> {
        self.claims.into_iter().flat_map(Map::keys)
    }

    /// Whom the token is about; some servers write a number.
    pub(super) fn sub(self) -> Option<Cow<'d, str>> {
        self.claim("sub").and_then(identifier)
    }

    /// Every claim that names a client, with its value.
    pub(super) fn clients(self) -> impl Iterator<Item = (&'static str, Cow<'d, str>)> {
        CLIENT_CLAIMS.into_iter().filter_map(move |name| {
            let client = self.claim(name).and_then(identifier).filter(|client| !client.is_empty())?;
            Some((name, client))
        })
    }

    /// The audiences, whether one text or a list (RFC 7519 §4.1.3).
    pub(super) fn audiences(self) -> impl Iterator<Item = Cow<'d, str>> {
        let aud = self.claim("aud");
        let (list, one) = match aud {
            Some(Value::Array(list)) => (list.as_slice(), None),
            other => (&[][..], other),
        };
        list.iter().chain(one).filter_map(identifier).filter(|aud| !aud.is_empty())
    }
}

/// An identifier: text, or a number as its text.
fn identifier(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

/// Whether a value says nothing: `null`, `""`, `[]` or `{}`.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A value in a sentence: its text, or nothing for what is no single word.
pub(super) fn told(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Bool(is) => Cow::Borrowed(if *is { "true" } else { "false" }),
        Value::Array(list) if list.len() == 1 => told(&list[0]),
        other => identifier(other).unwrap_or_default(),
    }
}
