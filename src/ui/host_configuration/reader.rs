//! Reading the file member by member: what cannot be taken is noted with its place, and reading goes on.

use serde_json::{Map, Value};

use super::fault::{Fault, Reason, member};
use crate::content::host;
use crate::inspect::visible;

/// Parts of names that tell of a secret, in small letters.
const SECRETS: [&str; 4] = ["secret", "private", "password", "token"];

/// A name that has such a part and is an address.
const PUBLIC: &str = "token_endpoint";

/// What cannot be taken, in the order in which it was found.
pub(super) type Faults = Vec<Fault>;

/// Notes what cannot be taken.
pub(super) fn note(faults: &mut Faults, place: String, reason: Reason) {
    faults.push(Fault { place, reason });
}

/// Takes out of an object, and of all in it, every member whose name tells of a secret.
pub(super) fn without_secrets(members: &mut Map<String, Value>, place: &str, faults: &mut Faults) {
    members.retain(|name, value| {
        let small = name.to_lowercase();
        let here = member(place, name);
        if small != PUBLIC && SECRETS.iter().any(|part| small.contains(part)) {
            note(faults, here, Reason::Secret);
            return false;
        }
        inside(value, &here, faults);
        true
    });
}

fn inside(value: &mut Value, place: &str, faults: &mut Faults) {
    match value {
        Value::Object(members) => without_secrets(members, place, faults),
        Value::Array(values) => {
            for (index, value) in values.iter_mut().enumerate() {
                inside(value, &member(place, &index.to_string()), faults);
            }
        }
        _ => {}
    }
}

/// An object whose members are taken out one by one.
pub(super) struct At {
    place: String,
    members: Map<String, Value>,
}

impl At {
    pub(super) const fn top(members: Map<String, Value>) -> Self {
        Self { place: String::new(), members }
    }

    /// An object at a place.
    pub(super) fn of(place: String, value: Value, faults: &mut Faults) -> Option<Self> {
        match value {
            Value::Object(members) => Some(Self { place, members }),
            _ => {
                note(faults, place, Reason::Type(host::AN_OBJECT));
                None
            }
        }
    }

    /// The place of a member.
    pub(super) fn place(&self, name: &str) -> String {
        member(&self.place, name)
    }

    /// A member as it is; `null` counts as absent.
    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.members.remove(name).filter(|value| !value.is_null())
    }

    /// The names that were not taken.
    pub(super) fn names(&self) -> Vec<String> {
        self.members.keys().cloned().collect()
    }

    pub(super) fn object(&mut self, name: &str, faults: &mut Faults) -> Option<Self> {
        let value = self.take(name)?;
        Self::of(self.place(name), value, faults)
    }

    pub(super) fn flag(&mut self, name: &str, faults: &mut Faults) -> Option<bool> {
        match self.take(name)? {
            Value::Bool(value) => Some(value),
            _ => {
                note(faults, self.place(name), Reason::Type(host::TRUE_OR_FALSE));
                None
            }
        }
    }

    /// The values of a list with their places, as many as fit.
    pub(super) fn list(&mut self, name: &str, most: usize, faults: &mut Faults) -> Vec<(String, Value)> {
        let place = self.place(name);
        match self.take(name) {
            None => Vec::new(),
            Some(Value::Array(values)) => {
                if values.len() > most {
                    note(faults, member(&place, &most.to_string()), Reason::TooMany(most));
                }
                let placed = values.into_iter().enumerate().take(most);
                placed.map(|(index, value)| (member(&place, &index.to_string()), value)).collect()
            }
            Some(_) => {
                note(faults, place, Reason::Type(host::A_LIST));
                Vec::new()
            }
        }
    }

    /// A text of up to `most` characters in which every character can be seen.
    pub(super) fn text(&mut self, name: &str, most: usize, faults: &mut Faults) -> Option<String> {
        let value = self.take(name)?;
        text(self.place(name), &value, most, faults)
    }

    /// The same where there has to be one.
    pub(super) fn required(&mut self, name: &str, most: usize, faults: &mut Faults) -> Option<String> {
        if !self.members.contains_key(name) {
            note(faults, self.place(name), Reason::Missing);
        }
        self.text(name, most, faults)
    }

    /// Notes what was not taken.
    pub(super) fn end(self, faults: &mut Faults) {
        for name in self.members.keys() {
            note(faults, self.place(name), Reason::Unknown);
        }
    }
}

/// A text of up to `most` characters in which every character can be seen.
pub(super) fn text(place: String, value: &Value, most: usize, faults: &mut Faults) -> Option<String> {
    let reason = match value.as_str() {
        None => Reason::Type(host::A_TEXT),
        Some(text) if text.trim().is_empty() => Reason::Missing,
        Some(text) if text.chars().count() > most => Reason::TooLong(most),
        Some(text) if visible(text) != text => Reason::Characters,
        Some(text) => return Some(text.trim().to_owned()),
    };
    note(faults, place, reason);
    None
}
