//! Algorithms that exist, by their registered names, and that this crate leaves alone, each with why.
//!
//! A token by one of them is no broken token: nobody looked, which is another answer than *no*. `none` is not among them, because about
//! an unsigned token there is nothing left to look at, and neither are names that nobody registered.

use crate::cite::Citation;

/// A registered algorithm that is not used here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnsupportedAlgorithm {
    /// The value of `alg`.
    pub name: &'static str,
    /// Why it is not used here, as a stable code with a text.
    pub reason: &'static str,
    rfc: u16,
    section: &'static str,
}

const SIGNATURES: [UnsupportedAlgorithm; 7] = [
    row("ES256K", "jws_not_checked_curve", 8812, "3.2"),
    row("Ed448", "jws_not_checked_ed448", 9864, "2.2"),
    row("ML-DSA-44", "jws_not_checked_ml_dsa", 9964, ""),
    row("ML-DSA-65", "jws_not_checked_ml_dsa", 9964, ""),
    row("ML-DSA-87", "jws_not_checked_ml_dsa", 9964, ""),
    row("RS1", "jws_not_checked_sha1", 8725, "3.2"),
    row("HS1", "jws_not_checked_sha1", 8725, "3.2"),
];

const KEY_MANAGEMENT: [UnsupportedAlgorithm; 9] = [
    row("RSA1_5", "jwe_not_opened_rsa1_5", 8725, "3.2"),
    row("RSA-OAEP-384", "jwe_not_opened_rare", 7518, "4.1"),
    row("RSA-OAEP-512", "jwe_not_opened_rare", 7518, "4.1"),
    row("PBES2-HS256+A128KW", "jwe_not_opened_password", 7518, "4.8"),
    row("PBES2-HS384+A192KW", "jwe_not_opened_password", 7518, "4.8"),
    row("PBES2-HS512+A256KW", "jwe_not_opened_password", 7518, "4.8"),
    row("A128GCMKW", "jwe_not_opened_rare", 7518, "4.7"),
    row("A192GCMKW", "jwe_not_opened_rare", 7518, "4.7"),
    row("A256GCMKW", "jwe_not_opened_rare", 7518, "4.7"),
];

impl UnsupportedAlgorithm {
    /// A signature algorithm that is known and not checked here.
    #[must_use]
    pub fn of_signature(name: &str) -> Option<Self> {
        SIGNATURES.into_iter().find(|row| row.name == name)
    }

    /// A way to send the key of an encrypted token that is known and not opened here.
    #[must_use]
    pub fn of_key_management(name: &str) -> Option<Self> {
        KEY_MANAGEMENT.into_iter().find(|row| row.name == name)
    }

    /// Every row.
    pub fn all() -> impl Iterator<Item = Self> {
        SIGNATURES.into_iter().chain(KEY_MANAGEMENT)
    }

    /// The clause that defines it, or that advises against it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        Citation::rfc(self.rfc, self.section)
    }
}

const fn row(name: &'static str, reason: &'static str, rfc: u16, section: &'static str) -> UnsupportedAlgorithm {
    UnsupportedAlgorithm { name, reason, rfc, section }
}
