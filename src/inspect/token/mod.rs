//! Finding a token in what was pasted, and taking it apart as far as it goes.

mod decode;
mod json_text;
mod named_tokens;
mod part;
mod paste;
mod problem;
mod token_character;

pub use decode::{Decoded, Shape};
pub use json_text::{JsonText, Member, Span, TokenKind};
pub use named_tokens::Found;
pub use part::Part;
pub use paste::{LONGEST, Pasted};
pub use problem::Problem;
pub(crate) use token_character::is_token_character;
