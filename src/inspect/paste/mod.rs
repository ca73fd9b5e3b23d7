//! What somebody pasted: which tokens are in it, where they stood, and what was taken away to get at each.

mod candidate;
mod kind;
mod named_tokens;
mod pasted;

pub use candidate::Candidate;
pub use kind::{KeyLook, TextKind};
pub use pasted::{LONGEST_TEXT, Pasted};
