//! Unguessable names: token identifiers, codes, sign-ins in progress (RFC 6749 §10.10).

use crate::jose::base64url;
use crate::ports::{CryptoError, Random};

/// 128 bits, for names that are no credentials.
pub(crate) fn identifier(random: &impl Random) -> Result<String, CryptoError> {
    text::<16>(random)
}

/// 256 bits, for what is worth something to whoever holds it.
pub(crate) fn credential(random: &impl Random) -> Result<String, CryptoError> {
    text::<32>(random)
}

fn text<const OCTETS: usize>(random: &impl Random) -> Result<String, CryptoError> {
    let mut octets = [0; OCTETS];
    random.fill(&mut octets)?;
    Ok(base64url::encode(&octets))
}
