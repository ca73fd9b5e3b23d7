//! The address bar: reading the hash and the query, changing the hash, and hearing when it changes.

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

/// The part of the address from `#` on; empty when there is none.
#[must_use]
pub fn hash() -> String {
    location().and_then(|location| location.hash().ok()).unwrap_or_default()
}

/// Whether the query of the address asks for this: `?print=1`.
#[must_use]
pub fn asks(name: &str, value: &str) -> bool {
    query().trim_start_matches('?').split('&').any(|pair| pair.split_once('=') == Some((name, value)))
}

/// Goes to another hash, as a link would: a new entry in the history.
pub fn go(hash: &str) {
    if let Some(location) = location() {
        let _ = location.set_hash(hash);
    }
}

/// Writes another hash in place of the current one: no history entry, and no `hashchange`. What the start script of `own.html` keeps
/// with the entry stays there.
pub fn replace(hash: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let kept = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&kept, "", Some(hash));
    }
}

/// Has this entry of the history keep how many CSS pixels of the page are above the window. In `own.html` the entries keep something else.
pub fn keep_place(place: f64) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let kept = history.state().unwrap_or(JsValue::UNDEFINED);
        if kept.is_null() || kept.as_f64().is_some() {
            let _ = history.replace_state(&JsValue::from_f64(place), "");
        }
    }
}

/// What this entry keeps, if somebody was there before and scrolled.
#[must_use]
pub fn kept_place() -> Option<f64> {
    web_sys::window()?.history().ok()?.state().ok()?.as_f64()
}

/// The query of the address with its `?`; empty when there is none.
#[must_use]
pub fn query() -> String {
    location().and_then(|location| location.search().ok()).unwrap_or_default()
}

/// The full address of this page, up to its query.
#[must_use]
pub fn page() -> String {
    let address = location().and_then(|location| location.href().ok()).unwrap_or_default();
    address.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// Calls `follow` whenever the hash changes, for as long as the page lives.
pub fn on_hash_change(follow: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn()>::new(follow);
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("hashchange", closure.as_ref().unchecked_ref());
    }
    closure.forget();
}

fn location() -> Option<web_sys::Location> {
    web_sys::window().map(|window| window.location())
}
