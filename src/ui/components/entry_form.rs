//! Fields with a button that does something with them, which Enter in a field of one line does too.

use crate::ui::dom::{El, el, is_enter_in_field, is_send_shortcut};

/// The form around the fields and their button, which is of the type `button`. It is never submitted: a browser tells nobody of that in a frame
/// whose sandbox does not allow forms, and nothing here goes to an address. Ctrl or ⌘ with Enter is the screen's own.
pub(crate) fn entry_form(does: impl Fn() + 'static) -> El {
    el("form").attr("novalidate", "").attr("autocomplete", "off").on("keydown", move |event| {
        if is_enter_in_field(&event) {
            event.prevent_default();
            if !is_send_shortcut(&event) {
                does();
            }
        }
    })
}
