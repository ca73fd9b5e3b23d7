//! Promises of JavaScript for what is pending in Rust.

use std::pin::Pin;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

/// What is pending, as JavaScript will get it: a value, or what is thrown.
pub type Pending = Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>;

/// A promise that settles as `pending` does. It is one function for all of them, because each type of future is compiled anew.
#[must_use]
pub fn promise(pending: Pending) -> JsValue {
    future_to_promise(pending).into()
}

/// Does what has to wait for something, before the app is there whose own way of that is ready only then.
pub fn soon(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}
