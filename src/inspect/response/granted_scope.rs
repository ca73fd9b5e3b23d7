//! The scope that was asked for beside the scope that was granted (RFC 6749 §3.3, §5.1).
//!
//! A reply without `scope` grants what was asked for; a reply that grants something else must say so. Reading is liberal: this
//! compares what two messages say and refuses nothing.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::inspect::Phrase;

/// Asked for and granted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantedScope {
    /// What the request asked for; empty when it left the scope out.
    pub requested: Vec<String>,
    /// What was granted, by the reply's words or by its silence.
    pub granted: Vec<String>,
    /// Whether the reply has a `scope`.
    pub is_stated: bool,
}

impl GrantedScope {
    /// Compares the scope of a request with the `scope` of a successful reply.
    #[must_use]
    pub fn new(requested: Option<&str>, stated: Option<&Value>) -> Self {
        let requested = requested.map(split).unwrap_or_default();
        let granted = match stated {
            Some(Value::String(text)) => Some(split(text)),
            Some(Value::Array(values)) => Some(values.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
            _ => None,
        };
        Self { is_stated: granted.is_some(), granted: granted.unwrap_or_else(|| requested.clone()), requested }
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
            (false, false) => Phrase::new("scope_by_silence"),
            (false, true) => Phrase::new("scope_unknown"),
        }
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
