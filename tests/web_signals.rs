//! What the page relies on in Leptos' signals: whoever waited for something may come back after the view is gone, and that ends nothing.
#![cfg(target_arch = "wasm32")]

use leptos::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A signal that was made in a view, after the view is gone.
fn signal_of_a_view_that_is_gone() -> RwSignal<u32> {
    let view = Owner::new();
    let signal = view.with(|| RwSignal::new(1));
    assert_eq!(signal.try_get_untracked(), Some(1), "the view is still there");
    view.cleanup();
    signal
}

#[wasm_bindgen_test]
fn writing_after_the_view_is_gone_does_nothing() {
    let signal = signal_of_a_view_that_is_gone();
    signal.set(2);
    signal.update(|value| *value += 1);
    assert_eq!(signal.try_update(|value| *value), None);
}

#[wasm_bindgen_test]
fn reading_after_the_view_is_gone_gives_nothing() {
    assert_eq!(signal_of_a_view_that_is_gone().try_with_untracked(|value| *value), None);
}
