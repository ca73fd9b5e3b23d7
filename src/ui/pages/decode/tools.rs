//! Where the part *tools* begins: what the decoder needs once somebody has a key, or wants to make or change a token.

use leptos::task::spawn_local;

use super::screen::Screen;
use super::{Keys, Sample};
use crate::ui::dom::Node;
use crate::ui::session::Session;

/// Reads the keys in a text, for the decoder to check with.
pub(crate) fn read_keys(text: String) {
    let screen = Screen::take();
    let keys = Keys::read(text);
    if keys.ring().is_some_and(|ring| !ring.is_complete()) {
        // Private keys may come without their public half, which the platform finds out.
        spawn_local(async move { screen.take_keys(keys.completed(Session::take().crypto()).await) });
    } else {
        screen.take_keys(keys);
    }
}

/// Makes a token of the issuer in this page.
pub(crate) fn sample(sample: Sample) {
    super::samples::open(Screen::take(), sample);
}

/// The menu of examples.
pub(crate) fn examples() -> Node {
    super::examples::menu(Screen::take())
}

/// What the certificates in the token say.
pub(crate) fn certificates() -> Node {
    super::certificates::pane(Screen::take())
}

/// What an SD-JWT shows.
pub(crate) fn disclosures() -> Node {
    super::disclosures::pane(Screen::take())
}

/// The box for the key that decrypts.
pub(crate) fn decryption() -> Node {
    super::decryption::pane(Screen::take()).into()
}

/// The editor.
pub(crate) fn editor() -> Node {
    super::edit::fields(Screen::take())
}

/// The token beside another one.
pub(crate) fn compare() -> Node {
    super::compare::compare(Screen::take())
}

/// What can be copied.
pub(crate) fn copies() -> Node {
    super::copies::copies(Screen::take()).into()
}
