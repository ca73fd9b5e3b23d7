//! The scope that was asked for beside the scope that was granted (RFC 6749 §3.3, §5.1).
//!
//! A reply without `scope` grants what was asked for; a reply that grants something else must say so. Several servers are silent all the
//! same when they granted less, so a silent reply is held against the access token, where that can be read. Reading is liberal: this
//! compares what messages say and refuses nothing.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::inspect::Phrase;

/// Asked for and granted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantedScope {
    /// What the request asked for; empty when it left the scope out.
    pub requested: Vec<String>,
    /// What was granted: by the reply's words, else by the token's, else by the reply's silence.
    pub granted: Vec<String>,
    /// Whether the reply has a `scope`.
    pub is_stated: bool,
    /// Whether the reply has none, and the access token has.
    pub is_in_token: bool,
}

impl GrantedScope {
    /// Compares the scope of a request with the `scope` of a successful reply, and with the claims of its access token when that is a JWT.
    #[must_use]
    pub fn new(requested: Option<&str>, stated: Option<&Value>, token: Option<&Map<String, Value>>) -> Self {
        let requested = requested.map(split).unwrap_or_default();
        let stated = stated.and_then(scope_of);
        let is_stated = stated.is_some();
        // `scp` is what some servers call it.
        let in_token = token
            .filter(|_| !is_stated)
            .and_then(|claims| ["scope", "scp"].iter().find_map(|name| scope_of(claims.get(*name)?)));
        let is_in_token = in_token.is_some();
        Self { is_stated, is_in_token, granted: stated.or(in_token).unwrap_or_else(|| requested.clone()), requested }
    }

    /// What was asked for and not granted.
    #[must_use]
    pub fn dropped(&self) -> Vec<&str> {
        missing_from(&self.granted, &self.requested)
    }

    /// What was granted without being asked for.
    #[must_use]
    pub fn added(&self) -> Vec<&str> {
        missing_from(&self.requested, &self.granted)
    }

    /// Whether something was asked for and the reply is silent about it.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        !self.is_stated && !self.requested.is_empty()
    }

    /// What there is to say about it.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        let dropped = self.dropped();
        match (self.is_stated, self.requested.is_empty()) {
            (true, _) if !dropped.is_empty() => Phrase::new("scope_dropped").with("scopes", &dropped.join(" ")),
            (true, true) => Phrase::new("scope_default").with("scopes", &self.granted.join(" ")),
            (true, false) if !self.added().is_empty() => {
                Phrase::new("scope_added").with("scopes", &self.added().join(" "))
            }
            (true, false) => Phrase::new("scope_as_requested"),
            (false, false) => self.silence(&dropped),
            (false, true) => Phrase::new("scope_unknown"),
        }
    }

    /// A reply that says nothing, beside what the token says.
    fn silence(&self, dropped: &[&str]) -> Phrase {
        if !self.is_in_token {
            return Phrase::new("scope_by_silence");
        }
        match (dropped.is_empty(), self.granted.is_empty()) {
            (true, _) => Phrase::new("scope_by_silence_and_token"),
            (false, false) => Phrase::new("scope_silent_and_narrower").with("scopes", &self.granted.join(" ")),
            (false, true) => Phrase::new("scope_silent_and_nothing"),
        }
    }
}

/// The scopes of a member or a claim: one text, or a list of texts, which no standard has.
fn scope_of(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(text) => Some(split(text)),
        Value::Array(values) => Some(values.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
        _ => None,
    }
}

fn split(scope: &str) -> Vec<String> {
    scope.split_whitespace().map(str::to_owned).collect()
}

fn missing_from<'a>(there: &[String], from: &'a [String]) -> Vec<&'a str> {
    let mut known = BTreeSet::new();
    known.extend(there);
    from.iter().filter(|scope| !known.contains(scope)).map(String::as_str).collect()
}
