//! Values that nobody can guess (RFC 6749 §10.10).

use crate::jose::base64url;
use crate::ports::Random;

/// 128 random bits as text, what RFC 6749 §10.10 asks at least: for `state`, `nonce` and `jti`.
#[must_use]
pub fn unguessable(random: &impl Random) -> String {
    let mut octets = [0; 16];
    random.fill(&mut octets);
    base64url::encode(&octets)
}
