//! One folder an area: `model.rs` is what the area knows, a plain struct with update functions, tested natively; `view.rs` shows it.

pub mod answer;
#[cfg(target_arch = "wasm32")]
pub mod atlas;
pub mod build;
pub mod compare;
pub mod decode;
pub mod diff;
pub mod document;
pub mod embed;
#[cfg(target_arch = "wasm32")]
pub mod glossary;
#[cfg(target_arch = "wasm32")]
pub mod help;
pub mod issuer;
pub mod learn;
#[cfg(target_arch = "wasm32")]
pub mod not_found;
#[cfg(target_arch = "wasm32")]
pub mod privacy;
pub mod quiz;
pub mod search;
