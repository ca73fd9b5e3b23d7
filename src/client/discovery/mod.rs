//! Finding out about an issuer from its name: where its metadata is, what it says, and what is wrong with it (RFC 8414 §3, OIDC
//! Discovery §4).
//!
//! [`Asked`] is what somebody typed, an issuer or the address of its metadata; [`Asked::candidates`] are the addresses to try, in order;
//! [`read`] makes a [`Provider`] of an answer, with every [`Fault`] that somebody should know. A client that goes by the book stops at
//! some of them ([`Weight::Stops`]); a reader wants to see what is there all the same, so the provider is filled as far as it goes.

mod address_error;
mod asked;
mod fault;
mod issuer_match;
mod members;
mod provider;
mod reading;

pub use address_error::AddressError;
pub use asked::{Asked, AskedNote, Candidate, Rule};
pub use fault::{Fault, Weight};
pub use issuer_match::IssuerMatch;
pub use provider::Provider;
pub use reading::{Reading, read};
