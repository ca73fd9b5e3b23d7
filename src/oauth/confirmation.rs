//! The claim `cnf`: which key a token is bound to (RFC 7800 §3.1, RFC 9449 §6.1).

use serde::Serialize;
use serde_json::Value;

/// What the holder of a token has to prove.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Confirmation {
    /// The SHA-256 thumbprint of the key that signs DPoP proofs (RFC 7638).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jkt: Option<String>,
}

impl Confirmation {
    /// A token that is bound to the key with this thumbprint.
    #[must_use]
    pub const fn of_key(jkt: String) -> Self {
        Self { jkt: Some(jkt) }
    }

    /// Reads the claim of a token, or the member of an introspection response. A `cnf` that cannot be read still binds the token:
    /// to something that nobody here can prove, so the value is then empty and never `None`.
    #[must_use]
    pub fn of(cnf: Option<&Value>) -> Option<Self> {
        let text = |name: &str| cnf?.get(name)?.as_str().map(str::to_owned);
        cnf.map(|_| Self { jkt: text("jkt") })
    }
}
