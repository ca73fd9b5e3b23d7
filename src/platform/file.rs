//! Files that a reader chooses or keeps. Nothing is read that was not chosen, and nothing leaves the page.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Event, File, HtmlElement, HtmlInputElement, Url};

/// The text of the file that was chosen in the field that `event` happened to: `None` when none was, an error when it cannot be read.
pub async fn chosen(event: &Event) -> Option<Result<String, ()>> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    let text = JsFuture::from(file.text()).await;
    // So that the same file can be chosen again after it was changed.
    field.set_value("");
    Some(text.ok().and_then(|text| text.as_string()).ok_or(()))
}

/// The text of the first file that the drop `event` brings: `None` when it brings none, an error when it cannot be read.
pub async fn dropped(event: &Event) -> Option<Result<String, ()>> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok().filter(JsValue::is_object);
    let files = get(&get(event, "dataTransfer")?, "files")?;
    let file: File = get(&files, "0")?.dyn_into().ok()?;
    // A longer file is too long in any case: its beginning is enough to say so.
    let blob = file.slice_with_f64_and_f64(0.0, READ_AT_MOST).ok()?;
    Some(JsFuture::from(blob.text()).await.ok().and_then(|text| text.as_string()).ok_or(()))
}

/// How many octets of a dropped file are read.
const READ_AT_MOST: f64 = 4_194_304.0;

/// Hands `text` to the reader as a file with this name.
pub fn save(name: &str, text: &str) {
    // Fails only where the browser does not let pages save files, and then there is nothing to do.
    let _ = offer(name, text);
}

fn offer(name: &str, text: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let document = window.document().ok_or(JsValue::UNDEFINED)?;
    let link: HtmlElement = document.create_element("a")?.unchecked_into();
    link.set_attribute("download", name)?;
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let set = link.set_attribute("href", &address);
    link.click();
    // Some browsers read the address only after the click has returned.
    let revoke = Closure::once_into_js(move || Url::revoke_object_url(&address));
    window.set_timeout_with_callback_and_timeout_and_arguments_0(revoke.unchecked_ref(), KEPT_FOR)?;
    set
}

/// For how many milliseconds the browser may fetch what is saved.
const KEPT_FOR: i32 = 10_000;
