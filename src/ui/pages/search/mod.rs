//! Search: one box over everything that the page says, for questions in words as for names and codes.
//!
//! What can be found is made of the content files in every build (`scripts/search-index.mjs`) and fetched when somebody opens the search.
//! From the ground up: [`Entry`] is a place, `language` makes words of text, [`Index`] numbers them, `asked` reads a query, `find` rates.
//! What is typed stays in the page until Enter is pressed or a result is followed: then the address names the search, so that it can be
//! gone back to. What looks like a token or a secret is not searched for, and goes into no address.

mod asked;
mod entry;
mod find;
mod index;
mod language;
mod model;
mod text;
#[cfg(target_arch = "wasm32")]
mod view;

pub use entry::{Entries, Entry, Kind};
pub use find::Found;
pub use index::Index;
pub use language::{Language, Term};
pub use model::{Model, looks_like_token};
pub use text::{Refusal, SearchText};
#[cfg(target_arch = "wasm32")]
pub use view::page;
