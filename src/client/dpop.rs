//! Proving possession of a key with every request (RFC 9449 §4, §5, §7), as the client does it.

use http::{HeaderName, Request};

use crate::jose::{Algorithm, Jwk, JwsError, KeyError, SigningKey, thumbprint};
use crate::oauth::dpop::{self, ProofClaims, access_token_hash};
use crate::oauth::unguessable::unguessable;
use crate::oauth::{TokenResponse, TokenType};
use crate::ports::{Crypto, CryptoError, Random, UnixTime};

/// The client's key pair for proofs. Its private half stays with the platform.
#[derive(Clone, Debug, PartialEq)]
pub struct ProofKey {
    signing: SigningKey,
    public: Jwk,
}

impl ProofKey {
    /// Makes a key pair.
    ///
    /// # Errors
    /// [`KeyError`] when the platform refuses, and for MAC algorithms, which prove nothing here.
    pub async fn generate(crypto: &impl Crypto, algorithm: Algorithm) -> Result<Self, KeyError> {
        let (signing, public) = SigningKey::generate(crypto, algorithm).await?;
        Ok(Self { signing, public })
    }

    /// The algorithm that it signs with.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.signing.algorithm
    }

    /// The `jkt` of tokens that are bound to this key.
    ///
    /// # Errors
    /// [`CryptoError`] when the platform cannot hash.
    pub async fn jkt(&self, crypto: &impl Crypto) -> Result<String, CryptoError> {
        thumbprint(crypto, &self.public).await
    }

    /// Puts a fresh proof on a request, in place of one that it may have. `nonce` is the newest one of the server that is asked;
    /// `access_token` is the token in the request, if it has one.
    ///
    /// # Errors
    /// [`JwsError::Crypto`] when the platform gave no random octets or could not hash or sign.
    pub async fn prove(
        &self,
        crypto: &impl Crypto,
        random: &impl Random,
        request: &mut Request<Vec<u8>>,
        now: UnixTime,
        nonce: Option<&str>,
        access_token: Option<&str>,
    ) -> Result<(), JwsError> {
        let uri = request.uri().to_string();
        let mut claims = ProofClaims::new(request.method(), &uri, now, unguessable(random)?);
        claims.nonce = nonce.map(str::to_owned);
        claims.ath = match access_token {
            Some(token) => Some(access_token_hash(crypto, token).await?),
            None => None,
        };
        let proof = claims.sign(crypto, &self.signing, &self.public).await?;
        request.headers_mut().insert(const { HeaderName::from_static(dpop::FIELD) }, proof);
        Ok(())
    }
}

/// Whether the token of a response is bound to a key: an issuer that does not know DPoP answers with `Bearer`, and a client that
/// asked for more has to notice (RFC 9449 §5).
#[must_use]
pub fn is_bound(response: &TokenResponse) -> bool {
    response.kind() == Some(TokenType::DPoP)
}
