//! Decode: any token taken apart, with what is wrong with it, what it says, and whether a known key signed it.
//!
//! What was pasted is never changed; everything else on the screen is computed from it. Nothing pasted leaves the page, and the
//! addresses inside a token are shown but never followed.

mod desk;
mod draft;
mod expectations;
mod imitation;
mod keys_text;
mod members;
mod sign;

pub use desk::{Desk, LONGEST_SHOWN, Origin, Sample, shown};
pub use draft::Draft;
pub use expectations::{Expectations, Field};
pub use imitation::{Example, Examples};
pub use keys_text::Keys;
pub use members::{markdown, side_by_side};
pub use sign::{MadeKey, import, make_key, sign};
#[cfg(target_arch = "wasm32")]
pub use view::page;

#[cfg(target_arch = "wasm32")]
mod acceptance;
#[cfg(target_arch = "wasm32")]
mod answer;
#[cfg(target_arch = "wasm32")]
mod certificates;
#[cfg(target_arch = "wasm32")]
mod claims;
#[cfg(target_arch = "wasm32")]
mod compare;
#[cfg(target_arch = "wasm32")]
mod content;
#[cfg(target_arch = "wasm32")]
mod copies;
#[cfg(target_arch = "wasm32")]
mod decryption;
#[cfg(target_arch = "wasm32")]
mod disclosures;
#[cfg(target_arch = "wasm32")]
mod edit;
#[cfg(target_arch = "wasm32")]
mod examples;
#[cfg(target_arch = "wasm32")]
mod findings;
#[cfg(target_arch = "wasm32")]
mod forms;
#[cfg(target_arch = "wasm32")]
mod headline;
#[cfg(target_arch = "wasm32")]
mod issuer_keys;
#[cfg(target_arch = "wasm32")]
mod json_view;
#[cfg(target_arch = "wasm32")]
mod parts_line;
#[cfg(target_arch = "wasm32")]
mod paste_box;
#[cfg(any(target_arch = "wasm32", test))]
mod pick;
#[cfg(target_arch = "wasm32")]
mod readings;
#[cfg(target_arch = "wasm32")]
mod report;
#[cfg(target_arch = "wasm32")]
mod samples;
#[cfg(target_arch = "wasm32")]
mod samples_menu;
#[cfg(target_arch = "wasm32")]
mod screen;
#[cfg(target_arch = "wasm32")]
mod signature;
#[cfg(target_arch = "wasm32")]
mod texts;
#[cfg(target_arch = "wasm32")]
pub(crate) mod tools;
#[cfg(target_arch = "wasm32")]
mod verify;
#[cfg(target_arch = "wasm32")]
mod view;
#[cfg(any(target_arch = "wasm32", test))]
mod well_known;
#[cfg(target_arch = "wasm32")]
mod workbench;
