//! The issuer's page: what it may choose, whom it knows, what it signs with, its time, all of it as a document, and what it answered.
//!
//! Everything on it goes through the lab, as an experiment would: policies through `Lab::set_policies`, so that verdicts which came
//! about under others are old at once, a configuration through `Lab::configure`.

#[cfg(target_arch = "wasm32")]
mod clock;
#[cfg(target_arch = "wasm32")]
mod configuration;
mod content;
#[cfg(target_arch = "wasm32")]
mod context;
#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod log;
mod model;
mod policies;
#[cfg(target_arch = "wasm32")]
mod policy;
#[cfg(target_arch = "wasm32")]
mod registry;
#[cfg(target_arch = "wasm32")]
mod view;

pub use content::{IssuerTexts, PolicyOption, PolicyText};
pub use model::{Model, Outcome, document_text, shift};
pub use policies::{pairs, with_all_pairs, with_pairs, with_value};
#[cfg(target_arch = "wasm32")]
pub use view::page;
