//! Why a proof is refused (RFC 9449 §4.3), and which of the two error codes that is (§5, §8).

use thiserror::Error;

use crate::cite::Citation;
use crate::jose::jwt::ClaimError;
use crate::jose::{JsonError, JwkError, JwsError, KeyError, counted};
use crate::oauth::error::{ErrorCode, OAuthError};
use crate::ports::CryptoError;

/// Why a proof is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ProofError {
    /// More than one field.
    #[error("The request has more than one DPoP header field.")]
    Several,
    /// Octets that no proof has.
    #[error("The DPoP header field holds something other than visible ASCII characters.")]
    NotAscii,
    /// Not a JWT that is signed in a way that can be accepted, or not by the key in it.
    #[error("The DPoP proof cannot be accepted as a signed JWT. {0}")]
    Jws(#[from] JwsError),
    /// Not made as a proof.
    #[error("The JWT in the DPoP header field does not say typ dpop+jwt.")]
    OtherType,
    /// A MAC.
    #[error("The DPoP proof is signed with a shared key; only a private key proves possession.")]
    SharedKey,
    /// No key.
    #[error("The header of the DPoP proof has no jwk, so nothing says which key it proves.")]
    KeyMissing,
    /// A broken key, or one for another algorithm.
    #[error("The key in the DPoP proof cannot be used. {0}")]
    Jwk(#[from] JwkError),
    /// Members of the right form that are no key, such as a point that is not on its curve.
    #[error("The jwk in the DPoP proof has the form of a key, but is none.")]
    NotAKey,
    /// The private key was sent along.
    #[error("The DPoP proof carries its private key. It belongs to nobody now; make a new one.")]
    PrivateKey,
    /// The payload is not one JSON object.
    #[error("The payload of the DPoP proof is not one JSON object: {0}")]
    Payload(JsonError),
    /// A claim has another JSON type than it must have.
    #[error(transparent)]
    Claim(#[from] ClaimError),
    /// A claim is not there.
    #[error("The DPoP proof has no {0}.")]
    Missing(&'static str),
    /// `htm` is not the method.
    #[error("The htm of the DPoP proof is not the method of the request.")]
    OtherMethod,
    /// `htu` is not an absolute address.
    #[error("The htu of the DPoP proof is not an absolute http or https address.")]
    NotAnAddress,
    /// `htu` is not the address.
    #[error("The htu of the DPoP proof is not the address of the request.")]
    OtherAddress,
    /// `iat` is too long ago.
    #[error("The DPoP proof was made {} ago, which is too long.", counted(.seconds, "second"))]
    TooOld {
        /// How long ago.
        seconds: i64,
    },
    /// `iat` lies ahead.
    #[error("The DPoP proof says it was made {} from now.", counted(.seconds, "second"))]
    FromFuture {
        /// How far ahead.
        seconds: i64,
    },
    /// No nonce, where the server asks for one.
    #[error("The DPoP proof has no nonce; this server wants the one in the DPoP-Nonce header field of its response.")]
    NonceMissing,
    /// A nonce that is not fresh.
    #[error("The nonce of the DPoP proof is not fresh; use the one in the DPoP-Nonce header field of the response.")]
    NonceStale,
    /// `ath` is the hash of another token.
    #[error("The ath of the DPoP proof is not the hash of the access token in the request.")]
    OtherToken,
    /// A `jti` that is too long to remember.
    #[error("The jti of the DPoP proof is longer than this server remembers.")]
    JtiTooLong,
    /// The same proof came before. Only the server's memory can tell.
    #[error("This DPoP proof was used before; every request needs its own.")]
    Replayed,
    /// The platform could not do it.
    #[error(transparent)]
    Crypto(CryptoError),
}

impl ProofError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Several => "dpop_several",
            Self::NotAscii => "dpop_not_ascii",
            Self::Jws(error) => error.code(),
            Self::OtherType => "dpop_other_type",
            Self::SharedKey => "dpop_shared_key",
            Self::KeyMissing => "dpop_key_missing",
            Self::Jwk(error) => error.code(),
            Self::NotAKey => "dpop_not_a_key",
            Self::PrivateKey => "dpop_private_key",
            Self::Payload(error) => error.code(),
            Self::Claim(error) => error.code(),
            Self::Missing(_) => "dpop_claim_missing",
            Self::OtherMethod => "dpop_other_method",
            Self::NotAnAddress => "dpop_not_an_address",
            Self::OtherAddress => "dpop_other_address",
            Self::TooOld { .. } => "dpop_too_old",
            Self::FromFuture { .. } => "dpop_from_future",
            Self::NonceMissing => "dpop_nonce_missing",
            Self::NonceStale => "dpop_nonce_stale",
            Self::OtherToken => "dpop_other_token",
            Self::JtiTooLong => "dpop_jti_too_long",
            Self::Replayed => "dpop_replayed",
            Self::Crypto(error) => error.code(),
        }
    }

    /// The clause that the proof breaks.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Jws(error) => error.citation(),
            Self::Jwk(error) => error.citation(),
            Self::Payload(error) => error.citation(),
            Self::Claim(error) => error.citation(),
            Self::OtherType | Self::KeyMissing | Self::Missing(_) => Citation::rfc(9449, "4.2"),
            Self::SharedKey => Citation::rfc(9449, "11.6"),
            Self::TooOld { .. } | Self::FromFuture { .. } | Self::JtiTooLong | Self::Replayed => {
                Citation::rfc(9449, "11.1")
            }
            Self::NonceMissing | Self::NonceStale => Citation::rfc(9449, "8"),
            _ => Citation::rfc(9449, "4.3"),
        }
    }

    /// The error code that a server answers with.
    #[must_use]
    pub const fn error_code(&self) -> ErrorCode {
        match self {
            Self::NonceMissing | Self::NonceStale => ErrorCode::UseDpopNonce,
            Self::Crypto(_) => ErrorCode::ServerError,
            _ => ErrorCode::InvalidDpopProof,
        }
    }

    /// The sentence that may travel: nothing of the proof's own text is in it (ERR-04).
    #[must_use]
    pub fn on_the_wire(&self) -> String {
        match self {
            Self::Jws(_) | Self::Payload(_) => {
                "The DPoP proof is not a JWT whose signature fits the key in its header.".to_owned()
            }
            Self::Jwk(_) => "The key in the DPoP proof is malformed, too weak, or for another algorithm.".to_owned(),
            other => other.to_string(),
        }
    }

    /// The error that a token endpoint answers with: 400. With `use_dpop_nonce` the caller adds the [nonce](super::nonce_field).
    #[must_use]
    pub fn to_oauth_error(&self) -> OAuthError {
        OAuthError::new(self.error_code(), &self.on_the_wire())
    }
}

impl From<KeyError> for ProofError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Jwk(error) => Self::Jwk(error),
            // The key is the client's own: a point off its curve is found out only by the platform.
            KeyError::Crypto(CryptoError::BadKey(_)) => Self::NotAKey,
            KeyError::Crypto(error) => Self::Crypto(error),
        }
    }
}
