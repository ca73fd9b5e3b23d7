//! JSON Object Signing and Encryption: tokens and keys, without OAuth.
//!
//! The order of reading is the order of work on a token: [`base64url`] (RFC 7515 §2) and [`json`] (RFC 8259, strict) make the
//! segments readable, [`CompactJws`] is the parsed token (RFC 7515 §7.1) with its [`Header`], [`Jwk`] and [`JwkSet`] are the keys
//! (RFC 7517), [`VerificationKey`] binds one key to one [`Algorithm`] (RFC 8725 §3.1), [`verify`] checks the signature,
//! and [`jwt`] checks the claims (RFC 7519, RFC 9068 §4) and reports every check, passed or not.
//!
//! What goes wrong is told in three stages, [`Stage`]: the text cannot be decoded, the signature cannot be accepted, the
//! claims do not hold. Encrypted tokens (RFC 7516) are opened by [`jwe`]. Nothing here fetches anything, and
//! no key is ever taken from the token itself (RFC 8725 §3.8).

pub mod base64url;
pub mod json;
pub mod jwe;
pub mod jwt;

mod algorithm;
mod counted;
mod header;
mod jwk;
mod jwk_error;
mod jwk_set;
mod jws;
mod jws_error;
mod jws_signature;
mod key;
mod key_type;
mod thumbprint;
mod unsupported;

pub use algorithm::Algorithm;
pub use base64url::Base64UrlError;
pub use counted::counted;
pub use header::Header;
pub use json::JsonError;
pub use jwk::Jwk;
pub use jwk_error::JwkError;
pub use jwk_set::{JwkSet, JwkSetProblem};
pub use jws::{CompactJws, sign, verify};
pub use jws_error::{JwsError, Segment, Stage};
pub use jws_signature::JwsSignature;
pub use key::{KeyError, SigningKey, VerificationKey};
pub use key_type::KeyType;
pub use thumbprint::thumbprint;
pub use unsupported::UnsupportedAlgorithm;
