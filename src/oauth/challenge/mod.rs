//! `WWW-Authenticate`: the challenge that a 401 must carry (RFC 9110 §11.3, §11.6.1; RFC 6750 §3).
//!
//! Building cannot produce a value outside the character sets of RFC 6750; parsing reads the general grammar, and
//! [`Challenge::check_bearer`] holds a challenge to the stricter rules for `Bearer` (PRS-07). `token68` credentials are not read:
//! no scheme of this project challenges with them.

mod error;
mod param;
mod reader;

use std::collections::BTreeSet;
use std::fmt;

use http::HeaderValue;

pub use self::error::ChallengeError;
pub use self::param::ChallengeParam;
use self::reader::Reader;
use super::error_text::clean;

/// One challenge: a scheme with its parameters in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// The scheme as written; it compares without regard to case.
    pub scheme: String,
    /// The parameters in order.
    pub params: Vec<ChallengeParam>,
}

impl Challenge {
    /// A challenge of `scheme` without parameters.
    #[must_use]
    pub fn new(scheme: &str) -> Self {
        Self { scheme: scheme.to_owned(), params: Vec::new() }
    }

    /// `Basic realm="…"`; the realm is required (RFC 7617 §2).
    #[must_use]
    pub fn basic(realm: &str) -> Self {
        Self::new("Basic").with("realm", realm)
    }

    /// `Bearer realm="…"`.
    #[must_use]
    pub fn bearer(realm: &str) -> Self {
        Self::new("Bearer").with("realm", realm)
    }

    /// The same challenge with one more quoted parameter. Characters that may not travel are replaced in `value`.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.params.push(ChallengeParam { name: name.to_owned(), value: clean(value), quoted: true });
        self
    }

    /// The value of the parameter `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|param| param.name.eq_ignore_ascii_case(name)).map(|param| param.value.as_str())
    }

    /// Whether the scheme is `name`.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(name)
    }

    /// The challenge as a header field value.
    #[must_use]
    pub fn to_header_value(&self) -> HeaderValue {
        HeaderValue::from_str(&self.to_string()).unwrap_or_else(|_| HeaderValue::from_static("Bearer"))
    }

    /// Reads a field value that holds exactly one challenge.
    ///
    /// # Errors
    /// [`ChallengeError`] when the value is not one challenge by the grammar, or names a parameter twice.
    pub fn parse(field: &str) -> Result<Self, ChallengeError> {
        let mut challenges = Self::parse_list(field)?;
        match (challenges.pop(), challenges.is_empty()) {
            (Some(challenge), true) => Ok(challenge),
            (Some(_), false) => Err(ChallengeError::Several),
            (None, _) => Err(ChallengeError::Scheme { at: 0 }),
        }
    }

    /// Reads a field value that holds a list of challenges.
    ///
    /// # Errors
    /// [`ChallengeError`] when the value is not a list of challenges by the grammar, or one names a parameter twice.
    pub fn parse_list(field: &str) -> Result<Vec<Self>, ChallengeError> {
        let mut reader = Reader::new(field);
        let mut challenges: Vec<Self> = Vec::new();
        // The names of the last challenge's parameters, in lower case.
        let mut names = BTreeSet::new();
        loop {
            reader.skip_separators();
            if reader.peek().is_none() {
                return Ok(challenges);
            }
            let at = reader.at;
            let name = reader.token().ok_or(ChallengeError::Scheme { at })?;
            let spaces = reader.skip_spaces();
            // `name=` continues the last challenge; a name followed by a space or the end opens the next one.
            if reader.peek() == Some(b'=') {
                let challenge = challenges.last_mut().ok_or(ChallengeError::Scheme { at })?;
                challenge.push(reader.value(name)?, at, &mut names)?;
            } else {
                challenges.push(Self::new(name));
                names.clear();
                if spaces > 0 && reader.peek().is_some_and(|b| b != b',') {
                    let at = reader.at;
                    let name = reader.token().ok_or(ChallengeError::Parameter { at })?;
                    reader.skip_spaces();
                    let param = reader.value(name)?;
                    if let Some(challenge) = challenges.last_mut() {
                        challenge.push(param, at, &mut names)?;
                    }
                }
            }
            reader.skip_spaces();
            if reader.peek().is_some_and(|b| b != b',') {
                return Err(ChallengeError::Parameter { at: reader.at });
            }
        }
    }

    /// Holds the challenge to RFC 6750 §3: scheme `Bearer`, at least one parameter, every value quoted, the values of `scope`,
    /// `error`, `error_description` and `error_uri` in their character sets.
    ///
    /// # Errors
    /// [`ChallengeError`] with the first rule that does not hold.
    pub fn check_bearer(&self) -> Result<(), ChallengeError> {
        if !self.is("Bearer") || self.params.is_empty() {
            return Err(ChallengeError::NotBearer);
        }
        for param in &self.params {
            if !param.quoted {
                return Err(ChallengeError::Unquoted(param.name.clone()));
            }
            let allowed: fn(char) -> bool = match param.name.to_ascii_lowercase().as_str() {
                "scope" | "error" | "error_description" => |c| matches!(c, ' ' | '!' | '#'..='[' | ']'..='~'),
                "error_uri" => |c| matches!(c, '!' | '#'..='[' | ']'..='~'),
                _ => |_| true,
            };
            if !param.value.chars().all(allowed) {
                return Err(ChallengeError::Character(param.name.clone()));
            }
        }
        Ok(())
    }

    fn push(&mut self, param: ChallengeParam, at: usize, names: &mut BTreeSet<String>) -> Result<(), ChallengeError> {
        if !names.insert(param.name.to_ascii_lowercase()) {
            return Err(ChallengeError::Repeated { name: param.name, at });
        }
        self.params.push(param);
        Ok(())
    }
}

impl fmt::Display for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.scheme)?;
        for (index, param) in self.params.iter().enumerate() {
            f.write_str(if index == 0 { " " } else { ", " })?;
            f.write_str(&param.name)?;
            f.write_str("=")?;
            if param.quoted {
                let escaped = param.value.replace('\\', "\\\\").replace('"', "\\\"");
                write!(f, "\"{escaped}\"")?;
            } else {
                f.write_str(&param.value)?;
            }
        }
        Ok(())
    }
}
