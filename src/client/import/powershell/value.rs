//! What an expression is worth: a text, or a hashtable.

use serde_json::Value as Json;

use crate::jose::json;
use crate::texts::filled;

/// A value. Texts may have marks of variables in them.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A text, a number, a truth value.
    Text(String),
    /// A hashtable, in the order in which it is written.
    Table(Vec<(String, Self)>),
}

impl Value {
    /// The text; none for a table.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Table(_) => "",
        }
    }

    /// How long it is.
    pub(super) fn octets(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Table(entries) => entries.iter().map(|(name, value)| name.len() + value.octets() + 1).sum(),
        }
    }

    /// The entry of this name, whose letters may be small or capital.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Table(entries) = self else { return None };
        entries.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Puts an entry into a table.
    pub(super) fn set(&mut self, name: &str, value: Self) {
        let Self::Table(entries) = self else { return };
        match entries.iter_mut().find(|(own, _)| own.eq_ignore_ascii_case(name)) {
            Some((_, own)) => *own = value,
            None => entries.push((name.to_owned(), value)),
        }
    }

    /// What `+` makes of both.
    pub(super) fn joined(mut self, other: Self) -> Self {
        match (&mut self, other) {
            (Self::Text(text), other) => text.push_str(other.text()),
            (table, Self::Table(entries)) => entries.into_iter().for_each(|(name, value)| table.set(&name, value)),
            _ => {}
        }
        self
    }

    /// What `ConvertTo-Json` makes of it.
    pub(super) fn to_json(&self) -> Json {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Table(entries) => {
                Json::Object(json::object(entries.iter().map(|(name, value)| (name.as_str(), value.to_json()))))
            }
        }
    }
}

/// `-f`: each `{0}` is the value of its number.
pub(super) fn formatted(template: &str, values: &[Value]) -> String {
    filled(template, &mut |number, text| {
        let value = number.parse::<usize>().ok().and_then(|number| values.get(number));
        value.map(|value| text.push_str(value.text())).is_some()
    })
}
