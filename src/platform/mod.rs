//! The world behind the ports: the browser (or Node), and a software stand-in for its cryptography.
//!
//! Everything that names the browser is compiled only for WebAssembly. Adapters decide nothing about OAuth.

#[cfg(target_arch = "wasm32")]
pub mod clipboard;
#[cfg(target_arch = "wasm32")]
mod clock;
#[cfg(target_arch = "wasm32")]
pub mod console;
#[cfg(target_arch = "wasm32")]
pub mod content;
#[cfg(target_arch = "wasm32")]
pub mod document;
#[cfg(target_arch = "wasm32")]
pub mod file;
#[cfg(target_arch = "wasm32")]
mod frame;
#[cfg(target_arch = "wasm32")]
pub mod host;
#[cfg(target_arch = "wasm32")]
pub mod location;
#[cfg(target_arch = "wasm32")]
pub mod network;
#[cfg(target_arch = "wasm32")]
pub mod own_page;
#[cfg(any(target_arch = "wasm32", test))]
mod panic;
#[cfg(target_arch = "wasm32")]
pub mod parts;
#[cfg(target_arch = "wasm32")]
pub mod popover;
#[cfg(target_arch = "wasm32")]
pub mod promise;
#[cfg(target_arch = "wasm32")]
mod random;
#[cfg(feature = "software-crypto")]
pub mod software_crypto;
#[cfg(target_arch = "wasm32")]
pub mod storage;
#[cfg(target_arch = "wasm32")]
pub mod web_crypto;

#[cfg(target_arch = "wasm32")]
pub use clock::BrowserClock;
#[cfg(target_arch = "wasm32")]
pub use frame::painted;
#[cfg(target_arch = "wasm32")]
pub use panic::on_panic;
#[cfg(target_arch = "wasm32")]
pub use random::BrowserRandom;
