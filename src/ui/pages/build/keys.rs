//! The key that signs the client's assertions, and the one that its tokens are bound to. Keys stay in memory.

use std::fmt;

use crate::client::dpop::ProofKey;
use crate::jose::{Jwk, SigningKey};

/// Where the private key of an assertion comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyChoice {
    /// The demo client's own: this page plays it.
    #[default]
    Demo,
    /// Made in this page.
    Made,
    /// Pasted by the reader.
    Pasted,
}

impl KeyChoice {
    /// Every choice, in order.
    pub const ALL: [Self; 3] = [Self::Demo, Self::Made, Self::Pasted];

    /// The choice's name in the form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Made => "made",
            Self::Pasted => "pasted",
        }
    }

    /// The choice of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == name)
    }
}

/// The keys at hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keys {
    /// Which one signs.
    pub choice: KeyChoice,
    /// The key that was made here.
    pub made: Option<MadeKey>,
    /// What was pasted: a JWK, a set, PEM.
    pub pasted: KeyText,
    /// The key of proofs of possession.
    pub proof: Option<ProofKey>,
    /// The newest nonce of the server that proofs go to (RFC 9449 §8).
    pub nonce: Option<String>,
}

/// A key pair that was made here. Its private half stays with the platform.
#[derive(Clone, Debug, PartialEq)]
pub struct MadeKey {
    /// What signs.
    pub signing: SigningKey,
    /// The public half.
    pub public: Jwk,
    /// The client that was registered with it.
    pub registered_as: Option<String>,
}

/// The text of a key. Prints as `[redacted]`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct KeyText(String);

impl KeyText {
    /// The text as it was pasted.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text itself, for its field and for whoever reads the key.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for KeyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
