//! Whether a proof belongs to a request (RFC 9449 §4.3 (8) to (12)). Its signature and the memory for `jti` are other questions.

use http::Method;

use super::{Proof, ProofError, normalise};
use crate::ports::UnixTime;

/// How old, and how much from the future, a proof may be, in seconds (DPP-05).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProofWindow {
    /// The age up to which a proof is accepted.
    pub max_age: u32,
    /// How far its `iat` may lie ahead of the server's clock.
    pub leeway: u32,
}

impl Default for ProofWindow {
    /// Five minutes back, one ahead: more than that FAPI 2.0 SP §5.3.2.1 refuses, too.
    fn default() -> Self {
        Self { max_age: 300, leeway: 60 }
    }
}

/// What a server knows of the request that a proof came with.
#[derive(Clone, Copy, Debug)]
pub struct Expectation<'a> {
    /// The request's method.
    pub method: &'a Method,
    /// The address at which the request arrived, absolute; query and fragment do not count.
    pub uri: &'a str,
    /// The server's clock.
    pub now: UnixTime,
    /// How old a proof may be.
    pub window: ProofWindow,
    /// The nonces that are fresh; `None` when this server asks for none.
    pub nonces: Option<&'a [String]>,
    /// The hash of the access token that came with the request; `None` where none does, as at the token endpoint.
    pub ath: Option<&'a str>,
}

/// A proof that belongs to its request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedProof {
    /// Its name, which must not come a second time for the same address (DPP-06).
    pub jti: String,
    /// The address in its one spelling.
    pub htu: String,
    /// Up to and including when name and address must be remembered: the proof is refused by its `iat` afterwards.
    pub remember_until: UnixTime,
}

/// A `jti` longer than this would only fill the server's memory (RFC 9449 §11.1).
const MAX_JTI_OCTETS: usize = 256;

impl Proof {
    /// Holds the proof to the request that it came with.
    ///
    /// # Errors
    /// [`ProofError`] with the first thing that does not fit.
    pub fn check(&self, expected: &Expectation<'_>) -> Result<CheckedProof, ProofError> {
        if self.jti.len() > MAX_JTI_OCTETS {
            return Err(ProofError::JtiTooLong);
        }
        // Methods compare with regard to case (RFC 9110 §9.1).
        if self.htm != expected.method.as_str() {
            return Err(ProofError::OtherMethod);
        }
        let htu = normalise(&self.htu).ok_or(ProofError::NotAnAddress)?;
        if normalise(expected.uri).as_ref() != Some(&htu) {
            return Err(ProofError::OtherAddress);
        }
        self.check_nonce(expected.nonces)?;
        let age = expected.now.since(self.iat);
        if age > i64::from(expected.window.max_age) {
            return Err(ProofError::TooOld { seconds: age });
        }
        if age < -i64::from(expected.window.leeway) {
            return Err(ProofError::FromFuture { seconds: age.saturating_neg() });
        }
        if let Some(ath) = expected.ath {
            match self.claims().string("ath")? {
                Some(own) if own == ath => {}
                Some(_) => return Err(ProofError::OtherToken),
                None => return Err(ProofError::Missing("ath")),
            }
        }
        let remember_until = self.iat.plus(expected.window.max_age.into());
        Ok(CheckedProof { jti: self.jti.clone(), htu, remember_until })
    }

    /// A server that asks for nonces takes no proof without a fresh one (DPP-08); another ignores them.
    fn check_nonce(&self, fresh: Option<&[String]>) -> Result<(), ProofError> {
        let own = self.claims().string("nonce")?;
        match (fresh, own) {
            (None, _) => Ok(()),
            (Some(_), None) => Err(ProofError::NonceMissing),
            (Some(fresh), Some(own)) if fresh.iter().any(|nonce| nonce == own) => Ok(()),
            (Some(_), Some(_)) => Err(ProofError::NonceStale),
        }
    }
}
