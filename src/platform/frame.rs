//! Waiting for a frame: what a press changes on the page is shown before the page gets busy.

use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::{request_animation_frame, set_timeout};
use wasm_bindgen_futures::JsFuture;

/// For how long a frame is waited for. A page in the background has none.
const PATIENCE: Duration = Duration::from_millis(100);

/// Ends when what has changed is on the screen.
pub async fn painted() {
    let frame = Promise::new(&mut |resolve, _| {
        let done = move || drop(resolve.call0(&resolve));
        let after = done.clone();
        // A callback of a frame comes before that is painted, and the next task after.
        request_animation_frame(move || set_timeout(after, Duration::ZERO));
        set_timeout(done, PATIENCE);
    });
    // Nothing rejects it.
    let _ = JsFuture::from(frame).await;
}
