//! What a token is and whom it is about: two questions, each answered with what speaks for it and what against.

mod about;
mod arrival;
mod contents;
mod encoded_subject;
mod evidence;
mod judge;
mod kind;
mod known_looks;
mod marks;
mod platform_table;
mod recognise;
mod remarks;
mod server;
mod server_table;
mod standpoint;
mod typ;
mod what;
mod whom;

pub use about::{About, Sureness};
pub use evidence::Reasons;
pub use judge::Verdict;
pub use kind::Kind;
pub use standpoint::Standpoint;
