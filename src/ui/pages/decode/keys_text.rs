//! The keys that a reader has pasted beside the token, as typed and as read.

use crate::inspect::KeyRing;
use crate::jose::JwkSet;

/// The keys as typed, readable or not.
#[derive(Debug, Default)]
pub struct Keys {
    text: String,
    ring: Option<Result<KeyRing, String>>,
}

impl Keys {
    /// Reads a text.
    #[must_use]
    pub fn read(text: String) -> Self {
        let ring = (!text.trim().is_empty()).then(|| read(&text));
        Self { text, ring }
    }

    /// The text as it was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing was pasted.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ring.is_none()
    }

    /// The keys in it, if it could be read.
    #[must_use]
    pub fn ring(&self) -> Option<&KeyRing> {
        self.ring.as_ref()?.as_ref().ok()
    }

    /// Why it could not be read.
    #[must_use]
    pub fn problem(&self) -> Option<&str> {
        self.ring.as_ref()?.as_ref().err().map(String::as_str)
    }
}

/// A set, or a single key as a set of one. A set without any key that can be used is refused for its first key.
fn read(text: &str) -> Result<KeyRing, String> {
    let set = JwkSet::parse(text.as_bytes()).or_else(|error| {
        let single = ["{\"keys\":[", text, "]}"].concat();
        JwkSet::parse(single.as_bytes()).map_err(|_| error.to_string())
    })?;
    match set.ignored.first() {
        Some((_, error)) if set.keys.is_empty() => Err(error.to_string()),
        _ => Ok(set.into()),
    }
}
