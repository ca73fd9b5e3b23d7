//! The keys at hand, each with where it came from, and what came with them and cannot be used.

use super::problem;
use crate::inspect::Phrase;
use crate::jose::{Jwk, JwkSet};
use crate::ports::{ForeignKeys, SigningPrimitive};
use crate::x509::Certificate;

/// Keys to check signatures and open tokens with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyRing {
    /// The keys that can be tried, in the order of the text.
    pub keys: Vec<RingKey>,
    /// What looked like a key and cannot be used: its place or name, and why.
    pub ignored: Vec<(String, Phrase)>,
    /// What should be said about the text as a whole.
    pub remarks: Vec<Phrase>,
    /// Private keys whose public half the platform must find out.
    pub(super) unfinished: Vec<Unfinished>,
}

/// One key.
#[derive(Clone, Debug, PartialEq)]
pub struct RingKey {
    /// The key.
    pub jwk: Jwk,
    /// How it came.
    pub from: KeySource,
    /// Its name, or its place in the text: `k1`, `keys[1]`, `BEGIN PUBLIC KEY`. Somebody else's words.
    pub label: String,
    /// The certificate that it came in.
    pub certificate: Option<Certificate>,
}

/// How a key came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// As a JWK.
    Jwk,
    /// As an entry of a set, or of another JSON text.
    JwkSet,
    /// As a public key in PEM or bare Base64.
    PublicFile,
    /// As a private key in PEM or bare Base64.
    PrivateFile,
    /// In a certificate.
    Certificate,
    /// As a shared secret, read in one of the ways in which it may be spelled.
    Secret(SecretSpelling),
    /// From the issuer in this page.
    Issuer,
}

/// How a shared secret is spelled. Which one an issuer means, the text does not say, so all that fit are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretSpelling {
    /// The octets of the text, without white space around it.
    Text,
    /// The octets of the text with the white space around it, which a file often has at its end.
    TextAsPasted,
    /// Hexadecimal digits.
    Hex,
    /// A list of numbers, one an octet.
    Numbers,
    /// Base64.
    Base64,
    /// Base64url.
    Base64Url,
}

impl KeySource {
    /// The code of its text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Jwk => "key_from_jwk",
            Self::JwkSet => "key_from_set",
            Self::PublicFile => "key_from_public_file",
            Self::PrivateFile => "key_from_private_file",
            Self::Certificate => "key_from_certificate",
            Self::Secret(SecretSpelling::Text) => "key_from_secret_text",
            Self::Secret(SecretSpelling::TextAsPasted) => "key_from_secret_text_as_pasted",
            Self::Secret(SecretSpelling::Hex) => "key_from_secret_hex",
            Self::Secret(SecretSpelling::Numbers) => "key_from_secret_numbers",
            Self::Secret(SecretSpelling::Base64) => "key_from_secret_base64",
            Self::Secret(SecretSpelling::Base64Url) => "key_from_secret_base64url",
            Self::Issuer => "key_from_issuer",
        }
    }
}

/// A private key without its public half.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unfinished {
    pub(super) label: String,
    pub(super) primitive: SigningPrimitive,
    pub(super) pkcs8: Vec<u8>,
}

impl KeyRing {
    /// The keys that the issuer in this page publishes.
    #[must_use]
    pub fn of_issuer(set: &JwkSet) -> Self {
        let place = |number: usize| ["keys[", &number.to_string(), "]"].concat();
        let keys = set.keys.iter().enumerate().map(|(number, jwk)| RingKey {
            label: label(jwk, &place(number)),
            jwk: jwk.clone(),
            from: KeySource::Issuer,
            certificate: None,
        });
        let ignored = set.ignored.iter().map(|(number, error)| (place(*number), problem::of_jwk(error)));
        Self { keys: keys.collect(), ignored: ignored.collect(), ..Self::default() }
    }

    /// Whether some private key still waits for its public half, which [`KeyRing::complete`] finds.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.unfinished.is_empty()
    }

    /// Lets the platform find the public halves that private keys came without.
    pub async fn complete<C: ForeignKeys>(&mut self, crypto: &C) {
        for key in std::mem::take(&mut self.unfinished) {
            let found = crypto.jwk_of_pkcs8(key.primitive, &key.pkcs8).await;
            match found.ok().and_then(|text| Jwk::parse_text(&text).ok()) {
                Some(jwk) => {
                    self.keys.push(RingKey { jwk, from: KeySource::PrivateFile, label: key.label, certificate: None });
                }
                None => self.ignored.push((key.label, Phrase::new("key_public_half_missing"))),
            }
        }
    }
}

/// A key's name, or its place when it has none to be seen.
pub(super) fn label(jwk: &Jwk, place: &str) -> String {
    jwk.kid().filter(|kid| !kid.trim().is_empty()).unwrap_or(place).to_owned()
}
