//! Taking a token apart as far as its form goes: compact, JSON, with disclosures, encrypted, detached, nested, or of another family.

mod compact;
mod content;
mod decode;
mod either_alphabet;
mod encrypted;
mod front;
mod json_form;
mod json_text;
mod json_tree;
mod nested;
mod part;
mod paseto;
mod problem;
mod sd_jwt;
mod sd_jwt_digests;
mod shape;
mod signable;
mod token_character;
mod unencoded;

pub use decode::{Decoded, LONGEST_TOKEN};
pub(crate) use either_alphabet::sextet;
pub use json_form::{JsonForm, JsonRecipient, JsonSignature};
pub use json_text::{JsonText, Member, Span, TokenKind, exact};
pub use json_tree::{JsonTree, Step};
pub use part::Part;
pub use paseto::{Paseto, Purpose};
pub use problem::Problem;
pub use sd_jwt::{DigestPlace, Disclosure, KeyBinding, Presented, SdJwt};
pub use shape::Shape;
pub use signable::{Signable, Spelling};
pub(crate) use token_character::{is_token_character, looks_drawn};
