//! Is a certificate to be believed? (RFC 5280 §6.1.3; RFC 8705 §2.1)
//!
//! Only authorities that were chosen beforehand count, because whoever can get a certificate from any of them can be any client of it
//! (RFC 8705 §7.4). The name of an authority proves nothing; its signature does.

use thiserror::Error;

use crate::cite::Citation;
use crate::jose::{KeyError, VerificationKey};
use crate::ports::{Crypto, CryptoError, UnixTime};

use super::{Certificate, CertificateError, signature};

/// Whether one of `authorities` issued the certificate for a client, and both are valid at `now`.
///
/// # Errors
/// [`ChainError`] with the first reason against it.
pub async fn issued_by<C: Crypto>(
    crypto: &C,
    certificate: &Certificate,
    authorities: &[Certificate],
    now: UnixTime,
) -> Result<(), ChainError> {
    let mut refusal = ChainError::UnknownAuthority;
    for authority in authorities.iter().filter(|known| known.subject().matches(certificate.issuer())) {
        match signed_by(crypto, certificate, authority).await {
            Ok(()) => {
                valid_at(authority, now)?;
                valid_at(certificate, now)?;
                return for_a_client(certificate);
            }
            Err(ChainError::Crypto(error)) => return Err(ChainError::Crypto(error)),
            Err(error) => refusal = error,
        }
    }
    Err(refusal)
}

async fn signed_by<C: Crypto>(
    crypto: &C,
    certificate: &Certificate,
    authority: &Certificate,
) -> Result<(), ChainError> {
    if !authority.purpose().may_issue() {
        return Err(ChainError::NoAuthority);
    }
    let algorithm = signature::algorithm(&certificate.algorithm().oid).ok_or(ChainError::UnknownAlgorithm)?;
    let jwk = authority.public_key().map_err(|_: CertificateError| ChainError::UnknownAlgorithm)?;
    if jwk.key_type() != algorithm.key_type() {
        return Err(ChainError::UnknownAlgorithm);
    }
    let (signed, signature) = certificate.signed();
    let signature = signature::for_platform(algorithm, signature).ok_or(ChainError::Signature)?;
    let key = match VerificationKey::import(crypto, &jwk, algorithm).await {
        Ok(key) => key.key,
        Err(KeyError::Crypto(CryptoError::BadKey(_)) | KeyError::Jwk(_)) => return Err(ChainError::UnknownAlgorithm),
        Err(KeyError::Crypto(error)) => return Err(ChainError::Crypto(error)),
    };
    let verified = crypto.verify(key, signed, &signature).await;
    crypto.release(key);
    match verified {
        Ok(true) => Ok(()),
        Ok(false) => Err(ChainError::Signature),
        Err(error) => Err(ChainError::Crypto(error)),
    }
}

/// Both ends of the time are inside it (RFC 5280 §4.1.2.5).
fn valid_at(certificate: &Certificate, now: UnixTime) -> Result<(), ChainError> {
    if now < certificate.not_before() {
        Err(ChainError::NotYetValid)
    } else if now > certificate.not_after() {
        Err(ChainError::Expired)
    } else {
        Ok(())
    }
}

fn for_a_client(certificate: &Certificate) -> Result<(), ChainError> {
    let purpose = certificate.purpose();
    if purpose.has_unknown_demand() {
        Err(ChainError::UnknownDemand)
    } else if purpose.is_authority() {
        Err(ChainError::IsAuthority)
    } else if !purpose.may_sign() || !purpose.is_for_clients() {
        Err(ChainError::OtherPurpose)
    } else {
        Ok(())
    }
}

/// Why a certificate is not to be believed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ChainError {
    /// None of the authorities has the issuer's name.
    #[error("None of the authorities that are trusted here issued the certificate.")]
    UnknownAuthority,
    /// Whoever has the issuer's name must not issue certificates.
    #[error("The issuer's own certificate does not allow it to issue any.")]
    NoAuthority,
    /// Signed in a way that is not known here, or not taken any more.
    #[error("The certificate is signed in a way that is not taken here.")]
    UnknownAlgorithm,
    /// The signature is not the authority's.
    #[error("The certificate names a trusted authority, and the signature is not by that authority.")]
    Signature,
    /// Too early.
    #[error("The certificate is not valid yet, or its authority's is not.")]
    NotYetValid,
    /// Too late.
    #[error("The certificate has expired, or its authority's has.")]
    Expired,
    /// A critical extension that is not understood.
    #[error("The certificate has a critical extension that is not understood here.")]
    UnknownDemand,
    /// An authority's certificate.
    #[error("The certificate is that of an authority, not of a client.")]
    IsAuthority,
    /// By its key usage not for clients.
    #[error("By its key usage the certificate is not for authenticating a client.")]
    OtherPurpose,
    /// The platform could not check the signature.
    #[error(transparent)]
    Crypto(CryptoError),
}

impl ChainError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownAuthority => "chain_unknown_authority",
            Self::NoAuthority => "chain_no_authority",
            Self::UnknownAlgorithm => "chain_unknown_algorithm",
            Self::Signature => "chain_signature",
            Self::NotYetValid => "chain_not_yet_valid",
            Self::Expired => "chain_expired",
            Self::UnknownDemand => "chain_unknown_demand",
            Self::IsAuthority => "chain_is_authority",
            Self::OtherPurpose => "chain_other_purpose",
            Self::Crypto(error) => error.code(),
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::UnknownAuthority => Citation::rfc(8705, "7.4"),
            Self::NoAuthority | Self::IsAuthority => Citation::rfc(5280, "4.2.1.9"),
            Self::UnknownAlgorithm | Self::Signature | Self::Crypto(_) => Citation::rfc(5280, "6.1.3"),
            Self::NotYetValid | Self::Expired => Citation::rfc(5280, "4.1.2.5"),
            Self::UnknownDemand => Citation::rfc(5280, "4.2"),
            Self::OtherPurpose => Citation::rfc(5280, "4.2.1.12"),
        }
    }
}
