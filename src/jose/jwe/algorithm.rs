//! The algorithms of an encrypted token that are opened here: how the key came (RFC 7518 §4.1), and what it opens (RFC 7518 §5.1).

use crate::jose::KeyType;
use crate::ports::{AgreementCurve, OaepHash, SigningPrimitive};

/// How the content encryption key reaches its reader: the value of `alg`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyManagement {
    /// Encrypted with RSAES-OAEP (RFC 7518 §4.3).
    RsaOaep(OaepHash),
    /// Wrapped with a shared key of so many octets (RFC 7518 §4.4).
    AesKw(usize),
    /// The shared key itself (RFC 7518 §4.5).
    Direct,
    /// Agreed on: the secret itself, or, with a number of octets, a key that wraps (RFC 7518 §4.6).
    EcdhEs(Option<usize>),
}

const KEY_MANAGEMENT: [(&str, KeyManagement); 10] = [
    ("RSA-OAEP", KeyManagement::RsaOaep(OaepHash::Sha1)),
    ("RSA-OAEP-256", KeyManagement::RsaOaep(OaepHash::Sha256)),
    ("A128KW", KeyManagement::AesKw(16)),
    ("A192KW", KeyManagement::AesKw(24)),
    ("A256KW", KeyManagement::AesKw(32)),
    ("dir", KeyManagement::Direct),
    ("ECDH-ES", KeyManagement::EcdhEs(None)),
    ("ECDH-ES+A128KW", KeyManagement::EcdhEs(Some(16))),
    ("ECDH-ES+A192KW", KeyManagement::EcdhEs(Some(24))),
    ("ECDH-ES+A256KW", KeyManagement::EcdhEs(Some(32))),
];

impl KeyManagement {
    /// The way with this name, compared exactly.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        KEY_MANAGEMENT.iter().find(|row| row.0 == name).map(|row| row.1)
    }

    /// Every name.
    pub fn names() -> impl Iterator<Item = &'static str> {
        KEY_MANAGEMENT.iter().map(|row| row.0)
    }

    /// Whether the token carries an encrypted key.
    #[must_use]
    pub const fn sends_key(self) -> bool {
        !matches!(self, Self::Direct | Self::EcdhEs(None))
    }

    /// Whether a key of this type is what is needed.
    #[must_use]
    pub const fn takes(self, key_type: KeyType) -> bool {
        match self {
            Self::RsaOaep(_) => matches!(key_type, KeyType::Rsa),
            Self::AesKw(_) | Self::Direct => matches!(key_type, KeyType::Oct),
            Self::EcdhEs(_) => agreement_curve(key_type).is_some(),
        }
    }
}

/// The curve on which a key of this type agrees with another.
pub(super) const fn agreement_curve(key_type: KeyType) -> Option<AgreementCurve> {
    match key_type {
        KeyType::EcP256 => Some(AgreementCurve::P256),
        KeyType::EcP384 => Some(AgreementCurve::P384),
        KeyType::EcP521 => Some(AgreementCurve::P521),
        KeyType::OkpEd25519 | KeyType::Rsa | KeyType::Oct => None,
    }
}

/// How the content is encrypted: the value of `enc`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentEncryption {
    /// The name.
    pub name: &'static str,
    /// Octets of the content encryption key.
    pub key_octets: usize,
    /// Octets of the initialization vector.
    pub iv_octets: usize,
    /// Octets of the authentication tag.
    pub tag_octets: usize,
    /// The MAC beside AES-CBC; `None` for AES-GCM, which has its own.
    pub(super) mac: Option<SigningPrimitive>,
}

const CONTENT: [ContentEncryption; 6] = [
    cbc("A128CBC-HS256", 32, SigningPrimitive::HmacSha256),
    cbc("A192CBC-HS384", 48, SigningPrimitive::HmacSha384),
    cbc("A256CBC-HS512", 64, SigningPrimitive::HmacSha512),
    gcm("A128GCM", 16),
    gcm("A192GCM", 24),
    gcm("A256GCM", 32),
];

const fn cbc(name: &'static str, key_octets: usize, mac: SigningPrimitive) -> ContentEncryption {
    ContentEncryption { name, key_octets, iv_octets: 16, tag_octets: key_octets / 2, mac: Some(mac) }
}

const fn gcm(name: &'static str, key_octets: usize) -> ContentEncryption {
    ContentEncryption { name, key_octets, iv_octets: 12, tag_octets: 16, mac: None }
}

impl ContentEncryption {
    /// The encryption with this name, compared exactly.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        CONTENT.into_iter().find(|row| row.name == name)
    }

    /// Every one.
    pub fn all() -> impl Iterator<Item = Self> {
        CONTENT.into_iter()
    }
}
