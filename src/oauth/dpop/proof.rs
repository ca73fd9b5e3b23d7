//! A proof as a server reads it: taken apart, then verified with the key it brings (RFC 9449 §4.3).

use http::{HeaderMap, HeaderName};
use serde_json::Value;

use super::{FIELD, ProofError, TYP};
use crate::jose::jwt::Claims;
use crate::jose::{Algorithm, CompactJws, Jwk, JwsError, VerificationKey, thumbprint, verify};
use crate::ports::{Crypto, CryptoError, UnixTime};

/// A proof as it was sent: a well-formed JWT of the right type, with a public key and every claim it must have.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    jws: CompactJws,
    algorithm: Algorithm,
    jwk: Jwk,
    claims: Claims,
    pub(super) jti: String,
    pub(super) htm: String,
    pub(super) htu: String,
    pub(super) iat: UnixTime,
}

impl Proof {
    /// Reads the proof of a request; `None` when it has none.
    ///
    /// # Errors
    /// [`ProofError`] when there are several fields (DPP-01), or the one cannot be read as [`Proof::parse`] says.
    pub fn of(headers: &HeaderMap) -> Result<Option<Self>, ProofError> {
        let mut fields = headers.get_all(const { HeaderName::from_static(FIELD) }).iter();
        let Some(field) = fields.next() else { return Ok(None) };
        if fields.next().is_some() {
            return Err(ProofError::Several);
        }
        Self::parse(field.to_str().map_err(|_| ProofError::NotAscii)?).map(Some)
    }

    /// Takes a proof apart, in the order of RFC 9449 §4.3.
    ///
    /// # Errors
    /// [`ProofError`] with the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, ProofError> {
        let jws = CompactJws::parse(text)?;
        if !jws.header().typ_is(TYP) {
            return Err(ProofError::OtherType);
        }
        let algorithm = jws.algorithm()?;
        if !algorithm.key_type().is_asymmetric() {
            return Err(ProofError::SharedKey);
        }
        jws.header().check_critical()?;
        let Some(Value::Object(members)) = jws.header().get("jwk") else {
            return Err(ProofError::KeyMissing);
        };
        let jwk = Jwk::parse(members.clone())?;
        if jwk.has_private_members() {
            return Err(ProofError::PrivateKey);
        }
        jwk.check_for(algorithm, "verify")?;
        let claims = Claims::parse(jws.payload()).map_err(ProofError::Payload)?;
        let text = |name| match claims.string(name)? {
            Some("") | None => Err(ProofError::Missing(name)),
            Some(text) => Ok(text.to_owned()),
        };
        let (jti, htm, htu) = (text("jti")?, text("htm")?, text("htu")?);
        let iat = claims.time("iat")?.ok_or(ProofError::Missing("iat"))?.at();
        Ok(Self { jws, algorithm, jwk, claims, jti, htm, htu, iat })
    }

    /// Whether the key in the proof signed it.
    ///
    /// # Errors
    /// [`ProofError`] when not, or when it is no key at all.
    pub async fn verify(&self, crypto: &impl Crypto) -> Result<(), ProofError> {
        let key = VerificationKey::import(crypto, &self.jwk, self.algorithm).await?;
        let verified = verify(crypto, &self.jws, &key).await;
        // The next proof may bring another key, and none of them is needed twice.
        crypto.release(key.key);
        verified.map_err(|error| match error {
            JwsError::Crypto(error) => ProofError::Crypto(error),
            other => ProofError::Jws(other),
        })
    }

    /// The key's thumbprint: the `jkt` of a token that is bound to it (RFC 9449 §6.1).
    ///
    /// # Errors
    /// [`CryptoError`] when the platform cannot hash.
    pub async fn jkt(&self, crypto: &impl Crypto) -> Result<String, CryptoError> {
        thumbprint(crypto, &self.jwk).await
    }

    /// The key that the proof brings.
    #[must_use]
    pub const fn jwk(&self) -> &Jwk {
        &self.jwk
    }

    /// What it is signed with.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The token itself.
    #[must_use]
    pub const fn jws(&self) -> &CompactJws {
        &self.jws
    }

    /// Its claims.
    #[must_use]
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }
}
