//! Values that nobody can guess (RFC 6749 §10.10).

use crate::jose::base64url;
use crate::ports::{CryptoError, Random};

/// 128 random bits as text, what RFC 6749 §10.10 asks at least: for `state`, `nonce` and `jti`.
///
/// # Errors
/// [`CryptoError::NoRandomness`] when the platform gives none.
pub fn unguessable(random: &impl Random) -> Result<String, CryptoError> {
    let mut octets = [0; 16];
    random.fill(&mut octets)?;
    Ok(base64url::encode(&octets))
}
