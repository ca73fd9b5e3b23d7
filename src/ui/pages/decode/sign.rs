//! Signing what was edited, with a key that is made here or with one that the reader has.

use super::Draft;
use crate::jose::{Algorithm, Jwk, JwkError, KeyError, SigningKey, base64url};
use crate::ports::{Crypto, Random};

/// A key that was made here, in memory only: what signs, and what checks.
#[derive(Clone, Debug)]
pub struct MadeKey {
    /// What signs. Its private half cannot leave the platform.
    pub signing: SigningKey,
    /// What checks: the public half, or the secret that both sides share.
    pub checking: Jwk,
}

/// Makes a key for an algorithm.
///
/// # Errors
/// [`KeyError`] when the platform makes none.
pub async fn make_key<C: Crypto>(crypto: &C, random: &impl Random, algorithm: Algorithm) -> Result<MadeKey, KeyError> {
    if algorithm.key_type().is_asymmetric() {
        let (signing, checking) = SigningKey::generate(crypto, algorithm).await?;
        return Ok(MadeKey { signing, checking });
    }
    let mut secret = vec![0; algorithm.min_shared_key_octets()];
    random.fill(&mut secret)?;
    let text = ["{\"kty\":\"oct\",\"k\":\"", &base64url::encode(&secret), "\"}"].concat();
    let checking = Jwk::parse_text(&text)?.labelled("made-here", algorithm);
    Ok(MadeKey { signing: SigningKey::import(crypto, &checking, algorithm).await?, checking })
}

/// Signs a draft: the header gets the key's algorithm and name, and the token its signature.
///
/// # Errors
/// [`KeyError`] when the platform could not sign.
pub async fn sign<C: Crypto>(crypto: &C, key: &SigningKey, draft: &mut Draft) -> Result<String, KeyError> {
    draft.set_key(key.algorithm, key.kid.as_deref());
    let input = draft.signing_input();
    let signature = crypto.sign(key.key, input.as_bytes()).await?;
    Ok([&input, ".", &base64url::encode(&signature)].concat())
}

/// A key of the reader's that signs, for the algorithm that it or the header names.
///
/// # Errors
/// [`KeyError`] when the key signs nothing with that algorithm.
pub async fn import<C: Crypto>(crypto: &C, jwk: &Jwk, draft: &Draft) -> Result<SigningKey, KeyError> {
    let named = jwk.alg().and_then(Algorithm::from_name).or_else(|| draft.algorithm());
    let fits = |algorithm: &Algorithm| jwk.check_for(*algorithm, "sign").is_ok();
    let algorithm = named.filter(fits).or_else(|| Algorithm::all().find(fits));
    let algorithm = algorithm.ok_or(JwkError::WrongAlgorithm { asked: "any" })?;
    SigningKey::import(crypto, jwk, algorithm).await
}
