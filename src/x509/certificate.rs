//! A certificate, taken apart (RFC 5280 §4.1).

use std::fmt;

use x509_cert::TbsCertificate;
use x509_cert::certificate::Version;
use x509_cert::der::asn1::BitString;
use x509_cert::der::{Decode, Reader, SliceReader};
use x509_cert::spki::AlgorithmIdentifierOwned;

use crate::jose::Jwk;
use crate::ports::UnixTime;

use super::alternative_name::{self, AlternativeName};
use super::purpose::Purpose;
use super::{CertificateError, DistinguishedName, public_key};

/// A certificate whose form is right. Whether to believe it is another question.
#[derive(Clone)]
pub struct Certificate {
    der: Vec<u8>,
    tbs: TbsCertificate,
    /// The octets that are signed, as they came: encoding them again might change them.
    signed: Vec<u8>,
    signature: Vec<u8>,
    subject: DistinguishedName,
    issuer: DistinguishedName,
    alternative_names: Vec<AlternativeName>,
    purpose: Purpose,
}

impl Certificate {
    /// Reads a certificate from its DER octets, of which none may be left over.
    ///
    /// # Errors
    /// [`CertificateError`] when they are none.
    pub fn parse(der: &[u8]) -> Result<Self, CertificateError> {
        let mut reader = SliceReader::new(der).map_err(|_| CertificateError::NotDer)?;
        let parts = reader.sequence(|inside| {
            Ok((inside.tlv_bytes()?, AlgorithmIdentifierOwned::decode(inside)?, BitString::decode(inside)?))
        });
        let (signed, algorithm, signature) =
            parts.and_then(|parts| reader.finish(parts)).map_err(|_| CertificateError::NotDer)?;
        let tbs = TbsCertificate::from_der(signed).map_err(|_| CertificateError::NotDer)?;
        if tbs.signature != algorithm {
            return Err(CertificateError::TwoAlgorithms);
        }
        let extensions = tbs.extensions.as_deref().unwrap_or_default();
        if !extensions.is_empty() && tbs.version != Version::V3 {
            return Err(CertificateError::TooOldForExtensions);
        }
        for (place, extension) in extensions.iter().enumerate() {
            if extensions[..place].iter().any(|earlier| earlier.extn_id == extension.extn_id) {
                return Err(CertificateError::RepeatedExtension);
            }
        }
        Ok(Self {
            subject: DistinguishedName::of(&tbs.subject),
            issuer: DistinguishedName::of(&tbs.issuer),
            alternative_names: alternative_name::read(extensions).ok_or(CertificateError::NotDer)?,
            purpose: Purpose::read(extensions).ok_or(CertificateError::NotDer)?,
            signature: signature.as_bytes().ok_or(CertificateError::NotDer)?.to_vec(),
            signed: signed.to_vec(),
            der: der.to_vec(),
            tbs,
        })
    }

    /// The octets.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Whom the certificate is about.
    #[must_use]
    pub const fn subject(&self) -> &DistinguishedName {
        &self.subject
    }

    /// Who issued it, by name.
    #[must_use]
    pub const fn issuer(&self) -> &DistinguishedName {
        &self.issuer
    }

    /// Other names of the subject (RFC 5280 §4.2.1.6), of the kinds that RFC 8705 §2.1.2 knows.
    #[must_use]
    pub fn alternative_names(&self) -> &[AlternativeName] {
        &self.alternative_names
    }

    /// The first second in which it is valid.
    #[must_use]
    pub fn not_before(&self) -> UnixTime {
        seconds(self.tbs.validity.not_before)
    }

    /// The last second in which it is valid.
    #[must_use]
    pub fn not_after(&self) -> UnixTime {
        seconds(self.tbs.validity.not_after)
    }

    /// The key that it is about.
    ///
    /// # Errors
    /// [`CertificateError`] when the key is not of a kind known here, or is no good.
    pub fn public_key(&self) -> Result<Jwk, CertificateError> {
        public_key::read(&self.tbs.subject_public_key_info)
    }

    pub(super) const fn purpose(&self) -> &Purpose {
        &self.purpose
    }

    pub(super) const fn algorithm(&self) -> &AlgorithmIdentifierOwned {
        &self.tbs.signature
    }

    /// What is signed, and the signature over it.
    pub(super) fn signed(&self) -> (&[u8], &[u8]) {
        (&self.signed, &self.signature)
    }
}

/// Two certificates are the same when their octets are.
impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

/// Shows whom it is about.
impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate").field("subject", &self.subject.to_string()).finish_non_exhaustive()
    }
}

fn seconds(time: x509_cert::time::Time) -> UnixTime {
    UnixTime(i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX))
}
