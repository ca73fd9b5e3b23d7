//! The browser's secure randomness behind the [`Random`] port.
//!
//! `crypto.getRandomValues` is there without a secure context too, unlike the rest of WebCrypto, and in workers and Node.js. A call
//! costs as much for many octets as for a few, so some are drawn ahead; each is given out once.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue};

use super::web_crypto::describe;
use crate::ports::{CryptoError, Random};

/// How many octets are drawn ahead.
const AHEAD: usize = 1024;

thread_local! {
    /// Drawn and not given out yet.
    static DRAWN: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// `crypto.getRandomValues`.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserRandom;

impl Random for BrowserRandom {
    fn fill(&self, octets: &mut [u8]) -> Result<(), CryptoError> {
        DRAWN.with_borrow_mut(|drawn| {
            for part in octets.chunks_mut(AHEAD) {
                if drawn.len() < part.len() {
                    *drawn = draw()?;
                }
                let rest = drawn.len() - part.len();
                part.copy_from_slice(&drawn[rest..]);
                drawn.truncate(rest);
            }
            Ok(())
        })
    }
}

fn draw() -> Result<Vec<u8>, CryptoError> {
    let mut octets = vec![0; AHEAD];
    let crypto = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("crypto"));
    crypto
        .and_then(|crypto| crypto.unchecked_into::<web_sys::Crypto>().get_random_values_with_u8_array(&mut octets))
        .map_err(|error| CryptoError::NoRandomness(describe(&error)))?;
    Ok(octets)
}
