//! Opening the content with its key: AES-GCM, or AES-CBC with HMAC (RFC 7518 §5.2, §5.3).

use super::{ContentEncryption, JweError};
use crate::jose::{base64url, json};
use crate::ports::{CryptoError, Decryption, Sealed, SigningPrimitive};

/// The content; `key`, nonce and tag have the lengths that `encryption` asks for.
pub(super) async fn open<C: Decryption>(
    crypto: &C,
    encryption: ContentEncryption,
    key: &[u8],
    sealed: Sealed<'_>,
) -> Result<Vec<u8>, JweError> {
    let opened = match encryption.mac {
        None => crypto.open_aes_gcm(key, sealed).await?,
        Some(mac) => {
            let (mac_key, aes_key) = key.split_at(key.len() / 2);
            // The MAC first: nothing of an altered text is decrypted (RFC 7518 §5.2.2.2).
            let made = authentication(crypto, mac, mac_key, sealed).await?;
            if !equal(made.get(..encryption.tag_octets).unwrap_or_default(), sealed.tag) {
                return Err(JweError::DoesNotOpen);
            }
            crypto.decrypt_aes_cbc(aes_key, sealed.iv, sealed.encrypted).await?
        }
    };
    opened.ok_or(JweError::DoesNotOpen)
}

/// The MAC over all that is authenticated, and the length of what is not encrypted, in bits.
async fn authentication<C: Decryption>(
    crypto: &C,
    mac: SigningPrimitive,
    key: &[u8],
    sealed: Sealed<'_>,
) -> Result<Vec<u8>, CryptoError> {
    let bits = u64::try_from(sealed.associated.len()).unwrap_or(u64::MAX).saturating_mul(8).to_be_bytes();
    let message = [sealed.associated, sealed.iv, sealed.encrypted, &bits].concat();
    let members = [("kty", "oct".into()), ("k", base64url::encode(key).into())];
    let handle = crypto.import_signing(mac, &json::text(&json::object(members).into())).await?;
    let made = crypto.sign(handle, &message).await;
    crypto.release(handle);
    made
}

/// Compares without ending at the first difference.
fn equal(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}
