//! Members of a JWK as the primitives take them, and why one is no key.

use rsa::BigUint;

use crate::jose::{Jwk, base64url};
use crate::ports::CryptoError;

/// The key is not what it should be, for `reason`.
pub(super) fn bad(reason: impl ToString) -> CryptoError {
    CryptoError::BadKey(reason.to_string())
}

/// A member in base64url.
pub(super) fn octets(jwk: &Jwk, name: &str) -> Result<Vec<u8>, CryptoError> {
    base64url::decode(jwk.text(name).unwrap_or_default()).map_err(bad)
}

/// An unsigned number of a JWK, big-endian (RFC 7518 §2).
pub(super) fn number(jwk: &Jwk, name: &str) -> Result<BigUint, CryptoError> {
    octets(jwk, name).map(|octets| BigUint::from_bytes_be(&octets))
}
