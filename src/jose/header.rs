//! The JOSE header of a token (RFC 7515 §4): an object of which only `alg` must be there.

use serde_json::{Map, Value};

use super::{JwsError, json};

/// The protected header: parsed, its `alg`, `typ`, `cty` and `kid` known to be strings.
#[derive(Clone, Debug, PartialEq)]
pub struct Header(Map<String, Value>);

impl Header {
    /// Reads the octets of a header segment.
    ///
    /// # Errors
    /// [`JwsError`] when they are not one JSON object, or `alg` is missing, or `alg`, `typ`, `cty` or `kid` is not a string.
    pub fn parse(octets: &[u8]) -> Result<Self, JwsError> {
        Self::new(json::parse_object(octets).map_err(JwsError::HeaderJson)?)
    }

    /// A header of these members: of a compact token those that stand in its first part, in the JSON serialisation those of the
    /// protected and the unprotected header together (RFC 7515 §4).
    ///
    /// # Errors
    /// [`JwsError`] when `alg` is missing, or `alg`, `typ`, `cty` or `kid` is not a string.
    pub fn new(members: Map<String, Value>) -> Result<Self, JwsError> {
        match members.get("alg") {
            None => return Err(JwsError::AlgMissing),
            Some(Value::String(alg)) if alg.is_empty() => return Err(JwsError::AlgMissing),
            Some(_) => {}
        }
        for name in STRINGS {
            if members.get(name).is_some_and(|value| !value.is_string()) {
                return Err(JwsError::MemberNotString(name));
            }
        }
        Ok(Self(members))
    }

    /// The algorithm's name, as written.
    #[must_use]
    pub fn alg(&self) -> &str {
        self.text("alg").unwrap_or_default()
    }

    /// The media type of the whole token (RFC 7515 §4.1.9).
    #[must_use]
    pub fn typ(&self) -> Option<&str> {
        self.text("typ")
    }

    /// The media type of the payload (RFC 7515 §4.1.10).
    #[must_use]
    pub fn cty(&self) -> Option<&str> {
        self.text("cty")
    }

    /// The hint at the key (RFC 7515 §4.1.4): an opaque string, compared exactly.
    #[must_use]
    pub fn kid(&self) -> Option<&str> {
        self.text("kid")
    }

    /// Any member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// All members.
    #[must_use]
    pub const fn members(&self) -> &Map<String, Value> {
        &self.0
    }

    /// Whether `typ` names this media type: case does not matter, and `application/` may be left out (RFC 7515 §4.1.9).
    #[must_use]
    pub fn typ_is(&self, media_type: &str) -> bool {
        self.typ().is_some_and(|typ| subtype(typ).eq_ignore_ascii_case(subtype(media_type)))
    }

    /// Whether the payload is itself a JWT (RFC 7519 §5.2).
    #[must_use]
    pub fn is_nested(&self) -> bool {
        self.cty().is_some_and(|cty| subtype(cty).eq_ignore_ascii_case("JWT"))
    }

    /// Whether the payload is signed as it is and not as base64url text (RFC 7797 §3): `b64` is `false`, and `crit` says so.
    #[must_use]
    pub fn is_unencoded(&self) -> bool {
        let crit = self.get("crit").and_then(Value::as_array);
        self.get("b64") == Some(&Value::Bool(false))
            && crit.is_some_and(|names| names.iter().any(|name| name.as_str() == Some("b64")))
    }

    /// Extensions that the token demands from its reader (RFC 7515 §4.1.11). None is understood here, so any is refused.
    ///
    /// # Errors
    /// [`JwsError`] when `crit` is there, with what is wrong with it.
    pub fn check_critical(&self) -> Result<(), JwsError> {
        Self::check_critical_of(&self.0)
    }

    /// As [`Header::check_critical`], for a reader that understands the extensions `understood`.
    ///
    /// # Errors
    /// [`JwsError`] when `crit` demands something else, or is not what it must be.
    pub fn check_critical_except(&self, understood: &[&str]) -> Result<(), JwsError> {
        check_critical(&self.0, understood)
    }

    /// As [`Header::check_critical`], for members that were read, whatever else is the matter with them.
    ///
    /// # Errors
    /// [`JwsError`] when `crit` is there, with what is wrong with it.
    pub fn check_critical_of(members: &Map<String, Value>) -> Result<(), JwsError> {
        check_critical(members, &[])
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }
}

/// Every name of `crit` is an extension that the header has, and one of those that are understood.
fn check_critical(members: &Map<String, Value>, understood: &[&str]) -> Result<(), JwsError> {
    let Some(crit) = members.get("crit") else {
        return Ok(());
    };
    let names = crit.as_array().ok_or(JwsError::CritNotArray)?;
    if names.is_empty() {
        return Err(JwsError::CritEmpty);
    }
    for name in names {
        let name = name.as_str().ok_or(JwsError::CritNotArray)?;
        if REGISTERED.contains(&name) {
            return Err(JwsError::CritRegistered(name.to_owned()));
        } else if !members.contains_key(name) {
            return Err(JwsError::CritAbsent(name.to_owned()));
        } else if understood.contains(&name) {
            continue;
        } else if name == "b64" {
            return Err(JwsError::UnencodedPayload);
        }
        return Err(JwsError::CritUnknown(name.to_owned()));
    }
    Ok(())
}

const STRINGS: [&str; 4] = ["alg", "typ", "cty", "kid"];

/// Names of RFC 7515 §4.1 itself, which `crit` must not list.
const REGISTERED: [&str; 11] = ["alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit"];

/// `application/at+jwt` and `at+jwt` are one type; a value with another slash keeps its whole name.
fn subtype(media_type: &str) -> &str {
    match media_type.split_once('/') {
        Some((top, rest)) if top.eq_ignore_ascii_case("application") && !rest.contains('/') => rest,
        _ => media_type,
    }
}
