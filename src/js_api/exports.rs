//! The instance as wasm-bindgen hands it out. Refusals are thrown as strings; `grant-lab.js` makes errors of them.
//!
//! What is exported is in the first part of the module; the issuer behind it comes with [`InstanceHandle::open`]. Methods give promises
//! that are made in one place: each `async fn` here would bring 0.8 kB of its own for that into every visit.

use std::rc::Rc;

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::inspecting::{Inspects, inspect};
use super::playing::play;
use super::served::{Served, api};
use crate::platform::parts::Missing;
use crate::platform::promise::promise;
use crate::ports::UnixTime;

/// One issuer. For `grant-lab.js` alone: this shape may change with every build.
#[wasm_bindgen]
pub struct InstanceHandle {
    instance: Rc<dyn Served>,
}

#[wasm_bindgen]
impl InstanceHandle {
    /// See [`super::Instance::open`]. An error, in place of a string, says why the issuer did not come.
    pub fn open(options: String) -> JsValue {
        promise(Box::pin(async move {
            let api = api().await.map_err(|Missing(reason)| JsError::new(&reason))?;
            Ok(Self { instance: (api.open)(&options)? }.into())
        }))
    }

    /// See [`super::Instance::answer`].
    pub fn answer(&self, head: String, body: Vec<u8>, certificate: Option<Vec<u8>>) -> JsValue {
        promise(Rc::clone(&self.instance).answer(head, body, certificate))
    }

    /// See [`super::Instance::explained`].
    pub fn explained(&self, head: String, body: Vec<u8>) -> JsValue {
        promise(Rc::clone(&self.instance).explained(head, body))
    }

    /// See [`super::Instance::clients`].
    pub fn clients(&self) -> JsValue {
        promise(Rc::clone(&self.instance).clients())
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
    pub fn rotate(&self) -> JsValue {
        promise(Rc::clone(&self.instance).rotate_keys())
    }

    /// See [`super::Instance::rotate_client_key`].
    pub fn rotate_client(&self) -> JsValue {
        promise(Rc::clone(&self.instance).rotate_client_key())
    }

    /// See [`super::Instance::configuration`].
    pub fn configuration(&self) -> String {
        self.instance.configuration()
    }

    /// See [`super::Instance::configure`].
    pub fn configure(&self, document: &str) -> Result<String, String> {
        self.instance.configure(document)
    }

    /// Answers from now on as the server `id` of `facts`, a content file, and gives what is told about it, or why it is not played.
    pub fn play(&self, facts: String, id: String) -> JsValue {
        let instance = Rc::clone(&self.instance);
        promise(Box::pin(async move {
            let playing = play().await.map_err(|Missing(reason)| JsError::new(&reason))?;
            Ok((playing.play)(&*instance, &facts, &id).into())
        }))
    }

    /// Answers from now on as it did at first.
    pub fn stop_playing(&self) {
        self.instance.set_policies(None);
    }

    /// See [`super::Instance::reset`].
    pub fn reset(&self) {
        self.instance.reset();
    }
}

/// What reads tokens. For `grant-lab.js` alone: this shape may change with every build.
#[wasm_bindgen]
pub struct InspectorHandle {
    inspector: Rc<dyn Inspects>,
}

#[wasm_bindgen]
impl InspectorHandle {
    /// See [`super::Inspector::open`]. An error, in place of a string, says why what reads tokens did not come.
    pub fn open(words: String) -> JsValue {
        promise(Box::pin(async move {
            let inspect = inspect().await.map_err(|Missing(reason)| JsError::new(&reason))?;
            Ok(Self { inspector: (inspect.open)(&words)? }.into())
        }))
    }

    /// See [`super::Inspector::verify`].
    pub fn verify(&self, token: Option<String>, keys: Option<String>) -> JsValue {
        promise(Rc::clone(&self.inspector).verify(token, keys))
    }

    /// See [`super::Inspector::inspect`].
    pub fn inspect(&self, text: Option<String>, keys: Option<String>, options: String) -> JsValue {
        promise(Rc::clone(&self.inspector).inspect(text, keys, options))
    }
}
