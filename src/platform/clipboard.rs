//! Writing to the clipboard. Reading it is never needed: people paste.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Whether `text` is now on the clipboard. `false` where the browser refuses, as in frames without the permission and in pages
/// without a secure context; the caller then offers the text to select.
pub async fn copy(text: &str) -> bool {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else { return false };
    // Undefined without a secure context, which the typed getter does not know.
    let present = Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|value| value.is_object());
    present && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
