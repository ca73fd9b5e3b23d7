//! Opening an encrypted token with the keys in a text.

use crate::inspect::{Decoded, KeyRing, Phrase};
use crate::jose::jwe::{Jwe, JweError, decrypt};
use crate::ports::Decryption;

/// What is inside of `token`, opened with the first key in `key_text` that opens it.
///
/// # Errors
/// Why no key does: of the last one that was tried.
pub(super) async fn open<C: Decryption>(crypto: &C, token: &Decoded, key_text: &str) -> Result<String, Phrase> {
    let ring = KeyRing::read(key_text).map_err(|problem| problem.phrase)?;
    let forms = match Jwe::parse(&token.token) {
        Ok(jwe) => vec![jwe],
        Err(error) => Jwe::parse_json(&token.token).map_err(|_| said(&error))?,
    };
    let mut last = None;
    for jwe in &forms {
        for key in &ring.keys {
            match decrypt(crypto, jwe, &key.jwk).await {
                Ok(octets) => return Ok(String::from_utf8_lossy(&octets).into_owned()),
                Err(error) => last = Some(said(&error)),
            }
        }
    }
    Err(last.unwrap_or_else(|| Phrase::new("jwe_no_key")))
}

fn said(error: &JweError) -> Phrase {
    Phrase::new("jwe_not_opened").with("reason", &error.to_string())
}
