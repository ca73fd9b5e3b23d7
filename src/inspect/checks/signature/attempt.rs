//! Holding a signature against one key.

use super::der;
use super::signed::{Input, Signed};
use crate::jose::{Algorithm, Jwk};
use crate::ports::{Crypto, CryptoError, KeyRef};

/// A signature, ready to be held against keys.
pub(super) struct Attempt<'a, C> {
    pub(super) crypto: &'a C,
    pub(super) signed: Signed,
    pub(super) algorithm: Algorithm,
}

/// What came of it.
pub(super) enum Tried {
    /// It fits, over these octets.
    Fits(Input),
    /// It fits, but is written in DER (RFC 7518 §3.4 wants R and S side by side).
    FitsInDer,
    /// It does not fit.
    No,
}

impl<C: Crypto> Attempt<'_, C> {
    /// Holds the signature against `jwk`. A secret that is shorter than RFC 7518 §3.2 asks for is taken all the same: whether it signed can
    /// be found out.
    pub(super) async fn with(&self, jwk: &Jwk) -> Result<Tried, CryptoError> {
        let material = jwk.public_material().unwrap_or_else(|| jwk.material());
        let key = self.crypto.import_verifying(self.algorithm.primitive(), &material).await?;
        let tried = self.over_inputs(key).await;
        self.crypto.release(key);
        tried
    }

    async fn over_inputs(&self, key: KeyRef) -> Result<Tried, CryptoError> {
        let signed = &self.signed;
        let length = self.algorithm.signature_octets();
        let is_ecdsa = matches!(self.algorithm, Algorithm::Es256 | Algorithm::Es384 | Algorithm::Es512);
        for (input, octets) in &signed.inputs {
            let is_right_length = length.is_none_or(|length| length == signed.signature.len());
            if is_right_length
                && signed.spelling.is_none()
                && self.crypto.verify(key, octets, &signed.signature).await?
            {
                return Ok(Tried::Fits(*input));
            }
            let raw = length.filter(|_| is_ecdsa).and_then(|length| der::to_raw(&signed.signature, length));
            if let Some(raw) = raw
                && self.crypto.verify(key, octets, &raw).await?
            {
                return Ok(Tried::FitsInDer);
            }
        }
        Ok(Tried::No)
    }
}
