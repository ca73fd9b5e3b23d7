//! Scope: a set of scope tokens, written with single spaces between them (RFC 6749 §3.3, App. A.4).
//!
//! Order has no meaning and repeats count once, so equality is that of sets; the order of writing is kept for showing. What a
//! scope allows, and whose it is to allow, is the issuer's business. Whoever sends a scope chooses how long it is, so a token is
//! found by its name and not by walking over the others.

use std::fmt;

use serde::{Serialize, Serializer};
use thiserror::Error;

use super::error::{ErrorCode, OAuthError};
use crate::cite::Citation;

/// A set of scope tokens in the order they were first written.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The tokens with single spaces between them.
    text: String,
    /// Where each token ends.
    ends: Vec<usize>,
    /// The places in `ends`, in the order of the names.
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
        let mut after_space = true;
        for (at, c) in text.chars().enumerate() {
            if c != ' ' && !is_scope_character(c) {
                return Err(ScopeError::Character { at });
            }
            if c == ' ' && after_space {
                return Err(ScopeError::Space { at });
            }
            after_space = c == ' ';
        }
        if after_space {
            return Err(ScopeError::Space { at: text.chars().count() - 1 });
        }
        Ok(Self::of(text))
    }

    /// The set of the tokens of a well-formed text.
    fn of(text: &str) -> Self {
        let tokens: Vec<&str> = text.split(' ').collect();
        let mut places: Vec<usize> = (0..tokens.len()).collect();
        // By name, and those of one name in the order of writing, so that the first of them stays.
        places.sort_unstable_by_key(|place| (tokens[*place], *place));
        places.dedup_by_key(|place| tokens[*place]);
        let mut all = Self { text: text.to_owned(), ends: Vec::with_capacity(tokens.len()), by_name: places };
        let mut end = 0;
        for token in &tokens {
            end += token.len();
            all.ends.push(end);
            end += 1;
        }
        if all.by_name.len() == tokens.len() { all } else { all.those(&all.by_name) }
    }

    /// The tokens in the order they were first written.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|place| self.token(place))
    }

    fn token(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before] + 1);
        &self.text[start..self.ends[place]]
    }

    /// Whether `token` is in the set. Case matters.
    #[must_use]
    pub fn contains(&self, token: &str) -> bool {
        self.by_name.binary_search_by(|place| self.token(*place).cmp(token)).is_ok()
    }

    /// Whether every token of this scope is in `other`.
    #[must_use]
    pub fn is_subset_of(&self, other: &Self) -> bool {
        self.iter().all(|token| other.contains(token))
    }

    /// The tokens that satisfy `keep`, in order.
    #[must_use]
    pub fn filter(&self, keep: impl Fn(&str) -> bool) -> Self {
        let kept: Vec<usize> = self.by_name.iter().copied().filter(|place| keep(self.token(*place))).collect();
        self.those(&kept)
    }

    /// Both scopes, in order.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        match (self.is_empty(), other.is_empty()) {
            (true, _) => other.clone(),
            (_, true) => self.clone(),
            (false, false) => Self::of(&[&*self.text, " ", &other.text].concat()),
        }
    }

    /// The tokens at these places, which come in the order of the names.
    fn those(&self, by_name: &[usize]) -> Self {
        let mut stays = vec![false; self.ends.len()];
        for place in by_name {
            stays[*place] = true;
        }
        let mut those = Self::default();
        let mut moved = vec![0; self.ends.len()];
        for place in (0..self.ends.len()).filter(|place| stays[*place]) {
            if !those.text.is_empty() {
                those.text.push(' ');
            }
            those.text.push_str(self.token(place));
            moved[place] = those.ends.len();
            those.ends.push(those.text.len());
        }
        those.by_name = by_name.iter().map(|place| moved[*place]).collect();
        those
    }

    /// How many tokens there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no token. Such a scope cannot be written: whoever sends it leaves the parameter out.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
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
        f.write_str(&self.text)
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
