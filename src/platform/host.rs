//! The page around a frame, by way of the script that talks to it (`embed/frame.mjs`): events of the document that carry plain text.

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// Dispatches the event `name` with these texts in it. Nobody hears it where nobody frames the page.
pub fn tell(name: &str, texts: [(&str, &str); 3]) {
    let detail = js_sys::Object::new();
    for (name, text) in texts {
        let _ = js_sys::Reflect::set(&detail, &name.into(), &text.into());
    }
    let init = CustomEventInit::new();
    init.set_detail(&JsValue::from(detail));
    let document = web_sys::window().and_then(|window| window.document());
    if let (Some(document), Ok(event)) = (document, CustomEvent::new_with_event_init_dict(name, &init)) {
        let _ = document.dispatch_event(&event);
    }
}
