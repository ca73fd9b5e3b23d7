//! Whether a key of a set signed a token: the state of the signature, apart from everything else about the token.
//!
//! The keys are the caller's, never the token's own (`jwk`, `jku`, `x5u`, `x5c`: RFC 8725 §3.8, §3.10), and `kid` only picks among
//! them (RFC 7515 §4.1.4). That a signature matches says who wrote the token, not that its claims hold.

use crate::inspect::{Decoded, Problem};
use crate::jose::{CompactJws, JwkSet, JwsError, KeyError, Segment, VerificationKey, verify};
use crate::ports::Crypto;

/// What is known about a token's signature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SignatureState {
    /// Nobody has looked.
    #[default]
    NotChecked,
    /// A key signed exactly this header and payload.
    Matches {
        /// The key's name, if it has one.
        kid: Option<String>,
        /// The algorithm's name.
        algorithm: &'static str,
    },
    /// The signature is not that of the key: something was changed, or somebody else signed.
    DoesNotMatch(JwsError),
    /// It could not be found out.
    CannotCheck(JwsError),
}

impl SignatureState {
    /// The code of its text.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotChecked => "signature_not_checked",
            Self::Matches { .. } => "signature_matches",
            Self::DoesNotMatch(_) => "signature_does_not_match",
            Self::CannotCheck(_) => "signature_cannot_check",
        }
    }

    /// Why it does not match or cannot be checked.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::DoesNotMatch(error) | Self::CannotCheck(error) => Some(Problem::jws(Some(Segment::Signature), error)),
            Self::NotChecked | Self::Matches { .. } => None,
        }
    }

    /// The result as [`validate`](crate::jose::jwt::validate) takes it: `None` unless a key gave an answer.
    #[must_use]
    pub fn result(&self) -> Option<Result<(), JwsError>> {
        match self {
            Self::Matches { .. } => Some(Ok(())),
            Self::DoesNotMatch(error) => Some(Err(error.clone())),
            Self::NotChecked | Self::CannotCheck(_) => None,
        }
    }
}

/// Checks the signature of `decoded` with the keys of `keys` that could have made it.
pub async fn check<C: Crypto>(crypto: &C, decoded: &Decoded, keys: &JwkSet) -> SignatureState {
    match &decoded.jws {
        Some(jws) => check_jws(crypto, jws, keys).await,
        None => SignatureState::CannotCheck(CompactJws::parse(&decoded.token).err().unwrap_or(JwsError::Empty)),
    }
}

/// The same for a token of which nothing else is of interest.
pub async fn check_jws<C: Crypto>(crypto: &C, jws: &CompactJws, keys: &JwkSet) -> SignatureState {
    match try_keys(crypto, jws, keys).await {
        Ok(state) => state,
        // Header, nothing, signature: so looks what is signed and sent apart from its signature (RFC 7515 App. F).
        Err(JwsError::SignatureWrong) if jws.payload().is_empty() => {
            SignatureState::CannotCheck(JwsError::ContentDetached)
        }
        Err(error) if is_about_the_signature(&error) => SignatureState::DoesNotMatch(error),
        Err(error) => SignatureState::CannotCheck(error),
    }
}

async fn try_keys<C: Crypto>(crypto: &C, jws: &CompactJws, keys: &JwkSet) -> Result<SignatureState, JwsError> {
    let algorithm = jws.algorithm()?;
    let mut last = Err(JwsError::NoKeyFor(algorithm.name().to_owned()));
    for jwk in keys.candidates(jws.header(), algorithm)? {
        let key = match VerificationKey::import(crypto, jwk, algorithm).await {
            Ok(key) => key,
            Err(KeyError::Crypto(error)) => return Err(error.into()),
            Err(KeyError::Jwk(_)) => continue,
        };
        let result = verify(crypto, jws, &key).await;
        crypto.release(key.key);
        last =
            result.map(|()| SignatureState::Matches { kid: jwk.kid().map(str::to_owned), algorithm: algorithm.name() });
        if last.is_ok() {
            break;
        }
    }
    last
}

/// Whether a fault says something about the signature itself, and not about what was at hand to check it.
const fn is_about_the_signature(error: &JwsError) -> bool {
    matches!(
        error,
        JwsError::SignatureWrong
            | JwsError::SignatureLength { .. }
            | JwsError::NotBase64Url { segment: Segment::Signature, .. }
    )
}
