//! What an API would check, and how far a token has got: decoded, its signature, its claims.

mod checklist;
pub mod signature;
mod states;

pub use checklist::{CheckLine, CheckOutcome, Checklist};
pub use signature::SignatureState;
pub use states::{ClaimsState, Decoding, States};
