//! A certificate, taken apart (RFC 5280 §4.1).

use std::collections::BTreeSet;
use std::fmt;
use std::rc::Rc;

use x509_cert::der::asn1::BitString;
use x509_cert::der::{Tag, TagNumber};
use x509_cert::ext::Extension;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};
use x509_cert::time::{Time, Validity};

use crate::jose::Jwk;
use crate::ports::UnixTime;

use super::alternative_name::{self, AlternativeName};
use super::purpose::Purpose;
use super::{CertificateError, DistinguishedName, key_kind, public_key, tlv};

/// A certificate whose form is right. Whether to believe it is another question. A clone is the same value, not a copy.
#[derive(Clone)]
pub struct Certificate(Rc<Parts>);

struct Parts {
    der: Vec<u8>,
    fields: Fields,
    /// The octets that are signed, as they came: encoding them again might change them.
    signed: Vec<u8>,
    signature: Vec<u8>,
    alternative_names: Vec<AlternativeName>,
    purpose: Purpose,
}

impl Certificate {
    /// Reads a certificate from its DER octets, of which none may be left over.
    ///
    /// # Errors
    /// [`CertificateError`] when they are none.
    pub fn parse(der: &[u8]) -> Result<Self, CertificateError> {
        let [signed, algorithm, signature] = tlv::exactly(der, Tag::Sequence).ok_or(CertificateError::NotDer)?;
        let fields = Fields::read(signed).ok_or(CertificateError::NotDer)?;
        if tlv::value::<AlgorithmIdentifierOwned>(algorithm).ok_or(CertificateError::NotDer)? != fields.algorithm {
            return Err(CertificateError::TwoAlgorithms);
        }
        let extensions = &fields.extensions;
        if !extensions.is_empty() && fields.version != THIRD {
            return Err(CertificateError::TooOldForExtensions);
        }
        let mut kinds = BTreeSet::new();
        if !extensions.iter().all(|extension| kinds.insert(extension.extn_id)) {
            return Err(CertificateError::RepeatedExtension);
        }
        let signature: BitString = tlv::value(signature).ok_or(CertificateError::NotDer)?;
        Ok(Self(Rc::new(Parts {
            alternative_names: alternative_name::read(extensions).ok_or(CertificateError::NotDer)?,
            purpose: Purpose::read(extensions).ok_or(CertificateError::NotDer)?,
            signature: signature.as_bytes().ok_or(CertificateError::NotDer)?.to_vec(),
            signed: signed.to_vec(),
            der: der.to_vec(),
            fields,
        })))
    }

    /// The octets.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// Whom the certificate is about.
    #[must_use]
    pub fn subject(&self) -> &DistinguishedName {
        &self.0.fields.subject
    }

    /// Who issued it, by name.
    #[must_use]
    pub fn issuer(&self) -> &DistinguishedName {
        &self.0.fields.issuer
    }

    /// The number that its issuer gave it, big-endian, without leading zeros.
    #[must_use]
    pub fn serial(&self) -> &[u8] {
        &self.0.fields.serial
    }

    /// What kind of key it is about, if its kind has a name here, whether or not the key can be used.
    #[must_use]
    pub fn key_kind(&self) -> Option<&'static str> {
        key_kind::of(&self.0.fields.key.algorithm)
    }

    /// Other names of the subject (RFC 5280 §4.2.1.6), of the kinds that RFC 8705 §2.1.2 knows.
    #[must_use]
    pub fn alternative_names(&self) -> &[AlternativeName] {
        &self.0.alternative_names
    }

    /// The first second in which it is valid.
    #[must_use]
    pub fn not_before(&self) -> UnixTime {
        seconds(self.0.fields.validity.not_before)
    }

    /// The last second in which it is valid.
    #[must_use]
    pub fn not_after(&self) -> UnixTime {
        seconds(self.0.fields.validity.not_after)
    }

    /// The key that it is about.
    ///
    /// # Errors
    /// [`CertificateError`] when the key is not of a kind known here, or is no good.
    pub fn public_key(&self) -> Result<Jwk, CertificateError> {
        public_key::read(&self.0.fields.key)
    }

    pub(super) fn purpose(&self) -> &Purpose {
        &self.0.purpose
    }

    pub(super) fn algorithm(&self) -> &AlgorithmIdentifierOwned {
        &self.0.fields.algorithm
    }

    /// What is signed, and the signature over it.
    pub(super) fn signed(&self) -> (&[u8], &[u8]) {
        (&self.0.signed, &self.0.signature)
    }
}

/// Two certificates are the same when their octets are.
impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.0.der == other.0.der
    }
}

/// Shows whom it is about.
impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate").field("subject", &self.subject().to_string()).finish_non_exhaustive()
    }
}

/// What the issuer signs about the subject, as far as anybody here asks (RFC 5280 §4.1.2).
struct Fields {
    version: u8,
    serial: Vec<u8>,
    algorithm: AlgorithmIdentifierOwned,
    issuer: DistinguishedName,
    validity: Validity,
    subject: DistinguishedName,
    key: SubjectPublicKeyInfoOwned,
    extensions: Vec<Extension>,
}

/// How the third version is written.
const THIRD: u8 = 2;

impl Fields {
    fn read(der: &[u8]) -> Option<Self> {
        let mut fields = tlv::inside(der, Tag::Sequence)?.into_iter().peekable();
        let version = match fields.next_if(|field| field.first() == Some(&0xA0)) {
            Some(field) => {
                tlv::value(tlv::exactly::<1>(field, explicit(TagNumber::N0))?[0]).filter(|it| *it <= THIRD)?
            }
            None => 0,
        };
        let serial: SerialNumber = tlv::value(fields.next()?)?;
        let mut read = Self {
            version,
            serial: serial.as_bytes().iter().copied().skip_while(|octet| *octet == 0).collect(),
            algorithm: tlv::value(fields.next()?)?,
            issuer: DistinguishedName::of(fields.next()?)?,
            validity: tlv::value(fields.next()?)?,
            subject: DistinguishedName::of(fields.next()?)?,
            key: tlv::value(fields.next()?)?,
            extensions: Vec::new(),
        };
        // Two unique identifiers, which nobody uses, may come before the extensions.
        fields.next_if(|field| field.first() == Some(&0x81));
        fields.next_if(|field| field.first() == Some(&0x82));
        if let Some(field) = fields.next() {
            let [list] = tlv::exactly(field, explicit(TagNumber::N3))?;
            read.extensions = tlv::inside(list, Tag::Sequence)?.into_iter().map(tlv::value).collect::<Option<_>>()?;
        }
        fields.next().is_none().then_some(read)
    }
}

/// The tag around a field that has a number of its own.
const fn explicit(number: TagNumber) -> Tag {
    Tag::ContextSpecific { constructed: true, number }
}

fn seconds(time: Time) -> UnixTime {
    UnixTime(i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX))
}
