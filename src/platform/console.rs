//! The browser's console, where whoever hosts the page looks.

/// Writes a warning.
pub fn warn(text: &str) {
    web_sys::console::warn_1(&text.into());
}
