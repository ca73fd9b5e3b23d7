//! The keys at hand, in the order in which they were given, and what was left aside.

use crate::inspect::Phrase;
use crate::jose::{Jwk, JwkSet};

/// The keys at hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyRing {
    /// Those that can be read.
    pub keys: Vec<RingKey>,
    /// What was left aside: what it is called, and why.
    pub ignored: Vec<(String, Phrase)>,
}

/// One key.
#[derive(Clone, Debug, PartialEq)]
pub struct RingKey {
    /// The key.
    pub jwk: Jwk,
    /// What it is called on the screen.
    pub label: String,
}

impl From<JwkSet> for KeyRing {
    fn from(set: JwkSet) -> Self {
        let name = |place: usize, jwk: &Jwk| {
            jwk.kid().filter(|kid| !kid.is_empty()).map_or_else(|| (place + 1).to_string(), str::to_owned)
        };
        let keys = set.keys.into_iter().enumerate();
        let keys = keys.map(|(place, jwk)| RingKey { label: name(place, &jwk), jwk }).collect();
        let ignored = set.ignored.iter().map(|(place, error)| {
            let reason = Phrase::new("key_ignored").with("reason", &error.to_string());
            ((place + 1).to_string(), reason)
        });
        Self { keys, ignored: ignored.collect() }
    }
}
