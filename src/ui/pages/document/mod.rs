//! About the document: each of its sentences with what tests it, and the verdict under the policies of the moment.

mod verdict;
#[cfg(target_arch = "wasm32")]
mod view;

pub use verdict::of_all;
#[cfg(target_arch = "wasm32")]
pub use view::page;
