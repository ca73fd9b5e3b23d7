//! How a protected resource judges a request (RFC 6750, RFC 9068 §4, RFC 9449 §7, RFC 8705 §3): the demo API and UserInfo alike.
//!
//! | question | where |
//! |---|---|
//! | which token came, and how | `presented` |
//! | is it good: a JWT by itself, any other by asking the issuer | `jwt`, and each resource for the rest |
//! | may the sender use it | `possession`, `certificate` |
//! | does it allow this | `scope` |
//! | how a no looks | `refusal` |
//!
//! What is refused is always `invalid_token` (RFC 6750 §3.1), unless nothing could be checked at all. The trace says exactly what was
//! wrong; the answer on the wire says it in fixed sentences, so that nothing of the token is ever echoed.

mod certificate;
pub(super) mod jwt;
mod possession;
mod presented;
mod refusal;
mod scope;

pub(super) use possession::prove;
pub(super) use presented::read;
pub(super) use refusal::Refusal;
pub(super) use scope::require;
