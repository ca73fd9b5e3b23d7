//! How a protected resource judges a request (RFC 6750, RFC 9068 §4, RFC 9449 §7, RFC 8705 §3): the demo APIs and UserInfo alike.
//!
//! | question | where |
//! |---|---|
//! | which token came, and how | `presented` |
//! | is it good: a JWT by itself, any other by asking the issuer | `jwt`, and each resource for the rest |
//! | may the sender use it | `possession`, `certificate` |
//! | does it allow this | `scope` |
//! | how a no looks | `refusal` |
//! | what authorization details of the one type here say (RFC 9396) | `orders_export` |
//!
//! What is refused is always `invalid_token` (RFC 6750 §3.1), unless nothing could be checked at all. The trace says exactly what was
//! wrong; the answer on the wire says it in fixed sentences, so that nothing of the token is ever echoed.

pub(crate) mod jwt;
pub(crate) mod orders_export;

mod certificate;
mod possession;
mod presented;
mod refusal;
mod scope;

pub(crate) use possession::prove;
pub(crate) use presented::read;
pub(crate) use refusal::Refusal;
pub(crate) use scope::require;
