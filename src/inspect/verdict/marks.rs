//! Marks that tell a token's server or kind: small tests on claims, as data.

use serde_json::Value;

use super::contents::Contents;
use super::encoded_subject::EncodedSubject;

/// One test on a token's contents. A mark without a match says nothing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark {
    /// The claim is there and is not `null`.
    Has(&'static str),
    /// The claim is not there.
    Lacks(&'static str),
    /// The claim is exactly this text, or a list that holds it.
    Is(&'static str, &'static str),
    /// The claim's text begins with this.
    Begins(&'static str, &'static str),
    /// The claim's text ends with this.
    Ends(&'static str, &'static str),
    /// The claim's text holds this.
    Holds(&'static str, &'static str),
    /// The claim is a list.
    List(&'static str),
    /// The claim is one text and not a list.
    Text(&'static str),
    /// The claim is an object.
    Object(&'static str),
    /// Two claims are the same text, and not an empty one.
    Same(&'static str, &'static str),
    /// The header's member is this text, or a list that holds it.
    HeaderIs(&'static str, &'static str),
    /// The header has this member.
    HeaderHas(&'static str),
    /// Some claim's name begins with this.
    Named(&'static str),
    /// The claim is an object that has this member.
    Inside(&'static str, &'static str),
    /// The claim is a long number as text, or a list of such.
    Numbered(&'static str),
    /// The claim is a subject of two encoded texts.
    Encoded(&'static str),
    /// The subject is among the audiences.
    SubIsAudience,
}

impl Mark {
    pub(super) fn fits(self, token: Contents<'_>) -> bool {
        match self {
            Self::Has(name) => token.has(name),
            Self::Lacks(name) => !token.has(name),
            Self::Is(name, text) => token.claim(name).is_some_and(|value| holds(value, text)),
            Self::Begins(name, start) => token.text(name).is_some_and(|text| text.starts_with(start)),
            Self::Ends(name, end) => token.text(name).is_some_and(|text| text.ends_with(end)),
            Self::Holds(name, part) => token.text(name).is_some_and(|text| text.contains(part)),
            Self::List(name) => token.claim(name).is_some_and(Value::is_array),
            Self::Text(name) => token.claim(name).is_some_and(Value::is_string),
            Self::Object(name) => token.claim(name).is_some_and(Value::is_object),
            Self::Same(one, other) => {
                token.text(one).is_some_and(|text| !text.is_empty() && token.text(other) == Some(text))
            }
            Self::HeaderIs(name, text) => token.header(name).is_some_and(|value| holds(value, text)),
            Self::HeaderHas(name) => token.header(name).is_some(),
            Self::Named(start) => token.names().any(|name| name.starts_with(start)),
            Self::Inside(name, member) => token.claim(name).is_some_and(|value| value.get(member).is_some()),
            Self::Numbered(name) => token.claim(name).is_some_and(is_number),
            Self::Encoded(name) => token.text(name).is_some_and(|sub| EncodedSubject::read(sub).is_some()),
            Self::SubIsAudience => token.sub().is_some_and(|sub| token.audiences().any(|aud| aud == sub)),
        }
    }

    /// The claim or header member that it looks at.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Has(name)
            | Self::Lacks(name)
            | Self::Is(name, _)
            | Self::Begins(name, _)
            | Self::Ends(name, _)
            | Self::Holds(name, _)
            | Self::List(name)
            | Self::Text(name)
            | Self::Object(name)
            | Self::Same(name, _)
            | Self::HeaderIs(name, _)
            | Self::HeaderHas(name)
            | Self::Named(name)
            | Self::Inside(name, _)
            | Self::Numbered(name)
            | Self::Encoded(name) => name,
            Self::SubIsAudience => "sub",
        }
    }
}

/// Whether every mark fits.
pub(super) fn all_fit(marks: &[Mark], token: Contents<'_>) -> bool {
    marks.iter().all(|mark| mark.fits(token))
}

fn holds(value: &Value, text: &str) -> bool {
    match value {
        Value::Array(list) => list.iter().any(|value| value.as_str() == Some(text)),
        other => other.as_str() == Some(text),
    }
}

/// Whether it is what ZITADEL makes of its identifiers: 17 to 20 digits, or a list of such.
fn is_number(value: &Value) -> bool {
    match value {
        Value::Array(list) => !list.is_empty() && list.iter().all(|value| value.is_string() && is_number(value)),
        Value::String(text) => (17..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}
