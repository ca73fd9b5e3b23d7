//! Who is asking? (RFC 6749 §2.3, §3.2.1; OIDC Core §9) The same at every endpoint that only clients may use.
//!
//! First what the request presents, then whether it proves anything. A stranger learns nothing from a refusal: an unknown client, a
//! wrong secret, a wrong key and a wrong method are answered alike (CAU-09), and only the trace, which is the issuer's own, says
//! which it was. Whoever fails too often has to wait (RFC 6749 §2.3.1).

mod answer;
mod assertion;
mod authenticate;
mod certificate;
mod keys;
mod presented;
mod secret;

pub(crate) use assertion::{ASSERTION, CLIENT_KEYS, FIRST_USE};
pub(crate) use authenticate::{ENABLED, PACE, authenticate};
pub(crate) use keys::{keys_at, verify};
pub(crate) use presented::{CLIENT, CREDENTIALS};
