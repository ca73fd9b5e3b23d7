//! Search: one box over everything that the page says. The index is made from the content files when somebody opens it; what is
//! typed stays in the page, and what looks like a token is not searched for.

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
