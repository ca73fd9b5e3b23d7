//! Demonstrating proof of possession: a token that only the holder of a key can use (RFC 9449).
//!
//! A client signs [`ProofClaims`] for every request, with the public key in the proof itself. A server reads the one [`Proof`] of
//! a request, verifies it with that key, and holds it to what it knows of the request ([`Proof::check`]). What it remembers
//! (which `jti` came, which nonces are fresh, which key a token is bound to) is the server's own. A proof says who may use a
//! token, never who the client is (DPP-14).

mod check;
mod claims;
mod error;
mod htu;
mod nonce;
mod proof;
mod refusal;

pub use self::check::{CheckedProof, Expectation, ProofWindow};
pub use self::claims::{ProofClaims, access_token_hash};
pub use self::error::ProofError;
pub use self::htu::normalise;
pub use self::nonce::{nonce_field, nonce_of};
pub use self::proof::Proof;
pub use self::refusal::challenge;

use crate::jose::Algorithm;

/// The header field of a proof (RFC 9449 §4.1), as the `http` crate writes it.
pub const FIELD: &str = "dpop";

/// The header field of a nonce (RFC 9449 §8.1), as the `http` crate writes it.
pub const NONCE_FIELD: &str = "dpop-nonce";

/// The `typ` of a proof (RFC 9449 §4.2).
pub const TYP: &str = "dpop+jwt";

/// The algorithms that a proof may be signed with: every asymmetric one (RFC 9449 §11.6).
pub fn algorithms() -> impl Iterator<Item = Algorithm> {
    Algorithm::all().filter(|algorithm| algorithm.key_type().is_asymmetric())
}
