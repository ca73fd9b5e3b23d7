//! The fingerprint of a certificate, as tokens carry it (RFC 8705 §3.1).

use crate::jose::base64url;
use crate::ports::{Crypto, CryptoError, Hash};

/// The value of `x5t#S256`: SHA-256 of the DER octets, in base64url without padding. Not of the PEM text, and not in hexadecimal.
///
/// # Errors
/// [`CryptoError`] when the platform cannot hash.
pub async fn thumbprint<C: Crypto>(crypto: &C, der: &[u8]) -> Result<String, CryptoError> {
    Ok(base64url::encode(&crypto.digest(Hash::Sha256, der).await?))
}
