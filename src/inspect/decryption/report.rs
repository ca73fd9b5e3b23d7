//! What came of opening an encrypted token.

use crate::inspect::Phrase;

/// Whether an encrypted token was opened. That it was not says nothing against it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DecryptionState {
    /// Nobody has tried.
    #[default]
    NotTried,
    /// It was not opened, for this reason.
    NotOpened(Phrase),
    /// A key opened it. Who wrote it, that does not say.
    Opened {
        /// What the key is called on the screen.
        key: String,
        /// Its `kid`.
        kid: Option<String>,
        /// What was inside.
        content: Vec<u8>,
    },
}

impl DecryptionState {
    /// The code of its text.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotTried => "decryption_not_tried",
            Self::NotOpened(_) => "decryption_not_opened",
            Self::Opened { .. } => "decryption_opened",
        }
    }
}

/// The state, and what came of every key at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecryptionReport {
    /// Whether it was opened.
    pub state: DecryptionState,
    /// Each key, in the order in which they were tried; those that could not be the one, too.
    pub tried: Vec<Opening>,
}

/// What came of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// What the key is called on the screen.
    pub label: String,
    /// Its `kid`.
    pub kid: Option<String>,
    /// Whether the token was held against it.
    pub tried: bool,
    /// What came of it, or why it was not tried.
    pub outcome: Phrase,
}

impl DecryptionReport {
    /// What was inside.
    #[must_use]
    pub fn content(&self) -> Option<&[u8]> {
        match &self.state {
            DecryptionState::Opened { content, .. } => Some(content),
            DecryptionState::NotTried | DecryptionState::NotOpened(_) => None,
        }
    }

    /// The token that was inside, if it was one (RFC 7519 §5.2): signed, or encrypted once more.
    #[must_use]
    pub fn inner_token(&self) -> Option<&str> {
        let text = std::str::from_utf8(self.content()?).ok()?.trim().trim_matches('"');
        let parts = text.split('.').count();
        (text.starts_with("eyJ") && (parts == 3 || parts == 5)).then_some(text)
    }
}
