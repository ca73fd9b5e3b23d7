//! What a token is and whom it is about: two questions, each answered with what speaks for it and what against.

mod about;
mod arrival;
mod contents;
mod evidence;
mod judge;
mod kind;
mod marks;
mod remarks;
mod server;
mod server_table;
mod typ;
mod what;
mod whom;

pub use about::{About, Sureness};
pub use evidence::Reasons;
pub use judge::Verdict;
pub use kind::Kind;
