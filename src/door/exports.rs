//! The desk as wasm-bindgen hands it out. Refusals are thrown as strings; `grant-lab.js` makes errors of them.

use wasm_bindgen::prelude::wasm_bindgen;

use super::Desk;
use crate::platform::web_crypto::WebCrypto;
use crate::platform::{BrowserClock, BrowserRandom};
use crate::ports::{Clock, UnixTime};

/// One issuer. For `grant-lab.js` alone: this shape may change with every build.
#[wasm_bindgen]
pub struct Door {
    desk: Desk<WebCrypto, BrowserClock, BrowserRandom>,
}

#[wasm_bindgen]
impl Door {
    /// See [`Desk::open`].
    #[wasm_bindgen(constructor)]
    pub fn open(options: &str) -> Result<Self, String> {
        console_error_panic_hook::set_once();
        Desk::open(WebCrypto::new(), BrowserClock, BrowserRandom, options).map(|desk| Self { desk })
    }

    /// See [`Desk::answer`].
    pub async fn answer(&self, head: String, body: Vec<u8>, certificate: Option<Vec<u8>>) -> Result<Vec<u8>, String> {
        self.desk.answer(&head, body, certificate).await
    }

    /// See [`Desk::clients`].
    pub async fn clients(&self) -> Result<String, String> {
        self.desk.clients().await
    }

    /// See [`Desk::log`].
    pub fn log(&self) -> String {
        self.desk.log()
    }

    /// The issuer's time in seconds since 1970.
    pub fn now(&self) -> f64 {
        self.desk.clock().now().0 as f64
    }

    /// Moves the clock by `seconds`, a whole number that a double holds exactly.
    pub fn advance(&self, seconds: f64) {
        self.desk.clock().advance(seconds as i64);
    }

    /// Sets the clock to `seconds` since 1970, a whole number that a double holds exactly.
    pub fn set(&self, seconds: f64) {
        self.desk.clock().set(UnixTime(seconds as i64));
    }

    /// Stops the clock.
    pub fn freeze(&self) {
        self.desk.clock().freeze();
    }

    /// Lets a stopped clock go on.
    pub fn resume(&self) {
        self.desk.clock().resume();
    }

    /// See [`Desk::rotate_keys`].
    pub async fn rotate(&self) -> Result<(), String> {
        self.desk.rotate_keys().await
    }

    /// See [`Desk::rotate_client_key`].
    pub async fn rotate_client(&self) -> Result<(), String> {
        self.desk.rotate_client_key().await
    }

    /// See [`Desk::configuration`].
    pub fn configuration(&self) -> String {
        self.desk.configuration()
    }

    /// See [`Desk::configure`].
    pub fn configure(&self, document: &str) -> Result<String, String> {
        self.desk.configure(document)
    }

    /// See [`Desk::reset`].
    pub fn reset(&self) {
        self.desk.reset();
    }
}
