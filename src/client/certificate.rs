//! A client's own certificate: made by itself, for `self_signed_tls_client_auth` (RFC 8705 §2.2) or to have tokens bound to it.

use crate::jose::{Algorithm, Jwk, JwkError};
use crate::ports::{Crypto, Random, UnixTime};
use crate::x509::{MakeError, pem, self_signed};

/// How long a certificate is good: a year, in seconds.
const LIFETIME: i64 = 365 * 86_400;

/// A certificate with its key.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnCertificate {
    /// The certificate, in DER: what the connection shows.
    pub der: Vec<u8>,
    /// The private key.
    pub private: Jwk,
    /// The public key with the certificate in `x5c`: what the client registers (RFC 8705 §2.2.2).
    pub public: Jwk,
}

impl OwnCertificate {
    /// Makes a key pair on P-256 and a certificate for `CN=name`, good for a year from now.
    ///
    /// # Errors
    /// [`MakeError`] when the platform makes no keys, gives no random octets or does not sign.
    pub async fn make(
        crypto: &impl Crypto,
        random: &impl Random,
        name: &str,
        now: UnixTime,
    ) -> Result<Self, MakeError> {
        let private = crypto.generate_private_jwk(Algorithm::Es256.primitive()).await?;
        let private = Jwk::parse_text(&private).map_err(|error: JwkError| MakeError::Signing(error.into()))?;
        let der = self_signed(crypto, random, &private, name, (now, now.plus(LIFETIME))).await?;
        let public = private.public().ok_or(MakeError::Key)?.with_x5c(&der);
        Ok(Self { der, private, public })
    }

    /// The certificate as text.
    #[must_use]
    pub fn to_pem(&self) -> String {
        pem::encode(&self.der)
    }
}
