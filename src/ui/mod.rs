//! The screens: a frame around five areas, kept up to date by Leptos' signals.
//!
//! - [`route`] says where the reader is; [`pages`] has a folder for each area, with a plain model in `model.rs`.
//! - `session` holds what outlives a screen: the models in signals, the lab with its issuer, and the issuer's facts on the strip.
//! - `dom` turns views, which are plain data, into elements; it alone names the document.
//! - [`exchange`] shows messages at three reading levels, wherever one is drawn.
//! - [`host_configuration`] reads what a host has set up in `grant-lab.json`.
//! - `frame` draws header, strip and footer; `components` are widgets without OAuth knowledge; `presenter` translates messages, receipts
//!   and tokens into their props, which are in [`view_model`].
//!
//! Whoever waited for something may come back after the view is gone that made a signal: `set` and `update` do nothing then, and reading
//! is done with `try_with_untracked` (`tests/web_signals.rs`).
//!
//! Everything with a signal or a browser in it is compiled for the page only; routes, models and translations are compiled and
//! tested natively too. No style attributes, no inner HTML: the Content Security Policy forbids the first, foreign text the second.

pub mod exchange;
pub mod host;
pub mod host_configuration;
pub mod inbox;
pub mod outbound;
pub mod pages;
pub mod presenter;
pub mod route;
pub mod shortcuts;
pub mod view_model;

#[cfg(target_arch = "wasm32")]
mod address;
#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod components;
#[cfg(target_arch = "wasm32")]
mod content;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod frame;
#[cfg(target_arch = "wasm32")]
mod part;
#[cfg(target_arch = "wasm32")]
mod parts;
#[cfg(target_arch = "wasm32")]
mod scroll;
#[cfg(target_arch = "wasm32")]
mod session;
#[cfg(target_arch = "wasm32")]
mod status;
#[cfg(target_arch = "wasm32")]
mod tables;

#[cfg(target_arch = "wasm32")]
pub use app::{ahead, mount};
#[cfg(target_arch = "wasm32")]
pub use content::give;
