//! Waiting for a frame: what a press changes on the page is shown before the page gets busy.

use js_sys::Promise;
use leptos::prelude::request_animation_frame;
use wasm_bindgen_futures::JsFuture;

/// For how many milliseconds a frame is waited for. A page in the background has none.
const PATIENCE: i32 = 100;

/// Ends when what has changed is on the screen.
pub async fn painted() {
    let Some(window) = web_sys::window() else { return };
    let frame = Promise::new(&mut |resolve, _| {
        // The timers call the promise itself, so that none comes back into a module that has ended meanwhile.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PATIENCE);
        let window = window.clone();
        // A callback of a frame comes before that is painted, and the next task after.
        request_animation_frame(move || drop(window.set_timeout_with_callback(&resolve)));
    });
    // Nothing rejects it.
    let _ = JsFuture::from(frame).await;
}
