//! The key that follows from an agreed secret (RFC 7518 §4.6.2, NIST SP 800-56A §5.8.1).

use crate::ports::{Crypto, CryptoError, Hash};

/// What the key is for, and who agreed on it.
#[derive(Clone, Copy, Debug)]
pub struct OtherInfo<'a> {
    /// `enc` where the key opens the content itself, `alg` where it unwraps another.
    pub algorithm: &'a str,
    /// The decoded `apu`.
    pub party_u: &'a [u8],
    /// The decoded `apv`.
    pub party_v: &'a [u8],
}

/// The first `octets` octets that SHA-256 makes of `secret`.
///
/// # Errors
/// [`CryptoError`] when the platform cannot hash.
pub async fn concat_kdf<C: Crypto>(
    crypto: &C,
    secret: &[u8],
    info: OtherInfo<'_>,
    octets: usize,
) -> Result<Vec<u8>, CryptoError> {
    let mut derived = Vec::with_capacity(octets + 32);
    let mut round = 0_u32;
    while derived.len() < octets {
        round += 1;
        let mut input = round.to_be_bytes().to_vec();
        input.extend_from_slice(secret);
        for part in [info.algorithm.as_bytes(), info.party_u, info.party_v] {
            input.extend_from_slice(&length(part.len()));
            input.extend_from_slice(part);
        }
        input.extend_from_slice(&length(octets * 8));
        derived.append(&mut crypto.digest(Hash::Sha256, &input).await?);
    }
    derived.truncate(octets);
    Ok(derived)
}

/// A length in 32 bits. A token is far shorter than they can count.
fn length(of: usize) -> [u8; 4] {
    u32::try_from(of).unwrap_or(u32::MAX).to_be_bytes()
}
