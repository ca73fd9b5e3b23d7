//! A few preferences that outlive the page, and what a tab keeps until it is closed. Optional: where storage is refused, the page works
//! and forgets.
//!
//! Secrets and tokens never come here, and from a request only what its link would carry.

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

/// Whether the browser lets a tab keep anything.
#[must_use]
pub fn is_in_tab() -> bool {
    tab().is_some()
}

/// What this tab keeps under `name`.
#[must_use]
pub fn read_in_tab(name: &str) -> Option<String> {
    tab()?.get_item(&key(name)).ok()?
}

/// Has this tab keep `value` under `name`, or forget what was there; silent where storage is refused.
pub fn write_in_tab(name: &str, value: Option<&str>) {
    put(tab(), name, value);
}

/// Keeps `value` under `name`, or forgets what was there; silent where storage is refused.
pub fn write(name: &str, value: Option<&str>) {
    put(storage(), name, value);
}

fn put(storage: Option<web_sys::Storage>, name: &str, value: Option<&str>) {
    if let Some(storage) = storage {
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

/// The same of `sessionStorage`.
fn tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn key(name: &str) -> String {
    [PREFIX, name].concat()
}
