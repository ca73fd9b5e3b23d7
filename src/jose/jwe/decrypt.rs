//! Opening an encrypted token with a key of the reader's (RFC 7516 §5.2).
//!
//! The key decides: it must be of the type that `alg` takes, and for decrypting by whatever labels it has. What then does not open is
//! one answer, [`JweError::DoesNotOpen`], whichever step it was (RFC 7516 §11.5).

use super::algorithm::agreement_curve;
use super::concat_kdf::{OtherInfo, concat_kdf};
use super::{Jwe, JweError, KeyManagement, content};
use crate::jose::{Jwk, JwkError, KeyType, base64url};
use crate::ports::{CryptoError, Decryption, Sealed};

/// The content of `jwe`, opened with `key`.
///
/// # Errors
/// [`JweError`] that says why not, without saying more about the content than that it did not open.
pub async fn decrypt<C: Decryption>(crypto: &C, jwe: &Jwe, key: &Jwk) -> Result<Vec<u8>, JweError> {
    check_key(jwe, key)?;
    let management = jwe.header.key_management()?;
    let encryption = jwe.header.content_encryption()?;
    if management.sends_key() == jwe.encrypted_key.is_empty() {
        return Err(JweError::EncryptedKey { expected: management.sends_key() });
    }
    for (part, expected, found) in [(2, encryption.iv_octets, jwe.iv.len()), (4, encryption.tag_octets, jwe.tag.len())]
    {
        if expected != found {
            return Err(JweError::PartLength { part: super::PARTS[part], expected, found });
        }
    }
    let content_key = match management {
        KeyManagement::Direct => shared(key)?,
        KeyManagement::AesKw(_) => unwrapped(crypto, jwe, &shared(key)?).await?,
        KeyManagement::RsaOaep(hash) => {
            let opened = crypto.decrypt_rsa_oaep(hash, &key.material(), &jwe.encrypted_key).await?;
            opened.ok_or(JweError::DoesNotOpen)?
        }
        KeyManagement::EcdhEs(None) => agreed(crypto, jwe, key, encryption.name, encryption.key_octets).await?,
        KeyManagement::EcdhEs(Some(octets)) => {
            let wrapping = agreed(crypto, jwe, key, jwe.header.alg(), octets).await?;
            unwrapped(crypto, jwe, &wrapping).await?
        }
    };
    if content_key.len() != encryption.key_octets {
        return Err(JweError::DoesNotOpen);
    }
    let sealed =
        Sealed { iv: &jwe.iv, associated: jwe.associated.as_bytes(), encrypted: &jwe.ciphertext, tag: &jwe.tag };
    content::open(crypto, encryption, &content_key, sealed).await
}

/// Whether it makes sense to try `key`.
///
/// # Errors
/// [`JweError`] that says what stands against it.
pub fn check_key(jwe: &Jwe, key: &Jwk) -> Result<(), JweError> {
    let header = &jwe.header;
    let management = header.key_management()?;
    let encryption = header.content_encryption()?;
    header.check()?;
    // A key for `dir` is one for the content encryption.
    let own = if management == KeyManagement::Direct { [header.alg(), header.enc()] } else { [header.alg(); 2] };
    if !management.takes(key.key_type()) || key.alg().is_some_and(|alg| !own.contains(&alg)) {
        return Err(JweError::KeyNotFor(header.alg().to_owned()));
    }
    let decrypts =
        |ops: Vec<&str>| ops.iter().any(|op| ["decrypt", "unwrapKey", "deriveKey", "deriveBits"].contains(op));
    if key.public_use().is_some_and(|purpose| purpose != "enc") || key.key_ops().is_some_and(|ops| !decrypts(ops)) {
        return Err(JweError::KeyPurpose);
    }
    if key.key_type().is_asymmetric() && key.text("d").is_none() {
        return Err(JweError::KeyIsPublic);
    }
    match management {
        KeyManagement::RsaOaep(_) => {
            let missing = ["p", "q", "dp", "dq", "qi"].into_iter().find(|name| key.text(name).is_none());
            missing.map_or(Ok(()), |name| Err(JweError::Key(JwkError::MissingMember(name))))
        }
        KeyManagement::AesKw(expected) => length(key, expected),
        KeyManagement::Direct => length(key, encryption.key_octets),
        KeyManagement::EcdhEs(_) => {
            let ephemeral = header.ephemeral()?;
            if ephemeral.key_type() == key.key_type() { Ok(()) } else { Err(JweError::OtherCurve(name(&ephemeral))) }
        }
    }
}

fn length(key: &Jwk, expected: usize) -> Result<(), JweError> {
    let found = shared(key)?.len();
    if found == expected { Ok(()) } else { Err(JweError::KeyLength { expected, found }) }
}

fn shared(key: &Jwk) -> Result<Vec<u8>, JweError> {
    let text = key.text("k").filter(|_| key.key_type() == KeyType::Oct).ok_or(JwkError::MissingMember("k"))?;
    base64url::decode(text).map_err(|_| JwkError::MalformedMember("k").into())
}

fn name(key: &Jwk) -> String {
    key.key_type().crv().unwrap_or_else(|| key.key_type().kty()).to_owned()
}

async fn unwrapped<C: Decryption>(crypto: &C, jwe: &Jwe, key: &[u8]) -> Result<Vec<u8>, JweError> {
    crypto.unwrap_aes_kw(key, &jwe.encrypted_key).await?.ok_or(JweError::DoesNotOpen)
}

/// The key that follows from the reader's key and the sender's (RFC 7518 §4.6.2).
async fn agreed<C: Decryption>(
    crypto: &C,
    jwe: &Jwe,
    key: &Jwk,
    algorithm: &str,
    octets: usize,
) -> Result<Vec<u8>, JweError> {
    let ephemeral = jwe.header.ephemeral()?;
    let curve = agreement_curve(key.key_type()).ok_or_else(|| JweError::OtherCurve(name(key)))?;
    let public = ephemeral.public_material().unwrap_or_default();
    let secret = match crypto.agree(curve, &key.material(), &public).await {
        Err(CryptoError::BadKey(_)) => return Err(JweError::NoAgreement),
        agreed => agreed?,
    };
    let (party_u, party_v) = (jwe.header.octets("apu")?, jwe.header.octets("apv")?);
    let info = OtherInfo { algorithm, party_u: &party_u, party_v: &party_v };
    Ok(concat_kdf(crypto, &secret, info, octets).await?)
}
