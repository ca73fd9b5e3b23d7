//! Keys ready for use: a handle of the platform, bound to the one algorithm it may be used with (RFC 8725 §3.1).

use thiserror::Error;

use crate::cite::Citation;
use crate::ports::{Crypto, CryptoError, KeyRef};

use super::{Algorithm, Jwk, JwkError, thumbprint};

/// A key that checks signatures. Imported once, used many times.
#[derive(Clone, Debug, PartialEq)]
pub struct VerificationKey {
    /// The key as it was published.
    pub jwk: Jwk,
    /// The only algorithm it is used with.
    pub algorithm: Algorithm,
    /// The platform's handle.
    pub key: KeyRef,
}

impl VerificationKey {
    /// Imports a key for one algorithm; private members of `jwk` are not handed to the platform.
    ///
    /// # Errors
    /// [`KeyError`] when the key is not for that algorithm or the platform refuses it.
    pub async fn import<C: Crypto>(crypto: &C, jwk: &Jwk, algorithm: Algorithm) -> Result<Self, KeyError> {
        let operation = if jwk.has_private_members() && jwk.key_type().is_asymmetric() { "sign" } else { "verify" };
        jwk.check_for(algorithm, operation)?;
        let material = jwk.public_material().unwrap_or_else(|| jwk.material());
        let key = crypto.import_verifying(algorithm.primitive(), &material).await?;
        Ok(Self { jwk: jwk.clone(), algorithm, key })
    }
}

/// A key that signs. The private part stays with the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningKey {
    /// The name that goes into the header of what it signs.
    pub kid: Option<String>,
    /// The only algorithm it is used with.
    pub algorithm: Algorithm,
    /// The platform's handle.
    pub key: KeyRef,
}

impl SigningKey {
    /// Makes a new asymmetric key, named by its thumbprint (RFC 7638), and its public half, labelled for publication.
    ///
    /// # Errors
    /// [`KeyError`] when the platform refuses, and for MAC algorithms, whose keys have no public half.
    pub async fn generate<C: Crypto>(crypto: &C, algorithm: Algorithm) -> Result<(Self, Jwk), KeyError> {
        if !algorithm.key_type().is_asymmetric() {
            return Err(JwkError::WrongAlgorithm { asked: algorithm.name() }.into());
        }
        let key = crypto.generate(algorithm.primitive()).await?;
        let public = Jwk::parse_text(&crypto.export_public(key).await?)?;
        let kid = thumbprint(crypto, &public).await?;
        let public = public.labelled(&kid, algorithm);
        Ok((Self { kid: Some(kid), algorithm, key }, public))
    }

    /// Imports a private or shared key for one algorithm.
    ///
    /// # Errors
    /// [`KeyError`] when the key is not for that algorithm or the platform refuses it.
    pub async fn import<C: Crypto>(crypto: &C, jwk: &Jwk, algorithm: Algorithm) -> Result<Self, KeyError> {
        jwk.check_for(algorithm, "sign")?;
        let key = crypto.import_signing(algorithm.primitive(), &jwk.material()).await?;
        Ok(Self { kid: jwk.kid().map(str::to_owned), algorithm, key })
    }
}

/// Why a key could not be made ready.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum KeyError {
    /// The JWK does not allow it.
    #[error(transparent)]
    Jwk(#[from] JwkError),
    /// The platform did not do it.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
}

impl KeyError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Jwk(error) => error.code(),
            Self::Crypto(error) => error.code(),
        }
    }

    /// The clause that the key breaks.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Jwk(error) => error.citation(),
            Self::Crypto(_) => Citation::rfc(7517, "4"),
        }
    }
}
