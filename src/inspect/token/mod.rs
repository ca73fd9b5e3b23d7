//! Taking a token apart as far as it goes.

mod decode;
mod json_text;
mod part;
mod problem;
mod token_character;

pub use decode::{Decoded, LONGEST_TOKEN, Shape};
pub use json_text::{JsonText, Member, Span, TokenKind};
pub use part::Part;
pub use problem::Problem;
pub(crate) use token_character::is_token_character;
