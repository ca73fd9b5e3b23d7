//! Client assertions: a signed JWT that proves who the client is (RFC 7521 §4.2; RFC 7523 §2.2, §3; RFC 10070 §4).
//!
//! A client writes [`AssertionClaims`] and signs them. An issuer reads a [`ClientAssertion`], looks up the client that it names,
//! verifies the signature with a key registered for *that* client, and then holds the claims to its [`AssertionPolicy`]. Whether
//! the `jti` was seen before is the issuer's memory, not decided here; [`AcceptedAssertion`] says how long to remember it.
//! Assertions as authorization grants and encrypted assertions are not read.

mod check;
mod claims;
mod client_assertion;
mod error;

pub use self::check::{AcceptedAssertion, AssertionPolicy, AssertionWarning, AudienceRule, Expectation};
pub use self::claims::{AssertionClaims, SignedAssertion, shared_key};
pub use self::client_assertion::ClientAssertion;
pub use self::error::AssertionError;

/// The only `client_assertion_type` offered (RFC 7523 §2.2).
pub const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The `client_assertion_type` of a SPIFFE identity document, recognised and not offered (SPIFFE draft §3.1).
pub const SPIFFE_ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-spiffe";

/// The `typ` of a client assertion (RFC 10070 §4).
pub const TYP: &str = "client-authentication+jwt";
