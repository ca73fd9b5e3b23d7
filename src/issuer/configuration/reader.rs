//! Reading a document member by member, so that whatever cannot be taken is named with its place: `clients[2].scope`.

use serde_json::{Map, Value};
use thiserror::Error;

/// What cannot be taken, and where it stands.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{path} {reason}.")]
pub struct ConfigurationError {
    /// The place: names and indices from the top. `The document` for the top itself.
    pub path: String,
    /// Why, as the rest of a sentence that begins with the place.
    pub reason: String,
}

impl ConfigurationError {
    pub(super) fn new(path: &str, reason: &str) -> Self {
        let path = if path.is_empty() { "The document" } else { path };
        Self { path: path.to_owned(), reason: reason.trim_end_matches('.').to_owned() }
    }

    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "configuration_refused"
    }
}

/// An object of the document whose members are taken out one by one.
pub(super) struct At {
    path: String,
    members: Map<String, Value>,
}

impl At {
    pub(super) const fn top(members: Map<String, Value>) -> Self {
        Self { path: String::new(), members }
    }

    /// A member as it is; `null` counts as absent.
    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.members.remove(name).filter(|value| !value.is_null())
    }

    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ConfigurationError> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.error(name, "must be a string")),
        }
    }

    pub(super) fn required(&mut self, name: &str) -> Result<String, ConfigurationError> {
        let text = self.text(name)?.filter(|text| !text.is_empty());
        text.ok_or_else(|| self.error(name, "is missing"))
    }

    pub(super) fn flag(&mut self, name: &str) -> Result<bool, ConfigurationError> {
        match self.take(name) {
            None => Ok(false),
            Some(Value::Bool(value)) => Ok(value),
            Some(_) => Err(self.error(name, "must be true or false")),
        }
    }

    pub(super) fn texts(&mut self, name: &str) -> Result<Vec<String>, ConfigurationError> {
        let mut texts = Vec::new();
        for (index, value) in self.array(name)?.into_iter().enumerate() {
            let Value::String(text) = value else {
                return Err(self.error(&format!("{name}[{index}]"), "must be a string"));
            };
            texts.push(text);
        }
        Ok(texts)
    }

    pub(super) fn object(&mut self, name: &str) -> Result<Map<String, Value>, ConfigurationError> {
        match self.take(name) {
            None => Ok(Map::new()),
            Some(Value::Object(members)) => Ok(members),
            Some(_) => Err(self.error(name, "must be an object")),
        }
    }

    /// Every object of an array, read by `read`.
    pub(super) fn list<T>(
        &mut self,
        name: &str,
        read: fn(Self) -> Result<T, ConfigurationError>,
    ) -> Result<Vec<T>, ConfigurationError> {
        let mut list = Vec::new();
        for (index, value) in self.array(name)?.into_iter().enumerate() {
            let path = member(&self.path, &format!("{name}[{index}]"));
            let Value::Object(members) = value else {
                return Err(ConfigurationError::new(&path, "must be an object"));
            };
            list.push(read(Self { path, members })?);
        }
        Ok(list)
    }

    /// What was not taken: members that are not known here.
    pub(super) fn rest(self) -> Map<String, Value> {
        self.members
    }

    pub(super) fn error(&self, name: &str, reason: &str) -> ConfigurationError {
        ConfigurationError::new(&member(&self.path, name), reason)
    }

    fn array(&mut self, name: &str) -> Result<Vec<Value>, ConfigurationError> {
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Value::Array(values)) => Ok(values),
            Some(_) => Err(self.error(name, "must be an array")),
        }
    }
}

/// The place of a member.
pub(super) fn member(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { [path, ".", name].concat() }
}
