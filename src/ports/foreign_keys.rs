//! What reading somebody's key files needs of the platform, beyond using the keys.

use super::{Crypto, CryptoError, SigningPrimitive};

/// Completing and naming keys and certificates that somebody brought.
pub trait ForeignKeys: Crypto {
    /// A private key of PKCS #8 (RFC 5958), in DER, as JWK text with its public half, which the file itself may lack.
    ///
    /// # Errors
    /// [`CryptoError::BadKey`] when it is not a key of the asked kind.
    async fn jwk_of_pkcs8(&self, primitive: SigningPrimitive, pkcs8: &[u8]) -> Result<String, CryptoError>;

    /// SHA-1, for the old names of certificates alone (`x5t`, RFC 7515 §4.1.7). Nothing may be trusted for it.
    ///
    /// # Errors
    /// [`CryptoError::Unavailable`] without a secure context.
    async fn sha1(&self, message: &[u8]) -> Result<Vec<u8>, CryptoError>;
}
