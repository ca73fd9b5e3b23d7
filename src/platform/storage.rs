//! A few preferences that outlive the page. Optional: where storage is refused, the page works and forgets.
//!
//! Secrets, tokens and anything else from a request never come here.

const PREFIX: &str = "grantlab.";

/// Whether the browser lets the page keep anything.
#[must_use]
pub fn is_there() -> bool {
    storage().is_some()
}

/// The value kept under `name`, if the browser kept one and lets the page read it.
#[must_use]
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok()?
}

/// Keeps `value` under `name`, or forgets what was there; silent where storage is refused.
pub fn write(name: &str, value: Option<&str>) {
    if let Some(storage) = storage() {
        let _ = match value {
            Some(value) => storage.set_item(&key(name), value),
            None => storage.remove_item(&key(name)),
        };
    }
}

/// Reading `localStorage` itself throws in frames without storage access.
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn key(name: &str) -> String {
    [PREFIX, name].concat()
}
