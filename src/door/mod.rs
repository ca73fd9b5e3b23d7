//! The JavaScript door: the issuer for programs, behind `dist/grant-lab.js`, in browsers and in Node without a document.
//!
//! What crosses is text, octets and numbers, never a JavaScript object: [`Desk`] is plain Rust over the ports, tested natively, and
//! `exports` hands it out through wasm-bindgen. `grant-lab.js` beside this file makes WHATWG requests and responses of it and is
//! what `scripts/door.mjs` copies into `dist/`, with the hashed names of the module filled in; `grant-lab.d.ts` are its types.
//!
//! One WebAssembly module serves the page and the door. No other room names this one.

mod desk;
#[cfg(target_arch = "wasm32")]
mod exports;
mod message;
mod record;

pub use desk::Desk;
