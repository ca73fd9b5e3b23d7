//! The JavaScript API: the issuer for programs, behind `dist/grant-lab.js`, in browsers and in Node without a document.
//!
//! What crosses is text, octets and numbers, never a JavaScript object: [`Instance`] is plain Rust over the ports, tested natively, and
//! `exports` hands it out through wasm-bindgen. `grant-lab.js` beside this file makes WHATWG requests and responses of it and is
//! what `scripts/js-api.mjs` copies into `dist/`, with the hashed names of the module filled in; `grant-lab.d.ts` are its types.
//!
//! In `local/` is the command `grant-lab`: the same issuer over plain HTTP on this machine, for programs in other languages. It asks the script
//! for answers as octets, with the check that decided in front.
//!
//! One WebAssembly module serves the page and this API. No other room names this one.

#[cfg(target_arch = "wasm32")]
mod exports;
#[cfg(target_arch = "wasm32")]
mod inspecting;
mod inspector;
mod instance;
mod kept_keys;
mod message;
mod player;
#[cfg(target_arch = "wasm32")]
mod playing;
mod record;
#[cfg(target_arch = "wasm32")]
mod served;

pub use inspector::Inspector;
pub use instance::Instance;
pub use player::{PlayError, server, told};
