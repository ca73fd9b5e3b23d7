//! The claim `cnf`: which key a token is bound to (RFC 7800 §3.1, RFC 9449 §6.1, RFC 8705 §3.1).

use serde::Serialize;
use serde_json::Value;

/// What the holder of a token has to prove: each of what is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Confirmation {
    /// The SHA-256 thumbprint of the key that signs DPoP proofs (RFC 7638).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jkt: Option<String>,
    /// The SHA-256 fingerprint of the certificate that the holder shows under mutual TLS.
    #[serde(rename = "x5t#S256", skip_serializing_if = "Option::is_none")]
    pub x5t: Option<String>,
}

impl Confirmation {
    /// A token that is bound to the key with this thumbprint.
    #[must_use]
    pub const fn of_key(jkt: String) -> Self {
        Self { jkt: Some(jkt), x5t: None }
    }

    /// A token that is bound to the certificate with this fingerprint.
    #[must_use]
    pub const fn of_certificate(x5t: String) -> Self {
        Self { jkt: None, x5t: Some(x5t) }
    }

    /// Whether whoever proved `proven` has proven all of this.
    #[must_use]
    pub fn is_met_by(&self, proven: Option<&Self>) -> bool {
        let met = |own: Option<&String>, theirs: Option<&String>| own.is_none() || own == theirs;
        met(self.jkt.as_ref(), proven.and_then(|proven| proven.jkt.as_ref()))
            && met(self.x5t.as_ref(), proven.and_then(|proven| proven.x5t.as_ref()))
    }

    /// Reads the claim of a token, or the member of an introspection response. A `cnf` that cannot be read still binds the token:
    /// to something that nobody here can prove, so the value is then empty and never `None`.
    #[must_use]
    pub fn of(cnf: Option<&Value>) -> Option<Self> {
        let cnf = cnf?;
        let is_readable = [JKT, X5T].iter().all(|name| cnf.get(name).is_none_or(Value::is_string));
        let text = |name| cnf.get(name).and_then(Value::as_str).filter(|_| is_readable).map(str::to_owned);
        Some(Self { jkt: text(JKT), x5t: text(X5T) })
    }
}

const JKT: &str = "jkt";
const X5T: &str = "x5t#S256";
