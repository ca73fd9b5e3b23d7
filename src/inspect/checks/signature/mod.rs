//! Whether a key at hand signed a token: the state of the signature, apart from everything else about the token.
//!
//! The keys are the caller's, never the token's own (`jwk`, `jku`, `x5u`, `x5c`: RFC 8725 §3.8, §3.10), with one exception: a DPoP proof is
//! checked with the key in it, which shows possession and no name (RFC 9449 §4.3). `kid` is a hint (RFC 7515 §4.1.4): keys that have it come
//! first, and when none has it, every key that fits is tried, because a match proves the key whatever it is called. That a signature
//! matches says who wrote the token, not that its claims hold.

mod attempt;
mod by_keys;
mod candidates;
mod check;
mod der;
mod guessed_secrets;
mod key_binding;
mod known;
mod public_key_text;
mod reason;
mod signed;
mod state;
mod strict;

pub(in crate::inspect) use check::check_own_certificate;
pub use check::{check, check_each, check_plain};
pub use key_binding::check_key_binding;
pub use known::is_for_graph_alone;
pub use state::{KeyTried, NotCheckedReason, SignatureReport, SignatureState};
pub use strict::refused_when_strict;
