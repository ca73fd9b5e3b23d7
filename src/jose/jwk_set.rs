//! A JWK Set (RFC 7517 §5): what an issuer publishes at its `jwks_uri`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Algorithm, Header, Jwk, JwkError, JwsError, json};

/// The keys of a set that can be used, and what was left aside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JwkSet {
    /// The keys, in the set's order.
    pub keys: Vec<Jwk>,
    /// Entries that were ignored, by their place in the set and why (RFC 7517 §5: an unknown key does not spoil the others).
    pub ignored: Vec<(usize, JwkError)>,
}

/// Something about a set that its publisher should mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JwkSetProblem {
    /// Two keys of one type have one name (RFC 7517 §4.5).
    RepeatedKid(String),
    /// A key for signatures and one for encryption are in the set, so every key needs `use` (RFC 8414 §2).
    UseMissing,
    /// A private or shared key is published (OpenID Connect Discovery §3).
    PrivateMembers,
}

impl JwkSet {
    /// Reads a set; entries that are not usable keys are put aside, not refused.
    ///
    /// # Errors
    /// [`JwkError`] when the octets are not an object with an array `keys`.
    pub fn parse(octets: &[u8]) -> Result<Self, JwkError> {
        let members = json::parse_object(octets)?;
        let Some(Value::Array(entries)) = members.get("keys") else {
            return Err(JwkError::MissingMember("keys"));
        };
        let mut set = Self::default();
        for (place, entry) in entries.iter().enumerate() {
            let members = entry.as_object().cloned().ok_or(JwkError::MalformedMember("keys"));
            match members.and_then(Jwk::parse) {
                Ok(jwk) => set.keys.push(jwk),
                Err(error) => set.ignored.push((place, error)),
            }
        }
        Ok(set)
    }

    /// The keys that may have signed a token with this header, best first: by exact `kid` if it names one (RFC 7515 §4.1.4),
    /// otherwise every key that is for the algorithm (RFC 7515 App. D).
    ///
    /// # Errors
    /// [`JwsError::UnknownKid`] or [`JwsError::NoKeyFor`] when there is none.
    pub fn candidates(&self, header: &Header, algorithm: Algorithm) -> Result<Vec<&Jwk>, JwsError> {
        let named = |jwk: &&Jwk| header.kid().is_none_or(|kid| jwk.kid() == Some(kid));
        if let Some(kid) = header.kid().filter(|_| !self.keys.iter().any(|jwk| named(&jwk))) {
            return Err(JwsError::UnknownKid(kid.to_owned()));
        }
        let fits = |jwk: &&Jwk| jwk.check_for(algorithm, "verify").is_ok();
        let candidates: Vec<&Jwk> = self.keys.iter().filter(named).filter(fits).collect();
        if candidates.is_empty() { Err(JwsError::NoKeyFor(algorithm.name().to_owned())) } else { Ok(candidates) }
    }

    /// What the publisher of the set should mend.
    #[must_use]
    pub fn problems(&self) -> Vec<JwkSetProblem> {
        let mut problems = Vec::new();
        let mut names = BTreeSet::new();
        for jwk in &self.keys {
            if let Some(kid) = jwk.kid().filter(|kid| !names.insert((jwk.key_type().kty(), *kid))) {
                problems.push(JwkSetProblem::RepeatedKid(kid.to_owned()));
            }
        }
        let has = |purpose| self.keys.iter().any(|jwk| jwk.public_use() == purpose);
        if has(None) && has(Some("enc")) {
            problems.push(JwkSetProblem::UseMissing);
        }
        if self.keys.iter().any(Jwk::has_private_members) {
            problems.push(JwkSetProblem::PrivateMembers);
        }
        problems
    }

    /// The set as JSON, with every member of every key.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let keys = self.keys.iter().map(Jwk::to_json).collect();
        Value::Object(json::object([("keys", Value::Array(keys))]))
    }
}

impl FromIterator<Jwk> for JwkSet {
    fn from_iter<I: IntoIterator<Item = Jwk>>(keys: I) -> Self {
        Self { keys: keys.into_iter().collect(), ignored: Vec::new() }
    }
}
