//! Scope: a set of scope tokens, written with single spaces between them (RFC 6749 §3.3, App. A.4).
//!
//! Order has no meaning and repeats count once, so equality is that of sets; the order of writing is kept for showing. What a
//! scope allows, and whose it is to allow, is the issuer's business. Whoever sends a scope chooses how long it is, so a token is
//! found by its name and not by walking over the others.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use serde::{Serialize, Serializer};
use thiserror::Error;

use super::error::{ErrorCode, OAuthError};
use crate::cite::Citation;

/// A set of scope tokens in the order they were first written.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    tokens: Vec<String>,
    /// The places in `tokens`, in the order of the names.
    by_name: Vec<usize>,
}

impl Scope {
    /// Reads a scope strictly (SCP-01).
    ///
    /// # Errors
    /// [`ScopeError`] for the empty string, a space that does not stand singly between two tokens, or a foreign character.
    pub fn parse(text: &str) -> Result<Self, ScopeError> {
        if text.is_empty() {
            return Err(ScopeError::Empty);
        }
        let mut at = 0;
        for token in text.split(' ') {
            if token.is_empty() {
                // The superfluous space is the one after this empty token, or the last one of the text.
                return Err(ScopeError::Space { at: at.min(text.chars().count() - 1) });
            }
            if let Some(offset) = token.chars().position(|c| !is_scope_character(c)) {
                return Err(ScopeError::Character { at: at + offset });
            }
            at += token.chars().count() + 1;
        }
        Ok(Self::of(text.split(' ')))
    }

    /// The set of these tokens, each of which is one.
    fn of<'a>(written: impl Iterator<Item = &'a str>) -> Self {
        let (mut tokens, mut places) = (Vec::new(), BTreeMap::new());
        for token in written {
            if let Entry::Vacant(free) = places.entry(token) {
                free.insert(tokens.len());
                tokens.push(token.to_owned());
            }
        }
        Self { tokens, by_name: places.into_values().collect() }
    }

    /// The tokens in the order they were first written.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().map(String::as_str)
    }

    /// Whether `token` is in the set. Case matters.
    #[must_use]
    pub fn contains(&self, token: &str) -> bool {
        self.by_name.binary_search_by(|place| self.tokens[*place].as_str().cmp(token)).is_ok()
    }

    /// Whether every token of this scope is in `other`.
    #[must_use]
    pub fn is_subset_of(&self, other: &Self) -> bool {
        self.iter().all(|token| other.contains(token))
    }

    /// The tokens that satisfy `keep`, in order.
    #[must_use]
    pub fn filter(&self, keep: impl Fn(&str) -> bool) -> Self {
        Self::of(self.iter().filter(|token| keep(token)))
    }

    /// How many tokens there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token. Such a scope cannot be written: whoever sends it leaves the parameter out.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }
}

impl PartialEq for Scope {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.is_subset_of(other)
    }
}

impl Eq for Scope {}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tokens.join(" "))
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Why a text is not a scope. Positions count characters from 0.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum ScopeError {
    /// The text has no token.
    #[error("The scope is empty; a request without a scope leaves the parameter out.")]
    Empty,
    /// A space that does not stand singly between two tokens.
    #[error("The space at character {at} of the scope does not stand singly between two scope tokens.")]
    Space {
        /// Position of the space.
        at: usize,
    },
    /// A character that no scope token may have.
    #[error(
        "Character {at} of the scope may not stand in a scope token: only printable ASCII without space, quote and backslash may."
    )]
    Character {
        /// Position of the character.
        at: usize,
    },
}

impl ScopeError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "scope_empty",
            Self::Space { .. } => "scope_space",
            Self::Character { .. } => "scope_character",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        Citation::rfc(6749, "A.4")
    }

    /// The error that an issuer answers with.
    #[must_use]
    pub fn to_oauth_error(&self) -> OAuthError {
        OAuthError::new(ErrorCode::InvalidScope, &self.to_string())
    }
}

/// `%x21 / %x23-5B / %x5D-7E`.
const fn is_scope_character(c: char) -> bool {
    matches!(c, '!' | '#'..='[' | ']'..='~')
}
