//! A JSON Web Key (RFC 7517 §4), read strictly and kept as its members.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::key_type::PRIVATE_MEMBERS;
use super::{Algorithm, JwkError, KeyType, base64url, json};

/// The fewest bits an RSA modulus may have (RFC 7518 §3.3).
const MIN_RSA_BITS: usize = 2048;

/// A key of a known type whose members have the right form. Whether a point is on its curve only the platform can say, on import.
#[derive(Clone, PartialEq)]
pub struct Jwk {
    key_type: KeyType,
    members: Map<String, Value>,
}

impl Jwk {
    /// Reads a key from its members.
    ///
    /// # Errors
    /// [`JwkError`] when the type is not known here or a member is missing or malformed.
    pub fn parse(members: Map<String, Value>) -> Result<Self, JwkError> {
        if !members.get("kty").is_some_and(Value::is_string) {
            return Err(JwkError::MissingMember("kty"));
        }
        let key_type = KeyType::of(&members).ok_or_else(|| JwkError::UnsupportedType(describe_type(&members)))?;
        for name in TEXT_MEMBERS {
            if members.get(name).is_some_and(|value| !value.is_string()) {
                return Err(JwkError::MalformedMember(name));
            }
        }
        let jwk = Self { key_type, members };
        jwk.check_material()?;
        jwk.check_certificates()?;
        jwk.check_operations()?;
        Ok(jwk)
    }

    /// Reads a key from JSON text.
    ///
    /// # Errors
    /// [`JwkError::Json`] when it is not one object without repeated names, otherwise as [`Jwk::parse`].
    pub fn parse_text(text: &str) -> Result<Self, JwkError> {
        Self::parse(json::parse_object(text.as_bytes())?)
    }

    /// What the key is made of.
    #[must_use]
    pub const fn key_type(&self) -> KeyType {
        self.key_type
    }

    /// The key's name.
    #[must_use]
    pub fn kid(&self) -> Option<&str> {
        self.text("kid")
    }

    /// The one algorithm that the key is for, as written; it may be unknown here.
    #[must_use]
    pub fn alg(&self) -> Option<&str> {
        self.text("alg")
    }

    /// `sig` or `enc`, if the key says so.
    #[must_use]
    pub fn public_use(&self) -> Option<&str> {
        self.text("use")
    }

    /// What may be done with the key, if it says so.
    #[must_use]
    pub fn key_ops(&self) -> Option<Vec<&str>> {
        Some(self.members.get("key_ops")?.as_array()?.iter().filter_map(Value::as_str).collect())
    }

    /// Any member as text. Private members included: do not show.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.members.get(name)?.as_str()
    }

    /// The certificates that the key brings, in DER, its own first (RFC 7517 §4.7). Nobody has looked into them.
    #[must_use]
    pub fn x5c(&self) -> Vec<Vec<u8>> {
        let texts = self.members.get("x5c").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        texts.iter().filter_map(|text| STANDARD.decode(text.as_str()?).ok()).collect()
    }

    /// The key with a certificate about it.
    #[must_use]
    pub fn with_x5c(mut self, der: &[u8]) -> Self {
        self.members.insert("x5c".to_owned(), Value::Array(vec![STANDARD.encode(der).into()]));
        self
    }

    /// Whether a member is there that must not be published.
    #[must_use]
    pub fn has_private_members(&self) -> bool {
        PRIVATE_MEMBERS.iter().any(|name| self.members.contains_key(*name))
    }

    /// The part that may be published, with `kid`, `alg`, `use`; `None` for a shared (`oct`) key, which has none.
    ///
    /// `key_ops` is left out: that of a private key would not be true of its public half.
    #[must_use]
    pub fn public(&self) -> Option<Self> {
        let keep = |name: &str| self.is_required(name) || ["kid", "alg", "use"].contains(&name);
        match self.only(keep) {
            Value::Object(members) if self.key_type.is_asymmetric() => Some(Self { key_type: self.key_type, members }),
            _ => None,
        }
    }

    /// The key with this name, purpose and algorithm written on it: as an issuer publishes it.
    #[must_use]
    pub fn labelled(mut self, kid: &str, algorithm: Algorithm) -> Self {
        self.members.insert("kid".to_owned(), kid.into());
        self.members.insert("alg".to_owned(), algorithm.name().into());
        self.members.insert("use".to_owned(), "sig".into());
        self
    }

    /// The members, private ones included.
    #[must_use]
    pub fn to_json(&self) -> Value {
        Value::Object(self.members.clone())
    }

    /// Whether the key may check signatures of this algorithm: its type, and its `alg`, `use` and `key_ops` if it has them, and
    /// the strength that the algorithm asks for.
    ///
    /// # Errors
    /// [`JwkError`] that says what stands against it.
    pub fn check_for(&self, algorithm: Algorithm, operation: &'static str) -> Result<(), JwkError> {
        self.check_for_use(algorithm, operation, &["sig"])
    }

    /// The same where other values of `use` are for signatures, too: RFC 7517 §4.2 lets other specifications define some.
    ///
    /// # Errors
    /// As [`Jwk::check_for`].
    pub fn check_for_use(&self, algorithm: Algorithm, operation: &'static str, uses: &[&str]) -> Result<(), JwkError> {
        if self.key_type != algorithm.key_type()
            || self.alg().is_some_and(|alg| Algorithm::from_name(alg) != Some(algorithm))
        {
            return Err(JwkError::WrongAlgorithm { asked: algorithm.name() });
        }
        if self.public_use().is_some_and(|purpose| !uses.contains(&purpose))
            || self.key_ops().is_some_and(|ops| !ops.contains(&operation))
        {
            return Err(JwkError::WrongPurpose { asked: operation });
        }
        if self.key_type == KeyType::Oct && self.octets("k")?.len() < algorithm.min_shared_key_octets() {
            return Err(JwkError::SharedKeyTooShort { octets: self.octets("k")?.len() });
        }
        Ok(())
    }

    /// The members that make the key, private ones included, without its labels, as JSON text: what an adapter imports.
    #[must_use]
    pub fn material(&self) -> String {
        json::text(&self.only(|name| self.is_required(name) || PRIVATE_MEMBERS.contains(&name)))
    }

    /// The members that make the public half, without labels, as JSON text; `None` for a shared (`oct`) key.
    #[must_use]
    pub fn public_material(&self) -> Option<String> {
        self.public_members().map(|members| json::text(&members))
    }

    /// The same as JSON: what stands in the header of a token that brings its key (RFC 7515 §4.1.3).
    #[must_use]
    pub fn public_members(&self) -> Option<Value> {
        self.key_type.is_asymmetric().then(|| self.only(|name| self.is_required(name)))
    }

    fn is_required(&self, name: &str) -> bool {
        self.key_type.row().required.contains(&name)
    }

    fn only(&self, keep: impl Fn(&str) -> bool) -> Value {
        let members = self.members.iter().filter(|(name, _)| keep(name));
        Value::Object(json::object(members.map(|(name, value)| (name.clone(), value.clone()))))
    }

    fn octets(&self, name: &'static str) -> Result<Vec<u8>, JwkError> {
        let text = self.text(name).ok_or(JwkError::MissingMember(name))?;
        base64url::decode(text).map_err(|_| JwkError::MalformedMember(name))
    }

    fn check_material(&self) -> Result<(), JwkError> {
        let row = self.key_type.row();
        for name in row.required.iter().copied().filter(|name| !["kty", "crv"].contains(name)) {
            let octets = self.octets(name)?;
            if octets.is_empty() {
                return Err(JwkError::MalformedMember(name));
            }
            if row.coordinate_octets > 0 && octets.len() != row.coordinate_octets {
                return Err(JwkError::CoordinateLength { name, octets: octets.len(), expected: row.coordinate_octets });
            }
        }
        for name in PRIVATE_MEMBERS.into_iter().filter(|name| *name != "oth" && self.members.contains_key(*name)) {
            self.octets(name)?;
        }
        if self.key_type == KeyType::Rsa {
            // Base64urlUInt has no leading zero octets (RFC 7518 §2): browsers refuse such a number, and the first octet counts.
            let unsigned = |name: &'static str| {
                let octets = self.octets(name)?;
                let first = *octets.first().filter(|first| **first != 0).ok_or(JwkError::MalformedMember(name))?;
                Ok::<_, JwkError>(octets.len() * 8 - first.leading_zeros() as usize)
            };
            unsigned("e")?;
            let bits = unsigned("n")?;
            if bits < MIN_RSA_BITS {
                return Err(JwkError::RsaTooShort { bits });
            }
        }
        Ok(())
    }

    /// `x5c` is an array of texts in Base64, which is not base64url (RFC 7517 §4.7).
    fn check_certificates(&self) -> Result<(), JwkError> {
        let read = self.x5c().len();
        match self.members.get("x5c") {
            None => Ok(()),
            Some(Value::Array(texts)) if !texts.is_empty() && texts.len() == read => Ok(()),
            Some(_) => Err(JwkError::MalformedMember("x5c")),
        }
    }

    /// `key_ops` is an array of strings, none twice, and does not contradict `use` (RFC 7517 §4.3).
    fn check_operations(&self) -> Result<(), JwkError> {
        let Some(value) = self.members.get("key_ops") else {
            return Ok(());
        };
        let array = value.as_array().ok_or(JwkError::MalformedMember("key_ops"))?;
        let mut seen: Vec<&str> = Vec::new();
        for operation in array {
            let operation = operation.as_str().ok_or(JwkError::MalformedMember("key_ops"))?;
            if seen.contains(&operation) {
                return Err(JwkError::MalformedMember("key_ops"));
            }
            seen.push(operation);
        }
        let signs = |operation: &&str| ["sign", "verify"].contains(operation);
        let consistent = match self.public_use() {
            Some("sig") => seen.iter().all(signs),
            Some("enc") => !seen.iter().any(signs),
            _ => true,
        };
        if consistent { Ok(()) } else { Err(JwkError::InconsistentOperations) }
    }
}

/// Shows the type and the name, never the members.
impl fmt::Debug for Jwk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Jwk").field("key_type", &self.key_type).field("kid", &self.kid()).finish_non_exhaustive()
    }
}

/// Members that are strings when they are there.
const TEXT_MEMBERS: [&str; 4] = ["kid", "alg", "use", "crv"];

fn describe_type(members: &Map<String, Value>) -> String {
    let text = |name| members.get(name).and_then(Value::as_str);
    let kty = text("kty").unwrap_or_default();
    text("crv").map_or_else(|| kty.to_owned(), |crv| format!("{kty} {crv}"))
}
