//! Popovers of the browser: shown above everything, closed by Escape or a press beside them, after which the focus is back where it was.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// Whether the browser has them.
#[must_use]
pub fn are_there() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.body())
        .is_some_and(|body| Reflect::has(&body, &SHOW.into()).unwrap_or_default())
}

const SHOW: &str = "showPopover";

/// Shows the popover that matches, beside the element that matches `source` where the browser can place it there. One that is shown already
/// stays.
pub fn show(selector: &str, source: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let find = |selector: &str| document.as_ref()?.query_selector(selector).ok()?;
    let Some(popover) = find(selector) else { return };
    let options = Object::new();
    if let Some(source) = find(source) {
        // Setting a member of a new object does not fail.
        let _ = Reflect::set(&options, &"source".into(), &source);
    }
    let shown: Option<JsValue> = Reflect::get(&popover, &SHOW.into())
        .ok()
        .and_then(|show| show.dyn_into::<Function>().ok())
        .and_then(|show| show.call1(&popover, &options).ok());
    // By the attribute `autofocus` a browser would try this when the page comes, too, and say that it could not.
    if let (Some(_), Some(popover)) = (shown, popover.dyn_ref::<HtmlElement>()) {
        // A popover that is shown can be focused.
        let _ = popover.focus();
    }
}
