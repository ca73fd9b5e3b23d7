//! The second part of the module: what a visit needs only once something runs. `scripts/split.mjs` decides what is in it.
//!
//! The page's start-up script hands over a function that fetches it. A module that was not split comes without one.

use std::cell::RefCell;

use js_sys::{Error, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static FETCH: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Keeps the function that fetches the second part.
pub fn set_fetch(fetch: Option<Function>) {
    FETCH.set(fetch);
}

/// Whether there is a second part to fetch.
#[must_use]
pub fn is_apart() -> bool {
    FETCH.with_borrow(Option::is_some)
}

/// Fetches the second part. Calls into it work from then on.
///
/// # Errors
/// A sentence for the reader: the file could not be fetched. A later call tries again.
pub async fn fetch() -> Result<(), String> {
    let Some(fetch) = FETCH.with_borrow(Clone::clone) else { return Ok(()) };
    let coming = fetch.call0(&JsValue::UNDEFINED).and_then(JsCast::dyn_into::<Promise>);
    let came = match coming {
        Ok(coming) => JsFuture::from(coming).await,
        Err(error) => Err(error),
    };
    came.map(drop).map_err(|error| match error.dyn_into::<Error>() {
        Ok(error) => error.message().into(),
        // Whatever else was thrown says nothing about itself.
        Err(_) => "The browser could not load a file of this page. Reload to try again.".to_owned(),
    })
}
