//! The instance as wasm-bindgen hands it out. Refusals are thrown as strings; `grant-lab.js` makes errors of them.
//!
//! What is exported is in the first part of the module; the issuer behind it comes with [`InstanceHandle::open`].

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::served::{Served, api};
use crate::platform::parts::Missing;
use crate::ports::UnixTime;

/// One issuer. For `grant-lab.js` alone: this shape may change with every build.
#[wasm_bindgen]
pub struct InstanceHandle {
    instance: Box<dyn Served>,
}

#[wasm_bindgen]
impl InstanceHandle {
    /// See [`super::Instance::open`]. An error, in place of a string, says why the issuer did not come.
    pub async fn open(options: String) -> Result<Self, JsValue> {
        let api = api().await.map_err(|Missing(reason)| JsError::new(&reason))?;
        Ok(Self { instance: (api.open)(&options)? })
    }

    /// See [`super::Instance::answer`].
    pub async fn answer(&self, head: String, body: Vec<u8>, certificate: Option<Vec<u8>>) -> Result<Vec<u8>, String> {
        self.instance.answer(head, body, certificate).await
    }

    /// See [`super::Instance::clients`].
    pub async fn clients(&self) -> Result<String, String> {
        self.instance.clients().await
    }

    /// See [`super::Instance::log`].
    pub fn log(&self) -> String {
        self.instance.log()
    }

    /// The issuer's time in seconds since 1970.
    pub fn now(&self) -> f64 {
        self.instance.now().0 as f64
    }

    /// Moves the clock by `seconds`, a whole number that a double holds exactly.
    pub fn advance(&self, seconds: f64) -> Result<(), String> {
        self.instance.advance(seconds as i64)
    }

    /// Sets the clock to `seconds` since 1970, a whole number that a double holds exactly.
    pub fn set(&self, seconds: f64) -> Result<(), String> {
        self.instance.set(UnixTime(seconds as i64))
    }

    /// Stops the clock.
    pub fn freeze(&self) {
        self.instance.freeze();
    }

    /// Lets a stopped clock go on.
    pub fn resume(&self) {
        self.instance.resume();
    }

    /// See [`super::Instance::rotate_keys`].
    pub async fn rotate(&self) -> Result<(), String> {
        self.instance.rotate_keys().await
    }

    /// See [`super::Instance::rotate_client_key`].
    pub async fn rotate_client(&self) -> Result<(), String> {
        self.instance.rotate_client_key().await
    }

    /// See [`super::Instance::configuration`].
    pub fn configuration(&self) -> String {
        self.instance.configuration()
    }

    /// See [`super::Instance::configure`].
    pub fn configure(&self, document: &str) -> Result<String, String> {
        self.instance.configure(document)
    }

    /// See [`super::Instance::reset`].
    pub fn reset(&self) {
        self.instance.reset();
    }
}
