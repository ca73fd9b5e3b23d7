//! The instance as wasm-bindgen hands it out. Refusals are thrown as strings; `grant-lab.js` makes errors of them.

use wasm_bindgen::prelude::wasm_bindgen;

use super::Instance;
use crate::platform::web_crypto::WebCrypto;
use crate::platform::{BrowserClock, BrowserRandom};
use crate::ports::{Clock, UnixTime};

/// One issuer. For `grant-lab.js` alone: this shape may change with every build.
#[wasm_bindgen]
pub struct InstanceHandle {
    instance: Instance<WebCrypto, BrowserClock, BrowserRandom>,
}

#[wasm_bindgen]
impl InstanceHandle {
    /// See [`Instance::open`].
    #[wasm_bindgen(constructor)]
    pub fn open(options: &str) -> Result<Self, String> {
        Instance::open(WebCrypto::new(), BrowserClock, BrowserRandom, options).map(|instance| Self { instance })
    }

    /// See [`Instance::answer`].
    pub async fn answer(&self, head: String, body: Vec<u8>, certificate: Option<Vec<u8>>) -> Result<Vec<u8>, String> {
        self.instance.answer(&head, body, certificate).await
    }

    /// See [`Instance::clients`].
    pub async fn clients(&self) -> Result<String, String> {
        self.instance.clients().await
    }

    /// See [`Instance::log`].
    pub fn log(&self) -> String {
        self.instance.log()
    }

    /// The issuer's time in seconds since 1970.
    pub fn now(&self) -> f64 {
        self.instance.clock().now().0 as f64
    }

    /// Moves the clock by `seconds`, a whole number that a double holds exactly.
    pub fn advance(&self, seconds: f64) {
        self.instance.clock().advance(seconds as i64);
    }

    /// Sets the clock to `seconds` since 1970, a whole number that a double holds exactly.
    pub fn set(&self, seconds: f64) {
        self.instance.clock().set(UnixTime(seconds as i64));
    }

    /// Stops the clock.
    pub fn freeze(&self) {
        self.instance.clock().freeze();
    }

    /// Lets a stopped clock go on.
    pub fn resume(&self) {
        self.instance.clock().resume();
    }

    /// See [`Instance::rotate_keys`].
    pub async fn rotate(&self) -> Result<(), String> {
        self.instance.rotate_keys().await
    }

    /// See [`Instance::rotate_client_key`].
    pub async fn rotate_client(&self) -> Result<(), String> {
        self.instance.rotate_client_key().await
    }

    /// See [`Instance::configuration`].
    pub fn configuration(&self) -> String {
        self.instance.configuration()
    }

    /// See [`Instance::configure`].
    pub fn configure(&self, document: &str) -> Result<String, String> {
        self.instance.configure(document)
    }

    /// See [`Instance::reset`].
    pub fn reset(&self) {
        self.instance.reset();
    }
}
