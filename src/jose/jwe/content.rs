//! Opening the content with its key: AES-GCM, or AES-CBC with HMAC (RFC 7518 §5.2, §5.3).

use super::{ContentEncryption, JweError};
use crate::jose::{base64url, json};
use crate::ports::{Crypto, CryptoError, Decryption, Sealed};

/// The content; `key`, nonce and tag have the lengths that `encryption` asks for.
pub(super) async fn open<C: Decryption>(
    crypto: &C,
    encryption: ContentEncryption,
    key: &[u8],
    sealed: Sealed<'_>,
) -> Result<Vec<u8>, JweError> {
    let opened = match authentication_tag(crypto, encryption, key, sealed).await? {
        None => crypto.open_aes_gcm(key, sealed).await?,
        // The MAC first: nothing of an altered text is decrypted (RFC 7518 §5.2.2.2).
        Some(tag) if equal(&tag, sealed.tag) => {
            crypto.decrypt_aes_cbc(&key[key.len() / 2..], sealed.iv, sealed.encrypted).await?
        }
        Some(_) => None,
    };
    opened.ok_or(JweError::DoesNotOpen)
}

/// The tag of AES-CBC with HMAC, over all that is authenticated and the length of what is not encrypted, in bits (RFC 7518 §5.2.2.1);
/// `None` for AES-GCM, which makes its own.
///
/// # Errors
/// [`CryptoError`] when the platform makes no MAC.
pub async fn authentication_tag<C: Crypto>(
    crypto: &C,
    encryption: ContentEncryption,
    key: &[u8],
    sealed: Sealed<'_>,
) -> Result<Option<Vec<u8>>, CryptoError> {
    let Some(mac) = encryption.mac else { return Ok(None) };
    let bits = u64::try_from(sealed.associated.len()).unwrap_or(u64::MAX).saturating_mul(8).to_be_bytes();
    let message = [sealed.associated, sealed.iv, sealed.encrypted, &bits].concat();
    let members = [("kty", "oct".into()), ("k", base64url::encode(&key[..key.len() / 2]).into())];
    let handle = crypto.import_signing(mac, &json::text(&json::object(members).into())).await?;
    let made = crypto.sign(handle, &message).await;
    crypto.release(handle);
    made.map(|mut tag| {
        tag.truncate(encryption.tag_octets);
        Some(tag)
    })
}

/// Compares without ending at the first difference.
fn equal(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}
