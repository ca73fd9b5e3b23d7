//! The browser's secure randomness behind the [`Random`] port.
//!
//! `crypto.getRandomValues` is there without a secure context too, unlike the rest of WebCrypto, and in workers and Node.js.

use wasm_bindgen::{JsCast, JsValue};

use crate::ports::Random;

/// `crypto.getRandomValues`.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserRandom;

impl Random for BrowserRandom {
    fn fill(&self, octets: &mut [u8]) {
        let crypto: web_sys::Crypto = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("crypto"))
            .expect("every global object can be read")
            .unchecked_into();
        // The call takes at most 65 536 octets.
        for part in octets.chunks_mut(65_536) {
            crypto.get_random_values_with_u8_array(part).expect("every browser with WebAssembly has getRandomValues");
        }
    }
}
