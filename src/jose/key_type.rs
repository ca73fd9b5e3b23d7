//! Key types: which members a JWK of each has (RFC 7518 §6, RFC 8037 §2).

use serde_json::{Map, Value};

/// What a key is made of; with its curve, where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyType {
    /// `EC` on P-256.
    EcP256,
    /// `EC` on P-384.
    EcP384,
    /// `EC` on P-521.
    EcP521,
    /// `OKP` on Ed25519.
    OkpEd25519,
    /// `RSA`.
    Rsa,
    /// `oct`: octets that both sides know.
    Oct,
}

/// One row a key type. Names in `public` are in the lexicographic order that a thumbprint needs, `kty` included (RFC 7638 §3.2).
pub(super) struct Row {
    pub(super) key_type: KeyType,
    pub(super) kty: &'static str,
    pub(super) crv: Option<&'static str>,
    /// The members that make the key, without the private ones; of `oct`, `k` is both.
    pub(super) required: &'static [&'static str],
    /// Octets of a coordinate, which must be written in full (RFC 7518 §6.2.1.2); 0 for key types without.
    pub(super) coordinate_octets: usize,
}

const ROWS: [Row; 6] = [
    Row {
        key_type: KeyType::EcP256,
        kty: "EC",
        crv: Some("P-256"),
        required: &["crv", "kty", "x", "y"],
        coordinate_octets: 32,
    },
    Row {
        key_type: KeyType::EcP384,
        kty: "EC",
        crv: Some("P-384"),
        required: &["crv", "kty", "x", "y"],
        coordinate_octets: 48,
    },
    Row {
        key_type: KeyType::EcP521,
        kty: "EC",
        crv: Some("P-521"),
        required: &["crv", "kty", "x", "y"],
        coordinate_octets: 66,
    },
    Row {
        key_type: KeyType::OkpEd25519,
        kty: "OKP",
        crv: Some("Ed25519"),
        required: &["crv", "kty", "x"],
        coordinate_octets: 32,
    },
    Row { key_type: KeyType::Rsa, kty: "RSA", crv: None, required: &["e", "kty", "n"], coordinate_octets: 0 },
    Row { key_type: KeyType::Oct, kty: "oct", crv: None, required: &["k", "kty"], coordinate_octets: 0 },
];

/// Every member that must stay with the owner of the key, whatever its type (RFC 7518 §6.2.2, §6.3.2, §6.4).
pub(super) const PRIVATE_MEMBERS: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

impl KeyType {
    /// The type's `kty`.
    #[must_use]
    pub fn kty(self) -> &'static str {
        self.row().kty
    }

    /// The type's `crv`, if it has one.
    #[must_use]
    pub fn crv(self) -> Option<&'static str> {
        self.row().crv
    }

    /// Whether one half of such a key may be published.
    #[must_use]
    pub const fn is_asymmetric(self) -> bool {
        !matches!(self, Self::Oct)
    }

    pub(super) fn row(self) -> &'static Row {
        ROWS.iter().find(|row| row.key_type == self).expect("every key type has a row")
    }

    /// The type that `kty` and `crv` name, if it is known here.
    pub(super) fn of(members: &Map<String, Value>) -> Option<Self> {
        let text = |name| members.get(name).and_then(Value::as_str);
        let kty = text("kty")?;
        ROWS.iter().find(|row| row.kty == kty && (row.crv.is_none() || row.crv == text("crv"))).map(|row| row.key_type)
    }
}
