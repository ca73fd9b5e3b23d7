//! What a certificate says, in words, whether pasted or in a token's own header (`x5c`, RFC 7515 §4.1.6).
//!
//! Nothing here trusts a certificate: whoever writes a token can put any certificate into it (RFC 8725 §3.10). That its key fits the
//! signature says that the two belong together, and not who wrote them.

use serde_json::{Map, Value};

use super::certificate_chain::octets;
use crate::inspect::Phrase;
use crate::inspect::wording::{duration, utc};
use crate::jose::{Jwk, base64url};
use crate::ports::{CryptoError, ForeignKeys, Hash, UnixTime};
use crate::x509::{AlternativeName, Certificate, CertificateError};

/// Whether a certificate is valid at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// Not yet.
    NotYet,
    /// It is.
    Valid,
    /// No longer.
    Expired,
}

/// What a certificate says.
#[derive(Clone, Debug, PartialEq)]
pub struct CertificateFacts {
    /// Whom it is about (RFC 4514); empty when only other names say so.
    pub subject: String,
    /// Other names of the subject.
    pub names: Vec<String>,
    /// Who issued it, by name.
    pub issuer: String,
    /// Whether subject and issuer are one name.
    pub is_self_issued: bool,
    /// The first second in which it is valid.
    pub not_before: UnixTime,
    /// The last second in which it is valid.
    pub not_after: UnixTime,
    /// Whether it is valid now.
    pub validity: Validity,
    /// The number that its issuer gave it, in hexadecimal.
    pub serial: String,
    /// What kind of key it is about.
    pub key_kind: String,
    /// The key, if it can be used here.
    pub key: Option<Jwk>,
    /// SHA-256 of the octets, in hexadecimal as tools print it, and in base64url as tokens carry it (`x5t#S256`).
    pub sha256: [String; 2],
    /// SHA-1 of the octets, in the same two ways (`x5t`).
    pub sha1: [String; 2],
    now: UnixTime,
}

/// Reads a certificate in DER.
///
/// # Errors
/// The outer [`CryptoError`] when the platform cannot hash, the inner [`CertificateError`] when the octets are no certificate.
pub async fn certificate_facts<C: ForeignKeys>(
    crypto: &C,
    der: &[u8],
    now: UnixTime,
) -> Result<Result<CertificateFacts, CertificateError>, CryptoError> {
    match Certificate::parse(der) {
        Ok(certificate) => CertificateFacts::of(crypto, &certificate, now).await.map(Ok),
        Err(error) => Ok(Err(error)),
    }
}

/// The certificates that a header brings, in DER, the one for the signature first; an entry that is no Base64 is `None`.
#[must_use]
pub fn certificates_of(header: &Map<String, Value>) -> Vec<Option<Vec<u8>>> {
    let entries = header.get("x5c").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    entries.iter().map(|entry| octets(entry.as_str()?).0).collect()
}

impl CertificateFacts {
    /// The facts of a certificate at a time.
    ///
    /// # Errors
    /// [`CryptoError`] when the platform cannot hash.
    pub async fn of<C: ForeignKeys>(crypto: &C, certificate: &Certificate, now: UnixTime) -> Result<Self, CryptoError> {
        let (not_before, not_after) = (certificate.not_before(), certificate.not_after());
        let key = certificate.public_key().ok();
        let spelled = |digest: Vec<u8>| [hexadecimal(&digest), base64url::encode(&digest)];
        Ok(Self {
            subject: certificate.subject().to_string(),
            names: certificate.alternative_names().iter().map(written).collect(),
            issuer: certificate.issuer().to_string(),
            is_self_issued: certificate.subject().matches(certificate.issuer()),
            not_before,
            not_after,
            validity: match () {
                () if now < not_before => Validity::NotYet,
                () if now > not_after => Validity::Expired,
                () => Validity::Valid,
            },
            serial: hexadecimal(certificate.serial()),
            key_kind: kind(certificate, key.as_ref()),
            key,
            sha256: spelled(crypto.digest(Hash::Sha256, certificate.der()).await?),
            sha1: spelled(crypto.sha1(certificate.der()).await?),
            now,
        })
    }

    /// The facts in phrases, the last of which says who believes them.
    #[must_use]
    pub fn phrases(&self) -> Vec<Phrase> {
        let about = if self.subject.is_empty() { self.names.join(", ") } else { self.subject.clone() };
        let mut said = vec![Phrase::new("certificate_subject").with("name", &about)];
        if !self.names.is_empty() && !self.subject.is_empty() {
            said.push(Phrase::new("certificate_names").with("names", &self.names.join(", ")));
        }
        said.push(if self.is_self_issued {
            Phrase::new("certificate_self_issued")
        } else {
            Phrase::new("certificate_issuer").with("name", &self.issuer)
        });
        let time = |time: UnixTime| utc(time).unwrap_or_else(|| time.0.to_string());
        let (code, distance) = match self.validity {
            Validity::NotYet => ("certificate_not_yet", self.not_before.0.saturating_sub(self.now.0)),
            Validity::Valid => ("certificate_valid", self.not_after.0.saturating_sub(self.now.0)),
            Validity::Expired => ("certificate_expired", self.now.0.saturating_sub(self.not_after.0)),
        };
        let validity = Phrase::new(code).with("from", &time(self.not_before)).with("until", &time(self.not_after));
        said.push(validity.with("duration", &duration(distance)));
        said.push(Phrase::new("certificate_key").with("kind", &self.key_kind));
        said.push(Phrase::new("certificate_serial").with("serial", &self.serial));
        said.push(Phrase::new("certificate_sha256").with("hex", &self.sha256[0]).with("text", &self.sha256[1]));
        said.push(Phrase::new("certificate_sha1").with("hex", &self.sha1[0]).with("text", &self.sha1[1]));
        said.push(Phrase::new("certificate_trusted_by_nobody"));
        said
    }

    /// Whether the fingerprints that a header names (`x5t`, `x5t#S256`, RFC 7515 §4.1.7, §4.1.8) are those of this certificate: a phrase for
    /// each that is there.
    #[must_use]
    pub fn fingerprints_in(&self, header: &Map<String, Value>) -> Vec<Phrase> {
        let named = [("x5t", &self.sha1[1]), ("x5t#S256", &self.sha256[1])];
        let said = named.into_iter().filter_map(|(name, own)| {
            let is_same = header.get(name)?.as_str() == Some(own.as_str());
            let code = if is_same { "certificate_fingerprint_fits" } else { "certificate_fingerprint_differs" };
            Some(Phrase::new(code).with("name", name))
        });
        said.collect()
    }
}

fn kind(certificate: &Certificate, key: Option<&Jwk>) -> String {
    let name = certificate.key_kind().unwrap_or("unknown").to_owned();
    // The length of an RSA key says how strong it is.
    match key.and_then(|jwk| base64url::decode(jwk.text("n")?).ok()) {
        Some(modulus) => [&name, " ", &(modulus.len() * 8).to_string()].concat(),
        None => name,
    }
}

fn written(name: &AlternativeName) -> String {
    match name {
        AlternativeName::Dns(text) | AlternativeName::Uri(text) | AlternativeName::Email(text) => text.clone(),
        AlternativeName::Ip(address) => address.to_string(),
    }
}

fn hexadecimal(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len() * 2);
    for octet in octets {
        for digit in [octet >> 4, octet & 0xF] {
            text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    text
}
