//! The header of an encrypted token (RFC 7516 §4).

use serde_json::{Map, Value};

use super::{ContentEncryption, JweError, KeyManagement};
use crate::jose::{Jwk, UnsupportedAlgorithm, base64url};

/// The header: its `alg` and `enc` are texts, and so are `kid`, `typ` and `cty` where they are there.
#[derive(Clone, Debug, PartialEq)]
pub struct JweHeader {
    members: Map<String, Value>,
    /// The part that is authenticated, where `crit` and `zip` must stand.
    protected: Vec<String>,
}

const TEXTS: [&str; 5] = ["alg", "enc", "kid", "typ", "cty"];

/// Names of RFC 7516 §4.1 and RFC 7518 §4 themselves, which `crit` must not list.
const REGISTERED: [&str; 19] = [
    "alg", "enc", "zip", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "epk", "apu",
    "apv", "iv", "tag", "p2s",
];

impl JweHeader {
    pub(super) fn new(members: Map<String, Value>, protected: &Map<String, Value>) -> Result<Self, JweError> {
        for name in ["alg", "enc"] {
            if members.get(name).is_none_or(|value| value.as_str() == Some("")) {
                return Err(JweError::MemberMissing(name));
            }
        }
        for name in TEXTS {
            if members.get(name).is_some_and(|value| !value.is_string()) {
                return Err(JweError::MemberForm(name));
            }
        }
        Ok(Self { members, protected: protected.keys().cloned().collect() })
    }

    /// How the key is sent, by name.
    #[must_use]
    pub fn alg(&self) -> &str {
        self.text("alg").unwrap_or_default()
    }

    /// How the content is encrypted, by name.
    #[must_use]
    pub fn enc(&self) -> &str {
        self.text("enc").unwrap_or_default()
    }

    /// The hint at the key, compared exactly.
    #[must_use]
    pub fn kid(&self) -> Option<&str> {
        self.text("kid")
    }

    /// The media type of the content; `JWT` says that another token is inside (RFC 7519 §5.2).
    #[must_use]
    pub fn cty(&self) -> Option<&str> {
        self.text("cty")
    }

    /// All members.
    #[must_use]
    pub const fn members(&self) -> &Map<String, Value> {
        &self.members
    }

    /// How the key is sent, if that can be used here.
    ///
    /// # Errors
    /// [`JweError::NotOpened`] for a way that is known and not used here, [`JweError::AlgUnknown`] for any other.
    pub fn key_management(&self) -> Result<KeyManagement, JweError> {
        let alg = self.alg();
        KeyManagement::from_name(alg).ok_or_else(|| match UnsupportedAlgorithm::of_key_management(alg) {
            Some(known) => JweError::NotOpened(known),
            None => JweError::AlgUnknown(alg.to_owned()),
        })
    }

    /// How the content is encrypted.
    ///
    /// # Errors
    /// [`JweError::EncUnknown`].
    pub fn content_encryption(&self) -> Result<ContentEncryption, JweError> {
        ContentEncryption::from_name(self.enc()).ok_or_else(|| JweError::EncUnknown(self.enc().to_owned()))
    }

    /// What would make a reader refuse the token before it tries a key: extensions that are not understood, and compression.
    ///
    /// # Errors
    /// [`JweError`] that says which.
    pub fn check(&self) -> Result<(), JweError> {
        if let Some(crit) = self.members.get("crit") {
            let names = crit.as_array().filter(|names| !names.is_empty()).ok_or(JweError::MemberForm("crit"))?;
            let name = names[0].as_str().ok_or(JweError::MemberForm("crit"))?;
            let known = REGISTERED.contains(&name) || !self.members.contains_key(name) || !self.is_protected("crit");
            return Err(if known { JweError::MemberForm("crit") } else { JweError::CritUnknown(name.to_owned()) });
        }
        match self.members.get("zip") {
            None => Ok(()),
            Some(Value::String(name)) if self.is_protected("zip") => Err(JweError::Compressed(name.clone())),
            Some(_) => Err(JweError::MemberForm("zip")),
        }
    }

    /// The sender's key for this one token (RFC 7518 §4.6.1.1).
    pub(super) fn ephemeral(&self) -> Result<Jwk, JweError> {
        match self.members.get("epk") {
            None => Err(JweError::MemberMissing("epk")),
            Some(Value::Object(members)) => Jwk::parse(members.clone()).map_err(JweError::Ephemeral),
            Some(_) => Err(JweError::MemberForm("epk")),
        }
    }

    /// Octets that the header carries in base64url; none when the member is not there.
    pub(super) fn octets(&self, name: &'static str) -> Result<Vec<u8>, JweError> {
        match self.members.get(name) {
            None => Ok(Vec::new()),
            Some(value) => {
                value.as_str().and_then(|text| base64url::decode(text).ok()).ok_or(JweError::MemberForm(name))
            }
        }
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.members.get(name)?.as_str()
    }

    fn is_protected(&self, name: &str) -> bool {
        self.protected.iter().any(|known| known == name)
    }
}
