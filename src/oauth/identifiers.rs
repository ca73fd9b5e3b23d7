//! Who a client says it is, and the secret that proves it (RFC 6749 §2.2, §2.3.1).

use std::fmt;

use serde::Serialize;

/// A client identifier: public, unique at one issuer, opaque to everybody else (RFC 6749 §2.2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct ClientId(String);

impl ClientId {
    /// An identifier as the issuer assigned it.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The identifier's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A client secret. It shows itself only to who calls [`ClientSecret::expose`], and compares in constant time.
#[derive(Clone, Default)]
pub struct ClientSecret(String);

impl ClientSecret {
    /// A secret as the issuer assigned it.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself. For the one message that carries it, and for a field that the learner edits.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is no secret at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `presented` proves knowledge of this secret. An empty one proves nothing (PST-02).
    #[must_use]
    pub fn matches(&self, presented: &Self) -> bool {
        !presented.is_empty() && self == presented
    }
}

impl PartialEq for ClientSecret {
    /// Takes as long for a difference in the first octet as for one in the last (CAU-09); only the length can be timed.
    fn eq(&self, other: &Self) -> bool {
        let (own, other) = (self.0.as_bytes(), other.0.as_bytes());
        let difference = own.iter().zip(other).fold(0, |difference, (a, b)| difference | (a ^ b));
        own.len() == other.len() && std::hint::black_box(difference) == 0
    }
}

impl Eq for ClientSecret {}

impl fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
