//! Decode: any token taken apart, with what is wrong with it, what it says, and whether a known key signed it.
//!
//! What was pasted is never changed; everything else on the screen is computed from it. Nothing pasted leaves the page, and the
//! addresses inside a token are shown but never followed.

#[cfg(target_arch = "wasm32")]
mod claims;
#[cfg(target_arch = "wasm32")]
mod kept;
mod model;
#[cfg(target_arch = "wasm32")]
mod samples;
#[cfg(target_arch = "wasm32")]
mod signature;
#[cfg(target_arch = "wasm32")]
mod verify;
#[cfg(target_arch = "wasm32")]
mod view;

pub use model::{Model, Origin, Sample};
#[cfg(target_arch = "wasm32")]
pub use view::page;
