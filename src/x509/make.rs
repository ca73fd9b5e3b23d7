//! Making a certificate that is signed with its own key (RFC 5280 §3.2): what a learner shows instead of one from an authority.

use std::time::Duration;

use thiserror::Error;
use x509_cert::TbsCertificate;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::certificate::{CertificateInner, Version};
use x509_cert::der::asn1::{Any, BitString, GeneralizedTime, OctetString, SetOfVec, UtcTime};
use x509_cert::der::oid::AssociatedOid;
use x509_cert::der::oid::db::rfc4519::COMMON_NAME;
use x509_cert::der::oid::db::rfc5280::ID_KP_CLIENT_AUTH;
use x509_cert::der::oid::db::rfc5912::ECDSA_WITH_SHA_256;
use x509_cert::der::{self, Encode, Tag};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages};
use x509_cert::name::{Name, RelativeDistinguishedName};
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::AlgorithmIdentifierOwned;
use x509_cert::time::{Time, Validity};

use crate::cite::Citation;
use crate::jose::{Algorithm, Jwk, KeyError, SigningKey};
use crate::ports::{Crypto, CryptoError, Random, UnixTime};

use super::{public_key, signature};

/// A certificate for a client of TLS, about the key `private` (on P-256) and signed with it. Its subject is `CN=name`.
///
/// # Errors
/// [`MakeError`] when the key is of another kind, a time is out of range, or the platform gave no random octets or could not sign.
pub async fn self_signed<C: Crypto>(
    crypto: &C,
    random: &impl Random,
    private: &Jwk,
    name: &str,
    (not_before, not_after): (UnixTime, UnixTime),
) -> Result<Vec<u8>, MakeError> {
    // 127 bits that nobody can guess, the first one set, so that the number is positive and of one length (RFC 5280 §4.1.2.2).
    let mut serial = [0; 16];
    random.fill(&mut serial)?;
    serial[0] = serial[0] & 0x7F | 0x40;
    let subject = common_name(name)?;
    let algorithm = AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_256, parameters: None };
    let tbs = TbsCertificate {
        version: Version::V3,
        serial_number: SerialNumber::new(&serial)?,
        signature: algorithm.clone(),
        issuer: subject.clone(),
        validity: Validity { not_before: time(not_before)?, not_after: time(not_after)? },
        subject,
        subject_public_key_info: public_key::write_p256(private).ok_or(MakeError::Key)?,
        issuer_unique_id: None,
        subject_unique_id: None,
        extensions: Some(vec![
            extension(&BasicConstraints { ca: false, path_len_constraint: None }, true)?,
            extension(&KeyUsage(KeyUsages::DigitalSignature.into()), true)?,
            extension(&ExtendedKeyUsage(vec![ID_KP_CLIENT_AUTH]), false)?,
        ]),
    };
    let key = SigningKey::import(crypto, private, Algorithm::Es256).await?.key;
    let signed = crypto.sign(key, &tbs.to_der()?).await;
    crypto.release(key);
    let signature = signature::for_certificate(&signed?).ok_or(MakeError::Key)?;
    let signature = BitString::from_bytes(&signature)?;
    Ok(CertificateInner { tbs_certificate: tbs, signature_algorithm: algorithm, signature }.to_der()?)
}

fn common_name(name: &str) -> der::Result<Name> {
    let attribute = AttributeTypeAndValue { oid: COMMON_NAME, value: Any::new(Tag::Utf8String, name.as_bytes())? };
    Ok(x509_cert::name::RdnSequence(vec![RelativeDistinguishedName(SetOfVec::try_from([attribute])?)]))
}

/// Two digits for the year through 2049, four from then on (RFC 5280 §4.1.2.5).
fn time(at: UnixTime) -> Result<Time, MakeError> {
    let since_1970 = Duration::from_secs(u64::try_from(at.0).map_err(|_| MakeError::Time)?);
    let two_digits = UtcTime::from_unix_duration(since_1970).map(Time::UtcTime);
    two_digits
        .or_else(|_| GeneralizedTime::from_unix_duration(since_1970).map(Time::GeneralTime))
        .map_err(|_| MakeError::Time)
}

fn extension<T: Encode + AssociatedOid>(value: &T, critical: bool) -> der::Result<Extension> {
    Ok(Extension { extn_id: T::OID, critical, extn_value: OctetString::new(value.to_der()?)? })
}

/// Why there is no certificate.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum MakeError {
    /// Not a private key on P-256.
    #[error("A certificate can be made here for a private key on P-256 only.")]
    Key,
    /// Before 1970, or after 9999.
    #[error("A certificate cannot say this time.")]
    Time,
    /// Something does not fit into a certificate.
    #[error("This does not fit into a certificate.")]
    DoesNotFit,
    /// The key cannot sign, or the platform does not.
    #[error(transparent)]
    Signing(#[from] KeyError),
}

impl MakeError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Key => "make_certificate_key",
            Self::Time => "make_certificate_time",
            Self::DoesNotFit => "make_certificate_does_not_fit",
            Self::Signing(error) => error.code(),
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Key | Self::Signing(_) => Citation::rfc(5280, "4.1.1.3"),
            Self::Time => Citation::rfc(5280, "4.1.2.5"),
            Self::DoesNotFit => Citation::rfc(5280, "4.1"),
        }
    }
}

impl From<der::Error> for MakeError {
    fn from(_: der::Error) -> Self {
        Self::DoesNotFit
    }
}

impl From<CryptoError> for MakeError {
    fn from(error: CryptoError) -> Self {
        Self::Signing(error.into())
    }
}
