//! Events: what they say about the control they happened to, and those of the whole window.

use leptos::prelude::{LocalStorage, StoredValue};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
pub(crate) use web_sys::Event;
use web_sys::{Element, HtmlInputElement, KeyboardEvent, MouseEvent};

/// The text of the field or the value of the choice that the event happened to.
#[must_use]
pub(crate) fn value(event: &Event) -> String {
    property(event, "value").as_string().unwrap_or_default()
}

/// Whether the box that the event happened to is ticked.
#[must_use]
pub(crate) fn checked(event: &Event) -> bool {
    event.target().is_some_and(|target| target.unchecked_ref::<HtmlInputElement>().checked())
}

/// Whether a key event is Ctrl or ⌘ together with Enter, which sends.
#[must_use]
pub(crate) fn is_send_shortcut(event: &Event) -> bool {
    let event: &KeyboardEvent = event.unchecked_ref();
    event.key() == "Enter" && (event.ctrl_key() || event.meta_key())
}

/// Whether a key event is Ctrl or ⌘ together with the slash, which opens the list of shortcuts.
#[must_use]
pub(crate) fn is_help_shortcut(event: &Event) -> bool {
    let event: &KeyboardEvent = event.unchecked_ref();
    event.key() == "/" && (event.ctrl_key() || event.meta_key())
}

/// Whether Enter is the key of a key event.
#[must_use]
pub(crate) fn is_enter(event: &Event) -> bool {
    let event: &KeyboardEvent = event.unchecked_ref();
    event.key() == "Enter"
}

/// Whether a key event is Enter in a field of one line, as it would submit a form: not the one that ends a composition.
#[must_use]
pub(crate) fn is_enter_in_field(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_field = target.is_some_and(|element| element.matches("input").unwrap_or_default());
    let key: &KeyboardEvent = event.unchecked_ref();
    is_field && is_enter(event) && !key.is_composing()
}

/// Whether the space bar is the key of a key event.
#[must_use]
pub(crate) fn is_space(event: &Event) -> bool {
    let event: &KeyboardEvent = event.unchecked_ref();
    event.key() == " "
}

/// The key of a key event that came without Ctrl, Alt or ⌘ and not from a field, where it would be written.
#[must_use]
pub(crate) fn single_key(event: &Event) -> Option<String> {
    const FIELDS: &str = "textarea, select, input:not([type=radio], [type=checkbox])";
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let writes = target.is_some_and(|element| element.matches(FIELDS).unwrap_or_default());
    let event: &KeyboardEvent = event.unchecked_ref();
    (!writes && !event.ctrl_key() && !event.meta_key() && !event.alt_key()).then(|| event.key())
}

/// The number, `data-n`, of the element that the event happened in; for one listener that stands for those of many elements.
#[must_use]
pub(crate) fn number(event: &Event) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-n]").ok()??.get_attribute("data-n")?.parse().ok()
}

/// Whether a click is meant for another tab or window, as the browser's own keys say.
#[must_use]
pub(crate) fn is_for_elsewhere(event: &Event) -> bool {
    let event: &MouseEvent = event.unchecked_ref();
    event.ctrl_key() || event.meta_key() || event.shift_key()
}

/// The text that a paste or drop brings, if it brings text.
#[must_use]
pub(crate) fn transferred(event: &Event) -> Option<String> {
    let get = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).ok();
    let transfer =
        ["clipboardData", "dataTransfer"].into_iter().find_map(|name| get(event, name).filter(JsValue::is_object))?;
    let data: js_sys::Function = get(&transfer, "getData")?.dyn_into().ok()?;
    data.call1(&transfer, &"text".into()).ok()?.as_string().filter(|text| !text.is_empty())
}

/// The text that a script of the page put into an event of its own.
#[must_use]
pub(crate) fn detail(event: &Event) -> Option<String> {
    js_sys::Reflect::get(event, &"detail".into()).ok()?.as_string()
}

/// Which way an arrow key of a key event goes in a row or column of things: `Some(true)` is on, `Some(false)` is back.
#[must_use]
pub(crate) fn arrow(event: &Event) -> Option<bool> {
    let event: &KeyboardEvent = event.unchecked_ref();
    match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => Some(true),
        "ArrowLeft" | "ArrowUp" => Some(false),
        _ => None,
    }
}

/// Listens to an event of the whole window for as long as the view around is shown.
pub(crate) fn on_window(event: &'static str, listener: impl FnMut(Event) + 'static) {
    listen(event, Box::new(listener));
}

#[inline(never)]
fn listen(event: &'static str, listener: Box<dyn FnMut(Event)>) {
    let listening = Listening { event, listener: Closure::wrap(listener) };
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback(event, listening.listener.as_ref().unchecked_ref());
    }
    // Dropped with everything else that belongs to the view.
    StoredValue::<_, LocalStorage>::new_local(listening);
}

/// A listener on the window. Dropping it takes the listener off.
struct Listening {
    event: &'static str,
    listener: Closure<dyn FnMut(Event)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let _ = window.remove_event_listener_with_callback(self.event, self.listener.as_ref().unchecked_ref());
        }
    }
}

fn property(event: &Event, name: &str) -> JsValue {
    let target = event.target().map_or(JsValue::UNDEFINED, JsValue::from);
    js_sys::Reflect::get(&target, &name.into()).unwrap_or(JsValue::UNDEFINED)
}
