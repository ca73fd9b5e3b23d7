//! The signature algorithms of JWS, one row each (RFC 7518 §3.1, RFC 9864 §2.2).
//!
//! Everything this crate knows about an algorithm is in its row; a new algorithm is a new row and, if the platform must do
//! something new, a new [`SigningPrimitive`]. `none` has no row and never will (RFC 8725 §3.2).

use crate::cite::Citation;
use crate::ports::{Hash, SigningPrimitive};

use super::KeyType;

/// A JWS algorithm: the value of `alg`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// ECDSA on P-384 with SHA-384.
    Es384,
    /// ECDSA on P-521 with SHA-512.
    Es512,
    /// EdDSA on Ed25519.
    Ed25519,
    /// RSASSA-PSS with SHA-256.
    Ps256,
    /// RSASSA-PSS with SHA-384.
    Ps384,
    /// RSASSA-PSS with SHA-512.
    Ps512,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    Rs384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    Rs512,
    /// HMAC with SHA-256.
    Hs256,
    /// HMAC with SHA-384.
    Hs384,
    /// HMAC with SHA-512.
    Hs512,
}

struct Row {
    algorithm: Algorithm,
    name: &'static str,
    primitive: SigningPrimitive,
    key_type: KeyType,
    /// `None` where the key decides, as with RSA.
    signature_octets: Option<usize>,
    citation: Citation,
}

static ROWS: [Row; 13] = [
    Row {
        algorithm: Algorithm::Es256,
        name: "ES256",
        primitive: SigningPrimitive::EcdsaP256Sha256,
        key_type: KeyType::EcP256,
        signature_octets: Some(64),
        citation: Citation::rfc(7518, "3.4"),
    },
    Row {
        algorithm: Algorithm::Es384,
        name: "ES384",
        primitive: SigningPrimitive::EcdsaP384Sha384,
        key_type: KeyType::EcP384,
        signature_octets: Some(96),
        citation: Citation::rfc(7518, "3.4"),
    },
    Row {
        algorithm: Algorithm::Es512,
        name: "ES512",
        primitive: SigningPrimitive::EcdsaP521Sha512,
        key_type: KeyType::EcP521,
        signature_octets: Some(132),
        citation: Citation::rfc(7518, "3.4"),
    },
    Row {
        algorithm: Algorithm::Ed25519,
        name: "Ed25519",
        primitive: SigningPrimitive::Ed25519,
        key_type: KeyType::OkpEd25519,
        signature_octets: Some(64),
        citation: Citation::rfc(9864, "2.2"),
    },
    Row {
        algorithm: Algorithm::Ps256,
        name: "PS256",
        primitive: SigningPrimitive::RsaPssSha256,
        key_type: KeyType::Rsa,
        signature_octets: None,
        citation: Citation::rfc(7518, "3.5"),
    },
    Row {
        algorithm: Algorithm::Ps384,
        name: "PS384",
        primitive: SigningPrimitive::RsaPssSha384,
        key_type: KeyType::Rsa,
        signature_octets: None,
        citation: Citation::rfc(7518, "3.5"),
    },
    Row {
        algorithm: Algorithm::Ps512,
        name: "PS512",
        primitive: SigningPrimitive::RsaPssSha512,
        key_type: KeyType::Rsa,
        signature_octets: None,
        citation: Citation::rfc(7518, "3.5"),
    },
    Row {
        algorithm: Algorithm::Rs256,
        name: "RS256",
        primitive: SigningPrimitive::RsaPkcs1Sha256,
        key_type: KeyType::Rsa,
        signature_octets: None,
        citation: Citation::rfc(7518, "3.3"),
    },
    Row {
        algorithm: Algorithm::Rs384,
        name: "RS384",
        primitive: SigningPrimitive::RsaPkcs1Sha384,
        key_type: KeyType::Rsa,
        signature_octets: None,
        citation: Citation::rfc(7518, "3.3"),
    },
    Row {
        algorithm: Algorithm::Rs512,
        name: "RS512",
        primitive: SigningPrimitive::RsaPkcs1Sha512,
        key_type: KeyType::Rsa,
        signature_octets: None,
        citation: Citation::rfc(7518, "3.3"),
    },
    Row {
        algorithm: Algorithm::Hs256,
        name: "HS256",
        primitive: SigningPrimitive::HmacSha256,
        key_type: KeyType::Oct,
        signature_octets: Some(32),
        citation: Citation::rfc(7518, "3.2"),
    },
    Row {
        algorithm: Algorithm::Hs384,
        name: "HS384",
        primitive: SigningPrimitive::HmacSha384,
        key_type: KeyType::Oct,
        signature_octets: Some(48),
        citation: Citation::rfc(7518, "3.2"),
    },
    Row {
        algorithm: Algorithm::Hs512,
        name: "HS512",
        primitive: SigningPrimitive::HmacSha512,
        key_type: KeyType::Oct,
        signature_octets: Some(64),
        citation: Citation::rfc(7518, "3.2"),
    },
];

/// The name of Ed25519 before it had its own (RFC 8037 §3.1, RFC 9864 §4.1.2): read, never written.
const DEPRECATED: (&str, Algorithm) = ("EdDSA", Algorithm::Ed25519);

impl Algorithm {
    /// Every algorithm, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(|row| row.algorithm)
    }

    /// The algorithm with this name, compared exactly (RFC 7515 §4.1.1). `EdDSA` is read as Ed25519, the only curve known here.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if Self::is_deprecated_name(name) {
            return Some(DEPRECATED.1);
        }
        ROWS.iter().find(|row| row.name == name).map(|row| row.algorithm)
    }

    /// Whether a new token should say another name for the same algorithm (RFC 9864 §4.1.2).
    #[must_use]
    pub fn is_deprecated_name(name: &str) -> bool {
        name == DEPRECATED.0
    }

    /// The value of `alg`, as it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What the platform is asked to do.
    #[must_use]
    pub fn primitive(self) -> SigningPrimitive {
        self.row().primitive
    }

    /// The only type of key that this algorithm takes.
    #[must_use]
    pub fn key_type(self) -> KeyType {
        self.row().key_type
    }

    /// The exact length of a signature, where the algorithm fixes it.
    #[must_use]
    pub fn signature_octets(self) -> Option<usize> {
        self.row().signature_octets
    }

    /// The fewest octets a shared key may have: those of the hash (RFC 7518 §3.2). 0 for asymmetric algorithms.
    #[must_use]
    pub fn min_shared_key_octets(self) -> usize {
        if self.key_type().is_asymmetric() { 0 } else { self.signature_octets().unwrap_or(0) }
    }

    /// The hash inside the algorithm, which other hashes beside a signature take over (OIDC Core §3.1.3.6). EdDSA on Ed25519 hashes with
    /// SHA-512 (RFC 8032 §5.1).
    #[must_use]
    pub const fn hash(self) -> Hash {
        match self {
            Self::Es256 | Self::Hs256 | Self::Ps256 | Self::Rs256 => Hash::Sha256,
            Self::Es384 | Self::Hs384 | Self::Ps384 | Self::Rs384 => Hash::Sha384,
            Self::Ed25519 | Self::Es512 | Self::Hs512 | Self::Ps512 | Self::Rs512 => Hash::Sha512,
        }
    }

    /// The clause that defines it.
    #[must_use]
    pub fn citation(self) -> Citation {
        self.row().citation.clone()
    }

    fn row(self) -> &'static Row {
        ROWS.iter().find(|row| row.algorithm == self).expect("every algorithm has a row")
    }
}
