//! Search: one box over everything that the page says. The index is made from the content files when somebody opens it. What is
//! typed stays in the page until Enter is pressed or a result is followed: then the address names the search, so that it can be gone
//! back to. What looks like a token or a secret is not searched for, and goes into no address.

mod find;
mod index;
mod model;
#[cfg(target_arch = "wasm32")]
mod view;

pub use find::{Entry, Group, Kind, find, passage};
pub use index::{REFUSALS, Sources, index};
pub use model::{Model, looks_like_token};
#[cfg(target_arch = "wasm32")]
pub use view::page;
